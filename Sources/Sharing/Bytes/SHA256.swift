import Crypto

/// SHA-256 (FIPS 180-4) in the forms that a content policy and a seal are written in.
extension SHA256 {
  /// 32 bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(hash(data: bytes)) }

  /// 64 lower-case hexadecimal digits.
  static func hex(_ bytes: [UInt8]) -> String { digest(bytes).lowercaseHex }
}
