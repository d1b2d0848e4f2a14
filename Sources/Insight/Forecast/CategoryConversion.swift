public import Core
import Portfolio

/// What became of the amounts that a snapshot held in a category. Of amounts, not of deals: a weight multiplies amounts.
public struct CategoryConversion: Sendable, Hashable {
  /// Deals counted: in the category, to close in the quarter, with an amount.
  public private(set) var deals = 0
  /// Their amounts then, roll-up currency.
  public private(set) var forecast = Rational.zero
  /// What was won of them in the quarter, each at most its amount then.
  public private(set) var won = Rational.zero

  /// The part that was won; nil without deals.
  public var share: Rational? { won.divided(by: forecast) }

  init() {}

  /// The deals of `snapshot` that were to close within `span`, judged by the newest word that `later` has on each.
  init(
    of category: ForecastCategory, in snapshot: Snapshot, span: ClosedRange<Day>, later: SnapshotHistory,
    currency: Currency
  ) {
    for deal in snapshot.deals where deal.category == category && span.contains(deal.closeDate) {
      let then = deal.rolledUp(to: currency)
      guard then > .zero else { continue }
      deals += 1
      forecast += then
      if let end = later.deal(deal.id), end.category == .closedWon, span.contains(end.closeDate) {
        won += min(end.rolledUp(to: currency), then)
      }
    }
  }

  static func + (a: CategoryConversion, b: CategoryConversion) -> CategoryConversion {
    var sum = a
    sum.deals += b.deals
    sum.forecast += b.forecast
    sum.won += b.won
    return sum
  }
}

/// How much of a category was won, by the age of the snapshot that told it.
public struct AgedConversion: Sendable {
  /// Weeks before the quarter's last day.
  public let weeks: Int
  /// What became of it; nil without a snapshot of that age.
  public let conversion: CategoryConversion?
}
