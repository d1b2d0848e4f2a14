public import Core
public import Portfolio

/// A span over which retention is measured: from the value at its start to the value after its end.
///
/// A contract that ends on a quarter's last day counts in that quarter: its value is there on the first day and gone on the day
/// after the last, which is also the first day of the next quarter.
public struct RetentionPeriod: Sendable, Hashable {
  /// `FY27 Q3`, `FY27 Q4 to date`, `12 months`.
  public let title: String
  /// The fiscal quarter, if it is one.
  public let quarter: FiscalQuarter?
  /// First day: the cohort is who has ARR on it.
  public let base: Day
  /// The day on which what is left is measured: the day after the last one, or the as-of day if that comes first.
  public let now: Day
  /// Whether the span is over.
  public let isComplete: Bool

  /// Whether a contract that ends on `day` was due in it.
  public func isDue(_ day: Day) -> Bool { base <= day && day < now }
}

/// The spans that retention is measured over, and the days on which each account's ARR must be known for them.
struct RetentionCalendar: Sendable {
  /// Complete quarters.
  static let quarters = 6

  /// Six complete quarters, oldest first, the current one to date, and the last twelve months.
  let periods: [RetentionPeriod]
  /// Days of `periods`, sorted, each once.
  let days: [Day]

  init(_ fiscal: FiscalCalendar, asOf: Day) {
    let current = fiscal.quarter(of: asOf)
    var periods = (1...Self.quarters).reversed().map { back in
      let quarter = current.adding(-back)
      return RetentionPeriod(
        title: quarter.display, quarter: quarter, base: fiscal.start(of: quarter),
        now: fiscal.start(of: quarter.adding(1)), isComplete: true)
    }
    periods.append(
      RetentionPeriod(
        title: "\(current.display) to date", quarter: current, base: fiscal.start(of: current), now: asOf,
        isComplete: false))
    periods.append(
      RetentionPeriod(title: "12 months", quarter: nil, base: asOf.adding(months: -12), now: asOf, isComplete: true))
    self.periods = periods
    days = periods.flatMap { [$0.base, $0.now] }.sorted().reduce(into: []) { days, day in
      if days.last != day { days.append(day) }
    }
  }

  /// Place of `day` in `days`.
  func place(of day: Day) -> Int { days.firstIndex(of: day) ?? 0 }
}
