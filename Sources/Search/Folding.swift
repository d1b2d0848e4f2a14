/// How the index and the reader's browser make one word of `Łódź`, `ŁÓDŹ` and `lodz`: case and diacritics fall away.
///
/// The browser folds by the same ranges and table, which travel in the index (`SearchDirectory`), and by the same steps.
enum Folding {
  /// A range of scalars, both ends included.
  typealias Range = ClosedRange<UInt32>

  /// Marks that vanish: diacritics, Hebrew and Arabic points, variation selectors, keycaps. Format characters vanish too.
  static let ignored: [Range] = [
    0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x5BF...0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7...0x5C7,
    0x610...0x61A,
    0x64B...0x65F, 0x670...0x670, 0x6D6...0x6DC, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F,
    0xFE20...0xFE2F,
  ]

  /// Scripts written without spaces, whose words are overlapping pairs: kana and Chinese characters.
  static let ideographs: [Range] = [
    0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF,
  ]

  /// Characters that join two words into a compound: the parts are found, and the whole (`O'Neill`, `AT&T`, `Coca-Cola`).
  static let joiners = "'\u{2019}-\u{2010}\u{2011}.&"

  private static let plain: [UInt32: [UInt8]] = {
    var plain: [UInt32: [UInt8]] = [:]
    for row in table {
      for letter in row.letters.unicodeScalars { plain[letter.value] = Array(row.plain.utf8) }
    }
    return plain
  }()

  private static let joinerValues = Set(joiners.unicodeScalars.map(\.value))

  /// What a character is to a word.
  enum Role {
    /// Vanishes: the word goes on.
    case ignored
    /// Belongs to a word.
    case letter
    /// A character of a script without spaces.
    case ideograph
    /// Parts words, but its neighbours may form a compound.
    case joiner
    /// Parts words.
    case other
  }

  /// The role of `scalar`.
  static func role(of scalar: Unicode.Scalar) -> Role {
    if scalar.isASCII { return asciiRole(UInt8(scalar.value)) }
    if isIgnored(scalar) { return .ignored }
    if joinerValues.contains(scalar.value) { return .joiner }
    guard isLetter(scalar) else { return .other }
    return ideographs.contains { $0.contains(scalar.value) } ? .ideograph : .letter
  }

  /// Appends what `scalar`, a letter or ideograph, becomes.
  static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      return word.append((65...90).contains(byte) ? byte | 0x20 : byte)
    }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isIgnored(lower) {
      if let letters = plain[lower.value] {
        word.append(contentsOf: letters)
      } else if (0xAC00...0xD7A3).contains(lower.value) {
        appendHangul(lower.value - 0xAC00, to: &word)
      } else {
        word.append(contentsOf: String(lower).utf8)
      }
    }
  }

  private static func asciiRole(_ byte: UInt8) -> Role {
    switch byte {
    case 48...57, 65...90, 97...122: .letter
    case 0x26, 0x27, 0x2D, 0x2E: .joiner
    default: .other
    }
  }

  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || ignored.contains { $0.contains(scalar.value) }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// A Hangul syllable as its two or three letters (Unicode 3.12), so that half a syllable finds the whole.
  private static func appendHangul(_ index: UInt32, to word: inout [UInt8]) {
    let parts = [0x1100 + index / 588, 0x1161 + index % 588 / 28] + (index % 28 == 0 ? [] : [0x11A7 + index % 28])
    for part in parts.compactMap(Unicode.Scalar.init) { word.append(contentsOf: String(part).utf8) }
  }
}
