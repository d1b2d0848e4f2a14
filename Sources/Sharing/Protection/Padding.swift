/// Fills content up to one of a few sizes, so that the size of a protected copy does not tell which page it holds:
/// 0x80 and zeros behind it (ISO/IEC 7816-4), to 256 KB, twice that and so on up to 8 MB, then to whole 8 MB.
enum Padding {
  private static let smallest = 256 << 10
  private static let step = 8 << 20

  static func size(for count: Int) -> Int {
    guard count < step else { return (count / step + 1) * step }
    var size = smallest
    while size <= count { size *= 2 }
    return size
  }

  static func padded(_ content: [UInt8]) -> [UInt8] {
    content + [0x80] + [UInt8](repeating: 0, count: size(for: content.count) - content.count - 1)
  }

  /// The content; nil if what ends it isn't padding.
  static func removed(from padded: [UInt8]) -> [UInt8]? {
    guard let last = padded.lastIndex(where: { $0 != 0 }), padded[last] == 0x80 else { return nil }
    return Array(padded[..<last])
  }
}
