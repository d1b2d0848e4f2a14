/// Escaping by context, one function each, on bytes: a combining mark after a quote must not carry the quote through.
extension [UInt8] {
  /// Text as HTML or SVG text or a quoted attribute value: `& < > " '` become references; control characters, which HTML
  /// forbids, become U+FFFD.
  public mutating func appendEscapedHTML(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendEscapedHTML($0) }
  }

  /// Text as HTML or SVG text or a quoted attribute value.
  public mutating func appendEscapedHTML(_ text: String) {
    var text = text
    text.withUTF8 { appendEscapedHTML($0) }
  }

  private mutating func appendEscapedHTML(_ source: UnsafeBufferPointer<UInt8>) {
    var (start, index) = (0, 0)
    let bytes = UnsafeRawBufferPointer(source)
    while index < bytes.count {
      if index &+ 8 <= bytes.count, Self.isPlain(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
        index &+= 8
        continue
      }
      if Self.isSpecialInHTML(bytes[index]) {
        append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        append(contentsOf: Self.htmlReplacement(bytes[index]).utf8)
        start = index &+ 1
      }
      index &+= 1
    }
    append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }

  /// Whether none of eight bytes is special in HTML. Tests all at once: a byte less 1 borrows into its high bit only if it was 0.
  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let ampersandOrApostrophe = (word & (ones &* 0xFE)) ^ (ones &* 0x26)
    let angle = (word & (ones &* 0xFD)) ^ (ones &* 0x3C)
    let quote = word ^ (ones &* 0x22)
    let delete = word ^ (ones &* 0x7F)
    let zeros =
      ((ampersandOrApostrophe &- ones) & ~ampersandOrApostrophe) | ((angle &- ones) & ~angle)
      | ((quote &- ones) & ~quote)
      | ((delete &- ones) & ~delete) | ((word &- ones &* 0x20) & ~word)
    return zeros & highs == 0
  }

  /// One bit for each byte below 64: `"`, `&`, `'`, `<`, `>` and control characters but tab, newline and return.
  private static let specialsInHTML: UInt64 = 0x5000_00C4_FFFF_D9FF

  @inline(__always)
  private static func isSpecialInHTML(_ byte: UInt8) -> Bool {
    byte < 64 ? specialsInHTML &>> UInt64(byte) & 1 == 1 : byte == 0x7F
  }

  private static func htmlReplacement(_ byte: UInt8) -> String {
    switch byte {
    case 0x26: "&amp;"
    case 0x3C: "&lt;"
    case 0x3E: "&gt;"
    case 0x22: "&quot;"
    case 0x27: "&#39;"
    default: "\u{FFFD}"
    }
  }

  /// One segment of a relative URL: everything but unreserved characters is percent-encoded. Use inside an attribute.
  public mutating func appendURLSegment(_ text: String) {
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 0x2D, 0x2E, 0x5F, 0x7E: append(byte)
      default: append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
  }

  /// A string literal for a `.js` data file or JSON: quoted, with everything escaped that could end the literal, the script
  /// element or the line in any of them.
  public mutating func appendScriptString(_ text: String) {
    append(0x22)
    var text = text
    text.withUTF8 { source in
      var (start, index) = (0, 0)
      let bytes = UnsafeRawBufferPointer(source)
      while index < source.count {
        if index &+ 8 <= source.count,
          Self.isPlainInScript(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        {
          index &+= 8
          continue
        }
        guard let (value, length) = Self.specialInScript(source, at: index) else {
          index &+= 1
          continue
        }
        append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        appendScriptEscape(of: value)
        index &+= length
        start = index
      }
      append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
    append(0x22)
  }

  /// Whether none of eight bytes is one that a script string may have to escape.
  @inline(__always)
  private static func isPlainInScript(_ word: UInt64) -> Bool {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (backslash, separator) = (word ^ (ones &* 0x5C), word ^ (ones &* 0xE2))
    let zeros = ((backslash &- ones) & ~backslash) | ((separator &- ones) & ~separator)
    return zeros & highs == 0 && isPlain(word)
  }

  /// The scalar at `index` and its length, if a script string must escape it.
  @inline(__always)
  private static func specialInScript(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt16, length: Int)? {
    switch source[index] {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x5C, 0x7F: return (UInt16(source[index]), 1)
    // Line and paragraph separator, U+2028 and U+2029, end a line of older scripts.
    case 0xE2 where index &+ 2 < source.count && source[index &+ 1] == 0x80 && source[index &+ 2] & 0xFE == 0xA8:
      return (0x2000 | UInt16(source[index &+ 2] & 0x3F), 3)
    default: return nil
    }
  }

  private mutating func appendScriptEscape(of value: UInt16) {
    switch value {
    case 0x22, 0x5C:
      append(0x5C)
      append(UInt8(truncatingIfNeeded: value))
    case 0x0A:
      append(0x5C)
      append(0x6E)
    default:
      append(0x5C)
      append(0x75)
      for shift: UInt16 in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: value &>> shift & 15)
        append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }

  /// A CSV cell by RFC 4180. A cell that a spreadsheet would take for a formula (`= + - @`, tab, CR first) is led by an apostrophe.
  public mutating func appendCSVCell(_ text: String) {
    let cell = Array(text.utf8)
    let isFormula = cell.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x00].contains($0) } ?? false
    let needsQuotes = isFormula || cell.contains { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return append(contentsOf: cell) }
    append(0x22)
    if isFormula { append(0x27) }
    for byte in cell { append(contentsOf: byte == 0x22 ? [0x22, 0x22] : [byte]) }
    append(0x22)
  }
}
