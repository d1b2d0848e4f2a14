import Core

/// Turns the list items that stand for footnote definitions into blocks that are taken out of the flow later.
enum Footnotes {
  static func run(_ draft: inout Draft) {
    guard !draft.source.definitions.isEmpty else { return }
    draft.records.footnotes = draft.source.definitions.map {
      Records.Footnote(label: $0.label, location: draft.location(line: $0.line, column: $0.column))
    }
    for item in draft.items {
      guard let index = takeMarker(from: item, &draft), !draft.records.footnotes[index].isDefined else { continue }
      draft.records.footnotes[index].isDefined = true
      define(index, by: item, &draft)
    }
  }

  /// The definition whose marker opens the item; the marker is taken away.
  private static func takeMarker(from item: Node, _ draft: inout Draft) -> Int? {
    guard let list = item.parent, list.kind == .list, list.isOrdered, let first = item.firstChild else { return nil }
    if first.kind == .htmlBlock {
      guard case .footnoteDefinition(let index)? = draft.wholeSubstitution(of: first)?.meaning else { return nil }
      draft.remove(first)
      return index
    }
    guard first.kind == .paragraph, let text = first.firstChild, text.kind == .text else { return nil }
    let literal = text.literal
    guard literal.first == Sentinel.sourceOpen,
      let (number, end) = literal.withUnsafeBufferPointer({
        Sentinel.number(in: $0, after: 0, closedBy: Sentinel.sourceClose)
      }), number < draft.source.substitutions.count,
      case .footnoteDefinition(let index) = draft.source.substitutions[number].meaning
    else { return nil }
    text.setLiteral(literal[end...].drop { $0 == 0x20 })
    return index
  }

  private static func define(_ index: Int, by item: Node, _ draft: inout Draft) {
    guard let list = item.parent else { return }
    let block = Node.block(.openFootnote, index, exit: .closeFootnote)
    item.moveChildren(to: block)
    if let last = block.lastChild, last.kind == .paragraph {
      last.append(.inline([0x20] + Marker.backReferences.bytes(index)))
    } else {
      block.append(.block(Marker.backReferences, index))
    }
    list.insertBefore(block)
    draft.remove(item)
    if list.firstChild == nil { draft.remove(list) }
  }
}
