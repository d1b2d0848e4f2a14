import Core

/// Goes through running text: puts sentinels to use, links bare URLs, and strikes through.
struct InlineText {
  private enum Piece {
    case text(Range<Int>)
    case substitution(Int)
    case link(url: [UInt8], text: Range<Int>)
    case tildes(Range<Int>)
  }

  private var strikethrough = Strikethrough()
  private let triggers: [Bool]

  static func run(_ texts: [InlineWalk.Text], _ draft: inout Draft) {
    var triggers = [Bool](repeating: false, count: 256)
    let source = draft.source
    if draft.has(.strikethrough) { triggers[0x7E] = source.features.contains(.tilde) }
    if draft.has(.autolinks) {
      triggers[0x40] = source.features.contains(.at)
      (triggers[0x3A], triggers[0x77]) = addresses(in: source.bytes)
    }
    triggers[Int(Sentinel.sourceOpen)] = !source.substitutions.isEmpty
    guard triggers.contains(true) else { return }
    var pass = InlineText(triggers: triggers)
    for text in texts { pass.meet(text, &draft) }
    pass.strikethrough.apply()
  }

  private init(triggers: [Bool]) { self.triggers = triggers }

  /// Whether `://` and `www.` stand anywhere.
  private static func addresses(in bytes: [UInt8]) -> (scheme: Bool, web: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var (scheme, web) = (false, false)
      var slash = bytes.next(0x2F, from: 1)
      while slash < bytes.count, !scheme {
        scheme = bytes[slash - 1] == 0x3A && slash + 1 < bytes.count && bytes[slash + 1] == 0x2F
        slash = bytes.next(0x2F, from: slash + 1)
      }
      var dot = bytes.next(0x2E, from: 3)
      while dot < bytes.count, !web {
        web = bytes[dot - 1] == 0x77 && bytes[dot - 2] == 0x77 && bytes[dot - 3] == 0x77
        dot = bytes.next(0x2E, from: dot + 1)
      }
      return (scheme, web)
    }
  }

  private mutating func meet(_ text: InlineWalk.Text, _ draft: inout Draft) {
    guard text.node.hasByte(of: triggers) else { return }
    var literal = text.node.literal
    if literal.contains(Sentinel.sourceOpen),
      draft.source.substitutions(in: literal).contains(where: \.isBlockMarker)
    {
      literal = draft.source.restored(literal)
      text.node.setLiteral(literal)
    }
    let pieces = pieces(of: literal, isInLink: text.isInLink || text.isInImage, isInImage: text.isInImage)
    if pieces.count == 1, case .text = pieces[0] { return }
    for piece in pieces { insert(piece, of: literal, before: text, &draft) }
    draft.remove(text.node)
  }

  private func pieces(of literal: [UInt8], isInLink: Bool, isInImage: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    literal.withUnsafeBufferPointer { bytes in
      func add(_ piece: Piece, _ range: Range<Int>) {
        if start < range.lowerBound { pieces.append(.text(start..<range.lowerBound)) }
        pieces.append(piece)
        start = range.upperBound
      }
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        guard triggers[Int(byte)] else {
          offset += 1
          continue
        }
        if byte == Sentinel.sourceOpen {
          if let (index, end) = Sentinel.number(in: bytes, after: offset, closedBy: Sentinel.sourceClose) {
            add(.substitution(index), offset..<end)
            offset = end
            continue
          }
        } else if byte == 0x7E {
          var end = offset
          while end < bytes.count, bytes[end] == 0x7E { end += 1 }
          if !isInImage, end - offset <= 2 { add(.tildes(offset..<end), offset..<end) }
          offset = end
          continue
        } else if !isInLink, let match = Autolink.match(in: bytes, at: offset, from: start) {
          add(.link(url: match.url, text: match.range), match.range)
          offset = match.range.upperBound
          continue
        }
        offset += 1
      }
      if start < bytes.count { pieces.append(.text(start..<bytes.count)) }
    }
    return pieces
  }

  private mutating func insert(
    _ piece: Piece, of literal: [UInt8], before text: InlineWalk.Text, _ draft: inout Draft
  ) {
    switch piece {
    case .text(let range): text.node.insertBefore(.text(literal[range]))
    case .substitution(let index):
      guard index < draft.source.substitutions.count else { return }
      text.node.insertBefore(draft.node(for: draft.source.substitutions[index], in: text))
    case .link(let url, let range):
      let written = draft.options.smartPunctuation ? SmartPunctuation.straightened(url) : url
      guard let address = draft.options.urls == .knownSchemes ? WebAddress.settled(written) : written else {
        return text.node.insertBefore(.text(literal[range]))
      }
      let link = Node.make(.link)
      link.setURL(address)
      link.append(.text(literal[range]))
      text.node.insertBefore(link)
    case .tildes(let range):
      let node = Node.text(literal[range])
      text.node.insertBefore(node)
      strikethrough.add(
        node, parent: text.node.parent, length: range.count,
        before: Strikethrough.Edge(before: range.lowerBound, in: literal, of: text.node),
        after: Strikethrough.Edge(after: range.upperBound, in: literal, of: text.node))
    }
  }
}

extension Substitution {
  /// Whether it only means something at the start of a line.
  var isBlockMarker: Bool {
    switch meaning {
    case .fence, .footnoteDefinition: true
    default: false
    }
  }
}

extension Draft {
  /// What a sentinel in running text becomes.
  mutating func node(for substitution: Substitution, in text: InlineWalk.Text) -> Node {
    if text.isInImage { return .text(substitution.shown) }
    switch substitution.meaning {
    case .wikiLink(let target, let label) where !text.isInLink:
      let node = Node.inline(.openWikiLink, records.links.count, exit: .closeWikiLink)
      node.append(.text(label))
      records.links.append(
        Records.Link(
          target: MarkdownTarget(wikiLink: target), title: [], location: location(of: substitution),
          showsTitle: target == label))
      return node
    case .figure(let name):
      let index = records.figures.count
      records.figures.append(
        Records.Figure(
          name: String(decoding: name, as: UTF8.self), isInsideLink: text.isInLink, location: location(of: substitution)
        ))
      return .inline(Marker.figure, index)
    case .footnoteReference(let index) where records.footnotes[index].isDefined && !text.isInLink:
      return .inline(Marker.footnoteReference, index)
    default: return .text(substitution.shown)
    }
  }
}
