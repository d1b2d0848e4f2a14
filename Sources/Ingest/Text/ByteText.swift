/// Small questions about bytes of UTF-8 text; ASCII only where case or space matter.
extension Span where Element == UInt8 {
  /// The range without white space at both ends: space, tab, line ends and no-break space.
  var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end {
      if self[start] <= 0x20 {
        start += 1
      } else if self[start] == 0xC2, start + 1 < end, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if self[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, self[end - 1] == 0xA0, self[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  /// Whether every byte is white space.
  var isBlank: Bool { trimmedRange.isEmpty }

  /// The text without white space at both ends.
  var trimmedText: String { text(trimmedRange) }

  /// The text of a part.
  func text(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the bytes are those of `other`, which is lower-case ASCII, in any case.
  func equalsIgnoringCase(_ other: StaticString) -> Bool {
    guard count == other.utf8CodeUnitCount else { return false }
    return other.withUTF8Buffer { wanted in
      for index in 0..<count where self[index].asciiLowered != wanted[index] { return false }
      return true
    }
  }

  /// Whether the bytes are the same.
  @inline(__always)
  func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { mine in
      other.withUnsafeBytes { theirs in
        var index = 0
        while index &+ 8 <= mine.count {
          let word = mine.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if word != theirs.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
          index &+= 8
        }
        while index < mine.count {
          if mine[index] != theirs[index] { return false }
          index &+= 1
        }
        return true
      }
    }
  }
}

extension UInt8 {
  /// Lower-case, if it is an ASCII capital.
  @inline(__always)
  var asciiLowered: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

  /// 0 to 9.
  @inline(__always)
  var isDigit: Bool { self &- 48 < 10 }

  /// a to z in any case.
  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- 97 < 26 }
}

/// Comparable forms of names and headers.
enum TextKey {
  /// Lower-case letters and digits only, everything else dropped: `Contract End-Date` and `contract_end_date` are the same.
  /// Bytes above ASCII are kept.
  static func letters(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in text where byte.isLetter || byte.isDigit || byte >= 0x80 { bytes.append(byte.asciiLowered) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lower-case with white space collapsed to one space: the form in which names are compared.
  static func name(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in text {
      if byte > 0x20 {
        bytes.append(byte.asciiLowered)
      } else if let last = bytes.last, last != 0x20 {
        bytes.append(0x20)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lower-case words joined by `_`: `Best Case` and `best-case` give `best_case`.
  static func words(_ text: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    for byte in text {
      if byte.isLetter || byte.isDigit || byte >= 0x80 {
        bytes.append(byte.asciiLowered)
      } else if let last = bytes.last, last != 0x5F {
        bytes.append(0x5F)
      }
    }
    if bytes.last == 0x5F { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
