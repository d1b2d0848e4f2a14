import Core

/// Lists the inline nodes that passes care for, in document order, with where they stand. Of texts, which are most of them, those
/// that hold a byte that means something.
struct InlineWalk {
  /// A text node and what is around it.
  struct Text {
    let node: Node
    let isInLink: Bool
    let isInImage: Bool
  }

  /// A link or image and its place.
  struct Target {
    let node: Node
    let isInLink: Bool
    let isInImage: Bool
    let line: Int
    let column: Int
  }

  private(set) var texts: [Text] = []
  private(set) var links: [Target] = []
  private(set) var images: [Target] = []
  private(set) var codes: [Node] = []
  private(set) var html: [(node: Node, isInImage: Bool)] = []

  private var linkDepth = 0
  private var imageDepth = 0
  private var origin: Draft.Origin?

  init(_ draft: inout Draft) {
    let triggers = draft.triggers
    if draft.source.features.contains(.bracket) { links.reserveCapacity(16) }
    if triggers != nil { texts.reserveCapacity(16) }
    let root = draft.root
    var node = root
    while true {
      let kind = node.kind
      if kind != .text {
        enter(node, kind, &draft)
        if let child = node.firstChild {
          node = child
          continue
        }
      } else if let triggers, node.withLiteral({ triggers.next(in: $0, from: 0, to: $0.count) < $0.count }) {
        texts.append(Text(node: node, isInLink: linkDepth > 0, isInImage: imageDepth > 0))
      }
      var next = node.next
      while next == nil {
        guard node != root, let parent = node.parent else { return }
        if linkDepth > 0 || imageDepth > 0 { leave(parent) }
        node = parent
        if node == root { return }
        next = node.next
      }
      guard let next else { return }
      node = next
    }
  }

  private mutating func enter(_ node: Node, _ kind: Node.Kind, _ draft: inout Draft) {
    switch kind {
    case .code: codes.append(node)
    case .htmlInline: html.append((node, imageDepth > 0))
    case .link:
      links.append(target(node))
      if node.firstChild != nil { linkDepth += 1 }
    case .image:
      images.append(target(node))
      if node.firstChild != nil { imageDepth += 1 }
    case .paragraph, .heading, .customBlock: if draft.hasOrigins { origin = draft.origin(of: node) }
    case .customInline: if draft.hasOrigins { origin = draft.origin(of: node) ?? origin }
    default: break
    }
  }

  private mutating func leave(_ node: Node) {
    switch node.kind {
    case .link: linkDepth -= 1
    case .image: imageDepth -= 1
    default: break
    }
  }

  private func target(_ node: Node) -> Target {
    var (line, column) = (node.startLine, node.startColumn)
    if let origin {
      if line == origin.parsedLine { column += origin.column - origin.parsedColumn }
      line += origin.line - origin.parsedLine
    }
    return Target(node: node, isInLink: linkDepth > 0, isInImage: imageDepth > 0, line: line, column: column)
  }
}
