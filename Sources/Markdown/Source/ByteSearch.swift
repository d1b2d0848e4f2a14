import CMarkArena

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the first `byte` at or after `start`; the count if there is none. By the C library: many bytes a step.
  func next(_ byte: UInt8, from start: Int) -> Int {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Offset of the first byte at or after `start` that isn't a space; the count if there is none.
  func skippingSpace(from start: Int) -> Int {
    var offset = start
    while offset < count, self[offset].isMarkdownSpace { offset += 1 }
    return offset
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without spaces, tabs and line ends at both ends.
  var trimmed: UnsafeBufferPointer<UInt8> {
    let start = skippingSpace(from: 0)
    var end = count
    while end > start, self[end - 1].isMarkdownSpace { end -= 1 }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }

  /// Whether it is that text, in capital letters or small ones.
  func isEqual(to text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<count where self[offset].lowered != text.utf8Start[offset] { return false }
    return true
  }
}

/// Up to five bytes that are searched for at once.
struct ByteSet {
  /// As `cmark_arena_find` takes them.
  private let packed: UInt64

  /// Nil if there are none.
  init?(_ wanted: [UInt8]) {
    guard let first = wanted.first, wanted.count <= 5 else { return nil }
    let padded = wanted + repeatElement(first, count: 5 - wanted.count)
    packed = padded.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Offset of the first of them at or after `start` and before `end`; `end` if there is none.
  func next(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    precondition(end <= text.count)
    guard start >= 0, start < end, let base = text.baseAddress else { return end }
    return cmark_arena_find(base, start, end, packed)
  }
}
