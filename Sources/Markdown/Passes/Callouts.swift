import Core

/// `> [!WARNING]` on the first line of a quote, with an optional title after it; and `::: warning Title`.
enum Callouts {
  static func run(_ draft: inout Draft) {
    for block in draft.namedBlocks {
      guard case .callout(let kind) = block.name else { continue }
      var open = ByteBuffer()
      open.append(kind.tag)
      open.append("<b>")
      open.appendEscapedHTML(block.fence.argument.isEmpty ? Array(kind.title.utf8) : block.fence.argument)
      open.append("</b>")
      block.node.setOnEnter(&open)
      block.node.setOnExit("</div>")
    }
    guard draft.has(.callouts), draft.source.features.contains(.bracket) else { return }
    for quote in draft.quotes where quote.parent != nil { convert(quote, &draft) }
  }

  private static func convert(_ quote: Node, _ draft: inout Draft) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph, let text = paragraph.firstChild,
      text.kind == .text, text.startsWith(0x5B)
    else { return }
    let marker = text.withLiteral { literal -> (name: String, end: Int)? in
      guard literal.count > 2, literal[0] == 0x5B, literal[1] == 0x21 else { return nil }
      let end = literal.next(0x5D, from: 0)
      guard end < literal.count else { return nil }
      return (String(decoding: literal[2..<end].map(\.lowered), as: UTF8.self), literal.skippingSpace(from: end + 1))
    }
    guard let marker else { return }
    guard let kind = CalloutKind(rawValue: marker.name) else { return reportUnknown(marker.name, at: text, &draft) }
    text.dropFirst(marker.end)
    let title = takeTitle(from: paragraph, kind: kind, &draft)
    let block = Node.block(kind.tag, "</div>")
    block.append(title)
    if paragraph.firstChild == nil { draft.remove(paragraph) }
    quote.moveChildren(to: block)
    draft.replace(quote, by: block)
  }

  /// What stands on the marker's own line.
  private static func takeTitle(from paragraph: Node, kind: CalloutKind, _ draft: inout Draft) -> Node {
    let title = Node.inline("<b>", "</b>\n")
    for child in paragraph.children {
      if child.kind == .softBreak || child.kind == .lineBreak {
        draft.remove(child)
        break
      }
      child.unlink()
      title.append(child)
    }
    if draft.plainText(of: title).trimmed.isEmpty { title.append(.text(kind.title.utf8)) }
    return title
  }

  private static func reportUnknown(_ name: String, at node: Node, _ draft: inout Draft) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isLetter),
      let nearest = NearestName.of(name, among: CalloutKind.allCases.map(\.rawValue))
    else { return }
    draft.diagnostics.append(
      .warning(
        "markdown.callout", "there is no callout \"\(name)\"", at: draft.location(of: node),
        hint: "did you mean \"\(nearest)\"?"))
  }
}
