import Core
import Files

/// A digest of everything a build reads, so that two copies can be told apart.
enum InputDigest {
  /// Over paths and bytes of `content/` and `templates/`, in order.
  static func of(_ files: any FileSystem) throws(FileError) -> ContentHash {
    var hasher = ContentHasher()
    for folder in ["content", "templates"] {
      for entry in try files.list(folder) where entry.kind == .file {
        hasher.add(entry.path)
        hasher.add(try files.read(entry.path))
      }
    }
    return hasher.digest
  }
}
