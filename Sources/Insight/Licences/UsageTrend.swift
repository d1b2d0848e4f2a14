public import Core
public import Portfolio

/// The trend of what a meter measures, over the months that count, and when it passes what is entitled.
///
/// An ordinary least-squares line, and nothing cleverer: a reader can check it with a spreadsheet. It claims a date only where the
/// rise is clear (95%, two-sided, by Student's t) and never looks further ahead than it looks back.
public struct UsageTrend: Sendable, Hashable {
  /// The latest measured month.
  public let last: Month
  /// Months from the first to the latest measured one.
  public let span: Int
  /// Number of measured months.
  public var count: Int { line.count }
  /// The month at place 0.
  private let origin: Month
  private let line: LeastSquares

  /// Fewer measured months say nothing about a trend.
  static let fewest = 6
  /// Older measurements say nothing about what is to come.
  static let oldest = 2

  /// The trend of thousandths by month from `origin` on; nil without two months.
  init?(_ months: [Int64?], from origin: Month) {
    let points = months.enumerated().compactMap { place, value in value.map { (x: place, y: $0) } }
    guard let first = points.first, let last = points.last, let line = LeastSquares(points) else { return nil }
    (self.origin, self.line) = (origin, line)
    self.last = origin.adding(last.x)
    span = last.x - first.x + 1
  }

  /// Change from one month to the next.
  public var slope: Rational { line.slope }

  /// Height of the line at the end of a month.
  public func value(at month: Month) -> Rational { line.value(at: Rational(place(month))) }

  /// How far months lie from the line, as a standard deviation, rounded down to thousandths. Nil below three months.
  public var error: Rational? { line.variance.map { Self.root($0) } }

  /// Half the width of the band in which a month lies with 95%: `t × error × √(1 + 1/n + distance² ÷ Sxx)`, rounded down to
  /// thousandths.
  public func margin(at month: Month) -> Rational? { squaredMargin(at: month).map { Self.root($0) } }

  /// Whether the rise is clear: the slope is above zero by more than `t` times its standard error.
  public var isRising: Bool {
    guard count >= Self.fewest, slope > .zero else { return false }
    guard let clearness = line.clearness else { return true }
    return clearness > Self.student(count - 2) * Self.student(count - 2)
  }

  /// When the line passes `entitled`, seen from `asOf`.
  public func outlook(entitled: Rational, isOver: Bool, asOf: Day) -> UsageOutlook {
    if isOver { return .over }
    if count < Self.fewest { return .silent(.tooFewMonths(count)) }
    if last < Month(of: asOf).adding(-Self.oldest) { return .silent(.tooOld(last)) }
    guard isRising, let place = line.place(of: entitled) else { return .silent(.noClearRise) }
    let horizon = last.adding(span)
    // Beyond what calendars hold a place has no day.
    if place < .zero { return .silent(.lineIsPast) }
    guard place <= Rational(self.place(horizon)) else { return .silent(.tooFarAhead(horizon)) }
    let day = day(at: place)
    if day <= asOf { return .silent(.lineIsPast) }
    let months = (1...span).map { last.adding($0) }
    return .runsOut(
      RunOut(
        day: day, earliest: months.first { isAbove(entitled, at: $0, surely: false) } ?? Month(of: day),
        latest: months.first { isAbove(entitled, at: $0, surely: true) }))
  }

  /// The first day on which the line is above what it reaches at `place`; a month's measurement stands at its end.
  private func day(at place: Rational) -> Day {
    let whole = place.numerator / place.denominator
    let month = origin.adding(Int(clamping: whole))
    let next = month.adding(1)
    let days = (place - Rational(whole)) * Rational(next.lastDay - month.lastDay)
    return month.lastDay + Int(clamping: days.numerator / days.denominator) + 1
  }

  /// Whether the upper edge of the band is above `level` at the end of a month, or even the lower one. Compared in squares, so that
  /// no root is rounded.
  private func isAbove(_ level: Rational, at month: Month, surely: Bool) -> Bool {
    guard let margin = squaredMargin(at: month) else { return false }
    let distance = value(at: month) - level
    if surely { return distance > .zero && distance * distance > margin }
    return distance > .zero || margin > distance * distance
  }

  private func squaredMargin(at month: Month) -> Rational? {
    let t = Self.student(count - 2)
    return line.variance.map { t * t * $0 * line.widening(at: place(month)) }
  }

  private func place(_ month: Month) -> Int { Int(month.number - origin.number) }

  /// Student's t for 95%, two-sided, by degrees of freedom; three decimals, as tables print it.
  private static func student(_ freedom: Int) -> Rational {
    let thousandths: [Int128] = [12_706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228]
    return Rational(thousandths[min(max(freedom, 1), thousandths.count) - 1], over: 1000)
  }

  /// The square root, rounded down to thousandths.
  static func root(_ square: Rational) -> Rational {
    let scaled = square * Rational(1_000_000)
    guard scaled > .zero else { return .zero }
    let radicand = UInt128(scaled.numerator / scaled.denominator)
    // Newton's method on whole numbers, from above: it falls until it is there.
    var root = UInt128(1) << UInt128((128 - radicand.leadingZeroBitCount + 1) / 2)
    while radicand > 0 {
      let next = (root + radicand / root) / 2
      if next >= root { break }
      root = next
    }
    return radicand == 0 ? .zero : Rational(Int128(clamping: root), over: 1000)
  }
}

/// The day on which a trend passes what is entitled, and how sure that is.
public struct RunOut: Sendable, Hashable {
  /// The first day on which the line is above what is entitled.
  public let day: Day
  /// The first month at whose end it may be: the upper edge of the 95% band is above.
  public let earliest: Month
  /// The first month at whose end it is all but certain: the lower edge is above. Nil if the line is not followed that far.
  public let latest: Month?
}

/// What a trend says about what is entitled.
public enum UsageOutlook: Sendable, Hashable {
  /// More is used than entitled already.
  case over
  /// It passes what is entitled on a day to come.
  case runsOut(RunOut)
  /// It says nothing, and why.
  case silent(Silence)

  /// Why no date is given.
  public enum Silence: Sendable, Hashable {
    /// So many months were measured; six are needed.
    case tooFewMonths(Int)
    /// The latest measurement is of that month, more than two months back.
    case tooOld(Month)
    /// The months don't rise, or scatter so much that the rise may be chance.
    case noClearRise
    /// The line is above what is entitled by now, though what counts isn't.
    case lineIsPast
    /// It is not passed by the end of that month, and further ahead than back nothing is claimed.
    case tooFarAhead(Month)

    /// For readers.
    public var reason: String {
      switch self {
      case .tooFewMonths(let count): "\(count == 1 ? "1 month is" : "\(count) months are") measured, a trend needs 6"
      case .tooOld(let month): "the latest measurement is of \(month.display), more than two months back"
      case .noClearRise: "the months show no rise that is clear at 95%"
      case .lineIsPast: "the line is above what is entitled by now, though what counts is not"
      case .tooFarAhead(let month): "it is not passed by \(month.display); further ahead than back nothing is claimed"
      }
    }
  }

  /// The date, if there is one.
  public var runOut: RunOut? {
    if case .runsOut(let runOut) = self { return runOut }
    return nil
  }
}
