import Core

/// `::: details`, `::: checklist`, `::: quiz` and `::: talk-track`.
enum NamedBlocks {
  static func run(_ draft: inout Draft) {
    for block in draft.namedBlocks where block.node.parent != nil {
      switch block.name {
      case .details: details(block)
      case .checklist: Checklist.build(block, &draft)
      case .quiz: Quiz.build(block, &draft)
      case .talkTrack: TalkTrack.build(block, &draft)
      case .audience, .callout: break
      }
    }
  }

  private static func details(_ block: Draft.NamedBlock) {
    var open = Array("<details><summary>".utf8)
    open.appendEscapedHTML(block.fence.argument.isEmpty ? Array("Details".utf8) : block.fence.argument)
    block.node.setOnEnter(open + Array("</summary>".utf8))
    block.node.setOnExit("</details>")
  }
}

extension Draft {
  /// A marker for an id made from text, unique in the note: `prefix-text`.
  mutating func key(_ prefix: String, _ text: [UInt8]) -> [UInt8] {
    records.keys.append(Records.Key(base: Array("\(prefix)-".utf8) + HeadingSlug.make(text).cut(to: 60)))
    return Marker.key.bytes(records.keys.count - 1)
  }
}
