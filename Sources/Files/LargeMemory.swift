#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Large memory in large pages: a hundred thousand page faults cost a fifth of the reading of a million rows.
public enum LargeMemory {
  /// Asks the system for large pages behind an array that has room for many elements and will be filled. Only advice: nothing
  /// depends on whether it is followed. Does nothing where the system has no such advice.
  public static func prepare<Element>(_ array: inout [Element]) {
    let size = array.capacity * MemoryLayout<Element>.stride
    array.withUnsafeMutableBufferPointer { prepare(UnsafeMutableRawPointer($0.baseAddress), size) }
  }

  /// The same for a buffer that is filled in any order.
  public static func prepare<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) {
    prepare(UnsafeMutableRawPointer(buffer.baseAddress), buffer.count * MemoryLayout<Element>.stride)
  }

  /// The same for `count` bytes at `start`.
  static func prepare(_ start: UnsafeMutableRawPointer?, _ count: Int) {
    #if os(Linux)
      let page = 4096
      guard let start, count >= 4 << 20 else { return }
      let skipped = (page - Int(bitPattern: start) % page) % page
      // A refusal costs nothing but the time that was to be saved.
      _ = madvise(start + skipped, (count - skipped) / page * page, MADV_HUGEPAGE)
    #endif
  }
}
