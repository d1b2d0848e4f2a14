import Core
import Markdown
import Portfolio

/// A note's Markdown, with what it says about the work on the account.
struct NoteBody: Sendable {
  let note: Note
  let actions: [Restricted<ActionItem>]
  let touches: [Touch]

  /// Reads the Markdown below `head`.
  init(
    _ text: [UInt8], head: FrontMatter, file: SourceFile, day: Day?, title: String, settings: Settings,
    clearance: Audience, account: String?, into log: inout Diagnostics
  ) {
    note = Note(file: file, day: day, title: title, document: MarkdownDocument())
    actions = []
    touches = []
  }
}
