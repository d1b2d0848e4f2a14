/// A name that is safe as a file name and in a link on every system: lower-case ASCII letters, digits and single hyphens.
public struct Slug: Sendable, Hashable {
  /// 1 to 100 bytes of `a-z`, `0-9` and `-`.
  public let text: String

  /// The slug `text`, or nil if it isn't one already.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...Self.maximumLength).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D,
      bytes.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 0x2D }),
      !Self.reserved.contains(text)
    else { return nil }
    self.text = text
  }

  /// A slug made from free text: `Acme Robotics (EMEA)` gives `acme-robotics-emea`. Nil if nothing usable is left.
  public init?(from text: String) {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 65...90: bytes.append(byte + 32)
      case 97...122, 48...57: bytes.append(byte)
      default: if let last = bytes.last, last != 0x2D { bytes.append(0x2D) }
      }
      if bytes.count == Self.maximumLength { break }
    }
    while bytes.last == 0x2D { bytes.removeLast() }
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  private static let maximumLength = 100

  /// Device names that Windows gives no file to, whatever the extension.
  private static let reserved: Set<String> = {
    var names: Set<String> = ["con", "prn", "aux", "nul"]
    for port in 1...9 {
      names.insert("com\(port)")
      names.insert("lpt\(port)")
    }
    return names
  }()
}

extension Slug: Comparable, CustomStringConvertible {
  /// In byte order.
  public static func < (a: Slug, b: Slug) -> Bool { a.text < b.text }
  /// The text.
  public var description: String { text }
}
