public import Core
public import Portfolio

/// How good a past forecast was, in total and deal by deal: errors that cancel out in the total don't deal by deal.
public struct ForecastAccuracy: Sendable, Hashable {
  /// What was forecast.
  public let forecast: Rational
  /// What came.
  public let actual: Rational
  /// `Σ |f - a|` over deals.
  public let deviation: Rational

  /// The accuracy of amounts by deal; a deal that only one side has counts as nothing on the other.
  public init(forecast: [(deal: String, amount: Rational)], actual: [(deal: String, amount: Rational)]) {
    self.forecast = forecast.reduce(.zero) { $0 + $1.amount }
    self.actual = actual.reduce(.zero) { $0 + $1.amount }
    let both = forecast.map { ($0.deal, $0.amount) } + actual.map { ($0.deal, -$0.amount) }
    let sorted = both.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    var deviation = Rational.zero
    var start = 0
    while start < sorted.count {
      var (end, sum) = (start, Rational.zero)
      while end < sorted.count, sorted[end].0 == sorted[start].0 {
        sum += sorted[end].1
        end += 1
      }
      deviation += sum.magnitude
      start = end
    }
    self.deviation = deviation
  }

  /// `1 - |actual - forecast| / actual`; nil if nothing came.
  public var total: Rational? { (actual - forecast).magnitude.divided(by: actual).map { .one - $0 } }
  /// `1 - Σ|f - a| / Σa`; nil if nothing came.
  public var byDeal: Rational? { deviation.divided(by: actual).map { .one - $0 } }
  /// `(forecast - actual) / actual`: positive is too hopeful.
  public var bias: Rational? { (forecast - actual).divided(by: actual) }
}

/// A forecast's accuracy at a time before its quarter ended.
public struct AgedAccuracy: Sendable {
  /// Weeks before the quarter's last day.
  public let weeks: Int
  /// The snapshot that was current then: the newest up to that day, at most 13 days older; nil if none was written.
  public let day: Day?
  /// How good it was; nil without a snapshot, or before the quarter is over.
  public let accuracy: ForecastAccuracy?
}

extension ForecastAccuracy {
  /// Ages, in weeks before a quarter's last day, at which forecasts are judged.
  public static let weeks = [13, 8, 4, 2, 1, 0]
  /// Categories that a forecast counts on.
  static let counted: [ForecastCategory] = [.closedWon, .commit, .bestCase]

  /// The accuracy of the snapshot that was current `age` days before the end of `span`, for deals that were to close in it and
  /// count as won, commit or best case; against what the newest word on each deal says was won in it. Nil without a snapshot of
  /// that age, or while the quarter runs. `holds` narrows both sides to some deals.
  public init?(
    _ snapshots: [Snapshot], span: ClosedRange<Day>, age: Int, currency: Currency,
    holds: (SnapshotDeal) -> Bool = { _ in true }
  ) {
    let sorted = snapshots.sorted { $0.day < $1.day }
    guard let then = Self.current(sorted, span: span, age: age), let last = sorted.last, last.day > span.upperBound
    else { return nil }
    self.init(
      forecast: Self.amounts(then.deals.filter(holds), span, Self.counted, currency),
      actual: Self.amounts(
        SnapshotHistory(sorted.filter { $0.day >= then.day }).latest.filter(holds), span, [.closedWon], currency))
  }

  /// The snapshot that was current `age` days before the end of `span`; `sorted` is oldest first.
  static func current(_ sorted: [Snapshot], span: ClosedRange<Day>, age: Int) -> Snapshot? {
    let mark = span.upperBound - age
    return sorted.last { $0.day <= mark }.flatMap { mark - $0.day <= 13 ? $0 : nil }
  }

  /// The accuracy of a quarter at each age.
  public static func byAge(
    _ snapshots: [Snapshot], span: ClosedRange<Day>, currency: Currency,
    holds: (SnapshotDeal) -> Bool = { _ in true }
  ) -> [AgedAccuracy] {
    let sorted = snapshots.sorted { $0.day < $1.day }
    return weeks.map { weeks in
      AgedAccuracy(
        weeks: weeks, day: current(sorted, span: span, age: weeks * 7)?.day,
        accuracy: ForecastAccuracy(sorted, span: span, age: weeks * 7, currency: currency, holds: holds))
    }
  }

  private static func amounts(
    _ deals: [SnapshotDeal], _ span: ClosedRange<Day>, _ categories: [ForecastCategory], _ currency: Currency
  ) -> [(deal: String, amount: Rational)] {
    let scope = ForecastBridge.Scope(span: span, categories: categories)
    return deals.filter(scope.holds).map { ($0.id, $0.rolledUp(to: currency)) }
  }
}
