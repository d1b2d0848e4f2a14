import Core

/// Reads headings: their records, the sections that those of level 2 open, and the touches in the section "Log".
struct Outline {
  private var role = MarkdownSectionRole.lead
  private var touches: [(heading: Node, index: Int)] = []

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
      role = Self.role(titled: draft.plainText(of: heading))
      opened = role
      draft.roles.append((heading.startLine, role))
    }
    draft.records.headings.append(
      Records.Heading(level: level, location: draft.location(of: heading), isOutline: isOutline, role: opened))
    if isOutline, level == 3, role == .log { touch(heading, index, &draft) }
    heading.prepend(.inline(Marker.openHeading, index))
    heading.append(.inline(Marker.closeHeading, index))
  }

  private static func role(titled title: [UInt8]) -> MarkdownSectionRole {
    switch String(decoding: title.trimmed.map(\.lowered), as: UTF8.self) {
    case "summary": .summary
    case "next steps", "next step", "next": .nextSteps
    case "log", "touch log", "call log": .log
    default: .notes
    }
  }

  private mutating func touch(_ heading: Node, _ index: Int, _ draft: inout Draft) {
    let text = draft.plainText(of: heading).trimmed
    guard let day = Day(isoBytes: text, at: 0), text.count == 10 || text[10].isMarkdownSpace || text[10] == 0x3A else {
      draft.diagnostics.append(
        .warning(
          "log.date", "a log entry begins with its date", at: draft.location(of: heading),
          hint: "write it as \"### 2026-11-10 Call with CIO\""))
      return
    }
    let title = Array(text.dropFirst(10).drop { $0.isMarkdownSpace || $0 == 0x3A || $0 == 0x2D })
    touches.append((heading, draft.records.touches.count))
    draft.records.touches.append(
      Records.Touch(
        heading: index, day: day, kind: MarkdownTouchKind(title: title), title: String(decoding: title, as: UTF8.self),
        location: draft.location(of: heading)))
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
  private static let words =
    ([
      ("call", .call), ("phone", .call), ("called", .call), ("meeting", .meeting), ("met", .meeting),
      ("workshop", .meeting), ("email", .email), ("e-mail", .email), ("mail", .email), ("qbr", .qbr), ("ebr", .ebr),
      ("onsite", .onsite), ("on-site", .onsite), ("visit", .onsite),
    ] as [(String, MarkdownTouchKind)]).map { (word: Array($0.0.utf8), kind: $0.1) }

  /// Told by the first word that names a kind.
  init(title: [UInt8]) {
    let lowered = title.map(\.lowered)
    for word in lowered.split(whereSeparator: { !$0.isAlphanumeric && $0 != 0x2D }) {
      if let match = Self.words.first(where: { $0.word.count == word.count && $0.word.elementsEqual(word) }) {
        self = match.kind
        return
      }
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
