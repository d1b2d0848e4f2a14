import Core

/// Text of rendered parts: tags dropped, references decoded, white space run together.
struct PlainText {
  private var collected: [UInt8] = []

  /// The text, without space at its end.
  var bytes: [UInt8] { collected.last == 0x20 ? Array(collected.dropLast()) : collected }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds what `audience` sees of some parts. Figures, footnote marks and a task's data are left out.
  mutating func append(_ parts: ArraySlice<Part>, html: [UInt8], records: Records, for audience: Audience) {
    var isInTaskData = false
    for part in parts where part.clearance <= audience {
      switch part.slot {
      case .text:
        if !isInTaskData { append(html[Int(part.start)..<Int(part.end)]) }
      case .image: append(records.images[Int(part.start)].alternative[...])
      case .openTaskData: isInTaskData = true
      case .closeTaskData: isInTaskData = false
      case .openHeading, .closeHeading: space()
      default: break
      }
    }
  }

  private mutating func space() { if let last = collected.last, last != 0x20 { collected.append(0x20) } }

  private mutating func append(_ html: ArraySlice<UInt8>) {
    html.withUnsafeBufferPointer { html in
      var offset = 0
      while offset < html.count {
        switch html[offset] {
        case 0x3C: offset = skipTag(html, at: offset)
        case 0x26: offset = decode(html, at: offset)
        case let byte where byte.isMarkdownSpace:
          space()
          offset += 1
        default:
          collected.append(html[offset])
          offset += 1
        }
      }
    }
  }

  /// Inline tags join what they part, block tags don't.
  private mutating func skipTag(_ html: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var end = start + 1
    while end < html.count, html[end] != 0x3E { end += 1 }
    let name = UnsafeBufferPointer(rebasing: html[(start + 1)..<end].drop { $0 == 0x2F }.prefix(while: \.isLetter))
    if !Self.isInline(name) { space() }
    return min(end + 1, html.count)
  }

  private static func isInline(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    func matches(_ text: StaticString) -> Bool {
      text.utf8CodeUnitCount == name.count && name.indices.allSatisfy { name[$0] == text.utf8Start[$0] }
    }
    switch name.first {
    case 0x61: return matches("a")
    case 0x62: return matches("b")
    case 0x63: return matches("code")
    case 0x64: return matches("del")
    case 0x65: return matches("em")
    case 0x69: return matches("i")
    case 0x6C: return matches("label")
    case 0x73: return matches("strong") || matches("span") || matches("sup") || matches("small")
    case 0x74: return matches("time")
    default: return false
    }
  }

  private mutating func decode(_ html: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    for (reference, byte) in Self.references where html[start...].starts(with: reference) {
      collected.append(byte)
      return start + reference.count
    }
    collected.append(0x26)
    return start + 1
  }

  private static let references: [([UInt8], UInt8)] = [
    (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&quot;".utf8), 0x22),
    (Array("&#39;".utf8), 0x27), (Array("&#x27;".utf8), 0x27),
  ]
}
