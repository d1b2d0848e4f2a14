import Core

/// What the last build wrote: the only files in the output folder that a build may overwrite or remove.
///
/// A text file, one page a line (`digest path`), sorted by path. A manifest that can't be read owns nothing.
struct Manifest: Sendable, Equatable {
  /// Digest of each page's bytes, by path relative to the output folder.
  var pages: [String: ContentHash] = [:]

  static let path = ".perennial/manifest"
  /// Written before the first page moves, so that pages of a build that was cut off are still known as ours.
  static let intentPath = ".perennial/manifest.next"
  private static let header = "perennial manifest 1"

  init() {}

  init?(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.header else { return nil }
    for line in lines.dropFirst() {
      let parts = line.utf8.split(separator: 0x20, maxSplits: 1).map { String(Substring($0)) }
      guard parts.count == 2, let digest = ContentHash(hex: parts[0]) else { return nil }
      pages[parts[1]] = digest
    }
  }

  var bytes: [UInt8] {
    var bytes = Array((Self.header + "\n").utf8)
    for (path, digest) in pages.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      bytes += Array("\(digest.hex) \(path)\n".utf8)
    }
    return bytes
  }
}
