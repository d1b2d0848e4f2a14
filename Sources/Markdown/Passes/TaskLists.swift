import Core

/// `- [ ] text @who due 2026-12-01 !high`: a checkbox, and data about a task.
enum TaskLists {
  static func run(_ draft: inout Draft) {
    guard draft.has(.taskLists), draft.source.features.contains(.bracket) else { return }
    for item in draft.items where item.parent != nil {
      guard let paragraph = item.firstChild, paragraph.kind == .paragraph, let isDone = takeBox(from: paragraph)
      else { continue }
      if draft.options.markup == .site {
        markTask(paragraph, isDone: isDone, &draft)
      } else {
        let checked = isDone ? #" checked="""# : ""
        paragraph.prepend(.inline(Array(#"<input type="checkbox"\#(checked) disabled="" /> "#.utf8)))
      }
    }
  }

  /// Takes `[ ]` or `[x]` off the start of a paragraph.
  static func takeBox(from paragraph: Node) -> Bool? {
    guard let text = paragraph.firstChild, text.kind == .text else { return nil }
    let isDone = text.withLiteral { literal -> Bool? in
      guard literal.count >= 4, literal[0] == 0x5B, literal[2] == 0x5D, literal[3] == 0x20 || literal[3] == 0x09
      else { return nil }
      return literal[1] == 0x20 ? false : literal[1] | 0x20 == 0x78 ? true : nil
    }
    if isDone != nil { text.setLiteral(text.literal.dropFirst(3).drop(while: \.isMarkdownSpace)) }
    return isDone
  }

  /// The whole text labels the box.
  private static func markTask(_ paragraph: Node, isDone: Bool, _ draft: inout Draft) {
    var data = TaskData()
    for child in paragraph.children where child.kind == .text { data.take(from: child, &draft) }
    let index = draft.records.tasks.count
    draft.records.tasks.append(
      Records.Task(
        isDone: isDone, assignees: data.assignees, due: data.due, priority: data.priority,
        role: draft.role(of: paragraph), location: draft.location(of: paragraph)))
    let checked = isDone ? " checked" : ""
    let box = Array(#"<label><input type="checkbox" disabled\#(checked)> "#.utf8)
    let label = Node.inline(box + Marker.openTask.bytes(index), Marker.closeTask.bytes(index) + Array("</label>".utf8))
    paragraph.moveChildren(to: label)
    paragraph.append(label)
  }
}

/// Words of a task that aren't its text.
struct TaskData {
  private(set) var assignees: [String] = []
  private(set) var due: Day?
  private(set) var priority: MarkdownPriority?

  /// Cuts the words out of a text node; each becomes a marked span.
  mutating func take(from node: Node, _ draft: inout Draft) {
    let literal = node.literal
    guard literal.contains(where: { $0 == 0x40 || $0 == 0x21 || $0 == 0x64 }) else { return }
    var (offset, textStart) = (0, 0)
    var found = false
    while offset < literal.count {
      guard offset == 0 || literal[offset - 1].isMarkdownSpace || literal[offset - 1] == 0x28,
        let word = word(in: literal, at: offset, node, &draft)
      else {
        offset += 1
        continue
      }
      if textStart < offset { node.insertBefore(.text(literal[textStart..<offset])) }
      node.insertBefore(.inline(Marker.openTaskData.bytes() + word.html + Marker.closeTaskData.bytes()))
      (offset, textStart, found) = (word.end, word.end, true)
    }
    guard found else { return }
    node.setLiteral(literal[textStart...])
  }

  private mutating func word(
    in literal: [UInt8], at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> (html: [UInt8], end: Int)? {
    switch literal[offset] {
    case 0x40: assignee(in: literal, at: offset)
    case 0x21: priority(in: literal, at: offset, node, &draft)
    case 0x64: due(in: literal, at: offset, node, &draft)
    default: nil
    }
  }

  private mutating func assignee(in literal: [UInt8], at offset: Int) -> (html: [UInt8], end: Int)? {
    var end = offset + 1
    while end < literal.count,
      literal[end].isAlphanumeric || literal[end] >= 0x80 || [0x2D, 0x2E, 0x40, 0x5F].contains(literal[end])
    {
      end += 1
    }
    while end > offset, [0x2D, 0x2E, 0x40].contains(literal[end - 1]) { end -= 1 }
    guard end > offset + 1 else { return nil }
    assignees.append(String(decoding: literal[(offset + 1)..<end], as: UTF8.self))
    return (Self.span("task-who", literal[offset..<end]), end)
  }

  private mutating func priority(
    in literal: [UInt8], at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> (html: [UInt8], end: Int)? {
    let name = literal[(offset + 1)...].prefix(while: \.isLetter)
    guard !name.isEmpty, name.endIndex == literal.count || literal[name.endIndex].isMarkdownSpace else { return nil }
    let word = String(decoding: name.map(\.lowered), as: UTF8.self)
    guard let priority = MarkdownPriority(rawValue: word) else {
      if let nearest = NearestName.of(word, among: MarkdownPriority.allCases.map(\.rawValue)) {
        draft.diagnostics.append(
          .warning(
            "task.priority", "\"!\(word)\" is not a priority", at: draft.location(of: node),
            hint: "did you mean \"!\(nearest)\"?"))
      }
      return nil
    }
    self.priority = self.priority ?? priority
    return (Self.span("task-priority \(word)", literal[offset..<name.endIndex]), name.endIndex)
  }

  /// `due 2026-12-01` or `due: 2026-12-01`.
  private mutating func due(
    in literal: [UInt8], at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> (html: [UInt8], end: Int)? {
    guard literal[offset...].starts(with: "due".utf8) else { return nil }
    var start = offset + 3
    if start < literal.count, literal[start] == 0x3A { start += 1 }
    guard start < literal.count, literal[start].isMarkdownSpace else { return nil }
    while start < literal.count, literal[start].isMarkdownSpace { start += 1 }
    let date = literal[start...].prefix { $0.isDigit || $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }
    guard let first = date.first, first.isDigit else { return nil }
    let trimmed = date.prefix(10)
    guard date.count <= 11, let day = Day(iso: trimmed) else {
      draft.diagnostics.append(
        .error(
          "task.due", "\"\(String(decoding: date.prefix(40), as: UTF8.self))\" is not a date",
          at: draft.location(of: node),
          hint: "write it as year, month and day: due 2026-12-01"))
      return nil
    }
    due = due ?? day
    let html = "<span class=\"task-due\">due <time datetime=\"\(day)\">\(day.display)</time></span>"
    return (Array(html.utf8), trimmed.endIndex)
  }

  private static func span(_ name: String, _ text: ArraySlice<UInt8>) -> [UInt8] {
    var html = Array("<span class=\"\(name)\">".utf8)
    html.appendEscapedHTML(Array(text))
    return html + Array("</span>".utf8)
  }
}
