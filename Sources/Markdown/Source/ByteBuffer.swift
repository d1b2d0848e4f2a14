import CMarkArena
import Core

/// Bytes being written. Cheaper than an array to add little pieces to, which is what HTML is made of.
struct ByteBuffer {
  /// Longer than what is written; the rest is zero.
  private var storage: [UInt8]
  private(set) var count = 0

  init(capacity: Int = 64) {
    guard capacity > 512 else {
      storage = [UInt8](repeating: 0, count: max(capacity, 16))
      return
    }
    storage = [UInt8](unsafeUninitializedCapacity: capacity) { bytes, count in
      bytes.baseAddress.map { _ = memset($0, 0, bytes.count) }
      count = bytes.count
    }
  }

  var isEmpty: Bool { count == 0 }
  var last: UInt8? { count > 0 ? storage[count - 1] : nil }

  /// Hands out what was written, without a copy; nothing is left.
  mutating func take() -> [UInt8] {
    var bytes: [UInt8] = []
    swap(&bytes, &storage)
    bytes.removeLast(bytes.count - count)
    count = 0
    return bytes
  }

  /// What was written from `start` on.
  func withBytes<T>(from start: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<count])) }
  }

  /// What was written, followed by a zero byte.
  mutating func withCString<T>(_ body: (UnsafePointer<CChar>) -> T) -> T {
    reserve(1)
    storage[count] = 0
    return storage.withUnsafeBytes { raw in
      guard let start = raw.assumingMemoryBound(to: CChar.self).baseAddress else {
        preconditionFailure("storage is never empty")
      }
      return body(start)
    }
  }

  mutating func removeAll() { count = 0 }

  mutating func removeLast(_ number: Int) { count = max(0, count - number) }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  @inline(__always)
  mutating func append(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

  mutating func append(utf8 text: String) {
    if text.isEmpty { return }
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    storage.withUnsafeMutableBytes { target in
      target.baseAddress?.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
    }
    count += bytes.count
  }

  /// Digits of a number that isn't negative.
  mutating func appendDecimal(_ number: Int) {
    reserve(20)
    let start = count
    count = storage.withUnsafeMutableBufferPointer { $0.writeDecimal(number, at: start) }
  }

  /// A marker.
  mutating func append(_ marker: Marker, _ index: Int = 0) {
    reserve(Marker.capacity)
    let start = count
    count = storage.withUnsafeMutableBufferPointer { marker.write(index, to: $0, at: start) }
  }

  /// Text as HTML text or a quoted attribute value.
  mutating func appendEscapedHTML(_ text: [UInt8]) {
    if text.allSatisfy(Self.isPlain) { return append(text) }
    var escaped: [UInt8] = []
    escaped.appendEscapedHTML(text)
    append(escaped)
  }

  /// Text as HTML text or a quoted attribute value.
  mutating func appendEscapedHTML(_ text: String) {
    if text.utf8.allSatisfy(Self.isPlain) { return append(utf8: text) }
    var escaped: [UInt8] = []
    escaped.appendEscapedHTML(text)
    append(escaped)
  }

  /// What most texts are made of, and means itself.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == 0x20 || (byte >= 0x2C && byte <= 0x2F) || byte == 0x5F || byte == 0x23
  }

  /// Whether the last bytes are these.
  func hasSuffix(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count >= length else { return false }
    return (0..<length).allSatisfy { storage[count - length + $0] == text.utf8Start[$0] }
  }

  /// Makes room for that many more.
  @inline(__always)
  private mutating func reserve(_ more: Int) { if storage.count - count < more { grow(more) } }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let size = max(storage.count * 2, count + more)
    storage.append(contentsOf: repeatElement(0, count: size - storage.count))
  }
}
