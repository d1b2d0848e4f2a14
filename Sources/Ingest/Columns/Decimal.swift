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

  /// Plain text that can be read only one way: `1234`, `-12`, `1234.50`; nil for all else, `1.234` too.
  @inline(__always)
  init?(plain text: Span<UInt8>) {
    let count = text.count
    guard count > 0, count <= 17 else { return nil }
    let isNegative = text[0] == 0x2D
    var index = isNegative ? 1 : 0
    let first = index
    var value: Int64 = 0
    var point = -1
    while index < count {
      let digit = text[index] &- 48
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
      } else if text[index] == 0x2E, point < 0, index > first {
        point = index
      } else {
        return nil
      }
      index += 1
    }
    if point < 0 {
      guard index > first else { return nil }
      self.init(coefficient: Int128(isNegative ? -value : value), scale: 0)
      return
    }
    let after = count - point - 1
    let isOpen = after == 3 && point - first <= 3 && text[first] != 48
    guard after > 0, !isOpen else { return nil }
    self.init(coefficient: Int128(isNegative ? -value : value), scale: after)
  }

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
