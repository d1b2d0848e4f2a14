/// Escaping by context, one function each, on bytes: a combining mark after a quote must not carry the quote through.
extension [UInt8] {
  /// Text as HTML, SVG or XML text or a quoted attribute value: `& < > " '` become references; control characters and
  /// noncharacters, which HTML forbids, become U+FFFD.
  public mutating func appendEscapedHTML(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendEscapedHTML($0) }
  }

  /// Text as HTML or SVG text or a quoted attribute value.
  public mutating func appendEscapedHTML(_ text: String) {
    var text = text
    text.withUTF8 { appendEscapedHTML($0) }
  }

  private mutating func appendEscapedHTML(_ source: UnsafeBufferPointer<UInt8>) {
    Self.escapeHTML(UnsafeRawBufferPointer(source)) { append(contentsOf: $0) }
  }

  /// Hands `bytes` to `take` piece by piece, what is special replaced.
  static func escapeHTML(_ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void) {
    var (start, index) = (0, 0)
    while index < bytes.count {
      if index &+ 8 <= bytes.count, Self.isPlain(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
        index &+= 8
        continue
      }
      let length = Self.specialInHTML(bytes, at: index)
      if length > 0 {
        if start < index { take(UnsafeRawBufferPointer(rebasing: bytes[start..<index])) }
        Self.htmlReplacement(bytes[index]).withUTF8Buffer { take(UnsafeRawBufferPointer($0)) }
        start = index &+ length
      }
      index &+= Swift.max(length, 1)
    }
    if start < bytes.count { take(UnsafeRawBufferPointer(rebasing: bytes[start...])) }
  }

  /// Whether none of eight bytes is special in HTML, and all are ASCII. Tests all at once: a byte less 1 borrows into its high bit only if it was 0.
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
    return (zeros | word) & highs == 0
  }

  /// One bit for each byte below 64: `"`, `&`, `'`, `<`, `>` and control characters but tab, newline and return.
  private static let specialsInHTML: UInt64 = 0x5000_00C4_FFFF_D9FF

  /// The length of what stands at `index` if it is special, else 0.
  @inline(__always)
  private static func specialInHTML(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 64 { return Int(specialsInHTML &>> UInt64(byte) & 1) }
    if byte < 0x80 { return byte == 0x7F ? 1 : 0 }
    return forbiddenInHTML(bytes, at: index)
  }

  /// The same of the rest of Unicode: U+0080...U+009F, U+FDD0...U+FDEF, and the last two of every plane.
  private static func forbiddenInHTML(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
    func next(_ offset: Int) -> UInt8 { index &+ offset < bytes.count ? bytes[index &+ offset] : 0 }
    switch bytes[index] {
    case 0xC2: return (0x80...0x9F).contains(next(1)) ? 2 : 0
    case 0xEF where next(1) == 0xB7: return (0x90...0xAF).contains(next(2)) ? 3 : 0
    case 0xEF where next(1) == 0xBF: return next(2) == 0xBE || next(2) == 0xBF ? 3 : 0
    case 0xF0...0xF4:
      return next(1) & 0x8F == 0x8F && next(2) == 0xBF && next(3) & 0xFE == 0xBE ? 4 : 0
    default: return 0
    }
  }

  private static func htmlReplacement(_ byte: UInt8) -> StaticString {
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
  /// element or the line in any of them, or act on a terminal that it is printed to.
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
    case 0xC2 where index &+ 1 < source.count && source[index &+ 1] < 0xA0: return (UInt16(source[index &+ 1]), 2)
    case 0xE2 where index &+ 2 < source.count:
      switch (source[index &+ 1], source[index &+ 2]) {
      // Line and paragraph separator end a line of older scripts; the rest, U+202A...U+202E and U+2066...U+2069, turns text around.
      case (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9):
        return (0x2000 | UInt16(source[index &+ 1] & 1) << 6 | UInt16(source[index &+ 2] & 0x3F), 3)
      default: return nil
      }
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

  /// Markup as a template literal of a `.js` data file: what could end the literal, or be taken for an expression or another line
  /// end in it, is escaped. Markup is full of quotes and angle brackets, which stay as they are: such a file is never put inline.
  public mutating func appendScriptMarkup(_ markup: [UInt8]) {
    append(0x60)
    markup.withUnsafeBytes { bytes in
      var (start, index) = (0, 0)
      while index < bytes.count {
        if index &+ 8 <= bytes.count, Self.isPlainInLiteral(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        {
          index &+= 8
          continue
        }
        if let escape = Self.literalEscape(bytes, at: index) {
          append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
          escape.withUTF8Buffer { append(contentsOf: $0) }
          start = index &+ 1
        }
        index &+= 1
      }
      append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
    append(0x60)
  }

  /// Whether none of eight bytes is one that a template literal may have to escape.
  @inline(__always)
  private static func isPlainInLiteral(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (tick, backslash) = (word ^ (ones &* 0x60), word ^ (ones &* 0x5C))
    let (dollar, newline) = (word ^ (ones &* 0x24), word ^ (ones &* 0x0D))
    let zeros =
      ((tick &- ones) & ~tick) | ((backslash &- ones) & ~backslash) | ((dollar &- ones) & ~dollar)
      | ((newline &- ones) & ~newline)
    return zeros & (ones &* 0x80) == 0
  }

  private static func literalEscape(_ bytes: UnsafeRawBufferPointer, at index: Int) -> StaticString? {
    switch bytes[index] {
    case 0x60: "\\`"
    case 0x5C: "\\\\"
    case 0x0D: "\\r"
    case 0x24 where index &+ 1 < bytes.count && bytes[index &+ 1] == 0x7B: "\\$"
    default: nil
    }
  }

  /// A CSV cell by RFC 4180. A cell that a spreadsheet would take for a formula is led by an apostrophe: one that begins with
  /// `= + - @`, also as full-width characters, with a tab or with a line end. A negative number stays one; with anything behind it,
  /// such as a currency, it is led by the apostrophe as well.
  public mutating func appendCSVCell(_ text: String) {
    let cell = Array(text.utf8)
    let isFormula = Self.formulaSigns.contains { cell.starts(with: $0) } && !Self.isNegativeNumber(cell)
    let needsQuotes = isFormula || cell.contains { [0x22, 0x2C, 0x3B, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return append(contentsOf: cell) }
    append(0x22)
    if isFormula { append(0x27) }
    for byte in cell { append(contentsOf: byte == 0x22 ? [0x22, 0x22] : [byte]) }
    append(0x22)
  }

  private static let formulaSigns = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"].map {
    Array($0.utf8)
  }

  /// `-1440`, `-1440.50`, `-1,440.50`, and nothing else.
  private static func isNegativeNumber(_ cell: [UInt8]) -> Bool {
    guard cell.first == 0x2D else { return false }
    let halves = cell.dropFirst().split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    let groups = halves[0].split(separator: 0x2C, omittingEmptySubsequences: false)
    let isGrouped = groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    return isGrouped
      && (groups + halves.dropFirst()).allSatisfy { digits in
        !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 }
      }
  }

  /// Text of a calendar (RFC 5545, section 3.3.11): backslash, semicolon, comma and newline are escaped; other control characters
  /// and whatever a reader may take for a line end become spaces.
  public mutating func appendCalendarText(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x5C, 0x3B, 0x2C: append(contentsOf: [0x5C, UInt8(scalar.value)])
      case 0x0A: append(contentsOf: [0x5C, 0x6E])
      case 0x0D: continue
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: append(0x20)
      default: append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
  }

  /// Text within a line of Markdown: what Markdown would take for its own marks, or for HTML, is led by a backslash.
  public mutating func appendMarkdownText(_ text: String) {
    for byte in text.utf8 {
      if Self.markdownSigns.contains(byte) { append(0x5C) }
      append(byte < 0x20 ? 0x20 : byte)
    }
  }

  private static let markdownSigns = Set("*_[]<>`|\\#&~".utf8)
}
