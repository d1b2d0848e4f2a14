import Core

/// `- [ ] text @who due 2026-12-01 !high`: a checkbox, and data about a task.
enum TaskLists {
  static func run(_ draft: inout Draft) {
    guard draft.has(.taskLists), draft.source.features.contains(.bracket) else { return }
    var data = TaskData()
    for item in draft.items where item.parent != nil {
      guard let paragraph = item.firstChild, paragraph.kind == .paragraph, let isDone = takeBox(from: paragraph)
      else { continue }
      if draft.options.markup == .site {
        markTask(paragraph, isDone: isDone, &data, &draft)
      } else {
        paragraph.prepend(
          isDone
            ? .inline(#"<input type="checkbox" checked="" disabled="" /> "#)
            : .inline(#"<input type="checkbox" disabled="" /> "#))
      }
    }
  }

  /// Takes `[ ]` or `[x]` off the start of a paragraph.
  static func takeBox(from paragraph: Node) -> Bool? {
    guard let text = paragraph.firstChild, text.kind == .text, text.startsWith(0x5B) else { return nil }
    let box = text.withLiteral { literal -> (isDone: Bool, end: Int)? in
      guard literal.count >= 4, literal[0] == 0x5B, literal[2] == 0x5D, literal[3] == 0x20 || literal[3] == 0x09,
        literal[1] == 0x20 || literal[1] | 0x20 == 0x78
      else { return nil }
      return (literal[1] != 0x20, literal.skippingSpace(from: 3))
    }
    guard let box else { return nil }
    text.dropFirst(box.end)
    return box.isDone
  }

  /// The whole text labels the box.
  private static func markTask(_ paragraph: Node, isDone: Bool, _ data: inout TaskData, _ draft: inout Draft) {
    data.clear()
    for child in paragraph.children where child.kind == .text { data.take(from: child, &draft) }
    let index = draft.records.tasks.count
    draft.records.tasks.append(
      Records.Task(
        isDone: isDone, assignees: data.assignees, due: data.due, priority: data.priority,
        role: draft.role(of: paragraph), location: draft.location(of: paragraph)))
    let label = data.label(isDone: isDone, task: index)
    paragraph.moveChildren(to: label)
    paragraph.append(label)
  }
}
