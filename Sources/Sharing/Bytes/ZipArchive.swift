/// A zip whose bytes depend on its files alone: stored, in the order given, dated the first day a zip can name.
///
/// APPNOTE 6.3.10: local headers, then the central directory. Names are UTF-8 (bit 11). Neither a file nor the whole may pass 4 GB.
public struct ZipArchive: Sendable {
  /// 1 January 1980, midnight.
  private static let day: UInt16 = 0x21

  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// No file yet.
  public init() {}

  /// Adds a file; false, and nothing added, if a zip of this kind can't hold it.
  public mutating func add(_ bytes: [UInt8], at path: String) -> Bool {
    let name = Array(path.utf8)
    guard let size = UInt32(exactly: bytes.count), let length = UInt16(exactly: name.count),
      let offset = UInt32(exactly: body.count), UInt32(exactly: body.count + bytes.count + name.count + 30) != nil,
      count < UInt16.max
    else { return false }
    var header: [UInt8] = []
    for word in [20, 0x0800, 0, 0, Self.day] as [UInt16] { header.little(word) }
    for word in [CRC32.of(bytes), size, size] { header.little(word) }
    header.little(length)
    header.little(0 as UInt16)
    body += [0x50, 0x4B, 3, 4] + header + name + bytes
    // Made by Unix, so that the mode holds: a plain file that everyone may read.
    directory += [0x50, 0x4B, 1, 2, 30, 3] + header + [0, 0, 0, 0, 0, 0]
    directory.little(0o100644 << 16 as UInt32)
    directory.little(offset)
    directory += name
    count += 1
    return true
  }

  /// The archive.
  public var bytes: [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    end.little(count)
    end.little(count)
    end.little(UInt32(truncatingIfNeeded: directory.count))
    end.little(UInt32(truncatingIfNeeded: body.count))
    end.little(0 as UInt16)
    return body + directory + end
  }
}

/// The cyclic redundancy check of zip: polynomial 0xEDB88320.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
  }
}

extension [UInt8] {
  /// A number, least byte first.
  mutating func little(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
