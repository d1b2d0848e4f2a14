/// Words and numbers of a text, one after the other, as digests: two texts that differ in case, spacing, punctuation or thousands
/// separators alone have the same ones.
///
/// `$771,234.50`, `771234.50` and `771 234.50` with no-break spaces are one number. Soft hyphens and zero-width characters are nothing.
struct TokenReader {
  /// A word or number.
  struct Token {
    /// Of its letters and digits in lower case.
    let hash: UInt64
    /// Bytes that count.
    let size: Int
    let hasLetters: Bool
    let hasDigits: Bool
    /// Where it stands.
    let range: Range<Int>
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// All tokens of `text`.
  static func tokens(of text: [UInt8]) -> [Token] {
    text.withUnsafeBufferPointer { bytes in
      var reader = TokenReader(bytes)
      var tokens: [Token] = []
      while let token = reader.next() { tokens.append(token) }
      return tokens
    }
  }

  mutating func next() -> Token? {
    while at < bytes.count, step(at).kind != .part { at += step(at).length }
    guard at < bytes.count else { return nil }
    let start = at
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var (size, group) = (0, 0)
    var (hasLetters, hasDigits, isGrouped, isDecimal) = (false, false, false, false)
    while at < bytes.count {
      let byte = bytes[at]
      if Self.isDigit(byte) {
        (hasDigits, group) = (true, group + 1)
      } else if hasDigits, !hasLetters {
        if byte == 0x2E, isDigit(at + 1) {
          isDecimal = true
        } else if !isDecimal, let length = separator(at), isGrouped ? group == 3 : (1...3).contains(group),
          isGroup(at + length)
        {
          (isGrouped, group) = (true, 0)
          at += length
          continue
        }
      }
      let isPoint = byte == 0x2E && hasDigits && !hasLetters && isDigit(at + 1)
      let (kind, length): (Kind, Int) = isPoint ? (.part, 1) : step(at)
      if kind == .gap { break }
      if kind == .part {
        if !Self.isDigit(byte), !isPoint { hasLetters = true }
        hash = (hash ^ UInt64(lowered(at))) &* 0x0000_0100_0000_01B3
        size += 1
      }
      at += length
    }
    hash ^= hash &>> 29
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    hash ^= hash &>> 32
    return Token(hash: hash, size: size, hasLetters: hasLetters, hasDigits: hasDigits, range: start..<at)
  }

  private enum Kind { case part, gap, nothing }

  /// What stands at `place`: a byte of a word, a gap between words, or something that isn't seen.
  @inline(__always)
  private func step(_ place: Int) -> (kind: Kind, length: Int) {
    let byte = bytes[place]
    if byte < 0x80 { return (Self.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 ? .part : .gap, 1) }
    return beyondASCII(byte, place)
  }

  private func beyondASCII(_ byte: UInt8, _ place: Int) -> (kind: Kind, length: Int) {
    let second = place + 1 < bytes.count ? bytes[place + 1] : 0
    let third = place + 2 < bytes.count ? bytes[place + 2] : 0
    switch (byte, second, third) {
    case (0xC2, 0xAD, _): return (.nothing, 2)
    case (0xC2, _, _): return (.gap, min(2, bytes.count - place))
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x81, 0xA0...0xA4), (0xEF, 0xBB, 0xBF): return (.nothing, 3)
    case (0xE2, ..<0xB0, _), (0xE3, 0x80, 0x80...0x82): return (.gap, min(3, bytes.count - place))
    default: return (.part, 1)
    }
  }

  /// Length of a thousands separator at `place`: a comma, or a no-break space, wide or narrow.
  private func separator(_ place: Int) -> Int? {
    switch bytes[place] {
    case 0x2C: 1
    case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0xA0: 2
    case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80 && [0xAF, 0x89].contains(bytes[place + 2]): 3
    default: nil
    }
  }

  /// Whether exactly three digits begin at `place`.
  private func isGroup(_ place: Int) -> Bool {
    isDigit(place) && isDigit(place + 1) && isDigit(place + 2) && !isDigit(place + 3)
  }

  private func isDigit(_ place: Int) -> Bool { place < bytes.count && Self.isDigit(bytes[place]) }

  /// Lower case, also of Latin letters with accents.
  @inline(__always)
  private func lowered(_ place: Int) -> UInt8 {
    let byte = bytes[place]
    if byte &- 0x41 < 26 { return byte | 0x20 }
    if byte >= 0x80, byte <= 0x9E, byte != 0x97, place > 0, bytes[place - 1] == 0xC3 { return byte | 0x20 }
    return byte
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
