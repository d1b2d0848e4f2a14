/// A file as one of its readers takes it: with its escapes resolved, or as the text that stands on the page.
enum ReadingView {
  /// Script escapes, percent-encoding and the folded lines of calendars resolved; nil if there are none.
  static func unescaped(_ bytes: [UInt8], isCalendar: Bool) -> [UInt8]? {
    guard isCalendar || bytes.contains(where: { $0 == 0x5C || $0 == 0x25 }) else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 0x5C: at = escape(bytes, at, &plain)
      case 0x25:
        if let value = hex(bytes, at + 1, 2) {
          plain.append(UInt8(truncatingIfNeeded: value))
          at += 3
        } else {
          plain.append(0x25)
          at += 1
        }
      case 0x0D where isCalendar && at + 2 < bytes.count && bytes[at + 1] == 0x0A && bytes[at + 2] == 0x20: at += 3
      default:
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }

  private static func escape(_ bytes: [UInt8], _ at: Int, _ plain: inout [UInt8]) -> Int {
    guard at + 1 < bytes.count else { return at + 1 }
    switch bytes[at + 1] {
    case 0x75:
      guard let value = hex(bytes, at + 2, 4) else { break }
      append(value, to: &plain)
      return at + 6
    case 0x78:
      guard let value = hex(bytes, at + 2, 2) else { break }
      append(value, to: &plain)
      return at + 4
    case 0x6E, 0x72, 0x74, 0x4E: plain.append(0x20)
    default: plain.append(bytes[at + 1])
    }
    return at + 2
  }

  private static func hex(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + count)] {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func append(_ value: UInt32, to plain: inout [UInt8]) {
    plain += Array(String(Character(UnicodeScalar(value) ?? " ")).utf8)
  }

  /// Character references resolved; nil if there are none.
  static func dereferenced(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(0x26) else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x26, let (value, length) = reference(bytes, at) {
        append(value, to: &plain)
        at += length
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return plain
  }

  private static let named: [(name: [UInt8], value: UInt32)] = [
    ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27), ("nbsp", 0xA0), ("shy", 0xAD),
    ("comma", 0x2C), ("period", 0x2E), ("dollar", 0x24), ("euro", 0x20AC), ("pound", 0xA3), ("ndash", 0x2013),
    ("mdash", 0x2014), ("hyphen", 0x2010), ("minus", 0x2212), ("thinsp", 0x2009), ("zwnj", 0x200C), ("zwj", 0x200D),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func reference(_ bytes: [UInt8], _ at: Int) -> (value: UInt32, length: Int)? {
    guard let end = bytes[at...].prefix(12).firstIndex(of: 0x3B) else { return nil }
    let name = bytes[(at + 1)..<end]
    let length = end + 1 - at
    guard name.first == 0x23 else { return named.first { name.elementsEqual($0.name) }.map { ($0.value, length) } }
    let digits = name.dropFirst()
    let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
    let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
    return UInt32(text, radix: isHex ? 16 : 10).map { ($0, length) }
  }

  /// The text between the tags, of which inline ones join what they part; nil if there are no tags.
  static func text(of bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(0x3C) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x3C, let end = tagEnd(bytes, at) else {
        text.append(bytes[at])
        at += 1
        continue
      }
      if !isInline(bytes, at) { text.append(0x20) }
      at = end
    }
    return text
  }

  /// Where the tag that opens at `start` ends; nil if there is none.
  private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    let next = bytes[start + 1]
    guard next == 0x2F || next == 0x21 || next == 0x3F || (next | 0x20) &- 0x61 < 26 else { return nil }
    if bytes[start...].starts(with: Array("<!--".utf8)) { return commentEnd(bytes, start + 4) }
    var (at, quote): (Int, UInt8) = (start + 1, 0)
    while at < bytes.count {
      let byte = bytes[at]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        return at + 1
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
      at += 1
    }
    return nil
  }

  private static func commentEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var at = start
    while at + 2 < bytes.count {
      if bytes[at] == 0x2D, bytes[at + 1] == 0x2D, bytes[at + 2] == 0x3E { return at + 3 }
      at += 1
    }
    return nil
  }

  private static let inline: Set<[UInt8]> = Set(
    [
      "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
      "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
    ].map { Array($0.utf8) })

  private static func isInline(_ bytes: [UInt8], _ start: Int) -> Bool {
    let from = bytes[start + 1] == 0x2F ? start + 2 : start + 1
    let name = bytes[from...].prefix(8).prefix { ($0 | 0x20) &- 0x61 < 26 }.map { $0 | 0x20 }
    return inline.contains(name)
  }

  /// What runs of Base64 in `bytes` stand for.
  static func decodedRuns(_ bytes: [UInt8]) -> [[UInt8]] {
    var runs: [[UInt8]] = []
    var start = 0
    for at in 0...bytes.count where at == bytes.count || sextet(bytes[at]) == nil {
      if at - start >= 24 { runs.append(decoded(bytes[start..<at])) }
      start = at + 1
    }
    return runs
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case 0x2B, 0x2D: 62
    case 0x2F, 0x5F: 63
    default: nil
    }
  }

  private static func decoded(_ run: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(run.count * 3 / 4)
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in run {
      bits = (bits << 6 | (sextet(byte) ?? 0)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }
}
