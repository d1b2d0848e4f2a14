import Core
import Insight
import Markdown
import Portfolio

/// Sections of guides and plays that name figures or words of the account, `{{ account.notice_deadline }}`: e-mails, talk tracks and
/// pages to leave behind. They are blanks in the guide, and filled in on the account's page of words.
struct FillableSections: Sendable {
  /// By index in `Portfolio.guides`.
  let ofGuide: [[MarkdownSection]]
  /// By index in `Portfolio.plays`.
  let ofPlay: [[MarkdownSection]]

  init(_ portfolio: Portfolio, for audience: Audience) {
    ofGuide = portfolio.guides.map { $0.clearance <= audience ? Self.sections(of: $0.document, for: audience) : [] }
    ofPlay = portfolio.plays.map { $0.clearance <= audience ? Self.sections(of: $0.document, for: audience) : [] }
  }

  private static func sections(of document: MarkdownDocument, for audience: Audience) -> [MarkdownSection] {
    let places = document.figureReferences.compactMap { $0.resolved(for: audience) }
      .filter { $0.name.utf8.starts(with: "account.".utf8) }.map(\.location)
    if places.isEmpty { return [] }
    let sections = document.sections(for: audience)
    return sections.indices.filter { index in
      let end = index + 1 < sections.count ? sections[index + 1].location : nil
      return places.contains { place in place >= sections[index].location && (end.map { place < $0 } ?? true) }
    }.map { sections[$0] }
  }
}

/// A section that is filled in for an account.
struct FilledSection {
  let document: MarkdownDocument
  let section: MarkdownSection
  /// The guide or play that it is from.
  let source: PageID
  let sourceTitle: String
  /// Why that fits the account.
  let reason: String
}

extension SiteContext {
  /// Whether an account has a page of words.
  func hasWords(_ account: Int) -> Bool {
    let fillable = enablement.fillable
    return enablement.matches[account].contains { !fillable.ofPlay[$0.play].isEmpty }
      || fillable.ofGuide.indices.contains {
        !fillable.ofGuide[$0].isEmpty && reason(guide: $0, account: account) != nil
      }
  }

  /// What can be said to an account now: sections of the plays that apply, then of the guides that fit, best reasons first.
  func words(for account: Int) -> [FilledSection] {
    let fillable = enablement.fillable
    let plays = enablement.matches[account].flatMap { match in
      let play = portfolio.plays[match.play]
      return fillable.ofPlay[match.play].map {
        FilledSection(
          document: play.document, section: $0, source: .play(play.slug), sourceTitle: play.title,
          reason: match.text.capitalizedFirst)
      }
    }
    let guides = fillable.ofGuide.indices.filter { !fillable.ofGuide[$0].isEmpty }
      .compactMap { index in reason(guide: index, account: account).map { (index: index, reason: $0) } }
      .sorted { ($0.reason.rank, $0.index) < ($1.reason.rank, $1.index) }
    return plays
      + guides.flatMap { index, reason in
        let guide = portfolio.guides[index]
        return fillable.ofGuide[index].map {
          FilledSection(
            document: guide.document, section: $0, source: .guide(guide.slug), sourceTitle: guide.title,
            reason: words(reason))
        }
      }
  }
}

extension MarkdownSection {
  /// Whether it is headed `E-mail: …` or `Email: …`.
  var isEmail: Bool {
    (title ?? "").lowercased().utf8.filter { $0 != 0x2D }.starts(with: "email".utf8)
  }
}
