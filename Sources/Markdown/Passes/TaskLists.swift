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
  private static func markTask(_ paragraph: Node, isDone: Bool, _ data: inout TaskData, _ draft: inout Draft) {
    data.clear()
    for child in paragraph.children where child.kind == .text { data.take(from: child, &draft) }
    let index = draft.records.tasks.count
    draft.records.tasks.append(
      Records.Task(
        isDone: isDone, assignees: data.assignees, due: data.due, priority: data.priority,
        role: draft.role(of: paragraph), location: draft.location(of: paragraph)))
    var open: [UInt8] = []
    open.reserveCapacity(64)
    open.append(
      isDone ? #"<label><input type="checkbox" disabled checked> "# : #"<label><input type="checkbox" disabled> "#)
    open += Marker.openTask.bytes(index)
    var close = Marker.closeTask.bytes(index)
    close.append("</label>")
    let label = Node.inline(open, close)
    paragraph.moveChildren(to: label)
    paragraph.append(label)
  }
}

/// Words of a task that aren't its text.
struct TaskData {
  private(set) var assignees: [String] = []
  private(set) var due: Day?
  private(set) var priority: MarkdownPriority?

  /// The HTML of one word, kept for its memory.
  private var html: [UInt8] = []

  private static let open = Marker.openTaskData.bytes()
  private static let close = Marker.closeTaskData.bytes()

  /// Ready for another task.
  mutating func clear() { (assignees, due, priority) = ([], nil, nil) }

  /// Cuts the words out of a text node; each becomes a marked span.
  mutating func take(from node: Node, _ draft: inout Draft) {
    guard node.withLiteral({ $0.contains { $0 == 0x40 || $0 == 0x21 || $0 == 0x64 } }) else { return }
    let literal = node.literal
    var (offset, textStart) = (0, 0)
    while offset < literal.count {
      guard offset == 0 || literal[offset - 1].isMarkdownSpace || literal[offset - 1] == 0x28,
        let end = take(in: literal, at: offset, before: node, textStart, &draft)
      else {
        offset += 1
        continue
      }
      (offset, textStart) = (end, end)
    }
    if textStart > 0 { node.setLiteral(literal[textStart...]) }
  }

  private mutating func take(
    in literal: [UInt8], at offset: Int, before node: Node, _ textStart: Int, _ draft: inout Draft
  ) -> Int? {
    guard literal[offset] == 0x40 || literal[offset] == 0x21 || literal[offset] == 0x64 else { return nil }
    html.removeAll(keepingCapacity: true)
    html += Self.open
    let end: Int? =
      switch literal[offset] {
      case 0x40: assignee(in: literal, at: offset)
      case 0x21: priority(in: literal, at: offset, node, &draft)
      case 0x64: due(in: literal, at: offset, node, &draft)
      default: nil
      }
    guard let end else { return nil }
    html += Self.close
    if textStart < offset { node.insertBefore(.text(literal[textStart..<offset])) }
    node.insertBefore(.inline(html))
    return end
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || byte == 0x5F || isNameJoint(byte)
  }

  /// May stand within a name, not at its end.
  private static func isNameJoint(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x40 }

  private mutating func assignee(in literal: [UInt8], at offset: Int) -> Int? {
    var end = offset + 1
    while end < literal.count, Self.isNameByte(literal[end]) { end += 1 }
    while end > offset, Self.isNameJoint(literal[end - 1]) { end -= 1 }
    guard end > offset + 1 else { return nil }
    assignees.append(String(decoding: literal[(offset + 1)..<end], as: UTF8.self))
    html.append("<span class=\"task-who\">")
    html += literal[offset..<end]
    html.append("</span>")
    return end
  }

  private mutating func priority(
    in literal: [UInt8], at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> Int? {
    let name = literal[(offset + 1)...].prefix(while: \.isLetter)
    guard !name.isEmpty, name.endIndex == literal.count || literal[name.endIndex].isMarkdownSpace else { return nil }
    let word = String(decoding: name.map(\.lowered), as: UTF8.self)
    guard let priority = MarkdownPriority(rawValue: word) else {
      reportPriority(word, at: node, &draft)
      return nil
    }
    self.priority = self.priority ?? priority
    html += "<span class=\"task-priority \(word)\">!\(word)</span>".utf8
    return name.endIndex
  }

  private func reportPriority(_ word: String, at node: Node, _ draft: inout Draft) {
    guard let nearest = NearestName.of(word, among: MarkdownPriority.allCases.map(\.rawValue)) else { return }
    draft.diagnostics.append(
      .warning(
        "task.priority", "\"!\(word)\" is not a priority", at: draft.location(of: node),
        hint: "did you mean \"!\(nearest)\"?"))
  }

  /// `due 2026-12-01` or `due: 2026-12-01`.
  private mutating func due(
    in literal: [UInt8], at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> Int? {
    guard offset + 4 < literal.count, literal[offset + 1] == 0x75, literal[offset + 2] == 0x65 else { return nil }
    var start = offset + 3
    if literal[start] == 0x3A { start += 1 }
    guard literal[start].isMarkdownSpace else { return nil }
    while start < literal.count, literal[start].isMarkdownSpace { start += 1 }
    guard start < literal.count, literal[start].isDigit else { return nil }
    let date = literal[start...].prefix { $0.isDigit || $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }
    let isWhole = date.count == 10 || (date.count == 11 && date.last == 0x2E)
    guard isWhole, let day = Day(isoBytes: literal, at: start) else {
      draft.diagnostics.append(
        .error(
          "task.due", "\"\(String(decoding: date.prefix(40), as: UTF8.self))\" is not a date",
          at: draft.location(of: node),
          hint: "write it as year, month and day: due 2026-12-01"))
      return nil
    }
    due = due ?? day
    html.append("<span class=\"task-due\">due <time datetime=\"")
    html += literal[start..<(start + 10)]
    html.append("\">")
    html.appendDisplay(of: day)
    html.append("</time></span>")
    return start + 10
  }
}

extension [UInt8] {
  /// As `Day.display`, without a string.
  mutating func appendDisplay(of day: Day) {
    let (year, month, number) = day.date
    appendDecimal(number)
    append(0x20)
    append(contentsOf: Day.monthNames[month - 1].utf8)
    append(0x20)
    appendDecimal(year)
  }
}

extension Day {
  /// The day written `YYYY-MM-DD` at `start`. Notes hold many; a concrete array is read much faster than any collection.
  init?(isoBytes bytes: [UInt8], at start: Int) {
    guard start + 10 <= bytes.count, bytes[start + 4] == 0x2D, bytes[start + 7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for offset in range {
        guard bytes[start + offset].isDigit else { return nil }
        value = value * 10 + Int(bytes[start + offset] - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
