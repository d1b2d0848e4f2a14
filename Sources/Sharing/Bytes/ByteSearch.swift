extension [UInt8] {
  /// Two lower-case hexadecimal digits a byte.
  var lowercaseHex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Where `needle` first stands at or after `start`.
  func firstIndex(of needle: some Collection<UInt8>, from start: Int = 0) -> Int? {
    guard let first = needle.first, start <= count else { return nil }
    var index = start
    while index + needle.count <= count {
      guard let hit = self[index...].firstIndex(of: first), hit + needle.count <= count else { return nil }
      if self[hit..<(hit + needle.count)].elementsEqual(needle) { return hit }
      index = hit + 1
    }
    return nil
  }

  /// Where `needle` last stands.
  func lastIndex(of needle: [UInt8]) -> Int? {
    guard let first = needle.first else { return nil }
    var end = count - needle.count + 1
    while end > 0, let hit = self[..<end].lastIndex(of: first) {
      if self[hit...].starts(with: needle) { return hit }
      end = hit
    }
    return nil
  }

  /// Appends text as UTF-8.
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension UInt8 {
  var isHTMLSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D && self != 0x0B) }
  var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  /// Letters, digits, `-`, `_` and everything beyond ASCII: what a CSS identifier is made of.
  var isIdentifier: Bool {
    isASCIILetter || (self >= 0x30 && self <= 0x39) || self == 0x2D || self == 0x5F || self >= 0x80
  }
}
