extension Rational {
  /// The exact sum or difference where parts overflow on the way although the result, in lowest terms, fits (Knuth, The Art of
  /// Computer Programming 2, 4.5.1); nil if it doesn't fit.
  static func exactly(_ a: Rational, _ b: Rational, subtracting: Bool) -> Rational? {
    let (below, beside) = (a.denominator.magnitude, b.denominator.magnitude)
    let common = greatestCommonDivisor(below, beside)
    let left = a.numerator.magnitude.multipliedFullWidth(by: beside / common)
    let right = b.numerator.magnitude.multipliedFullWidth(by: below / common)
    let (isLeftNegative, isRightNegative) = (a.numerator < 0, (b.numerator < 0) != subtracting)
    let isLeftLarger = !isLess(left, right)
    let sum =
      if isLeftNegative == isRightNegative { added(left, right) } else {
        isLeftLarger ? subtracted(left, right) : subtracted(right, left)
      }
    let rest = common.dividingFullWidth((sum.high % common, sum.low)).remainder
    let divisor = greatestCommonDivisor(rest, common)
    guard sum.high < divisor else { return nil }
    let numerator = divisor.dividingFullWidth((sum.high, sum.low)).quotient
    let (denominator, overflow) = (below / common).multipliedReportingOverflow(by: beside / divisor)
    guard !overflow, let above = Int128(exactly: numerator), let under = Int128(exactly: denominator) else {
      return nil
    }
    return Rational(reduced: (isLeftLarger ? isLeftNegative : isRightNegative) ? -above : above, under)
  }

  /// Whether `a < b`, exact at any size.
  static func isLess(_ a: Rational, _ b: Rational) -> Bool {
    guard (a.numerator < 0) == (b.numerator < 0) else { return a.numerator < 0 }
    let left = a.numerator.magnitude.multipliedFullWidth(by: b.denominator.magnitude)
    let right = b.numerator.magnitude.multipliedFullWidth(by: a.denominator.magnitude)
    return a.numerator < 0 ? isLess(right, left) : isLess(left, right)
  }

  private typealias Wide = (high: UInt128, low: UInt128)

  private static func isLess(_ a: Wide, _ b: Wide) -> Bool { a.high == b.high ? a.low < b.low : a.high < b.high }

  /// Parts are below 2^127, so that a sum of two products stays below 2^255.
  private static func added(_ a: Wide, _ b: Wide) -> Wide {
    let (low, carry) = a.low.addingReportingOverflow(b.low)
    return (a.high + b.high + (carry ? 1 : 0), low)
  }

  private static func subtracted(_ a: Wide, _ b: Wide) -> Wide {
    let (low, borrow) = a.low.subtractingReportingOverflow(b.low)
    return (a.high - b.high - (borrow ? 1 : 0), low)
  }
}
