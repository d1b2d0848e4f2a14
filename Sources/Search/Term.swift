/// A folded word, in UTF-8.
struct Term: Hashable, Comparable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// By UTF-16 code units, as the browser compares strings.
  static func < (a: Term, b: Term) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes) { utf16Rank($0) < utf16Rank($1) }
  }

  /// UTF-8 and UTF-16 agree but for U+E000...U+FFFF (first byte EE, EF), which in UTF-16 come after the surrogates (F0 to F4).
  @inline(__always)
  private static func utf16Rank(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }

  /// Whether it may be mistyped for another: at least three letters, no digit.
  var isInVocabulary: Bool {
    !bytes.contains { (48...57).contains($0) } && bytes.count { $0 & 0xC0 != 0x80 } >= 3
  }
}
