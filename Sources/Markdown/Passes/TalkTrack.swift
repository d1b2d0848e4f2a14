import Core

/// `::: talk-track`: lines `Name: what they say`; a quote is a direction to the speaker.
enum TalkTrack {
  static func build(_ block: Draft.NamedBlock, _ draft: inout Draft) {
    block.node.setOnEnter(#"<dl class="talk">"#)
    block.node.setOnExit("</dl>")
    var said: Node?
    for child in block.node.children {
      switch child.kind {
      case .paragraph: speak(child, in: block.node, &said, &draft)
      case .blockQuote: direct(child, in: block.node, &said, &draft)
      default:
        said = speech(in: block.node, before: child, &said)
        child.unlink()
        said?.append(child)
      }
    }
  }

  /// The `<dd>` that is open, or a new one without a speaker.
  private static func speech(in list: Node, before next: Node, _ said: inout Node?) -> Node {
    if let said { return said }
    next.insertBefore(.inline("<dt></dt>\n"))
    let speech = Node.block("<dd>", "</dd>")
    next.insertBefore(speech)
    said = speech
    return speech
  }

  /// Cuts a paragraph at the lines that begin with a speaker.
  private static func speak(_ paragraph: Node, in list: Node, _ said: inout Node?, _ draft: inout Draft) {
    var line = Node.make(.customInline)
    var isLineStart = true
    for child in paragraph.children {
      if isLineStart, let speaker = takeSpeaker(from: child, &draft) {
        finish(line, before: paragraph, in: list, &said)
        line = .make(.customInline)
        paragraph.insertBefore(heading(speaker))
        let speech = Node.block("<dd>", "</dd>")
        paragraph.insertBefore(speech)
        said = speech
      }
      isLineStart = child.kind == .softBreak || child.kind == .lineBreak
      guard child.parent == paragraph else { continue }
      child.unlink()
      line.append(child)
    }
    finish(line, before: paragraph, in: list, &said)
    draft.remove(paragraph)
  }

  private static func finish(_ line: Node, before next: Node, in list: Node, _ said: inout Node?) {
    if let last = line.lastChild, last.kind == .softBreak {
      last.unlink()
    }
    guard line.firstChild != nil else { return }
    speech(in: list, before: next, &said).append(line)
  }

  private static func heading(_ speaker: [UInt8]) -> Node {
    let isSelf = speaker.withUnsafeBufferPointer { name in
      name.isEqual(to: "you") || name.isEqual(to: "me") || name.isEqual(to: "i") || name.isEqual(to: "we")
    }
    var html = ByteBuffer()
    html.append(isSelf ? #"<dt class="you">"# : "<dt>")
    html.appendEscapedHTML(speaker)
    html.append("</dt>\n")
    return .inline(&html)
  }

  /// `You:` at the start of a text, at most four words; or `**You:**`.
  private static func takeSpeaker(from node: Node, _ draft: inout Draft) -> [UInt8]? {
    if node.kind == .strong {
      let name = draft.plainText(of: node).trimmed
      if name.last == 0x3A, name.count > 1 {
        if let text = node.next, text.kind == .text { text.setLiteral(text.literal.drop(while: \.isMarkdownSpace)) }
        draft.remove(node)
        return Array(name.dropLast())
      }
    }
    guard node.kind == .text else { return nil }
    let literal = node.literal
    guard let colon = literal.firstIndex(of: 0x3A), (1...40).contains(colon),
      colon + 1 == literal.count || literal[colon + 1] == 0x20
    else { return nil }
    let name = literal[..<colon]
    guard name.count(where: { $0 == 0x20 }) < 4,
      name.allSatisfy({ $0.isAlphanumeric || $0 >= 0x80 || $0 == 0x20 || $0 == 0x2D }),
      let first = name.first, first.isLetter || first >= 0x80
    else { return nil }
    node.setLiteral(literal[(colon + 1)...].drop(while: \.isMarkdownSpace))
    return Array(name)
  }

  private static func direct(_ quote: Node, in list: Node, _ said: inout Node?, _ draft: inout Draft) {
    let speech = speech(in: list, before: quote, &said)
    for child in quote.children {
      guard child.kind == .paragraph else {
        child.unlink()
        speech.append(child)
        continue
      }
      let note = Node.inline("<small>", "</small>")
      child.moveChildren(to: note)
      speech.append(note)
      draft.remove(child)
    }
    draft.remove(quote)
  }
}
