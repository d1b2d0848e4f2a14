/// Base 64 by RFC 4648, section 4, with padding.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text of `bytes`.
  public static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes.count - start
      let word =
        Int(bytes[start]) << 16 | (rest > 1 ? Int(bytes[start + 1]) << 8 : 0) | (rest > 2 ? Int(bytes[start + 2]) : 0)
      text.append(alphabet[word >> 18])
      text.append(alphabet[word >> 12 & 63])
      text.append(rest > 1 ? alphabet[word >> 6 & 63] : 0x3D)
      text.append(rest > 2 ? alphabet[word & 63] : 0x3D)
    }
    return text
  }

  /// The text of `bytes` as a string.
  public static func text(_ bytes: [UInt8]) -> String { String(decoding: encoded(bytes), as: UTF8.self) }

  /// The value of each character, 64 for what is none.
  private static let values: [UInt8] = (0..<256).map { byte in
    alphabet.firstIndex(of: UInt8(byte)).map { UInt8($0) } ?? 64
  }

  /// The bytes of a text with padding; nil if it isn't one.
  static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).count { $0 == 0x3D }
    guard !(text.last != 0x3D && padding > 0) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var (word, count) = (0, 0)
    for byte in text.dropLast(padding) {
      let value = values[Int(byte)]
      guard value < 64 else { return nil }
      word = word << 6 | Int(value)
      count += 1
      if count % 4 == 0 {
        bytes.append(UInt8(word >> 16 & 255))
        bytes.append(UInt8(word >> 8 & 255))
        bytes.append(UInt8(word & 255))
        word = 0
      }
    }
    if padding == 1 { bytes += [UInt8(word >> 10 & 255), UInt8(word >> 2 & 255)] }
    if padding == 2 { bytes.append(UInt8(word >> 4 & 255)) }
    return bytes
  }
}
