import Core

/// A straight line through measurements by month, with the smallest sum of squared distances.
///
/// The sums are whole numbers of thousandths, so nothing is rounded before a figure is formed from them.
struct LeastSquares: Sendable, Hashable {
  /// Number of measurements.
  let count: Int
  private let sumX: Int128
  private let sumY: Int128
  // `n·Sxx` and so on: sums of squared distances from the means, times the number of measurements.
  private let xx: Int128
  private let xy: Int128
  private let yy: Int128

  /// Beyond this many thousandths the sums might not fit; nobody licenses a million million of anything.
  private static let limit = Int64(1_000_000_000_000_000)

  /// The line through `points`: places of months, and thousandths. Nil unless two months differ and every value is within limits.
  init?(_ points: [(x: Int, y: Int64)]) {
    var (sumX, sumY, squares, products, heights) = (Int128(0), Int128(0), Int128(0), Int128(0), Int128(0))
    for (x, y) in points {
      guard y.magnitude <= Self.limit.magnitude, (0..<100).contains(x) else { return nil }
      let (x, y) = (Int128(x), Int128(y))
      sumX += x
      sumY += y
      squares += x * x
      products += x * y
      heights += y * y
    }
    let n = Int128(points.count)
    count = points.count
    self.sumX = sumX
    self.sumY = sumY
    xx = n * squares - sumX * sumX
    xy = n * products - sumX * sumY
    yy = n * heights - sumY * sumY
    guard xx > 0 else { return nil }
  }

  /// Change from one month to the next, units.
  var slope: Rational { Rational(xy, over: xx) * Rational(1, over: 1000) }

  /// Mean of the measurements, units.
  var mean: Rational { Rational(sumY, over: Int128(count) * 1000) }

  /// Height of the line at a place, units.
  func value(at x: Rational) -> Rational { mean + slope * (x - Rational(sumX, over: Int128(count))) }

  /// Where the line is as high as `level`; nil if it is flat.
  func place(of level: Rational) -> Rational? {
    (level - mean).divided(by: slope).map { $0 + Rational(sumX, over: Int128(count)) }
  }

  /// Height of the line at a place in whole numbers, `scale` times as high in thousandths: for comparisons without fractions.
  func scaledValue(at x: Int) -> Int128 { xx * sumY + xy * (Int128(count) * Int128(x) - sumX) }

  /// What `scaledValue` is multiplied by.
  var scale: Int128 { Int128(count) * xx }

  /// Mean squared distance of the measurements from the line, units squared: their squares over `n − 2`. Nil below three.
  var variance: Rational? {
    guard count > 2 else { return nil }
    // The squares are (n·Syy − (n·Sxy)² ÷ n·Sxx) ÷ n.
    let squares = Rational(yy) - Rational(xy) * Rational(xy, over: xx)
    return squares * Rational(1, over: Int128(count) * Int128(count - 2)) * Rational(1, over: 1_000_000)
  }

  /// By how much the variance of a single month at `x` is larger: `1 + 1/n + (x − mean of x)² ÷ Sxx`.
  func widening(at x: Int) -> Rational {
    let distance = Int128(count) * Int128(x) - sumX
    return 1 + Rational(1, over: Int128(count)) + Rational(distance * distance, over: scale)
  }

  /// `slope² ÷ (its squared standard error)`: how clearly the line rises or falls. Nil if the measurements lie on it exactly.
  var clearness: Rational? {
    guard let variance, !variance.isZero else { return nil }
    return (slope * slope * Rational(xx, over: Int128(count))).divided(by: variance)
  }
}
