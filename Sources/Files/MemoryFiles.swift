import Synchronization

/// A folder in memory: the twin of `DiskFiles` for tests and dry runs.
public final class MemoryFiles: FileSystem {
  private let files: Mutex<[String: [UInt8]]>
  /// Counts what was written, and when each file was last: a clock of its own.
  private let writes = Mutex<(count: UInt64, last: [String: UInt64])>((0, [:]))

  private let locks = Mutex<Set<String>>([])

  /// A folder with these files.
  public init(_ files: [String: String] = [:]) {
    self.files = Mutex(files.mapValues { Array($0.utf8) })
  }

  /// All files, by path.
  public var contents: [String: [UInt8]] { files.withLock { $0 } }

  /// See `FileSystem`.
  public func list(_ directory: String) throws(FileError) -> [FileEntry] {
    if !directory.isEmpty { try check(directory, "list") }
    let prefix = directory.isEmpty ? "" : directory + "/"
    let last = writes.withLock { $0.last }
    return files.withLock { files in
      files.filter { $0.key.hasPrefix(prefix) && !Self.isHidden($0.key.dropFirst(prefix.count)) }
        .map { FileEntry(path: $0.key, kind: .file, size: $0.value.count, stamp: (last[$0.key] ?? 0) + 1) }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  private static func isHidden(_ path: Substring) -> Bool {
    path.utf8.split(separator: 0x2F).contains { $0.first == 0x2E }
  }

  /// See `FileSystem`.
  public func kind(of path: String) throws(FileError) -> FileEntry.Kind? {
    try check(path, "look at")
    return files.withLock { files in
      if files[path] != nil { return .file }
      return files.keys.contains { $0.hasPrefix(path + "/") } ? .directory : nil
    }
  }

  private func touch(_ path: String) {
    writes.withLock { writes in
      writes.count += 1
      writes.last[path] = writes.count
    }
  }

  /// See `FileSystem`.
  public func stamp(of path: String) throws(FileError) -> UInt64? {
    try check(path, "look at")
    guard files.withLock({ $0[path] != nil }) else { return nil }
    return writes.withLock { ($0.last[path] ?? 0) + 1 }
  }

  /// See `FileSystem`.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    try check(path, "read")
    guard let bytes = files.withLock({ $0[path] }) else { throw FileError(.notFound, "read", path) }
    return bytes
  }

  /// See `FileSystem`. Like a file on a disk it may be written to while it is open.
  public func open(_ path: String) throws(FileError) -> any OpenFile {
    let size = try read(path).count
    return OpenMemoryFile(files: self, path: path, size: size, stamp: try stamp(of: path))
  }

  /// See `FileSystem`.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try check(path, "write")
    touch(path)
    files.withLock { $0[path] = bytes }
  }

  /// See `FileSystem`.
  public func create(_ bytes: [UInt8], at path: String) throws(FileError) {
    try check(path, "create")
    let existed = files.withLock { files in
      if files[path] != nil { return true }
      files[path] = bytes
      return false
    }
    if existed { throw FileError(.exists, "create", path) }
    touch(path)
  }

  /// See `FileSystem`.
  public func move(_ path: String, to newPath: String) throws(FileError) {
    try check(path, "move")
    try check(newPath, "move")
    let bytes = files.withLock { $0.removeValue(forKey: path) }
    guard let bytes else { throw FileError(.notFound, "move", path) }
    files.withLock { $0[newPath] = bytes }
    touch(newPath)
  }

  /// See `FileSystem`.
  public func remove(_ path: String) throws(FileError) {
    try check(path, "remove")
    _ = files.withLock { $0.removeValue(forKey: path) }
  }

  /// See `FileSystem`; a folder in memory is there only as long as it holds something.
  public func removeEmptyDirectory(_ path: String) throws(FileError) { try check(path, "remove") }

  /// See `FileSystem`. No file is made for it.
  public func lock(_ path: String) throws(FileError) -> FileLock {
    try check(path, "lock")
    guard locks.withLock({ $0.insert(path).inserted }) else { throw FileError(.inUse(by: 0), "lock", path) }
    return FileLock { [self] in locks.withLock { _ = $0.remove(path) } }
  }

  /// See `FileSystem`; nothing to do in memory.
  public func synchronize(_ path: String) throws(FileError) { try check(path, "synchronize") }

  private func check(_ path: String, _ operation: String) throws(FileError) {
    guard RelativePath.isSafe(path) else { throw FileError(.badPath, operation, path) }
  }
}

/// A file in memory, read as it is at the moment of each reading.
private struct OpenMemoryFile: OpenFile {
  let files: MemoryFiles
  let path: String
  let size: Int
  let stamp: UInt64?

  func read(from offset: Int, into bytes: inout [UInt8], at index: Int) throws(FileError) -> Int {
    let now = (try? files.read(path)) ?? []
    return try WholeFile(bytes: now).read(from: min(offset, now.count), into: &bytes, at: index)
  }

  func checkUnchanged() throws(FileError) {
    guard try files.stamp(of: path) == stamp else { throw FileError(.unsettled, "read", path) }
  }
}
