import Core

/// `> [!WARNING]` on the first line of a quote, with an optional title after it; and `::: warning Title`.
enum Callouts {
  static func run(_ draft: inout Draft) {
    for block in draft.namedBlocks {
      guard case .callout(let kind) = block.name else { continue }
      var title: [UInt8] = []
      title.appendEscapedHTML(block.fence.argument.isEmpty ? Array(kind.title.utf8) : block.fence.argument)
      block.node.setOnEnter(open(kind) + Array("<b>".utf8) + title + Array("</b>".utf8))
      block.node.setOnExit(close)
    }
    guard draft.has(.callouts), draft.source.features.contains(.bracket) else { return }
    for quote in draft.quotes where quote.parent != nil { convert(quote, &draft) }
  }

  private static func open(_ kind: CalloutKind) -> [UInt8] {
    Array("<div class=\"\(kind.classes)\" role=\"note\">".utf8)
  }
  private static let close = Array("</div>".utf8)

  private static func convert(_ quote: Node, _ draft: inout Draft) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph, let text = paragraph.firstChild,
      text.kind == .text
    else { return }
    let literal = text.literal
    guard literal.starts(with: [0x5B, 0x21]), let end = literal.firstIndex(of: 0x5D) else { return }
    let name = String(decoding: literal[2..<end].map(\.lowered), as: UTF8.self)
    guard let kind = CalloutKind(rawValue: name) else { return reportUnknown(name, at: text, &draft) }
    text.setLiteral(literal[(end + 1)...].drop(while: \.isMarkdownSpace))
    let title = takeTitle(from: paragraph, kind: kind, &draft)
    let block = Node.block(open(kind), close)
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
