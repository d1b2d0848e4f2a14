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
    var found = Diagnostics()
    let document = MarkdownDocument(
      Array(text[min(head.bodyStart, text.count)...]), file: file, firstLine: head.bodyLine,
      options: MarkdownOptions(defaultClearance: clearance), into: &found)
    log.append(contentsOf: found)
    note = Note(file: file, day: day, title: title, document: document)
    actions = document.tasks.map { task in
      task.map {
        ActionItem(
          text: $0.text, isDone: $0.isDone, assignee: $0.assignees.first, due: $0.due,
          priority: $0.priority.flatMap { Level(rawValue: $0.rawValue) }, location: $0.location)
      }
    }
    touches = document.touches.compactMap { touch in
      touch.resolved(for: .team).map {
        Touch(
          day: $0.day, kind: Touch.Kind(rawValue: $0.kind == .other ? "touch" : $0.kind.rawValue) ?? ($0.kind == .qbr ? .qbr : .ebr),
          title: touch.map(\.title), location: $0.location)
      }
    }
  }
}
