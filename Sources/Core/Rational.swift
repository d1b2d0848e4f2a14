/// An exact fraction: rates, percentages, prices and every intermediate result of a figure. Never binary floating point.
///
/// Kept in lowest terms with a positive denominator, in two `Int128`. A result that would not fit (beyond some 38 digits)
/// is brought back by halving both parts until it does: deterministic, never a trap, far below any shown digit.
public struct Rational: Sendable, Hashable {
  /// Carries the sign.
  public let numerator: Int128
  /// Always positive.
  public let denominator: Int128

  /// Zero.
  public static let zero = Rational(0)
  /// One.
  public static let one = Rational(1)

  /// A whole number.
  public init(_ value: some BinaryInteger) {
    numerator = max(Int128(clamping: value), -.max)
    denominator = 1
  }

  /// `numerator / denominator` in lowest terms; zero if the denominator is zero (callers that can meet one use `divided`).
  public init(_ numerator: Int128, over denominator: Int128) {
    if let small = Self.reduced(numerator, denominator) {
      self = small
      return
    }
    guard denominator != 0, denominator != .min, numerator != .min else {
      self.numerator = 0
      self.denominator = 1
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = divisor == 1 ? sign * numerator : sign * (numerator / Int128(divisor))
    self.denominator = divisor == 1 ? sign * denominator : sign * (denominator / Int128(divisor))
  }

  /// `coefficient / 10^digits`: an amount as it is written, in lowest terms without a division of 128 bits. `digits` is clamped
  /// to 0...18.
  public init(_ coefficient: Int64, digits: Int) {
    let digits = min(max(digits, 0), 18)
    guard coefficient != 0, digits > 0 else {
      self.init(reduced: Int128(coefficient), 1)
      return
    }
    let twos = min(coefficient.trailingZeroBitCount, digits)
    var (above, below) = (coefficient >> Int64(twos), Int64(1) << Int64(digits - twos))
    for _ in 0..<digits {
      let (quotient, remainder) = above.quotientAndRemainder(dividingBy: 5)
      if remainder == 0 { above = quotient } else { below *= 5 }
    }
    self.init(reduced: Int128(above), Int128(below))
  }

  /// Most amounts fit in 64 bits, where a division is several times faster; nil if these don't.
  private static func reduced(_ numerator: Int128, _ denominator: Int128) -> Rational? {
    guard let n = Int64(exactly: numerator), let d = Int64(exactly: denominator), d > 0 else { return nil }
    let divisor = greatestCommonDivisor(n.magnitude, d.magnitude)
    guard divisor > 1 else { return Rational(reduced: numerator, denominator) }
    guard let part = Int64(exactly: divisor) else { return nil }
    return Rational(reduced: Int128(n / part), Int128(d / part))
  }

  /// Parts that are known to be in lowest terms, with `denominator > 0`.
  init(reduced numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 {
      // Most amounts are small, and 128-bit division is the hot spot of every sum: go on in 64 bits as soon as they fit.
      if let small = UInt64(exactly: b), let rest = UInt64(exactly: a % b) {
        return UInt128(greatestCommonDivisor(small, rest))
      }
      (a, b) = (b, a % b)
    }
    return a == 0 ? 1 : a
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : a
  }
}

extension Rational: Comparable {
  /// Exact.
  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    if let (x, y) = small(a, b) { return Int128(x.n) * Int128(y.d) < Int128(y.n) * Int128(x.d) }
    return isLess(a, b)
  }

  /// Sum.
  public static func + (a: Rational, b: Rational) -> Rational { combine(a, b, subtracting: false) }
  /// Difference.
  public static func - (a: Rational, b: Rational) -> Rational { combine(a, b, subtracting: true) }
  /// Negation.
  public static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, over: a.denominator) }
  /// Adds in place.
  public static func += (a: inout Rational, b: Rational) { a = a + b }
  /// Subtracts in place.
  public static func -= (a: inout Rational, b: Rational) { a = a - b }

  /// The parts in 64 bits, if all of them fit.
  private static func small(_ a: Rational, _ b: Rational) -> ((n: Int64, d: Int64), (n: Int64, d: Int64))? {
    guard let an = Int64(exactly: a.numerator), let ad = Int64(exactly: a.denominator),
      let bn = Int64(exactly: b.numerator), let bd = Int64(exactly: b.denominator)
    else { return nil }
    return ((an, ad), (bn, bd))
  }

  private static func combine(
    _ a: Rational, _ b: Rational, subtracting: Bool
  ) -> Rational {
    func operation(_ a: Int128, _ b: Int128) -> (partialValue: Int128, overflow: Bool) {
      subtracting ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)
    }
    if a.denominator == 1, b.denominator == 1 {
      let result = operation(a.numerator, b.numerator)
      if !result.overflow, result.partialValue != .min { return Rational(reduced: result.partialValue, 1) }
    }
    if let (x, y) = small(a, b) {
      // Products of 64-bit parts fit in 126 bits, and so does their sum in 127: no check is needed.
      let divisor = Int128(greatestCommonDivisor(x.d.magnitude, y.d.magnitude))
      let (left, right) = (a.numerator * (b.denominator / divisor), b.numerator * (a.denominator / divisor))
      return Rational(operation(left, right).partialValue, over: a.denominator * (b.denominator / divisor))
    }
    var (a, b) = (a, b)
    while true {
      let divisor = Int128(greatestCommonDivisor(a.denominator.magnitude, b.denominator.magnitude))
      let left = a.numerator.multipliedReportingOverflow(by: b.denominator / divisor)
      let right = b.numerator.multipliedReportingOverflow(by: a.denominator / divisor)
      let below = a.denominator.multipliedReportingOverflow(by: b.denominator / divisor)
      let result = operation(left.partialValue, right.partialValue)
      if !left.overflow, !right.overflow, !below.overflow, !result.overflow {
        return Rational(result.partialValue, over: below.partialValue)
      }
      if let exact = exactly(a, b, subtracting: subtracting) { return exact }
      guard a.denominator > 1 || b.denominator > 1 else {
        return Rational(result.partialValue < 0 ? Int128.max : -Int128.max, over: 1)
      }
      (a, b) = (a.coarser, b.coarser)
    }
  }

  /// Product.
  public static func * (a: Rational, b: Rational) -> Rational {
    if a.denominator == 1, b.denominator == 1 {
      let (product, overflow) = a.numerator.multipliedReportingOverflow(by: b.numerator)
      if !overflow, product != .min { return Rational(reduced: product, 1) }
    }
    if let (x, y) = small(a, b) {
      // Each is in lowest terms, so dividing crosswise leaves a product in lowest terms.
      let first = Int128(greatestCommonDivisor(x.n.magnitude, y.d.magnitude))
      let second = Int128(greatestCommonDivisor(y.n.magnitude, x.d.magnitude))
      return Rational(
        reduced: (a.numerator / first) * (b.numerator / second), (a.denominator / second) * (b.denominator / first))
    }
    let first = Int128(greatestCommonDivisor(a.numerator.magnitude, b.denominator.magnitude))
    let second = Int128(greatestCommonDivisor(b.numerator.magnitude, a.denominator.magnitude))
    var left = (a.numerator / first, a.denominator / second)
    var right = (b.numerator / second, b.denominator / first)
    while true {
      let above = left.0.multipliedReportingOverflow(by: right.0)
      let below = left.1.multipliedReportingOverflow(by: right.1)
      if !above.overflow, !below.overflow { return Rational(above.partialValue, over: below.partialValue) }
      guard left.1 > 1 || right.1 > 1 else {
        return Rational((left.0 < 0) == (right.0 < 0) ? Int128.max : -Int128.max, over: 1)
      }
      left = (left.0 >> 1, max(left.1 >> 1, 1))
      right = (right.0 >> 1, max(right.1 >> 1, 1))
    }
  }

  /// Multiplies in place.
  public static func *= (a: inout Rational, b: Rational) { a = a * b }

  /// Quotient, or nil when dividing by zero.
  public func divided(by other: Rational) -> Rational? {
    guard other.numerator != 0 else { return nil }
    return self * Rational(other.denominator, over: other.numerator)
  }

  /// `self` to the power `exponent` (0 or more).
  public func raised(to exponent: Int) -> Rational {
    var result = Rational.one
    for _ in 0..<max(0, min(exponent, 1000)) { result *= self }
    return result
  }

  private var coarser: Rational { Rational(numerator >> 1, over: max(denominator >> 1, 1)) }

  /// Whether it is zero.
  public var isZero: Bool { numerator == 0 }
  /// Without its sign.
  public var magnitude: Rational { numerator < 0 ? -self : self }
}

extension Rational {
  /// The nearest whole number of `10^-digits`, half to even: `2.345` at 2 digits is 234. Clamped to `Int64`.
  public func rounded(digits: Int = 0) -> Int64 {
    var scaled = self
    for _ in 0..<max(0, min(digits, 30)) { scaled *= Rational(10) }
    let (quotient, remainder) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let rest = remainder.magnitude
    let half = UInt128(scaled.denominator) - rest
    let away: Int128 = scaled.numerator < 0 ? -1 : 1
    if rest > half || (rest == half && quotient % 2 != 0) { return Int64(clamping: quotient + away) }
    return Int64(clamping: quotient)
  }

  /// The whole number at or above: `ceil`. Clamped to `Int64`.
  public var roundedUp: Int64 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Int64(clamping: remainder > 0 ? quotient + 1 : quotient)
  }

  /// For the geometry of charts only; never for a shown figure.
  public var approximate: Double { Double(numerator) / Double(denominator) }

  /// Reads plain decimal text: `-12`, `0.95`, `1234.5`; at most 18 digits on each side. Nil for anything else.
  public init?(decimal bytes: some Collection<UInt8>) {
    var coefficient: Int128 = 0
    var scale: Int128 = 1
    var (seenDigit, seenPoint, negative, digits) = (false, false, false, 0)
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x2D where offset == 0: negative = true
      case 0x2B where offset == 0: break
      case 0x2E where !seenPoint: seenPoint = true
      case 48...57 where digits < 36:
        coefficient = coefficient * 10 + Int128(byte - 48)
        if seenPoint { scale *= 10 }
        if coefficient != 0 || seenPoint { digits += 1 }
        seenDigit = true
      default: return nil
      }
    }
    guard seenDigit else { return nil }
    self.init(negative ? -coefficient : coefficient, over: scale)
  }

  /// Reads plain decimal text: `-12`, `0.95`. Nil for anything else.
  public init?(decimal text: String) { self.init(decimal: Array(text.utf8)) }

  /// Decimal text with exactly `digits` digits after the point, rounded half to even: `63.1`. A real minus is the page's affair.
  public func decimalText(digits: Int) -> String {
    let value = rounded(digits: digits)
    let figures = String(value.magnitude)
    let sign = value < 0 ? "-" : ""
    guard digits > 0 else { return sign + figures }
    let padded = String(repeating: "0", count: max(0, digits + 1 - figures.utf8.count)) + figures
    let split = padded.utf8.index(padded.utf8.endIndex, offsetBy: -digits)
    return sign + padded[..<split] + "." + padded[split...]
  }
}

extension Rational: CustomStringConvertible {
  /// The shortest exact decimal if there is one of at most 12 digits, else a fraction.
  public var description: String {
    if denominator == 1 { return "\(numerator)" }
    for digits in 1...12 where Rational(decimal: decimalText(digits: digits)) == self {
      return decimalText(digits: digits)
    }
    return "\(numerator)/\(denominator)"
  }
}
