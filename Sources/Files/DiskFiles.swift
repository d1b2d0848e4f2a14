#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Core

/// A real folder. Plain system calls: Foundation synchronises every file it writes, which costs a build 5 to 15 times its writing.
public struct DiskFiles: FileSystem {
  /// The folder's own path, without a slash at the end.
  public let root: String
  private let folders: OpenFolders

  /// The folder at `root`; it need not exist yet. Folders in it are kept open for as long as this value or a copy of it lives, which
  /// should be a command or a build; whoever lives longer says so with `keepsFolders: false`.
  public init(root: String, keepsFolders: Bool = true) {
    var root = root.isEmpty ? "." : root
    while root.utf8.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
    folders = OpenFolders(root: root, limit: keepsFolders ? 64 : 0)
  }

  private func full(_ path: String, _ operation: String) throws(FileError) -> String {
    guard RelativePath.isSafe(path) else { throw FileError(.badPath, operation, path) }
    return root + "/" + path
  }

  /// Calls the system with the folder that holds `path`, reached without a symbolic link, and the name in it. Calls once more if the
  /// folder was kept open and is gone. Less than 0 is a failure, which `errno` tells.
  private func at<Result: BinaryInteger>(
    _ path: String, _ operation: String, makes: Bool = false, _ call: (_ folder: Int32, _ name: String) -> Result
  ) throws(FileError) -> Result {
    guard RelativePath.isSafe(path) else { throw FileError(.badPath, operation, path) }
    let cut = path.utf8.lastIndex(of: 0x2F)
    let parent = cut.map { String(path[..<$0]) } ?? ""
    let name = cut.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    while true {
      guard let folder = folders.folder(parent, makes: makes) else {
        if makes, errno == ENOTDIR || errno == ELOOP { throw FileError(.badPath, operation, path) }
        guard errno == ENOENT || errno == ENOTDIR, !makes else { throw failure(operation, path) }
        return -1
      }
      let result = call(folder.descriptor, name)
      folder.finish()
      guard result < 0, errno == ENOENT else { return result }
      guard folders.forgetIfGone(folder, at: parent) else {
        errno = ENOENT
        return result
      }
    }
  }

  private func failure(_ operation: String, _ path: String) -> FileError { Self.failure(operation, path) }

  /// What the system said last, as an error.
  static func failure(_ operation: String, _ path: String) -> FileError {
    let code = errno
    let kind: FileError.Kind =
      switch code {
      case ENOENT, ENOTDIR: .notFound
      case EEXIST: .exists
      case EACCES, EPERM, EROFS: .permissionDenied
      case ENOSPC, EDQUOT: .noSpace
      case EISDIR, ELOOP: .notAFile
      case ENAMETOOLONG: .badPath
      default: .other
      }
    return FileError(kind, operation, path, errno: code)
  }

  /// See `FileSystem`.
  public func list(_ directory: String) throws(FileError) -> [FileEntry] {
    var found: [FileEntry] = []
    var pending = [directory]
    // A file may change twice within a tick of the disk's clock: what was written in the last two seconds has no stamp yet.
    let settled = Int(time(nil)) - 2
    while let folder = pending.popLast() {
      let path = folder.isEmpty ? root : try full(folder, "list")
      if !folder.isEmpty, try kind(of: folder) != .directory { continue }
      guard let stream = opendir(path) else {
        if errno == ENOENT || errno == ENOTDIR { continue }
        throw failure("list", folder)
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let (name, isExact) = Self.name(of: entry)
        guard name.utf8.first != 0x2E else { continue }
        let child = folder.isEmpty ? name : folder + "/" + name
        guard isExact, RelativePath.isSafe(child) else {
          found.append(FileEntry(path: child, kind: .unnameable))
          continue
        }
        switch try status(of: child) {
        case let status? where status.kind == .directory: pending.append(child)
        case let status?:
          found.append(
            FileEntry(
              path: child, kind: status.kind, size: status.size,
              stamp: status.changed < settled ? status.stamp : 0))
        case nil: continue
        }
      }
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The name, and whether it is that very name: one that is not UTF-8 is given with signs for what can't be read.
  static func name(of entry: UnsafeMutablePointer<dirent>) -> (text: String, isExact: Bool) {
    withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
        String(validatingCString: $0).map { ($0, true) } ?? (String(cString: $0), false)
      }
    }
  }

  /// What the disk knows of a file.
  struct Status {
    let kind: FileEntry.Kind
    let size: Int
    /// Seconds since 1970 of the last change, of content or name.
    let changed: Int
    let changedNanoseconds: Int
    let stamp: UInt64

    init(_ info: stat) {
      kind =
        switch info.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .symbolicLink
        default: .other
        }
      #if canImport(Darwin)
        let (modified, changed) = (info.st_mtimespec, info.st_ctimespec)
      #else
        let (modified, changed) = (info.st_mtim, info.st_ctim)
      #endif
      size = Int(info.st_size)
      (self.changed, changedNanoseconds) = (Int(changed.tv_sec), Int(changed.tv_nsec))
      var hasher = ContentHasher()
      for part in [size, Int(modified.tv_sec), Int(modified.tv_nsec), self.changed, Int(changed.tv_nsec)] {
        hasher.add(UInt64(bitPattern: Int64(part)))
      }
      hasher.add(UInt64(info.st_ino))
      stamp = max(hasher.digest.low, 1)
    }
  }

  private func status(of path: String) throws(FileError) -> Status? {
    var info = stat()
    guard try at(path, "look at", { fstatat($0, $1, &info, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("look at", path)
    }
    return Status(info)
  }

  /// See `FileSystem`.
  public func stamp(of path: String) throws(FileError) -> UInt64? {
    try status(of: path).flatMap { $0.kind == .file ? $0.stamp : nil }
  }

  /// See `FileSystem`.
  public func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try status(of: path)?.kind }

  /// See `FileSystem`.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    for _ in 0..<5 {
      if let bytes = try readOnce(path) { return bytes }
    }
    throw FileError(.unsettled, "read", path)
  }

  /// The file; nil if it was written to meanwhile.
  private func readOnce(_ path: String) throws(FileError) -> [UInt8]? {
    let file = try openOnDisk(path)
    guard file.size < 1 << 32 else { throw FileError(.tooLarge, "read", path) }
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
      LargeMemory.prepare(UnsafeMutableRawPointer(buffer.baseAddress), buffer.count)
      do throws(FileError) { count = try file.fill(UnsafeMutableRawBufferPointer(buffer), from: 0) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return try file.status().stamp == file.stamp && bytes.count == file.size ? bytes : nil
  }

  /// See `FileSystem`. One descriptor is held for as long as the file is.
  public func open(_ path: String) throws(FileError) -> any OpenFile {
    let file = try openOnDisk(path)
    try file.settle()
    return file
  }

  private func openOnDisk(_ path: String) throws(FileError) -> OpenDiskFile {
    let descriptor = try at(path, "read") { openat($0, $1, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure("read", path) }
    return try OpenDiskFile(descriptor, path)
  }

  static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// See `FileSystem`.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try put(bytes, at: path, flags: O_TRUNC, "write")
  }

  /// See `FileSystem`.
  public func create(_ bytes: [UInt8], at path: String) throws(FileError) {
    try put(bytes, at: path, flags: O_EXCL, "create")
  }

  private func put(_ bytes: [UInt8], at path: String, flags: Int32, _ operation: String) throws(FileError) {
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags
    let descriptor = try at(path, operation, makes: true) { openat($0, $1, flags, 0o644) }
    guard descriptor >= 0 else { throw failure(operation, path) }
    let isWhole = bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset < raw.count {
        let put = Self.retrying { systemWrite(descriptor, raw.baseAddress.map { $0 + offset }, raw.count - offset) }
        guard put > 0 else { return false }
        offset += put
      }
      return true
    }
    var error = isWhole ? nil : failure(operation, path)
    if close(descriptor) != 0, error == nil { error = failure(operation, path) }
    guard let error else { return }
    // A new file that could not be finished is none.
    if flags & O_EXCL != 0 { try? remove(path) }
    throw error
  }

  /// See `FileSystem`.
  public func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let folder = path.utf8.lastIndex(of: 0x2F).map { String(path[...$0]) } ?? ""
    let staged = folder + ".perennial-\(getpid()).new"
    do throws(FileError) {
      try remove(staged)
      try create(bytes, at: staged)
      try takePermissions(of: path, staged)
      try move(staged, to: path)
    } catch {
      try? remove(staged)
      throw FileError(error.kind, "write", path, errno: error.errno)
    }
  }

  private func takePermissions(of path: String, _ staged: String) throws(FileError) {
    var info = stat()
    guard try at(path, "look at", { fstatat($0, $1, &info, AT_SYMLINK_NOFOLLOW) }) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(.notAFile, "write", path) }
    _ = try at(staged, "write") { fchmodat($0, $1, info.st_mode & 0o777, 0) }
  }

  /// See `FileSystem`.
  public func move(_ path: String, to newPath: String) throws(FileError) {
    var isMoved: Int32 = -1
    let found = try at(path, "move") { folder, name in
      do throws(FileError) {
        isMoved = try at(newPath, "move", makes: true) { renameat(folder, name, $0, $1) }
      } catch { return isMoved }
      return isMoved
    }
    guard found == 0 else { throw failure("move", path) }
  }

  /// See `FileSystem`.
  public func remove(_ path: String) throws(FileError) {
    guard try at(path, "remove", { unlinkat($0, $1, 0) }) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw failure("remove", path)
    }
  }

  /// See `FileSystem`.
  public func removeEmptyDirectory(_ path: String) throws(FileError) {
    if try at(path, "remove", { unlinkat($0, $1, AT_REMOVEDIR) }) == 0 { return }
    switch errno {
    case ENOENT, ENOTDIR, ENOTEMPTY, EEXIST: return
    default: throw failure("remove", path)
    }
  }

  /// See `FileSystem`.
  public func synchronize(_ path: String) throws(FileError) {
    let descriptor = try at(path, "synchronize") { openat($0, $1, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure("synchronize", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("synchronize", path) }
  }

  /// See `FileSystem`.
  public func lock(_ path: String) throws(FileError) -> FileLock {
    var holder: Int32?
    var lock: FileLock?
    _ = try at(path, "lock", makes: true) { folder, name in
      let own = fcntl(folder, F_DUPFD_CLOEXEC, 0)
      guard own >= 0 else { return Int32(-1) }
      lock = FileLock.take(name, in: own, holder: &holder)
      if lock == nil {
        let code = errno
        close(own)
        errno = code
      }
      return lock == nil ? -1 : 0
    }
    if let holder { throw FileError(.inUse(by: holder), "lock", path) }
    guard let lock else { throw failure("lock", path) }
    return lock
  }
}

// Inside the type, `write` is its own.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
