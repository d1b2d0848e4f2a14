import Core

/// Words of a task that aren't its text: `@who due 2026-12-01 !high`.
struct TaskData {
  private(set) var assignees: [String] = []
  private(set) var due: Day?
  private(set) var priority: MarkdownPriority?

  /// HTML that waits to be put into a node: of words that follow one another, with the spaces between them.
  private var html = ByteBuffer(capacity: 400)

  private static let openers = ByteSet(Array("@!d".utf8))
  /// Bytes of HTML after which another node is begun: more would leave the processor's caches.
  private static let piece = 32 << 10

  /// Ready for another task.
  mutating func clear() { (assignees, due, priority) = ([], nil, nil) }

  /// What a task stands in: the box and a label around its text.
  mutating func label(isDone: Bool, task index: Int) -> Node {
    let label = Node.make(.customInline)
    html.removeAll()
    html.append(
      isDone ? #"<label><input type="checkbox" disabled checked> "# : #"<label><input type="checkbox" disabled> "#)
    html.append(.openTask, index)
    label.setOnEnter(&html)
    html.removeAll()
    html.append(.closeTask, index)
    html.append("</label>")
    label.setOnExit(&html)
    html.removeAll()
    return label
  }

  /// Cuts the words out of a text node; each becomes a marked span.
  mutating func take(from node: Node, _ draft: inout Draft) {
    // Bytes taken off its start; all if negative.
    let taken = node.withLiteral { literal -> Int in
      guard let openers = Self.openers, !literal.isEmpty else { return 0 }
      var (offset, textStart) = (openers.next(in: literal, from: 0, to: literal.count), 0)
      while offset < literal.count {
        let mayOpen = offset == 0 || literal[offset - 1].isMarkdownSpace || literal[offset - 1] == 0x28
        if mayOpen, let end = take(in: literal, at: offset, before: node, textStart, &draft) {
          (offset, textStart) = (end, end)
        } else {
          offset += 1
        }
        offset = openers.next(in: literal, from: offset, to: literal.count)
      }
      flush(before: node)
      return textStart == literal.count ? -1 : textStart
    }
    if taken < 0 { draft.remove(node) } else { node.dropFirst(taken) }
  }

  /// Reads the word at `offset` and puts it before the node, with the text that stands before it; its end, if it is one.
  private mutating func take(
    in literal: UnsafeBufferPointer<UInt8>, at offset: Int, before node: Node, _ textStart: Int, _ draft: inout Draft
  ) -> Int? {
    let word: Word? =
      switch literal[offset] {
      case 0x40: assignee(in: literal, at: offset)
      case 0x21: priority(in: literal, at: offset, node, &draft)
      default: due(in: literal, at: offset, node, &draft)
      }
    guard let word else { return nil }
    let between = UnsafeBufferPointer(rebasing: literal[textStart..<offset])
    if !html.isEmpty, html.count < Self.piece, between.allSatisfy({ $0 == 0x20 }) {
      html.append(between)
    } else {
      flush(before: node)
      if !between.isEmpty { node.insertBefore(.text(between)) }
    }
    html.append(.openTaskData)
    write(word.meaning, UnsafeBufferPointer(rebasing: literal[offset..<word.end]))
    html.append(.closeTaskData)
    return word.end
  }

  /// One word, and where it ends.
  private struct Word {
    enum Meaning {
      case assignee
      case priority(MarkdownPriority)
      case due(Day)
    }
    let meaning: Meaning
    let end: Int
  }

  private mutating func flush(before node: Node) {
    guard !html.isEmpty else { return }
    node.insertBefore(.inline(&html))
    html.removeAll()
  }

  /// Notes what a word says, and writes it.
  private mutating func write(_ meaning: Word.Meaning, _ word: UnsafeBufferPointer<UInt8>) {
    switch meaning {
    case .assignee:
      assignees.append(String(decoding: UnsafeBufferPointer(rebasing: word[1...]), as: UTF8.self))
      html.append("<span class=\"task-who\">")
      html.append(word)
      html.append("</span>")
    case .priority(let priority):
      self.priority = self.priority ?? priority
      html.append("<span class=\"task-priority ")
      html.append(utf8: priority.rawValue)
      html.append("\">!")
      html.append(utf8: priority.rawValue)
      html.append("</span>")
    case .due(let day):
      due = due ?? day
      html.append("<span class=\"task-due\">due <time datetime=\"")
      html.append(UnsafeBufferPointer(rebasing: word[(word.count - 10)...]))
      html.append("\">")
      html.appendDisplay(of: day)
      html.append("</time></span>")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || byte == 0x5F || isNameJoint(byte)
  }

  /// May stand within a name, not at its end.
  private static func isNameJoint(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x40 }

  private func assignee(in literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Word? {
    var end = offset + 1
    while end < literal.count, Self.isNameByte(literal[end]) { end += 1 }
    while end > offset, Self.isNameJoint(literal[end - 1]) { end -= 1 }
    return end > offset + 1 ? Word(meaning: .assignee, end: end) : nil
  }

  private static func priority(_ name: UnsafeBufferPointer<UInt8>) -> MarkdownPriority? {
    if name.isEqual(to: "high") { return .high }
    if name.isEqual(to: "medium") { return .medium }
    return name.isEqual(to: "low") ? .low : nil
  }

  private func priority(
    in literal: UnsafeBufferPointer<UInt8>, at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> Word? {
    var end = offset + 1
    while end < literal.count, literal[end].isLetter { end += 1 }
    guard end > offset + 1, end == literal.count || literal[end].isMarkdownSpace else { return nil }
    let name = UnsafeBufferPointer(rebasing: literal[(offset + 1)..<end])
    if let priority = Self.priority(name) { return Word(meaning: .priority(priority), end: end) }
    reportPriority(String(decoding: name.map(\.lowered), as: UTF8.self), at: node, &draft)
    return nil
  }

  private func reportPriority(_ word: String, at node: Node, _ draft: inout Draft) {
    guard let nearest = NearestName.of(word, among: MarkdownPriority.allCases.map(\.rawValue)) else { return }
    draft.diagnostics.append(
      .warning(
        "task.priority", "\"!\(word)\" is not a priority", at: draft.location(of: node),
        hint: "did you mean \"!\(nearest)\"?"))
  }

  /// `due 2026-12-01` or `due: 2026-12-01`.
  private func due(
    in literal: UnsafeBufferPointer<UInt8>, at offset: Int, _ node: Node, _ draft: inout Draft
  ) -> Word? {
    guard offset + 4 < literal.count, literal[offset + 1] == 0x75, literal[offset + 2] == 0x65 else { return nil }
    var start = offset + 3
    if literal[start] == 0x3A { start += 1 }
    guard literal[start].isMarkdownSpace else { return nil }
    start = literal.skippingSpace(from: start)
    guard start < literal.count, literal[start].isDigit else { return nil }
    let date = literal[start...].prefix { $0.isDigit || $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }
    let isWhole = date.count == 10 || (date.count == 11 && date.last == 0x2E)
    if isWhole, let day = Day(isoBytes: literal, at: start) { return Word(meaning: .due(day), end: start + 10) }
    draft.diagnostics.append(
      .error(
        "task.due", "\"\(String(decoding: date.prefix(40), as: UTF8.self))\" is not a date",
        at: draft.location(of: node),
        hint: "write it as year, month and day: due 2026-12-01"))
    return nil
  }
}

extension ByteBuffer {
  /// As `Day.display`, without a string.
  fileprivate mutating func appendDisplay(of day: Day) {
    let (year, month, number) = day.date
    appendDecimal(number)
    append(0x20)
    append(utf8: Day.monthNames[month - 1])
    append(0x20)
    appendDecimal(year)
  }
}

extension Day {
  /// The day written `YYYY-MM-DD` at `start`. Notes hold many; a concrete type is read much faster than any collection.
  init?(isoBytes bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
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
