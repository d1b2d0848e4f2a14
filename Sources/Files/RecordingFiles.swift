public import Core
import Synchronization

/// A folder whose files are read once for two purposes: what asks for a file gets it, and its digest is kept.
///
/// The folders that a build reads are listed once, when it is made; what is listed and never asked for is read at the end.
public final class RecordingFiles: FileSystem {
  private let base: any FileSystem
  private let folders: [String]
  /// What stands in the folders, sorted by path.
  public let entries: [FileEntry]
  private let digests: Mutex<[String: ContentHash]>

  /// Lists `folders` of `base`. Digests that are `known` already are those of files that did not change.
  public init(
    _ base: any FileSystem, folders: [String], known: ([FileEntry]) -> [String: ContentHash] = { _ in [:] }
  ) throws(FileError) {
    self.base = base
    self.folders = folders
    var entries: [FileEntry] = []
    for folder in folders { entries += try base.list(folder) }
    self.entries = entries
    digests = Mutex(known(entries))
  }

  /// Digests of all files, by path in the order of `entries`; nil as long as one was not read.
  public var complete: [(entry: FileEntry, digest: ContentHash)]? {
    let known = digests.withLock { $0 }
    var all: [(entry: FileEntry, digest: ContentHash)] = []
    all.reserveCapacity(entries.count)
    for entry in entries where entry.kind == .file {
      guard let digest = known[entry.path] else { return nil }
      all.append((entry, digest))
    }
    return all
  }

  /// Reads what was not read yet.
  public func completed() throws(FileError) -> [(entry: FileEntry, digest: ContentHash)] {
    let known = digests.withLock { $0 }
    for entry in entries where entry.kind == .file && known[entry.path] == nil { _ = try read(entry.path) }
    return complete ?? []
  }

  /// See `FileSystem`.
  public func list(_ directory: String) throws(FileError) -> [FileEntry] {
    let isBelow = { (folder: String) in directory == folder || directory.utf8.starts(with: (folder + "/").utf8) }
    guard folders.contains(where: isBelow) else { return try base.list(directory) }
    return entries.filter { $0.path.utf8.starts(with: (directory + "/").utf8) }
  }

  /// See `FileSystem`.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    let bytes = try base.read(path)
    let digest = ContentHash(bytes)
    digests.withLock { $0[path] = digest }
    return bytes
  }

  /// See `FileSystem`.
  public func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: path) }

  /// See `FileSystem`.
  public func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: path) }

  /// See `FileSystem`.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) { try base.write(bytes, to: path) }

  /// See `FileSystem`.
  public func create(_ bytes: [UInt8], at path: String) throws(FileError) { try base.create(bytes, at: path) }

  /// See `FileSystem`.
  public func move(_ path: String, to newPath: String) throws(FileError) { try base.move(path, to: newPath) }

  /// See `FileSystem`.
  public func remove(_ path: String) throws(FileError) { try base.remove(path) }

  /// See `FileSystem`.
  public func removeEmptyDirectory(_ path: String) throws(FileError) { try base.removeEmptyDirectory(path) }

  /// See `FileSystem`.
  public func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }

  /// See `FileSystem`.
  public func synchronize(_ path: String) throws(FileError) { try base.synchronize(path) }
}
