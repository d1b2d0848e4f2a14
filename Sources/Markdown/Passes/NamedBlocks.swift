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
    var open = ByteBuffer()
    open.append("<details><summary>")
    open.appendEscapedHTML(block.fence.argument.isEmpty ? Array("Details".utf8) : block.fence.argument)
    open.append("</summary>")
    block.node.setOnEnter(&open)
    block.node.setOnExit("</details>")
  }
}

extension Draft {
  /// The index of an id made from text, unique in the note: `prefix-text`.
  mutating func key(_ prefix: StaticString, _ text: [UInt8]) -> Int {
    var base: [UInt8] = []
    base.append(prefix)
    base.append(0x2D)
    base += HeadingSlug.make(text).cut(to: 60)
    records.keys.append(Records.Key(base: base))
    return records.keys.count - 1
  }
}

extension ByteBuffer {
  /// Adds HTML with a key in it.
  mutating func append(_ before: StaticString, key: Int, _ after: StaticString) {
    append(before)
    append(.key, key)
    append(after)
  }
}
