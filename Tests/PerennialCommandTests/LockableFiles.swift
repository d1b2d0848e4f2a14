import Files
import Synchronization

/// Files of which some can't be read, as if their permissions said so. Locking one changes its stamp, as it does on a disk.
final class LockableFiles: FileSystem {
  let base: MemoryFiles
  private let locked = Mutex<Set<String>>([])

  init(_ base: MemoryFiles) { self.base = base }

  func setLocked(_ path: String, _ isLocked: Bool) {
    locked.withLock { locked in
      if isLocked { locked.insert(path) } else { locked.remove(path) }
    }
  }

  func isLocked(_ path: String) -> Bool { locked.withLock { $0.contains(path) } }

  private func stamp(_ stamp: UInt64, of path: String) -> UInt64 { isLocked(path) ? stamp | 1 << 40 : stamp }

  func list(_ directory: String) throws(FileError) -> [FileEntry] {
    try base.list(directory).map {
      FileEntry(path: $0.path, kind: $0.kind, size: $0.size, stamp: stamp($0.stamp, of: $0.path))
    }
  }
  func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: path).map { stamp($0, of: path) } }
  func read(_ path: String) throws(FileError) -> [UInt8] {
    if isLocked(path) { throw FileError(.permissionDenied, "read", path) }
    return try base.read(path)
  }
  func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: path) }
  func write(_ bytes: [UInt8], to path: String) throws(FileError) { try base.write(bytes, to: path) }
  func create(_ bytes: [UInt8], at path: String) throws(FileError) { try base.create(bytes, at: path) }
  func move(_ path: String, to newPath: String) throws(FileError) { try base.move(path, to: newPath) }
  func remove(_ path: String) throws(FileError) { try base.remove(path) }
  func removeEmptyDirectory(_ path: String) throws(FileError) { try base.removeEmptyDirectory(path) }
  func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }
  func synchronize(_ path: String) throws(FileError) { try base.synchronize(path) }
}
