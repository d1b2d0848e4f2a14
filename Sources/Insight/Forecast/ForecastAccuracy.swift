public import Core
import Portfolio

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

/// What a forecast call saw on a day.
public struct Snapshot: Sendable {
  /// The day it was written for.
  public let day: Day
  /// Its deals.
  public let deals: [SnapshotDeal]

  /// A snapshot.
  public init(day: Day, deals: [SnapshotDeal]) {
    self.day = day
    self.deals = deals
  }
}

extension ForecastAccuracy {
  /// Ages, in days before a quarter's last day, at which forecasts are judged.
  public static let ages = [90, 60, 30, 7]

  /// The accuracy of the snapshot that was current `age` days before the end of `span` (the latest up to that day), for deals
  /// that close in it and count as won, commit or best case; against what the last snapshot says was won. Nil without either.
  public init?(_ snapshots: [Snapshot], span: ClosedRange<Day>, age: Int, currency: Currency) {
    let sorted = snapshots.sorted { $0.day < $1.day }
    guard let then = sorted.last(where: { $0.day <= span.upperBound - age }), let last = sorted.last,
      last.day > span.upperBound
    else { return nil }
    self.init(
      forecast: Self.amounts(then, span, [.closedWon, .commit, .bestCase], currency),
      actual: Self.amounts(last, span, [.closedWon], currency))
  }

  private static func amounts(
    _ snapshot: Snapshot, _ span: ClosedRange<Day>, _ categories: [ForecastCategory], _ currency: Currency
  ) -> [(deal: String, amount: Rational)] {
    let scope = ForecastBridge.Scope(span: span, categories: categories)
    return snapshot.deals.filter(scope.holds).map { ($0.id, $0.rolledUp(to: currency)) }
  }
}
