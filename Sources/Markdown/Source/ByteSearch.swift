import CMarkArena

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the first `byte` at or after `start`; the count if there is none. By the C library: many bytes a step.
  func next(_ byte: UInt8, from start: Int) -> Int {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
