import Core
import Files

/// What the last build wrote: the only files in the output folder that a build may overwrite or remove.
///
/// A text file, one page a line (`digest fingerprint stamp path`), sorted by path. A manifest that can't be read owns nothing.
struct Manifest: Sendable, Equatable {
  /// A file of the site.
  struct Page: Sendable, Equatable {
    /// Of its bytes.
    var digest: ContentHash
    /// Of all that it was made from; nil for a page that is always made.
    var fingerprint: ContentHash?
    /// As `FileSystem.stamp(of:)` said it when the page was in place; 0 if unknown.
    var stamp: UInt64 = 0
  }

  /// By path relative to the output folder.
  var pages: [String: Page] = [:]

  static let path = ".perennial/manifest"
  /// Written before the first page moves, so that pages of a build that was cut off are still known as ours.
  static let intentPath = ".perennial/manifest.next"
  private static let header = Array("perennial manifest 2\n".utf8)
  /// Manifests of older builds still say what is ours.
  private static let olderHeader = Array("perennial manifest 1\n".utf8)

  init() {}

  init?(_ bytes: [UInt8]) {
    let isOlder = bytes.starts(with: Self.olderHeader)
    guard isOlder || bytes.starts(with: Self.header) else { return nil }
    var reader = WordReader(bytes, at: Self.header.count)
    while !reader.isAtEnd {
      guard let digest = reader.hash() else { return nil }
      var page = Page(digest: digest)
      if !isOlder {
        guard let fingerprint = reader.hash(), let stamp = reader.number() else { return nil }
        page.fingerprint = fingerprint == .absent ? nil : fingerprint
        page.stamp = stamp
      }
      guard let path = reader.line(), RelativePath.isSafe(path) else { return nil }
      pages[path] = page
    }
  }

  var bytes: [UInt8] {
    var bytes = Self.header
    bytes.reserveCapacity(pages.count * 128)
    for (path, page) in pages.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      bytes.append(page.digest)
      bytes.append(page.fingerprint ?? .absent)
      bytes.append(hexadecimal: page.stamp)
      bytes.append(0x20)
      bytes += path.utf8
      bytes.append(0x0A)
    }
    return bytes
  }

  /// Reads fixed words and lines of what a manifest wrote.
  private struct WordReader {
    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], at place: Int) {
      self.bytes = bytes
      self.place = place
    }

    var isAtEnd: Bool { place >= bytes.count }

    /// 16 hexadecimal digits.
    private mutating func half() -> UInt64? {
      guard place + 16 <= bytes.count else { return nil }
      var value: UInt64 = 0
      for byte in bytes[place..<(place + 16)] {
        switch byte {
        case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
        case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
        default: return nil
        }
      }
      place += 16
      return value
    }

    private mutating func space() -> Bool {
      guard place < bytes.count, bytes[place] == 0x20 else { return false }
      place += 1
      return true
    }

    mutating func hash() -> ContentHash? {
      guard let high = half(), let low = half(), space() else { return nil }
      return ContentHash(high: high, low: low)
    }

    mutating func number() -> UInt64? {
      guard let number = half(), space() else { return nil }
      return number
    }

    mutating func line() -> String? {
      guard let end = bytes[place...].firstIndex(of: 0x0A) else { return nil }
      defer { place = end + 1 }
      return String(validating: bytes[place..<end], as: UTF8.self)
    }
  }
}

extension ContentHash {
  /// Stands for "no digest" in files.
  fileprivate static let absent = ContentHash(high: 0, low: 0)
}

extension [UInt8] {
  fileprivate mutating func append(_ hash: ContentHash) {
    append(hexadecimal: hash.high)
    append(hexadecimal: hash.low)
    append(0x20)
  }

  fileprivate mutating func append(hexadecimal number: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 0xF
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
