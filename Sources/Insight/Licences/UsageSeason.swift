public import Core
public import Portfolio

/// The month of the year that peaks, where at least two years show it.
///
/// Each month is compared with a straight line through all of them, so that plain growth is no season. Claimed only where the same
/// calendar month is the highest above the line in every year, by a tenth or more: one year proves nothing.
public struct UsageSeason: Sendable, Hashable {
  /// A month that was the highest of its year.
  public struct Peak: Sendable, Hashable {
    /// The month.
    public let month: Month
    /// What was measured.
    public let measured: Rational
    /// Height of the line through all months there.
    public let expected: Rational

    /// `measured ÷ expected − 1`.
    public var lift: Rational { (measured.divided(by: expected) ?? 1) - 1 }
  }

  /// One a year, old to new.
  public let peaks: [Peak]

  /// The calendar month, 1...12.
  public var month: Int { peaks.last?.month.month ?? 1 }
  /// Its name, as dates write it.
  public var monthName: String { Day.monthNames[month - 1] }
  /// Mean of the years' lifts.
  public var lift: Rational { peaks.reduce(.zero) { $0 + $1.lift } * Rational(1, over: Int128(max(peaks.count, 1))) }

  /// Years of 12 months that are looked at, and at least needed.
  static let (most, fewest) = (3, 2)

  /// Reads thousandths by month that end with `last`; nil without a season, or without two whole years.
  init?(_ months: [Int64?], through last: Month) {
    let whole = months.reversed().prefix { $0 != nil }.count / 12
    guard whole >= Self.fewest else { return nil }
    let count = min(whole, Self.most) * 12
    let values = months.suffix(count).compactMap(\.self)
    let points = values.enumerated().map { (x: $0, y: $1) }
    guard let line = LeastSquares(points), points.allSatisfy({ line.scaledValue(at: $0.x) > 0 }) else { return nil }
    let tops = stride(from: 0, to: count, by: 12).map { year in Self.highest(points[year..<(year + 12)], line) }
    let first = last.adding(1 - count)
    let peaks = tops.map { place in
      Peak(
        month: first.adding(place), measured: Quantity(thousandths: values[place]).rational,
        expected: line.value(at: Rational(place)))
    }
    guard Set(peaks.map(\.month.month)).count == 1, peaks.allSatisfy({ $0.lift >= Rational(1, over: 10) }) else {
      return nil
    }
    self.peaks = peaks
  }

  /// Place of the month that is highest above the line; of equals the first. Cross-multiplied, so that nothing is divided.
  private static func highest(_ year: ArraySlice<(x: Int, y: Int64)>, _ line: LeastSquares) -> Int {
    var best = year[year.startIndex]
    for point in year.dropFirst() {
      let (a, b) = (Int128(point.y), Int128(best.y))
      if a * line.scaledValue(at: best.x) > b * line.scaledValue(at: point.x) { best = point }
    }
    return best.x
  }
}
