import Core

/// Pairs `::: name` with `:::` and puts what stands between into a block of its own.
///
/// Fails closed: what follows an unclosed or misspelt block is never seen by more people than it could be meant for.
struct BlockFences {
  /// Deepest nesting of blocks other than audiences.
  private static let deepest = 64

  private struct Open {
    let node: Node
    let parent: Node
    let fence: Fence
    let substitution: Substitution
    let name: BlockName?
  }

  private var stack: [Open] = []
  private var openIn: [Node: Int] = [:]
  private var unclosed: [Open] = []

  static func run(_ draft: inout Draft) {
    var pass = BlockFences()
    for node in draft.htmlBlocks {
      if let substitution = draft.wholeSubstitution(of: node), case .fence(let fence) = substitution.meaning {
        pass.meet(fence, substitution, at: node, &draft)
      } else {
        pass.checkStray(in: node, &draft)
      }
    }
    pass.unclosed += pass.stack
    pass.closeRest(&draft)
  }

  private mutating func meet(_ fence: Fence, _ substitution: Substitution, at node: Node, _ draft: inout Draft) {
    guard let parent = node.parent else { return }
    if fence.isClosing { return close(node, substitution, in: parent, &draft) }
    let name = BlockName(fence.name)
    if name == nil { draft.reportUnknownBlock(fence, substitution) }
    stack.append(Open(node: node, parent: parent, fence: fence, substitution: substitution, name: name))
    openIn[parent, default: 0] += 1
  }

  private mutating func close(_ node: Node, _ substitution: Substitution, in parent: Node, _ draft: inout Draft) {
    defer { draft.remove(node) }
    guard openIn[parent, default: 0] > 0 else {
      draft.diagnostics.append(
        .error(
          "markdown.block-stray", "\":::\" closes a block that isn't open here", at: draft.location(of: substitution),
          hint: "a block is closed in the list item or quote that it was opened in"))
      return
    }
    while let open = stack.popLast() {
      openIn[open.parent, default: 1] -= 1
      if open.parent == parent {
        wrap(open, until: node, &draft)
        return
      }
      unclosed.append(open)
    }
  }

  /// Later blocks first, so that each node moves once however many blocks are unclosed.
  private mutating func closeRest(_ draft: inout Draft) {
    let blocks = unclosed.sorted {
      ($0.substitution.line, $0.substitution.column) > ($1.substitution.line, $1.substitution.column)
    }
    for open in blocks {
      draft.diagnostics.append(
        .error(
          "markdown.block-unclosed", "the block \"\(open.fence.name)\" is never closed",
          at: draft.location(of: open.substitution), hint: "end it by a line \":::\""))
      let clearance = Self.clearance(of: open.name).map { max($0, draft.options.defaultClearance) }
      guard let wrapper = wrap(open, until: nil, &draft, unclosedAs: clearance) else { continue }
      if let clearance { draft.raiseRest(after: wrapper, to: clearance) }
    }
  }

  /// An unknown name may have been meant for an audience.
  private static func clearance(of name: BlockName?) -> Audience? {
    switch name {
    case .audience(let audience): audience
    case nil: .team
    default: nil
    }
  }

  @discardableResult
  private func wrap(_ open: Open, until end: Node?, _ draft: inout Draft, unclosedAs forced: Audience? = nil) -> Node? {
    let wrapper = Node.block([])
    var current = open.node.next
    while let node = current, node != end {
      current = node.next
      node.unlink()
      wrapper.append(node)
    }
    draft.replace(open.node, by: wrapper)
    if let clearance = forced ?? Self.clearance(of: open.name) {
      draft.audienceBlocks.append(Draft.AudienceBlock(node: wrapper, clearance: clearance, isWritten: true))
    } else if stack.count >= Self.deepest {
      draft.diagnostics.append(
        .error(
          "markdown.block-depth", "more than \(Self.deepest) blocks are open here",
          at: draft.location(of: open.substitution), hint: nil))
    } else if let name = open.name {
      draft.namedBlocks.append(Draft.NamedBlock(node: wrapper, name: name, fence: open.fence, place: open.substitution))
    }
    return wrapper
  }

  /// A fence that cmark took for a part of something else.
  private func checkStray(in node: Node, _ draft: inout Draft) {
    let literal = node.literal
    guard literal.contains(Sentinel.sourceOpen) else { return }
    let fences = draft.source.substitutions(in: literal).filter { if case .fence = $0.meaning { true } else { false } }
    guard let first = fences.first else { return }
    draft.diagnostics.append(
      .error(
        "markdown.block-in-html", "a block marker inside raw HTML has no effect", at: draft.location(of: first),
        hint: "put a blank line before it"))
    draft.raiseFrom(node)
  }
}

extension Draft {
  /// A block made by a fence, but for audiences.
  struct NamedBlock {
    let node: Node
    let name: BlockName
    let fence: Fence
    let place: Substitution
  }

  /// Blocks behind a clearance.
  struct AudienceBlock {
    let node: Node
    let clearance: Audience
    /// Whether the author wrote it; others are raised to be on the safe side, and may be made when ranges are marked already,
    /// so that they must not show as an element.
    let isWritten: Bool
  }

  /// The substitution that an HTML block consists of, if it is one of ours.
  func wholeSubstitution(of node: Node) -> Substitution? {
    node.withLiteral { literal in
      guard literal.count > PreparedSource.commentOpen.count,
        literal[PreparedSource.commentOpen.count] == Sentinel.sourceOpen,
        let (index, end) = Sentinel.number(
          in: literal, after: PreparedSource.commentOpen.count, closedBy: Sentinel.sourceClose),
        literal[end...].starts(with: PreparedSource.commentClose), index < source.substitutions.count,
        literal[(end + PreparedSource.commentClose.count)...].allSatisfy(\.isMarkdownSpace)
      else { return nil }
      return source.substitutions[index]
    }
  }

  mutating func reportUnknownBlock(_ fence: Fence, _ substitution: Substitution) {
    let nearest = NearestName.of(fence.name, among: BlockName.all)
    diagnostics.append(
      .error(
        "markdown.block-unknown", "there is no block \"\(fence.name)\"; it is hidden from all but the team",
        at: location(of: substitution),
        hint: nearest.map { "did you mean \"\($0)\"?" } ?? "known blocks: \(BlockName.all.joined(separator: ", "))"))
  }

  /// Puts a block and everything after it behind the highest clearance.
  mutating func raiseFrom(_ node: Node) {
    guard node.parent != nil else { return }
    let wrapper = Node.block([])
    node.insertBefore(wrapper)
    node.unlink()
    wrapper.append(node)
    audienceBlocks.append(AudienceBlock(node: wrapper, clearance: .team, isWritten: false))
    raiseRest(after: wrapper, to: .team)
  }

  /// Puts everything that follows `node` in the note behind a clearance. Done once a clearance at its earliest place, since
  /// what lies behind is then covered.
  mutating func raiseRest(after node: Node, to clearance: Audience) {
    pendingRaises.append((node, clearance))
  }
}

extension PreparedSource {
  /// All substitutions whose sentinels stand in `bytes`.
  func substitutions(in bytes: [UInt8]) -> [Substitution] {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.compactMap { offset in
        guard bytes[offset] == Sentinel.sourceOpen,
          let (index, _) = Sentinel.number(in: bytes, after: offset, closedBy: Sentinel.sourceClose)
        else { return nil }
        return index < substitutions.count ? substitutions[index] : nil
      }
    }
  }
}
