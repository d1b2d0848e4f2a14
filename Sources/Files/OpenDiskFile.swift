#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of a disk, held open. It is read, not mapped: a mapped file that is cut short ends the process.
final class OpenDiskFile: OpenFile {
  private let descriptor: Int32
  private let path: String
  let size: Int
  /// What it was when it was opened.
  let stamp: UInt64

  /// Takes over `descriptor`.
  init(_ descriptor: Int32, _ path: String) throws(FileError) {
    self.descriptor = descriptor
    self.path = path
    var info = stat()
    // All is set before the first throw: an object that was never whole would not close what it took.
    let isKnown = fstat(descriptor, &info) == 0
    let error = isKnown ? nil : DiskFiles.failure("read", path)
    let status = DiskFiles.Status(info)
    size = status.size
    stamp = status.stamp
    if let error { throw error }
    guard status.kind == .file else { throw FileError(.notAFile, "read", path) }
  }

  deinit { close(descriptor) }

  /// What the disk says of it now.
  func status() throws(FileError) -> DiskFiles.Status {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw DiskFiles.failure("read", path) }
    return DiskFiles.Status(info)
  }

  /// Waits until a change would show: within a tick of the disk's clock two changes have one time.
  func settle() throws(FileError) {
    for _ in 0..<10 {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      let status = try status()
      guard status.stamp == stamp else { break }
      let age = (Int(now.tv_sec) - status.changed) * 1_000_000_000 + Int(now.tv_nsec) - status.changedNanoseconds
      // A clock that is set back, or another machine's, must not hold us up.
      guard (0..<20_000_000).contains(age) else { return }
      var pause = timespec(tv_sec: 0, tv_nsec: 20_000_000)
      nanosleep(&pause, nil)
    }
    try checkUnchanged()
  }

  /// See `OpenFile`.
  func read(from offset: Int, into bytes: inout [UInt8], at index: Int) throws(FileError) -> Int {
    guard index < bytes.count else { return 0 }
    var result: Result<Int, FileError> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[index...])
      do throws(FileError) { result = .success(try fill(rest, from: offset)) } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// Reads until `buffer` is full or the file ends.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(FileError) -> Int {
    var count = 0
    while count < buffer.count {
      let got = DiskFiles.retrying {
        pread(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count, off_t(offset + count))
      }
      guard got >= 0 else { throw DiskFiles.failure("read", path) }
      if got == 0 { break }
      count += got
    }
    return count
  }

  /// See `OpenFile`.
  func checkUnchanged() throws(FileError) {
    guard try status().stamp == stamp else { throw FileError(.unsettled, "read", path) }
  }
}
