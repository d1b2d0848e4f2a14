#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Opens the folders below a root, name by name, so that no symbolic link on the way is ever followed: not one that was there, and
/// not one that is put there between a look and a write.
///
/// Folders are kept open, for most files have the one before for a neighbour. A folder kept open is the folder that it was when it was
/// opened, wherever it is moved; whoever lives longer than a build keeps none.
final class OpenFolders: Sendable {
  /// A folder, to be closed by whoever got it unless it is kept.
  struct Folder {
    let descriptor: Int32
    let isKept: Bool

    /// Gives the folder back; what the system said last stays said.
    func finish() {
      guard !isKept else { return }
      let code = errno
      close(descriptor)
      errno = code
    }
  }

  private struct State {
    var open: [String: Int32] = [:]
    /// Gone from the disk, but perhaps in use by another thread.
    var gone: [Int32] = []
  }

  private let root: String
  private let limit: Int
  private let state = Mutex(State())

  /// Of the folder at `root`, keeping up to `limit` folders open.
  init(root: String, limit: Int) {
    self.root = root
    self.limit = limit
  }

  deinit {
    let state = state.withLock { $0 }
    for descriptor in state.open.values { close(descriptor) }
    state.gone.forEach { close($0) }
  }

  private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

  /// The folder at `path` below the root (`""` is the root), made with all on the way if `makes`; nil with `errno` if there is none.
  func folder(_ path: String, makes: Bool) -> Folder? {
    if let known = state.withLock({ $0.open[path] }) { return Folder(descriptor: known, isKept: true) }
    guard let descriptor = walk(path, makes: makes) else { return nil }
    return state.withLock { state in
      guard state.open.count < limit, state.open[path] == nil else {
        return Folder(descriptor: descriptor, isKept: false)
      }
      state.open[path] = descriptor
      return Folder(descriptor: descriptor, isKept: true)
    }
  }

  /// Whether `folder`, kept for `path`, is gone from the disk; then it is kept no longer, and another try may find a new one. Of
  /// several threads that used it each is told so, not the first alone.
  func forgetIfGone(_ folder: Folder, at path: String) -> Bool {
    guard folder.isKept else { return false }
    var info = stat()
    guard fstat(folder.descriptor, &info) != 0 || info.st_nlink == 0 else { return false }
    state.withLock { state in
      guard state.open[path] == folder.descriptor else { return }
      state.open[path] = nil
      state.gone.append(folder.descriptor)
    }
    return true
  }

  private func walk(_ path: String, makes: Bool) -> Int32? {
    var current = open(root, Self.flags)
    if current < 0, errno == ENOENT, makes, makeRoot() { current = open(root, Self.flags) }
    guard current >= 0 else { return nil }
    for part in path.utf8.split(separator: 0x2F).map({ String(Substring($0)) }) {
      var next = openat(current, part, Self.flags | O_NOFOLLOW)
      if next < 0, errno == ENOENT, makes, mkdirat(current, part, 0o755) == 0 || errno == EEXIST {
        next = openat(current, part, Self.flags | O_NOFOLLOW)
      }
      let code = errno
      close(current)
      errno = code
      guard next >= 0 else { return nil }
      current = next
    }
    return current
  }

  private func makeRoot() -> Bool {
    for end in root.utf8.indices.dropFirst() where root.utf8[end] == 0x2F {
      if mkdir(String(root[..<end]), 0o755) != 0, errno != EEXIST, errno != EISDIR { return false }
    }
    return mkdir(root, 0o755) == 0 || errno == EEXIST
  }
}
