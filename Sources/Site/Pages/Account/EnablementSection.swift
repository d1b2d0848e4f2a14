import Core
import Insight
import Markdown
import Portfolio
import Templates

/// Plays that apply to the account, and guides that fit it, each with the reason.
struct EnablementSection: TemplateModel {
  let note: String
  let plays: [PlayRow]
  let guides: [GuideRow]
  /// Sections filled in on the account's page of words.
  let words: [LinkView]
  let stage: String?
  let stageGuides: [LinkView]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("words") { $0.words },
    .list("plays") { $0.plays },
    .list("guides") { $0.guides },
    .optionalText("stage") { $0.stage },
    .list("stage_guides") { $0.stageGuides })
}

/// A play that applies.
struct PlayRow: TemplateModel {
  let title: String
  let href: String
  let why: String
  /// The contract, and how many more like it.
  let detail: String?
  let roles: String?
  let guides: [LinkView]

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .text("href") { $0.href },
    .text("why") { $0.why },
    .optionalText("detail") { $0.detail },
    .optionalText("roles") { $0.roles },
    .list("guides") { $0.guides })
}

/// A guide that fits.
struct GuideRow: TemplateModel {
  let title: String
  let href: String
  let reason: String
  let minutes: String

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .text("href") { $0.href },
    .text("reason") { $0.reason },
    .text("minutes") { $0.minutes })
}

extension AccountPageBuilder {
  /// Guides shown with their reasons.
  private static let guideLimit = 6

  func enablementSection() -> EnablementSection? {
    guard context.audience >= .field else { return nil }
    let matches = context.enablement.matches[index]
    let guides = context.guides(for: index)
    guard !matches.isEmpty || !guides.isEmpty else { return nil }
    let shown = guides.filter { $0.reason.rank == 1 }.prefix(Self.guideLimit)
    let further = guides.filter { $0.reason.rank == 2 }
    let stages = context.enablement.stages[index]
    return EnablementSection(
      note:
        "\(FigureFormat.counted(matches.count, "play applies", "plays apply")), \(FigureFormat.counted(guides.count, "guide fits", "guides fit"))",
      plays: matches.map { row($0, guides) },
      guides: shown.map { guide, reason in
        GuideRow(
          title: guide.title, href: page.href(to: .guide(guide.slug)), reason: context.words(reason),
          minutes: "\(GuidePage.minutes(guide, context.audience)) min")
      },
      words: words(),
      stage: further.isEmpty ? nil : stages.joined(separator: ", "),
      stageGuides: further.map { LinkView(label: $0.guide.title, href: page.href(to: .guide($0.guide.slug))) })
  }

  /// Links to what can be said, each to its place on the page of words.
  private func words() -> [LinkView] {
    let target = page.href(to: .words(account.slug))
    return context.words(for: index).enumerated().map { number, filled in
      LinkView(label: filled.section.title ?? filled.sourceTitle, href: "\(target)#say-\(number + 1)")
    }
  }

  /// A play with the guides that it brings; one that several plays bring stands with the first.
  private func row(_ match: PlayMatch, _ guides: [(guide: Guide, reason: GuideReason)]) -> PlayRow {
    let play = portfolio.plays[match.play]
    let mine = guides.filter { guide in
      if case .play(let other) = guide.reason { return other.play == match.play }
      return false
    }
    let contract = match.occurrences.first?.contract.map { portfolio.contracts[$0].id }
    let detail = [contract, match.further == 0 ? nil : "and \(match.further) more like it"].compactMap { $0 }
    return PlayRow(
      title: play.title, href: page.href(to: .play(play.slug)), why: match.text.capitalizedFirst,
      detail: detail.isEmpty ? nil : detail.joined(separator: ", "),
      roles: play.roles.isEmpty ? nil : play.roles.joined(separator: ", "),
      guides: mine.map { LinkView(label: $0.guide.title, href: page.href(to: .guide($0.guide.slug))) })
  }
}
