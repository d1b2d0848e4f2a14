public import Core

/// Compound annual growth: the one figure that needs a root. Found by bisection on whole numbers, never in binary floating point.
public enum GrowthRate {
  private static let unit: Int128 = 1_000_000_000_000_000  // 10^15

  /// `(to / from)^(12 / months) - 1`, exact to 12 digits; nil unless both amounts and the span are positive.
  public static func compound(from: Rational, to: Rational, months: Int) -> Rational? {
    guard from > .zero, to > .zero, months > 0, months <= 1200, let ratio = to.divided(by: from),
      ratio < Rational(1000), ratio > Rational(1, over: 1000)
    else { return nil }
    let target = fixed(ratio)
    // Monthly growth lies between the ratio and 1, whichever way round.
    var (low, high) = (min(target, unit), max(target, unit))
    while high - low > 1 {
      let middle = (low + high) / 2
      if power(middle, months) <= target { low = middle } else { high = middle }
    }
    let best = power(high, months) == target ? high : low
    return Rational(power(best, 12) - unit, over: unit)
  }

  /// Compound annual growth over whole years.
  public static func compound(from: Rational, to: Rational, years: Int) -> Rational? {
    guard years > 0, years <= 100 else { return nil }
    return compound(from: from, to: to, months: years * 12)
  }

  private static func fixed(_ value: Rational) -> Int128 {
    let scaled = value * Rational(unit)
    return scaled.numerator / scaled.denominator
  }

  /// `base^exponent` in fixed point, held at 10^6 so that a product always fits.
  private static func power(_ base: Int128, _ exponent: Int) -> Int128 {
    var result = unit
    for _ in 0..<exponent {
      result = result * base / unit
      if result > unit * 1_000_000 { return result }
    }
    return result
  }
}
