import Core

/// An exact decimal on its way from a cell to the model: `coefficient / 10^scale`.
struct Decimal: Sendable, Hashable {
  var coefficient: Int128
  /// 0...36.
  var scale: Int

  init(coefficient: Int128, scale: Int) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// The digits of `reading`, the last `scale` of them behind the mark, with its sign and its thousands or millions.
  init(_ reading: NumberReading, scale: Int) {
    coefficient = reading.isNegative ? -reading.coefficient : reading.coefficient
    self.scale = scale - reading.exponent
    while self.scale < 0 {
      coefficient = coefficient.multipliedReportingOverflow(by: 10).partialValue
      self.scale += 1
    }
  }

  /// Plain text that can be read only one way; nil for all else.
  @inline(__always)
  init?(plain text: Span<UInt8>) {
    guard let plain = PlainNumber(text) else { return nil }
    self.init(plain)
  }

  /// A plain number.
  @inline(__always)
  init(_ plain: PlainNumber) { self.init(coefficient: Int128(plain.coefficient), scale: plain.scale) }

  /// How a number compares in size with one.
  enum Size {
    case zeroOrOne, fraction, above
  }

  /// How it compares in size with one.
  var comparedToOne: Size {
    let (size, one) = (coefficient.magnitude, Self.power(scale).magnitude)
    return size == 0 || size == one ? .zeroOrOne : size < one ? .fraction : .above
  }

  /// Exact.
  var rational: Rational {
    if scale <= 18, let small = Int64(exactly: coefficient) { return Rational(small, digits: scale) }
    return Rational(coefficient, over: Self.power(scale))
  }

  /// Rounded half to even to thousandths when it has more.
  var thousandths: Int64 {
    guard scale <= 3, let small = Int64(exactly: coefficient) else { return rational.rounded(digits: 3) }
    let scaled = small.multipliedReportingOverflow(by: [1000, 100, 10, 1][scale])
    return scaled.overflow ? rational.rounded(digits: 3) : scaled.partialValue
  }

  private static let powers: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 0..<36 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  private static func power(_ exponent: Int) -> Int128 { powers[min(max(exponent, 0), 36)] }
}

/// Plain text that can be read only one way: `1234`, `-12`, `1234.50`; `1.234` is none.
struct PlainNumber {
  let coefficient: Int64
  let scale: Int

  /// Reads a cell; nil for all else. Most cells of a million rows come by here.
  @inline(__always)
  init?(_ text: Span<UInt8>) {
    let read = text.withUnsafeBufferPointer { Self.read($0) }
    guard let read else { return nil }
    (coefficient, scale) = read
  }

  @inline(__always)
  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> (Int64, Int)? {
    let count = text.count
    guard count > 0, count <= 17 else { return nil }
    let isNegative = text[0] == 0x2D
    let first = isNegative ? 1 : 0
    var index = first
    var value: Int64 = 0
    while index < count, text[index] &- 48 < 10 {
      value = value &* 10 &+ Int64(text[index] &- 48)
      index &+= 1
    }
    guard index > first else { return nil }
    if index == count { return (isNegative ? -value : value, 0) }
    guard text[index] == 0x2E else { return nil }
    let whole = index &- first
    index &+= 1
    while index < count, text[index] &- 48 < 10 {
      value = value &* 10 &+ Int64(text[index] &- 48)
      index &+= 1
    }
    let after = count &- first &- whole &- 1
    let isOpen = after == 3 && whole <= 3 && text[first] != 48
    guard index == count, after > 0, !isOpen else { return nil }
    return (isNegative ? -value : value, after)
  }
}
