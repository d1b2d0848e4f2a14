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

  /// A category's weight and what its amounts came to.
  public struct Category: Sendable {
    /// Which.
    public let category: ForecastCategory
    /// The weight that the settings give it.
    public let weight: Rational
    /// Of the amounts that the first snapshot of each finished quarter held in it, what was won.
    public let conversion: CategoryConversion
    /// The same for the newest known quarter, by the snapshot's age, oldest first.
    public let ages: [AgedConversion]

    /// The weight that the record suggests; nil without deals.
    public var suggested: Rational? { conversion.share }
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
      Category(
        category: category, weight: settings.forecastWeights[category],
        conversion: finished.reduce(CategoryConversion()) {
          $0 + Self.conversion(of: category, snapshots, $1.1, currency)
        },
        ages: span.map { Self.ages(of: category, snapshots, $0, currency) } ?? [])
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

  /// What the first snapshot of a quarter held in a category, and what was won of it.
  private static func conversion(
    of category: ForecastCategory, _ snapshots: [Snapshot], _ span: ClosedRange<Day>, _ currency: Currency
  ) -> CategoryConversion {
    let first = snapshots.first { $0.day >= span.lowerBound - 6 && $0.day < span.upperBound }
    return first.map { conversion(of: category, in: $0, snapshots, span, currency) } ?? CategoryConversion()
  }

  private static func ages(
    of category: ForecastCategory, _ snapshots: [Snapshot], _ span: ClosedRange<Day>, _ currency: Currency
  ) -> [AgedConversion] {
    ForecastAccuracy.weeks.map { weeks in
      let then = ForecastAccuracy.current(snapshots, span: span, age: weeks * 7)
      return AgedConversion(
        weeks: weeks, conversion: then.map { conversion(of: category, in: $0, snapshots, span, currency) })
    }
  }

  private static func conversion(
    of category: ForecastCategory, in snapshot: Snapshot, _ snapshots: [Snapshot], _ span: ClosedRange<Day>,
    _ currency: Currency
  ) -> CategoryConversion {
    CategoryConversion(
      of: category, in: snapshot, span: span, later: SnapshotHistory(snapshots.filter { $0.day >= snapshot.day }),
      currency: currency)
  }
}
