/// Pairs runs of one or two tildes by GFM's rules: same length, opening to the left of a word, closing to the right of one.
struct Strikethrough {
  /// What stands on one side of a run.
  enum Edge {
    case space, punctuation, word

    init(before offset: Int, in literal: UnsafeBufferPointer<UInt8>, of node: Node) {
      if offset > 0 {
        self.init(scalar: literal[..<offset].lastScalar)
      } else {
        self.init(beside: node.previous, in: node)
      }
    }

    init(after offset: Int, in literal: UnsafeBufferPointer<UInt8>, of node: Node) {
      if offset < literal.count {
        self.init(scalar: literal[offset...].firstScalar)
      } else {
        self.init(beside: node.next, in: node)
      }
    }

    private init(beside sibling: Node?, in node: Node) {
      switch sibling?.kind {
      case nil: self = node.parent?.kind.isInline == true ? .punctuation : .space
      case .softBreak, .lineBreak: self = .space
      default: self = .punctuation
      }
    }

    private init(scalar value: UInt32) {
      switch value {
      case 0x09, 0x0A, 0x20, 0xA0, 0x2000...0x200A, 0x3000: self = .space
      case 0..<0x80: self = UInt8(value).isPunctuation ? .punctuation : .word
      case 0x2010...0x205E, 0x3001...0x3003, 0x3008...0x3011, 0xA1, 0xA7, 0xAB, 0xB6, 0xB7, 0xBB, 0xBF:
        self = .punctuation
      default: self = .word
      }
    }
  }

  private struct Opener {
    let node: Node
    /// Depth in the stack of the latest opener of either length, this one included.
    let latest: (one: Int, two: Int)
  }

  private var stacks: [Node: [Opener]] = [:]
  private var pairs: [(open: Node, close: Node)] = []

  mutating func add(_ node: Node, parent: Node?, length: Int, before: Edge, after: Edge) {
    guard let parent else { return }
    let opens = after != .space && (after != .punctuation || before != .word)
    let closes = before != .space && (before != .punctuation || after != .word)
    let latest: (one: Int, two: Int) = stacks[parent]?.last?.latest ?? (-1, -1)
    let match = length == 1 ? latest.one : latest.two
    if closes, match >= 0, let opener = stacks[parent]?[match] {
      pairs.append((opener.node, node))
      stacks[parent]?.removeSubrange(match...)
    } else if opens {
      let depth = stacks[parent]?.count ?? 0
      stacks[parent, default: []].append(
        Opener(node: node, latest: length == 1 ? (depth, latest.two) : (latest.one, depth)))
    }
  }

  /// Turns the runs of each pair into tags.
  func apply() {
    for (open, close) in pairs {
      Self.retag(open, "<del>")
      Self.retag(close, "</del>")
    }
  }

  private static func retag(_ node: Node, _ tag: StaticString) {
    node.insertBefore(.inline(tag))
    node.unlink()
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Value of the first UTF-8 sequence; 0 if empty.
  var firstScalar: UInt32 { String(decoding: prefix(4), as: UTF8.self).unicodeScalars.first?.value ?? 0 }

  /// Value of the last UTF-8 sequence; 0 if empty.
  var lastScalar: UInt32 {
    var start = endIndex
    while start > startIndex {
      start -= 1
      if self[start] & 0xC0 != 0x80 { break }
    }
    return self[start...].firstScalar
  }
}
