/// Finds, line by line, what must be hidden from cmark: block fences, footnote definitions, and markers nested too deep.
struct SourceLines {
  /// Something at the start of a line's content.
  struct Event {
    enum Kind {
      case fence
      /// `[^label]:`; the label's range.
      case definition(label: Range<Int>)
      /// One list or quote too many.
      case tooDeep
    }
    let kind: Kind
    let range: Range<Int>
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let options: MarkdownOptions

  /// Events in order.
  func events() -> [Event] {
    var events: [Event] = []
    var start = 0
    while start < bytes.count {
      if let event = event(onLineAt: start) { events.append(event) }
      start = endOfLine(from: start) + 1
    }
    return events
  }

  private func endOfLine(from start: Int) -> Int {
    bytes.next(0x0A, from: start)
  }

  private func event(onLineAt start: Int) -> Event? {
    var (offset, column, inList) = (start, 0, false)
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20: column += 1
      case 0x09: column += 4 - column % 4
      case 0x3A: return fence(at: offset)
      case 0x5B: return inList ? nil : definition(at: offset)
      case 0x3E:
        if column >= options.limits.nestingColumns { return Event(kind: .tooDeep, range: offset..<offset + 1) }
        column += 1
      default:
        guard let width = listMarkerWidth(at: offset) else { return nil }
        if column >= options.limits.nestingColumns { return Event(kind: .tooDeep, range: offset..<offset + 1) }
        inList = true
        offset += width - 1
        column += width
      }
      offset += 1
    }
    return nil
  }

  /// Width of `-`, `+`, `*`, `1.` or `1)` if a space or the line's end follows.
  private func listMarkerWidth(at offset: Int) -> Int? {
    var end = offset
    switch bytes[offset] {
    case 0x2A, 0x2B, 0x2D: end += 1
    case 48...57:
      while end < bytes.count, end - offset < 9, bytes[end].isDigit { end += 1 }
      guard end < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x29 else { return nil }
      end += 1
    default: return nil
    }
    return end == bytes.count || bytes[end].isMarkdownSpace ? end - offset : nil
  }

  private func fence(at offset: Int) -> Event? {
    guard options.extensions.contains(.blocks), offset + 2 < bytes.count, bytes[offset + 1] == 0x3A,
      bytes[offset + 2] == 0x3A
    else { return nil }
    let end = endOfLine(from: offset)
    var content = offset
    while content < end, bytes[content] == 0x3A { content += 1 }
    while content < end, bytes[content].isMarkdownSpace { content += 1 }
    guard content == end || bytes[content].isLetter else { return nil }
    return Event(kind: .fence, range: offset..<end)
  }

  private func definition(at offset: Int) -> Event? {
    guard options.extensions.contains(.footnotes), offset + 3 < bytes.count, bytes[offset + 1] == 0x5E,
      let close = Self.endOfFootnoteLabel(in: bytes, from: offset + 2), close + 1 < bytes.count,
      bytes[close + 1] == 0x3A
    else { return nil }
    var end = close + 2
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    return Event(kind: .definition(label: offset + 2..<close), range: offset..<end)
  }

  /// Offset of the `]` that ends a label begun at `start`: at most 200 bytes without space or bracket.
  static func endOfFootnoteLabel(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var end = start
    while end < bytes.count, end - start <= 200 {
      switch bytes[end] {
      case 0x5D: return end > start ? end : nil
      case 0x5B, 0x60, 0x5C: return nil
      case let byte where byte.isMarkdownSpace: return nil
      default: end += 1
      }
    }
    return nil
  }
}
