public import Core
import Synchronization

/// A folder whose files are read once for two purposes: what asks for a file gets it, and its digest is kept.
///
/// The folders that a build reads are listed once, when it is made; what is listed and never asked for is read at the end. All that is
/// read of a file is of one moment: a file that is another when it is read again is `.unsettled`, and so is one that is listed and gone.
/// A file that can't be read has no digest.
public final class RecordingFiles: FileSystem {
  private let base: any FileSystem
  private let folders: [String]
  /// What stands in the folders, sorted by path.
  public let entries: [FileEntry]
  /// By the bytes of the path: equal strings may be two names on the disk.
  private let known: Mutex<[[UInt8]: ContentHash]>
  private let state = Mutex<(read: [[UInt8]: ContentHash], isUnsettled: Bool)>(([:], false))

  /// Lists `folders` of `base`. Digests that are `known` already are those of files that did not change.
  public init(
    _ base: any FileSystem, folders: [String], known: ([FileEntry]) -> [String: ContentHash] = { _ in [:] }
  ) throws(FileError) {
    self.base = base
    self.folders = folders
    var entries: [FileEntry] = []
    for folder in folders { entries += try base.list(folder) }
    self.entries = entries
    let known = known(entries)
    self.known = Mutex(
      Dictionary(known.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Whether a file changed or vanished between two looks at it, so that what was read is of no one moment.
  public var isUnsettled: Bool { state.withLock { $0.isUnsettled } }

  /// Digests of all files, by path in the order of `entries`. A file that was not read, or not to its end, has a stand-in that is the
  /// digest of no file: whoever keeps digests for the next build keeps those of `completed()`.
  public var digests: [(entry: FileEntry, digest: ContentHash)] {
    let known = known.withLock { $0 }
    return entries.filter { $0.kind == .file }
      .map { ($0, known[Array($0.path.utf8)] ?? Self.unread) }
  }

  private static let unread: ContentHash = {
    var hasher = ContentHasher()
    hasher.add("not read")
    return hasher.digest
  }()

  /// Reads what was not read yet.
  public func completed() throws(FileError) -> [(entry: FileEntry, digest: ContentHash)] {
    for path in missing { _ = try read(path) }
    return digests
  }

  /// Reads what was not read yet, but `told`, and gives the errors of what can't be read.
  public func complete(without told: Set<String>) -> [FileError] {
    missing.filter { !told.contains($0) }.compactMap { path in
      do throws(FileError) { _ = try read(path) } catch { return error }
      return nil
    }
  }

  private var missing: [String] {
    let known = known.withLock { $0 }
    return entries.filter { $0.kind == .file && known[Array($0.path.utf8)] == nil }.map(\.path)
  }

  /// See `FileSystem`.
  public func list(_ directory: String) throws(FileError) -> [FileEntry] {
    guard isListed(directory) else { return try base.list(directory) }
    return entries.filter { $0.path.utf8.starts(with: (directory + "/").utf8) }
  }

  private func isListed(_ path: String) -> Bool {
    folders.contains { path == $0 || path.utf8.starts(with: ($0 + "/").utf8) }
  }

  /// See `FileSystem`.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    try noting(path) { () throws(FileError) in
      let bytes = try base.read(path)
      try record(ContentHash(bytes), of: path)
      return bytes
    }
  }

  /// See `FileSystem`. The digest is known once the file has been read from its start to its end, in parts that follow each other.
  public func open(_ path: String) throws(FileError) -> any OpenFile {
    try noting(path) { () throws(FileError) in RecordedFile(base: try base.open(path), path: path, files: self) }
  }

  /// Keeps the digest of a file; throws if it was another before.
  fileprivate func record(_ digest: ContentHash, of path: String) throws(FileError) {
    let key = Array(path.utf8)
    known.withLock { $0[key] = digest }
    let earlier = state.withLock { $0.read.updateValue(digest, forKey: key) }
    if let earlier, earlier != digest { throw FileError(.unsettled, "read", path) }
  }

  /// Remembers that a file changed or vanished, if that is what stops `body`.
  fileprivate func noting<Result>(
    _ path: String, _ body: () throws(FileError) -> Result
  ) throws(FileError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      // Whatever was known of it is not what it is now.
      known.withLock { $0[Array(path.utf8)] = nil }
      guard error.kind == .unsettled || (error.kind == .notFound && isListed(path)) else { throw error }
      state.withLock { $0.isUnsettled = true }
      throw FileError(.unsettled, "read", path)
    }
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
  public func replace(_ path: String, with bytes: [UInt8]) throws(FileError) { try base.replace(path, with: bytes) }

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

/// A file read in parts, whose digest is taken from them.
private final class RecordedFile: OpenFile {
  private let base: any OpenFile
  private let path: String
  private let files: RecordingFiles
  private let taken: Mutex<(hasher: PieceHasher, count: Int)>

  init(base: any OpenFile, path: String, files: RecordingFiles) {
    self.base = base
    self.path = path
    self.files = files
    taken = Mutex((PieceHasher(count: base.size), 0))
  }

  var size: Int { base.size }

  func read(from offset: Int, into bytes: inout [UInt8], at index: Int) throws(FileError) -> Int {
    let count = try files.noting(path) { () throws(FileError) in
      try base.read(from: offset, into: &bytes, at: index)
    }
    let digest: ContentHash? = taken.withLock { taken in
      guard offset == taken.count, taken.count < size else { return nil }
      taken.hasher.add(bytes.span.extracting(index..<index + count))
      taken.count += count
      return taken.count == size ? taken.hasher.digest : nil
    }
    if let digest { try files.noting(path) { () throws(FileError) in try files.record(digest, of: path) } }
    return count
  }

  func checkUnchanged() throws(FileError) {
    try files.noting(path) { () throws(FileError) in try base.checkUnchanged() }
  }
}
