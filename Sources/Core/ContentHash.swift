/// A 128-bit digest of bytes, stable across runs, machines and versions; for telling whether content changed, not for secrets.
///
/// Two 64-bit lanes over 16-byte blocks, each multiplied and folded; eight bytes a step keep it far off the hot path's top.
public struct ContentHash: Sendable, Hashable {
  /// Upper half.
  public let high: UInt64
  /// Lower half.
  public let low: UInt64

  /// The digest of `bytes`.
  public init(_ bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.add(bytes)
    self = hasher.digest
  }

  /// The digest of those halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads 32 hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    guard hex.utf8.count == 32, let high = UInt64(hex.prefix(16), radix: 16),
      let low = UInt64(hex.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// 32 lower-case hexadecimal digits.
  public var hex: String {
    [high, low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}

/// Feeds bytes to a digest piece by piece. Pieces are framed by their length, so `ab`+`c` differs from `a`+`bc`.
public struct ContentHasher: Sendable {
  private var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  /// Nothing fed yet.
  public init() {}

  fileprivate mutating func mix(_ word: UInt64) {
    let first = (a ^ word).multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD)
    a = first.high ^ first.low &+ b
    let second = (b &+ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    b = second.high ^ second.low ^ (a << 23 | a >> 41)
  }

  /// Feeds one piece.
  public mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { mix($0) } }

  /// Feeds text as UTF-8.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { mix(UnsafeRawBufferPointer($0)) }
  }

  private mutating func mix(_ raw: UnsafeRawBufferPointer) {
    mix(UInt64(raw.count))
    var offset = 0
    while offset &+ 8 <= raw.count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset &+= 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset &+= 1
    }
    mix(tail)
  }

  /// Feeds a number.
  public mutating func add(_ number: UInt64) { mix(number) }

  /// The digest of what was fed so far.
  public var digest: ContentHash {
    var copy = self
    copy.mix(0x5851_F42D_4C95_7F2D)
    copy.mix(a)
    return ContentHash(high: copy.a, low: copy.b)
  }
}

/// The digest of one piece that comes in parts: as if it had been fed whole.
public struct PieceHasher: Sendable {
  private var hasher = ContentHasher()
  /// Bytes that don't fill a word yet, the first in the lowest place, and how many.
  private var (rest, restCount) = (UInt64(0), 0)

  /// Nothing fed yet of `count` bytes.
  public init(count: Int) { hasher.mix(UInt64(count)) }

  /// Feeds the next part.
  public mutating func add(_ part: Span<UInt8>) {
    part.withUnsafeBytes { raw in
      var offset = 0
      while restCount > 0, offset < raw.count { take(raw[offset], &offset) }
      while offset &+ 8 <= raw.count {
        hasher.mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
        offset &+= 8
      }
      while offset < raw.count { take(raw[offset], &offset) }
    }
  }

  private mutating func take(_ byte: UInt8, _ offset: inout Int) {
    rest |= UInt64(byte) << UInt64(restCount * 8)
    restCount += 1
    offset += 1
    guard restCount == 8 else { return }
    hasher.mix(rest)
    (rest, restCount) = (0, 0)
  }

  /// The digest of what was fed.
  public var digest: ContentHash {
    var copy = hasher
    var tail: UInt64 = 0
    for place in 0..<restCount { tail = tail << 8 | rest >> UInt64(place * 8) & 0xFF }
    copy.mix(tail)
    return copy.digest
  }
}
