public import Core
public import Portfolio

/// How good past forecasts were: by quarter and age, by owner, and by category with the weights that the record would suggest.
public struct ForecastRecord: Sendable {
  /// A finished quarter.
  public struct Quarter: Sendable {
    /// Which.
    public let quarter: FiscalQuarter
    /// Its first and last day.
    public let span: ClosedRange<Day>
    /// Its accuracy at each age, oldest first.
    public let ages: [AgedAccuracy]

    /// Whether a snapshot tells anything of it.
    public var isKnown: Bool { ages.contains { $0.accuracy != nil } }
  }

  /// One owner's forecasts of the newest quarter that is known.
  public struct Owner: Sendable {
    /// E-mail; empty for accounts without one.
    public let owner: String
    /// Accuracy at each age, oldest first.
    public let ages: [AgedAccuracy]
  }

  /// What became of a category: of the amounts that the first snapshot of each finished quarter held in it, the part that was won.
  public struct Category: Sendable {
    /// Which.
    public let category: ForecastCategory
    /// The weight that the settings give it.
    public let weight: Rational
    /// Deals counted.
    public let deals: Int
    /// Their amounts then.
    public let forecast: Rational
    /// What was won of them in the quarter, each at most its amount then.
    public let won: Rational

    /// The weight that the record suggests; nil without deals.
    public var suggested: Rational? { won.divided(by: forecast) }
  }

  /// The last four finished quarters, newest first.
  public let quarters: [Quarter]
  /// By owner, for the newest known quarter.
  public let owners: [Owner]
  /// Commit, best case, pipeline, omitted.
  public let categories: [Category]
  /// Roll-up currency.
  public let currency: Currency

  /// The newest quarter that a snapshot tells something of.
  public var newest: Quarter? { quarters.first { $0.isKnown } }
}

extension Insight {
  /// The record of past forecasts; guarded as amounts are.
  public var forecastRecord: Restricted<ForecastRecord> {
    history.map { ForecastRecord($0, portfolio.settings, asOf: asOf) }
  }
}

extension ForecastRecord {
  /// Quarters that are looked back on.
  static let quartersBack = 4

  /// The record that `snapshots`, oldest first and ending with today's, tell.
  init(_ snapshots: [Snapshot], _ settings: Settings, asOf: Day) {
    let (fiscal, currency) = (settings.fiscalYear, settings.currency)
    let current = fiscal.quarter(of: asOf)
    let finished = (1...Self.quartersBack).map { back in
      let quarter = current.adding(-back)
      return (quarter, fiscal.start(of: quarter)...fiscal.end(of: quarter))
    }
    quarters = finished.map { quarter, span in
      Quarter(
        quarter: quarter, span: span, ages: ForecastAccuracy.byAge(snapshots, span: span, currency: currency))
    }
    let span = quarters.first { $0.isKnown }?.span
    owners = span.map { Self.owners(snapshots, $0, currency) } ?? []
    categories = [.commit, .bestCase, .pipeline, .omitted].map { category in
      Self.category(category, snapshots, finished.map(\.1), settings)
    }
    self.currency = currency
  }

  private static func owners(_ snapshots: [Snapshot], _ span: ClosedRange<Day>, _ currency: Currency) -> [Owner] {
    let names = Set(snapshots.flatMap { $0.deals.map(\.owner) })
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
      let ages = ForecastAccuracy.byAge(snapshots, span: span, currency: currency) { $0.owner == name }
      let counts = ages.contains { $0.accuracy.map { !$0.forecast.isZero || !$0.actual.isZero } ?? false }
      return counts ? Owner(owner: name, ages: ages) : nil
    }
  }

  /// Conversion of amounts, not of deals: a weight multiplies amounts.
  private static func category(
    _ category: ForecastCategory, _ snapshots: [Snapshot], _ spans: [ClosedRange<Day>], _ settings: Settings
  ) -> Category {
    var (deals, forecast, won) = (0, Rational.zero, Rational.zero)
    for span in spans {
      guard let first = snapshots.first(where: { $0.day >= span.lowerBound - 6 && $0.day < span.upperBound }) else {
        continue
      }
      let later = SnapshotHistory(snapshots.filter { $0.day >= first.day })
      for deal in first.deals where deal.category == category && span.contains(deal.closeDate) {
        let then = deal.rolledUp(to: settings.currency)
        guard then > .zero else { continue }
        deals += 1
        forecast += then
        let end = later.deal(deal.id)
        if let end, end.category == .closedWon, span.contains(end.closeDate) {
          won += min(end.rolledUp(to: settings.currency), then)
        }
      }
    }
    return Category(
      category: category, weight: settings.forecastWeights[category], deals: deals, forecast: forecast, won: won)
  }
}
