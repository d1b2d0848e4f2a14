import Core

/// Goes through running text: puts sentinels to use, links bare URLs, and strikes through.
struct InlineText {
  private var strikethrough = Strikethrough()
  private let triggers: ByteSet

  /// The bytes that open anything in running text of this note; nil if there are none.
  static func triggers(_ source: PreparedSource, _ options: MarkdownOptions) -> ByteSet? {
    var triggers: [UInt8] = []
    triggers.reserveCapacity(5)
    let features = source.features
    if options.extensions.contains(.strikethrough), features.contains(.tilde) { triggers.append(0x7E) }
    if options.extensions.contains(.autolinks) {
      if features.contains(.at) { triggers.append(0x40) }
      let (scheme, web) = addresses(in: source.bytes)
      if scheme { triggers.append(0x3A) }
      if web { triggers.append(0x77) }
    }
    if !source.substitutions.isEmpty { triggers.append(Sentinel.sourceOpen) }
    return ByteSet(triggers)
  }

  /// Reads the texts that hold a trigger.
  static func run(_ texts: [InlineWalk.Text], _ draft: inout Draft) {
    guard let triggers = draft.triggers else { return }
    var pass = InlineText(triggers: triggers)
    for text in texts { pass.meet(text, &draft) }
    pass.strikethrough.apply()
  }

  private init(triggers: ByteSet) { self.triggers = triggers }

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
    let node = text.node
    let first = node.withLiteral { literal -> Int? in
      let first = triggers.next(in: literal, from: 0, to: literal.count)
      return first < literal.count ? first : nil
    }
    guard var first else { return }
    if node.withLiteral({ draft.source.hasBlockMarker(in: $0, from: first) }) {
      node.setLiteral(draft.source.restored(node.literal))
      first = 0
    }
    let taken = node.withLiteral { take(from: $0, at: first, of: text, &draft) }
    guard taken > 0 else { return }
    if node.withLiteral({ $0.count == taken }) { draft.remove(node) } else { node.dropFirst(taken) }
  }

  /// Puts what the text opens, from `first` on, and the text between, before the node; what remains of it begins at the result.
  private mutating func take(
    from literal: UnsafeBufferPointer<UInt8>, at first: Int, of text: InlineWalk.Text, _ draft: inout Draft
  ) -> Int {
    var (start, offset) = (0, first)
    while offset < literal.count {
      if let found = match(in: literal, at: offset, from: start, of: text) {
        if start < found.range.lowerBound {
          text.node.insertBefore(.text(UnsafeBufferPointer(rebasing: literal[start..<found.range.lowerBound])))
        }
        insert(found, of: literal, before: text, &draft)
        start = found.range.upperBound
        offset = start
      } else if literal[offset] == 0x7E {
        while offset < literal.count, literal[offset] == 0x7E { offset += 1 }
      } else {
        offset += 1
      }
      offset = triggers.next(in: literal, from: offset, to: literal.count)
    }
    return start
  }

  /// Something in a text that isn't text.
  private struct Match {
    enum Kind {
      case substitution(Int)
      case link(url: [UInt8])
      case tildes
    }
    let kind: Kind
    let range: Range<Int>
  }

  /// What the byte at `offset` opens; nothing before `start` may be taken.
  private func match(
    in literal: UnsafeBufferPointer<UInt8>, at offset: Int, from start: Int, of text: InlineWalk.Text
  ) -> Match? {
    switch literal[offset] {
    case Sentinel.sourceOpen:
      return Sentinel.number(in: literal, after: offset, closedBy: Sentinel.sourceClose).map {
        Match(kind: .substitution($0.value), range: offset..<$0.end)
      }
    case 0x7E:
      var end = offset
      while end < literal.count, literal[end] == 0x7E { end += 1 }
      return !text.isInImage && end - offset <= 2 ? Match(kind: .tildes, range: offset..<end) : nil
    default:
      guard !text.isInLink, !text.isInImage, let match = Autolink.match(in: literal, at: offset, from: start) else {
        return nil
      }
      return Match(kind: .link(url: match.url), range: match.range)
    }
  }

  private mutating func insert(
    _ match: Match, of literal: UnsafeBufferPointer<UInt8>, before text: InlineWalk.Text, _ draft: inout Draft
  ) {
    let shown = UnsafeBufferPointer(rebasing: literal[match.range])
    switch match.kind {
    case .substitution(let index):
      guard index < draft.source.substitutions.count else { return }
      text.node.insertBefore(draft.node(for: draft.source.substitutions[index], in: text))
    case .link(let url):
      let written = draft.options.smartPunctuation ? SmartPunctuation.straightened(url) : url
      guard let address = draft.options.urls == .knownSchemes ? WebAddress.settled(written) : written else {
        return text.node.insertBefore(.text(shown))
      }
      let link = Node.make(.link)
      link.setURL(address)
      link.append(.text(shown))
      text.node.insertBefore(link)
    case .tildes:
      let node = Node.text(shown)
      text.node.insertBefore(node)
      strikethrough.add(
        node, parent: text.node.parent, length: match.range.count,
        before: Strikethrough.Edge(before: match.range.lowerBound, in: literal, of: text.node),
        after: Strikethrough.Edge(after: match.range.upperBound, in: literal, of: text.node))
    }
  }
}

extension PreparedSource {
  /// Whether a sentinel that only means something at the start of a line stands in `text`.
  fileprivate func hasBlockMarker(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var offset = text.next(Sentinel.sourceOpen, from: start)
    while offset < text.count {
      if let (index, _) = Sentinel.number(in: text, after: offset, closedBy: Sentinel.sourceClose),
        index < substitutions.count, substitutions[index].isBlockMarker
      {
        return true
      }
      offset = text.next(Sentinel.sourceOpen, from: offset + 1)
    }
    return false
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
