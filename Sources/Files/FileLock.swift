#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A claim on a folder that ends when it is let go, or with the process, however that ends: a lock can't be left behind.
///
/// The file holds the number of the process, for the message of whoever comes second. It is removed when the lock is let go.
public final class FileLock: Sendable {
  private let release: @Sendable () -> Void

  /// A claim that `release` ends.
  init(release: @escaping @Sendable () -> Void) { self.release = release }

  deinit { release() }

  /// Locks the file `name` in the open folder `folder`, which this lock closes in the end. Nil with `errno` if it can't be: then `holder`
  /// is the process that has it, 0 if unknown.
  static func take(_ name: String, in folder: Int32, holder: inout Int32?) -> FileLock? {
    while true {
      let file = openat(folder, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
      guard file >= 0 else { return nil }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        if code == EWOULDBLOCK { holder = process(in: file) }
        close(file)
        errno = code
        return nil
      }
      // Whoever let go just now removed the file that we locked: then it locks nothing, and the next one is tried.
      guard isStill(name, in: folder, file) else {
        close(file)
        continue
      }
      let text = Array("\(getpid())\n".utf8)
      _ = ftruncate(file, 0)
      _ = pwrite(file, text, text.count, 0)
      return FileLock {
        unlinkat(folder, name, 0)
        close(file)
        close(folder)
      }
    }
  }

  private static func isStill(_ name: String, in folder: Int32, _ file: Int32) -> Bool {
    var (named, locked) = (stat(), stat())
    return fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(file, &locked) == 0
      && named.st_ino == locked.st_ino && named.st_dev == locked.st_dev
  }

  private static func process(in file: Int32) -> Int32 {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(file, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(count, 0)).prefix { (0x30...0x39).contains($0) }
    return Int32(String(decoding: digits, as: UTF8.self)) ?? 0
  }
}
