public import Core

/// Digests of all files that a build read.
public struct InputDigests: Sendable {
  /// By path, in the order of paths.
  public let files: [(path: String, digest: ContentHash)]
  /// Of all of them.
  public let all: ContentHash

  /// Digests of files, sorted by path.
  public init(_ files: [(path: String, digest: ContentHash)]) {
    self.files = files
    var hasher = ContentHasher()
    for file in files {
      hasher.add(file.path)
      hasher.add(file.digest)
    }
    all = hasher.digest
  }
}

extension ContentHasher {
  /// Feeds a digest.
  public mutating func add(_ digest: ContentHash) {
    add(digest.high)
    add(digest.low)
  }
}
