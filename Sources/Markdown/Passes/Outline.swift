import Core

/// Reads headings: their records, the sections that those of level 2 open, and the touches in the section "Log".
struct Outline {
  private var role = MarkdownSectionRole.lead
  private var touches: [(heading: Node, index: Int)] = []
  /// A heading's text between its markers; kept for its memory.
  private var marked = ByteBuffer()

  static func run(_ draft: inout Draft) {
    guard draft.has(.outline) else { return }
    var pass = Outline()
    let audiences = Set(draft.audienceBlocks.lazy.map(\.node))
    for heading in draft.headings { pass.meet(heading, isOutline: draft.isOutline(heading, within: audiences), &draft) }
    for (heading, index) in pass.touches { pass.bound(heading, touch: index, &draft) }
  }

  private mutating func meet(_ heading: Node, isOutline: Bool, _ draft: inout Draft) {
    let level = heading.headingLevel
    let index = draft.records.headings.count
    var opened: MarkdownSectionRole?
    if isOutline, level == 2 {
      role = draft.withPlainText(of: heading, Self.role)
      opened = role
      draft.roles.append((heading.startLine, role))
    }
    draft.records.headings.append(
      Records.Heading(level: level, location: draft.location(of: heading), isOutline: isOutline, role: opened))
    if isOutline, level == 3, role == .log { touch(heading, index, &draft) }
    mark(heading, index, draft.triggers)
  }

  /// Puts a heading between its markers: into its text if it is one that no other pass will touch, which saves two nodes.
  private mutating func mark(_ heading: Node, _ index: Int, _ triggers: ByteSet?) {
    if let text = heading.firstChild, text.kind == .text, text.next == nil {
      marked.removeAll()
      marked.append(.openHeading, index)
      let isPlain = text.withLiteral { literal in
        marked.append(literal)
        return triggers.map { $0.next(in: literal, from: 0, to: literal.count) == literal.count } ?? true
      }
      if isPlain {
        marked.append(.closeHeading, index)
        text.setLiteral(&marked)
        return
      }
    }
    heading.prepend(.inline(Marker.openHeading, index))
    heading.append(.inline(Marker.closeHeading, index))
  }

  private static let roles: [(title: StaticString, role: MarkdownSectionRole)] = [
    ("summary", .summary), ("next steps", .nextSteps), ("next step", .nextSteps), ("next", .nextSteps), ("log", .log),
    ("touch log", .log), ("call log", .log),
  ]

  private static func role(titled title: UnsafeBufferPointer<UInt8>) -> MarkdownSectionRole {
    let title = title.trimmed
    return roles.first { title.isEqual(to: $0.title) }?.role ?? .notes
  }

  private mutating func touch(_ heading: Node, _ index: Int, _ draft: inout Draft) {
    let location = draft.location(of: heading)
    let touch = draft.withPlainText(of: heading) { text -> Records.Touch? in
      let text = text.trimmed
      guard let day = Day(isoBytes: text, at: 0), text.count == 10 || text[10].isMarkdownSpace || text[10] == 0x3A
      else { return nil }
      var start = 10
      while start < text.count, text[start].isMarkdownSpace || text[start] == 0x3A || text[start] == 0x2D { start += 1 }
      let title = UnsafeBufferPointer(rebasing: text[start...])
      return Records.Touch(
        heading: index, day: day, kind: MarkdownTouchKind(title: title), title: String(decoding: title, as: UTF8.self),
        location: location)
    }
    guard let touch else {
      draft.diagnostics.append(
        .warning(
          "log.date", "a log entry begins with its date", at: location,
          hint: "write it as \"### 2026-11-10 Call with CIO\""))
      return
    }
    touches.append((heading, draft.records.touches.count))
    draft.records.touches.append(touch)
  }

  /// Marks the touch's text: what follows in the same block up to the next heading that isn't lower.
  private func bound(_ heading: Node, touch index: Int, _ draft: inout Draft) {
    heading.insertAfter(.block(Marker.openTouch, index))
    var last = heading
    var current = heading.next
    while let node = current, !Self.opensAnother(node) {
      last = node
      current = node.next
    }
    last.insertAfter(.block(Marker.closeTouch, index))
  }

  /// A heading, or an audience block that begins with one.
  private static func opensAnother(_ node: Node) -> Bool {
    var candidate: Node? = node
    while let block = candidate, block.kind == .customBlock { candidate = block.firstChild }
    return candidate.map { $0.kind == .heading && $0.headingLevel <= 3 } ?? false
  }
}

extension MarkdownTouchKind {
  private static let words: [(word: StaticString, kind: MarkdownTouchKind)] = [
    ("call", .call), ("phone", .call), ("called", .call), ("meeting", .meeting), ("met", .meeting),
    ("workshop", .meeting), ("email", .email), ("e-mail", .email), ("mail", .email), ("qbr", .qbr), ("ebr", .ebr),
    ("onsite", .onsite), ("on-site", .onsite), ("visit", .onsite),
  ]

  /// Told by the first word that names a kind.
  init(title: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < title.count {
      var end = start
      while end < title.count, title[end].isAlphanumeric || title[end] == 0x2D { end += 1 }
      let word = UnsafeBufferPointer(rebasing: title[start..<end])
      if let match = Self.words.first(where: { word.isEqual(to: $0.word) }) {
        self = match.kind
        return
      }
      start = end + 1
    }
    self = .other
  }
}

extension Draft {
  /// Whether nothing but audience blocks stands around the heading.
  fileprivate func isOutline(_ heading: Node, within audiences: Set<Node>) -> Bool {
    var ancestor = heading.parent
    while let node = ancestor, node != root {
      guard audiences.contains(node) else { return false }
      ancestor = node.parent
    }
    return ancestor == root
  }

  /// What the section is for that a block stands in.
  func role(of node: Node) -> MarkdownSectionRole {
    let line = node.startLine
    var (low, high) = (0, roles.count)
    while low < high {
      let middle = (low + high) / 2
      if roles[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .lead : roles[low - 1].role
  }
}
