#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are only ever added to: what a page is written into.
///
/// Its memory is its own, so that a piece of markup costs a comparison and a copy. The same pieces appended to an array cost
/// three times as much, and a page has thousands.
public struct ByteWriter: ~Copyable {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes were written.
  public private(set) var count = 0

  /// Nothing written yet, with room for `capacity` bytes.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// The last byte; nil if there is none.
  public var last: UInt8? { count > 0 ? base.load(fromByteOffset: count - 1, as: UInt8.self) : nil }

  /// Adds `bytes` as they are.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    if capacity &- count < bytes.count { grow(by: bytes.count) }
    memcpy(base + count, source, bytes.count)
    count &+= bytes.count
  }

  /// Adds one byte.
  public mutating func append(_ byte: UInt8) {
    if capacity == count { grow(by: 1) }
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  /// Adds `bytes` as they are.
  public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  /// Adds `text` as it is.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Text as HTML or SVG text or a quoted attribute value.
  public mutating func appendEscapedHTML(_ text: String) {
    var text = text
    text.withUTF8 { source in [UInt8].escapeHTML(UnsafeRawBufferPointer(source)) { append($0) } }
  }

  /// Appends what was written to `bytes`.
  public func add(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: base, count: count))
  }

  private mutating func grow(by needed: Int) {
    let larger = max(capacity * 2, count + needed)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    memcpy(moved, base, count)
    base.deallocate()
    (base, capacity) = (moved, larger)
  }
}
