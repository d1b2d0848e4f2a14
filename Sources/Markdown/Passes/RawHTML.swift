import Core

/// Raw HTML: shown as text, or passed through. cmark itself, in safe mode, lets none through.
enum RawHTML {
  static func run(_ walk: InlineWalk, _ draft: inout Draft) {
    for (node, isInImage) in walk.html { inline(node, isInImage: isInImage, &draft) }
    for node in draft.htmlBlocks where node.parent != nil { block(node, &draft) }
    guard !draft.source.substitutions.isEmpty else { return }
    for node in walk.codes { restoreCode(node, draft) }
    for node in draft.codeBlocks {
      restoreCode(node, draft)
      let info = node.fenceInfo
      if info.contains(Sentinel.sourceOpen) { node.setFenceInfo(draft.source.restored(info)) }
    }
  }

  private static func restoreCode(_ node: Node, _ draft: Draft) {
    guard node.withLiteral({ $0.next(Sentinel.sourceOpen, from: 0) < $0.count }) else { return }
    node.setLiteral(draft.source.restored(node.literal))
  }

  private static func inline(_ node: Node, isInImage: Bool, _ draft: inout Draft) {
    let literal = node.literal
    reportStrayFence(in: literal, of: node, &draft)
    let html = draft.source.restored(literal)
    let replacement: Node
    if isInImage {
      replacement = .text(html)
    } else if draft.options.html == .allow {
      replacement = .inline(filtered(html, draft))
    } else if isBreak(html) {
      replacement = .make(.lineBreak)
    } else {
      replacement = .text(html.starts(with: "<!--".utf8) && literal == html ? [] : html)
    }
    draft.replace(node, by: replacement)
  }

  private static func block(_ node: Node, _ draft: inout Draft) {
    let literal = node.literal
    let html = draft.source.restored(literal)
    if draft.options.html == .allow {
      var text = filtered(html, draft)
      if text.last == 0x0A { text.removeLast() }
      draft.replace(node, by: .block(text))
      return
    }
    let shown = withoutComments(html).trimmed
    guard !shown.isEmpty else { return draft.remove(node) }
    let paragraph = Node.make(.paragraph)
    paragraph.append(.text(shown))
    draft.replace(node, by: paragraph)
  }

  /// A fence that cmark took for a part of a paragraph. What it was to hide is hidden all the same.
  private static func reportStrayFence(in literal: [UInt8], of node: Node, _ draft: inout Draft) {
    guard let marker = draft.source.substitutions(in: literal).first(where: \.isBlockMarker),
      case .fence(let fence) = marker.meaning
    else { return }
    draft.diagnostics.append(
      .error(
        "markdown.block-indent", "a block marker inside a paragraph has no effect", at: draft.location(of: marker),
        hint: "indent it by less than four spaces, or put a blank line before it"))
    guard !fence.isClosing, var block = node.parent else { return }
    while block.kind.isInline, let parent = block.parent { block = parent }
    guard block != draft.root, block.parent?.kind != .list else { return }
    draft.raiseFrom(block)
  }

  private static func isBreak(_ html: [UInt8]) -> Bool {
    let name = html.dropFirst().prefix(2).map(\.lowered)
    return name == [0x62, 0x72] && html.dropFirst(3).allSatisfy { $0 == 0x2F || $0 == 0x3E || $0 == 0x20 }
  }

  /// Comments are notes to oneself: in text they would be told to everyone.
  private static func withoutComments(_ html: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = html[...]
    while let byte = rest.first {
      if byte == 0x3C, rest.starts(with: "<!--".utf8) {
        rest = rest.dropFirst(4)
        while !rest.isEmpty, !rest.starts(with: "-->".utf8) { rest = rest.dropFirst() }
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// Tags that GFM disarms: they change how everything after them is read.
  private static let disarmed = [
    "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
  ].map { Array($0.utf8) }

  private static func filtered(_ html: [UInt8], _ draft: Draft) -> [UInt8] {
    guard draft.has(.tagFilter) else { return html }
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    for (offset, byte) in html.enumerated() {
      if byte == 0x3C, opensDisarmedTag(html[(offset + 1)...]) {
        result += Array("&lt;".utf8)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func opensDisarmedTag(_ rest: ArraySlice<UInt8>) -> Bool {
    let rest = rest.first == 0x2F ? rest.dropFirst() : rest
    return disarmed.contains { name in
      guard rest.prefix(name.count).map(\.lowered) == name else { return false }
      guard let after = rest.dropFirst(name.count).first else { return true }
      return after.isMarkdownSpace || after == 0x3E || after == 0x2F
    }
  }
}
