import Core
import Insight
import Portfolio
import Templates

/// Plays that apply to the account, and guides that fit it, each with the reason.
struct EnablementSection: TemplateModel {
  let note: String
  let plays: [PlayRow]
  let guides: [GuideRow]
  let stages: String

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("plays") { $0.plays },
    .list("guides") { $0.guides },
    .text("stages") { $0.stages })
}

/// A play that applies.
struct PlayRow: TemplateModel {
  let title: String
  let href: String
  let why: String
  let contract: String?
  let further: String?
  let roles: String

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .text("href") { $0.href },
    .text("why") { $0.why },
    .optionalText("contract") { $0.contract },
    .optionalText("further") { $0.further },
    .text("roles") { $0.roles })
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
  /// Guides shown; the index has the rest.
  private static let guideLimit = 8

  func enablementSection() -> EnablementSection? {
    guard context.audience >= .field else { return nil }
    let matches = context.enablement.matches[index]
    let guides = context.guides(for: index)
    guard !matches.isEmpty || !guides.isEmpty else { return nil }
    let shown = guides.prefix(Self.guideLimit)
    let stages = context.enablement.stages[index]
    return EnablementSection(
      note:
        "\(FigureFormat.counted(matches.count, "play applies", "plays apply")), \(FigureFormat.counted(guides.count, "guide fits", "guides fit"))",
      plays: matches.map(row),
      guides: shown.map { guide, reason in
        GuideRow(
          title: guide.title, href: page.href(to: .guide(guide.slug)), reason: reasonText(reason),
          minutes: "\(GuidePage.minutes(guide, context.audience)) min")
      },
      stages: stages.isEmpty ? "" : "The account is at stage \(stages.joined(separator: ", ")).")
  }

  /// The values stand in the table of plays already.
  private func reasonText(_ reason: GuideReason) -> String {
    if case .play(let match) = reason { return "For the play “\(portfolio.plays[match.play].title)”" }
    return context.words(reason)
  }

  private func row(_ match: PlayMatch) -> PlayRow {
    let play = portfolio.plays[match.play]
    return PlayRow(
      title: play.title, href: page.href(to: .play(play.slug)), why: match.text.capitalizedFirst,
      contract: match.occurrences.first?.contract.map { portfolio.contracts[$0].id },
      further: match.further == 0 ? nil : "and \(match.further) more like it", roles: play.roles.joined(separator: ", ")
    )
  }
}
