#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file written where the user says, anywhere on the machine.
enum CopyFile {
  /// Writes the whole file beside its place and renames it, so that it is old or new and never half; false if that fails.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let staged = path + ".new"
    let descriptor = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    let isWritten = put(bytes, descriptor)
    guard close(descriptor) == 0, isWritten, rename(staged, path) == 0 else {
      unlink(staged)
      return false
    }
    return true
  }

  /// Writes all bytes; false if that fails.
  static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset < raw.count {
        let count = systemWrite(descriptor, raw.baseAddress.map { $0 + offset }, raw.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }
}
