import Core
import Markdown
import Portfolio

/// How notes, guides and plays stand on their pages: which ids they get there.
enum NotePlacement {
  /// Of an account's note, the ids kept apart from the page's own and from those of its other notes. Notes that the audience
  /// sees nothing of don't count: no number tells of them.
  static func rendering(ofNote index: Int, of account: Account, for audience: Audience) -> MarkdownRendering {
    let number = account.notes.prefix(index).count { !$0.document.sections(for: audience).isEmpty }
    return MarkdownRendering(
      idPrefix: number == 0 ? "note-" : "note\(number + 1)-", headingShift: 1,
      sectionIDs: [.log: "log", .nextSteps: "next"])
  }

  /// Ids of an account page that links may name besides its notes' headings.
  static let accountAnchors = [
    "next", "dates", "health", "risks", "licences", "people", "contracts", "negotiation", "plays", "log", "notes",
    "family", "more", "sources",
  ]

  /// Ids of a play's page that links may name besides its headings.
  static let playAnchors = ["accounts"]
}
