/// The only way to the disk: a folder, addressed by relative paths with `/`. `DiskFiles` is a real folder, `MemoryFiles` its twin for tests.
///
/// Paths that are absolute, hold `..`, `.`, an empty part or a NUL are refused with `FileError.Kind.badPath`. Symbolic links are
/// listed as such and never followed, so nothing outside the folder is read or written.
public protocol FileSystem: Sendable {
  /// Everything below `directory` (`""` for all) but folders, sorted by path in byte order; empty if there is no such folder.
  /// Names beginning with `.` are left out.
  func list(_ directory: String) throws(FileError) -> [FileEntry]

  /// What stands at `path` itself, nil for nothing.
  func kind(of path: String) throws(FileError) -> FileEntry.Kind?

  /// What tells that the file at `path` was written since: its size, times and number on the disk, as one number; nil for no
  /// regular file. Equal stamps of a file left alone for a while mean equal bytes; stamps mean nothing on another disk.
  func stamp(of path: String) throws(FileError) -> UInt64?

  /// The whole file as it was at one moment; throws `.unsettled` for one that is being written without end.
  func read(_ path: String) throws(FileError) -> [UInt8]

  /// Opens a file that is to be read in parts, because it is large.
  func open(_ path: String) throws(FileError) -> any OpenFile

  /// Writes the whole file, making folders on the way; replaces what was there. Not atomic: stage and `move`.
  func write(_ bytes: [UInt8], to path: String) throws(FileError)

  /// Writes a file that must not exist yet; throws `.exists` if it does.
  func create(_ bytes: [UInt8], at path: String) throws(FileError)

  /// Writes a file so that it is the old one or the new one at every moment, whole, with the permissions of the old one.
  func replace(_ path: String, with bytes: [UInt8]) throws(FileError)

  /// Renames within the folder, making folders on the way; replaces a file at the new place in one step.
  func move(_ path: String, to newPath: String) throws(FileError)

  /// Removes one file. Nothing happens if there is none.
  func remove(_ path: String) throws(FileError)

  /// Removes a folder if it is empty; nothing happens if it isn't, or isn't there.
  func removeEmptyDirectory(_ path: String) throws(FileError)

  /// Claims the file at `path`, made if need be, until the lock is let go or the process ends. Throws `.inUse` if another has it.
  func lock(_ path: String) throws(FileError) -> FileLock

  /// Makes sure that what was written is on the disk before the call returns.
  func synchronize(_ path: String) throws(FileError)
}

extension FileSystem {
  /// See `FileSystem`; where writing is one step already.
  public func replace(_ path: String, with bytes: [UInt8]) throws(FileError) { try write(bytes, to: path) }

  /// See `FileSystem`; where a file is whole in memory anyway.
  public func open(_ path: String) throws(FileError) -> any OpenFile { WholeFile(bytes: try read(path)) }
}

/// A file found in a folder.
public struct FileEntry: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    case file, directory, symbolicLink, other
    /// Something whose name no path can hold: not UTF-8, or with a backslash. The path is the nearest there is.
    case unnameable
  }

  /// Path relative to the file system's root.
  public let path: String
  /// What it is.
  public let kind: Kind
  /// Size in bytes, 0 if unknown.
  public let size: Int
  /// As `FileSystem.stamp(of:)` says it; 0 if the file was written so lately that its stamp proves nothing.
  public let stamp: UInt64

  /// A file.
  public init(path: String, kind: Kind, size: Int = 0, stamp: UInt64 = 0) {
    self.path = path
    self.kind = kind
    self.size = size
    self.stamp = stamp
  }
}
