/// Link reference definitions leave no node behind, but table cells that are parsed apart need them: finds the lines of the
/// note that no leaf block accounts for, and the paragraphs that began with a definition.
enum ReferenceDefinitions {
  /// Those lines, as paragraphs of a document of their own. What isn't a definition after all reads as text, which nobody uses.
  static func text(in draft: inout Draft) -> [UInt8] {
    guard draft.source.bytes.indices.contains(where: { isDefinitionLike(draft.source.bytes, at: $0) }) else {
      return []
    }
    let covered = coveredLines(&draft)
    var text: [UInt8] = [0x0A]
    var line = 1
    while true {
      let whole = draft.sourceLine(line)
      if whole.lowerBound >= draft.source.bytes.endIndex { break }
      if !covered.contains(line) {
        text += content(draft.source.bytes[whole]) + [0x0A]
      }
      line += 1
    }
    for paragraph in draft.paragraphs where paragraph.startLine > 0 && draft.origin(of: paragraph) == nil {
      let lines = (paragraph.startLine...max(paragraph.startLine, paragraph.endLine)).map { draft.sourceLine($0) }
      guard let first = lines.first, content(draft.source.bytes[first]).first == 0x5B else { continue }
      text.append(0x0A)
      for line in lines { text += content(draft.source.bytes[line]) + [0x0A] }
    }
    return text
  }

  /// `]:`
  private static func isDefinitionLike(_ bytes: [UInt8], at offset: Int) -> Bool {
    bytes[offset] == 0x5D && offset + 1 < bytes.count && bytes[offset + 1] == 0x3A
  }

  private static func coveredLines(_ draft: inout Draft) -> Set<Int> {
    var covered: Set<Int> = []
    var current: Node? = draft.root
    while let node = current {
      switch node.kind {
      case .paragraph, .heading, .codeBlock, .htmlBlock, .thematicBreak:
        if node.endLine >= node.startLine { covered.formUnion(node.startLine...node.endLine) }
        current = node.following(in: draft.root, skippingChildren: true)
      default: current = node.following(in: draft.root)
      }
    }
    return covered
  }

  /// Without the marks of quotes and list items that it may stand in.
  private static func content(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.drop { $0.isMarkdownSpace || $0 == 0x3E || $0 == 0x2D || $0 == 0x2A || $0 == 0x2B }
  }
}
