/// Salesforce ids come in 15 characters, where case matters, and in 18, where three more say which letters are capitals.
enum SalesforceID {
  /// The 15 characters of an id of 18, with their true case even if a spreadsheet changed it; nil for anything else.
  static func short(_ id: Span<UInt8>) -> [UInt8]? {
    guard id.count == 18 else { return nil }
    var short: [UInt8] = []
    short.reserveCapacity(15)
    for group in 0..<3 {
      guard let bits = bits(id[15 + group]) else { return nil }
      for position in 0..<5 {
        let byte = id[group * 5 + position]
        let isCapital = bits >> UInt8(position) & 1 == 1
        if byte.isLetter {
          short.append(isCapital ? byte & 0xDF : byte | 0x20)
        } else if byte.isDigit, !isCapital {
          short.append(byte)
        } else {
          return nil
        }
      }
    }
    return short
  }

  /// `A` to `Z` are 0 to 25, `0` to `5` are 26 to 31: one bit for each of five characters.
  private static func bits(_ byte: UInt8) -> UInt8? {
    if byte.isLetter { return byte.asciiLowered - 97 }
    return (48...53).contains(byte) ? byte - 48 + 26 : nil
  }
}
