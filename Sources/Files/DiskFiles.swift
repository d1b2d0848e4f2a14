#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A real folder. Plain system calls: Foundation synchronises every file it writes, which costs a build 5 to 15 times its writing.
public struct DiskFiles: FileSystem {
  /// The folder's own path, without a slash at the end.
  public let root: String

  /// The folder at `root`; it need not exist yet.
  public init(root: String) {
    var root = root.isEmpty ? "." : root
    while root.utf8.count > 1, root.hasSuffix("/") { root.removeLast() }
    self.root = root
  }

  private func full(_ path: String, _ operation: String) throws(FileError) -> String {
    guard RelativePath.isSafe(path) else { throw FileError(.badPath, operation, path) }
    return root + "/" + path
  }

  private func failure(_ operation: String, _ path: String) -> FileError {
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
    while let folder = pending.popLast() {
      let path = folder.isEmpty ? root : try full(folder, "list")
      if !folder.isEmpty, try kind(of: folder) != .directory { continue }
      guard let stream = opendir(path) else {
        if errno == ENOENT || errno == ENOTDIR { continue }
        throw failure("list", folder)
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        guard let name = Self.name(of: entry), name.utf8.first != 0x2E else { continue }
        let child = folder.isEmpty ? name : folder + "/" + name
        switch try status(of: child) {
        case (.directory, _)?: pending.append(child)
        case (let kind, let size)?: found.append(FileEntry(path: child, kind: kind, size: size))
        case nil: continue
        }
      }
    }
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
        String(validatingCString: $0)
      }
    }
  }

  private func status(of path: String) throws(FileError) -> (FileEntry.Kind, Int)? {
    var info = stat()
    guard lstat(try full(path, "look at"), &info) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("look at", path)
    }
    let kind: FileEntry.Kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    return (kind, Int(info.st_size))
  }

  /// See `FileSystem`.
  public func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try status(of: path)?.0 }

  /// See `FileSystem`.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(try full(path, "read"), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", path) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure("read", path) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(.notAFile, "read", path) }
    guard info.st_size < 1 << 40 else { throw FileError(.tooLarge, "read", path) }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
      LargeMemory.prepare(UnsafeMutableRawPointer(buffer.baseAddress), buffer.count)
      while count < buffer.count {
        let got = Self.retrying { systemRead(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count) }
        if got < 0 { failed = true }
        if got <= 0 { break }
        count += got
      }
    }
    if failed { throw failure("read", path) }
    return bytes
  }

  private static func retrying(_ call: () -> Int) -> Int {
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
    let fullPath = try full(path, operation)
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags
    var descriptor = open(fullPath, flags, 0o644)
    if descriptor < 0, errno == ENOENT {
      try makeParents(of: path)
      descriptor = open(fullPath, flags, 0o644)
    }
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
    let error = isWhole ? nil : failure(operation, path)
    guard close(descriptor) == 0 || error != nil else { throw failure(operation, path) }
    if let error { throw error }
  }

  private func makeParents(of path: String) throws(FileError) {
    try makeRoot()
    for parent in RelativePath.parents(of: path) {
      guard mkdir(try full(parent, "create"), 0o755) == 0 || errno == EEXIST else { throw failure("create", parent) }
      guard try kind(of: parent) == .directory else { throw FileError(.notAFile, "create", parent) }
    }
  }

  private func makeRoot() throws(FileError) {
    for end in root.utf8.indices.dropFirst() where root.utf8[end] == 0x2F {
      if mkdir(String(root[..<end]), 0o755) != 0, errno != EEXIST, errno != EISDIR { throw failure("create", root) }
    }
    guard mkdir(root, 0o755) == 0 || errno == EEXIST else { throw failure("create", root) }
  }

  /// See `FileSystem`.
  public func move(_ path: String, to newPath: String) throws(FileError) {
    let (from, to) = (try full(path, "move"), try full(newPath, "move"))
    if rename(from, to) == 0 { return }
    guard errno == ENOENT else { throw failure("move", path) }
    try makeParents(of: newPath)
    guard rename(from, to) == 0 else { throw failure("move", path) }
  }

  /// See `FileSystem`.
  public func remove(_ path: String) throws(FileError) {
    guard unlink(try full(path, "remove")) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw failure("remove", path)
    }
  }

  /// See `FileSystem`.
  public func removeEmptyDirectory(_ path: String) throws(FileError) {
    if rmdir(try full(path, "remove")) == 0 { return }
    switch errno {
    case ENOENT, ENOTDIR, ENOTEMPTY, EEXIST: return
    default: throw failure("remove", path)
    }
  }

  /// See `FileSystem`.
  public func synchronize(_ path: String) throws(FileError) {
    let descriptor = open(try full(path, "synchronize"), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("synchronize", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("synchronize", path) }
  }
}

// Inside the type, `read` and `write` are its own.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
