import Core

/// Gives audience blocks their markers, and hides lists and quotes that hold nothing else: an empty bullet would tell.
struct AudienceBlocks {
  /// Containers of which every child is behind a clearance, with the lowest of them.
  private var hidden: [(node: Node, clearance: Audience)] = []
  private var uncovered: [Node: Int] = [:]
  private var lowest: [Node: Audience] = [:]

  static func run(_ draft: inout Draft) {
    draft.applyPendingRaises()
    var pass = AudienceBlocks()
    let blocks = draft.audienceBlocks.filter { $0.node.parent != nil }
    let nodes = Set(blocks.lazy.map(\.node))
    for block in blocks {
      let allowed = draft.allowedClearance(of: block.node, wanted: block.clearance, among: nodes)
      block.node.setOnEnter(block.isWritten ? .openAudience : .pushClearance, allowed.rank)
      block.node.setOnExit(block.isWritten ? .closeAudience : .popClearance, 0)
      pass.cover(block.node, allowed)
    }
    pass.apply()
  }

  /// Counts a covered child; a container whose last open child is covered is covered too.
  private mutating func cover(_ node: Node, _ clearance: Audience) {
    var (node, clearance) = (node, clearance)
    while let parent = node.parent, [.item, .list, .blockQuote].contains(parent.kind) {
      let rest = (uncovered[parent] ?? parent.children.reduce(0) { count, _ in count + 1 }) - 1
      uncovered[parent] = rest
      lowest[parent] = min(lowest[parent] ?? .team, clearance)
      guard rest == 0 else { return }
      clearance = lowest[parent] ?? clearance
      hidden.append((parent, clearance))
      node = parent
    }
  }

  private func apply() {
    for (node, clearance) in hidden {
      if node.kind == .item { node.hideItem(clearance) } else { node.wrap(.pushClearance, .popClearance, clearance) }
    }
  }
}

extension Audience {
  /// 0 customer, 1 field, 2 team: as markers write it.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 2 }

  init(rank: Int) { self = Self.allCases.indices.contains(rank) ? Self.allCases[rank] : .team }
}

extension Node {
  /// Puts the node between two markers.
  func wrap(_ enter: Marker, _ exit: Marker, _ clearance: Audience) {
    let wrapper = Node.block(enter.bytes(clearance.rank), exit.bytes())
    insertBefore(wrapper)
    unlink()
    wrapper.append(self)
  }

  /// Hides a list item, its own tags included.
  func hideItem(_ clearance: Audience) {
    let wrapper = Node.block(Marker.pushItem.bytes(clearance.rank), Marker.popItem.bytes())
    moveChildren(to: wrapper)
    append(wrapper)
  }
}

extension Draft {
  /// Only a block at the outermost level can be seen by more people than the note is for: inside a list or quote, whose own
  /// tags they don't see, it would come apart.
  fileprivate mutating func allowedClearance(of node: Node, wanted: Audience, among blocks: Set<Node>) -> Audience {
    guard wanted < options.defaultClearance else { return wanted }
    var (parent, isContained) = (node.parent, false)
    while let ancestor = parent, ancestor != root {
      if blocks.contains(ancestor) { return wanted }
      isContained = true
      parent = ancestor.parent
    }
    guard isContained else { return wanted }
    diagnostics.append(
      .error(
        "markdown.audience-nesting",
        "a \(wanted.rawValue) block cannot stand inside a list, a quote or another block of a \(options.defaultClearance.rawValue) note",
        at: location(of: node),
        hint: "put the whole list, quote or block between \"::: \(wanted.rawValue)\" and \":::\""))
    return options.defaultClearance
  }

  fileprivate mutating func applyPendingRaises() {
    guard !pendingRaises.isEmpty else { return }
    let wanted = Dictionary(pendingRaises, uniquingKeysWith: max)
    var found: [(Node, Audience)] = []
    var highest: Audience?
    var current: Node? = root
    while let node = current, highest != .team {
      if let clearance = wanted[node], clearance > highest ?? .customer || highest == nil {
        found.append((node, clearance))
        highest = clearance
      }
      current = node.following(in: root, skippingChildren: node.kind == .paragraph)
    }
    for (node, clearance) in found { raiseFollowing(node, to: clearance) }
  }

  private mutating func raiseFollowing(_ node: Node, to clearance: Audience) {
    var level: Node? = node
    while let ancestor = level, ancestor != root {
      if ancestor.kind == .item {
        for item in Node.ChildSequence(next: ancestor.next) { item.hideItem(clearance) }
      } else if let next = ancestor.next {
        let wrapper = Node.block([])
        for sibling in Node.ChildSequence(next: next) {
          sibling.unlink()
          wrapper.append(sibling)
        }
        ancestor.insertAfter(wrapper)
        audienceBlocks.append(AudienceBlock(node: wrapper, clearance: clearance, isWritten: false))
      }
      level = ancestor.parent
    }
  }
}
