public import Core
public import Portfolio

/// The whole book, and the same figures narrowed by owner, segment and region. Behind `field` at least: a customer's copy holds
/// one account.
public struct BookInsight: Sendable {
  /// All accounts.
  public let all: BookFigures
  /// By owner's e-mail.
  public let owners: [BookSlice]
  /// By segment; accounts without one under nil, first.
  public let segments: Restricted<[BookSlice]>
  /// By region; accounts without one under nil, first.
  public let regions: Restricted<[BookSlice]>
  /// Retention of the whole book with parents and children taken as one: periods as in `BookFigures.retention`.
  public let families: [Retention]
  /// Value that moved instead of ending, by period as in `BookFigures.retention`.
  public let transfers: [[Transfer]]
}

/// A part of the book.
public struct BookSlice: Sendable {
  /// What its accounts share; nil for those that don't say.
  public let key: String?
  /// Its figures.
  public let figures: BookFigures
}

/// The figures of a set of accounts.
public struct BookFigures: Sendable {
  /// Indexes of the accounts, sorted.
  public let accounts: [Int]
  /// Contracts that run on the as-of day.
  public let contracts: Int
  /// ARR on the as-of day.
  public let arr: Total
  /// ARR at risk: red accounts, and yellow ones whose score falls.
  public let atRisk: Restricted<RiskTotal>
  /// Up for renewal by month, twelve from the as-of month on.
  public let months: [MonthEnding]
  /// The same by band: red, yellow, green, none.
  public let monthsByBand: Restricted<[BandTotals]>
  /// Quarters from four before the current one to seven after it.
  public let quarters: Restricted<[QuarterForecast]>
  /// Six complete quarters, oldest first; the current one to date; the last twelve months.
  public let retention: [Retention]
  /// How the renewals due in the same periods went.
  public let renewals: Restricted<[RenewalStatistics]>

  /// Retention over the last twelve months.
  public var trailing: Retention? { retention.last }
}

/// ARR at risk and the accounts behind it.
public struct RiskTotal: Sendable {
  /// The sum.
  public let arr: Total
  /// Indexes of the accounts, sorted.
  public let accounts: [Int]
}

/// What ends in a month.
public struct MonthEnding: Sendable, Hashable {
  /// The month.
  public let month: Month
  /// Annual amounts of recurring lines that end in it.
  public let atr: Total
}

/// Amounts by health band.
public struct BandTotals: Sendable, Hashable {
  /// Red.
  public internal(set) var red: Total
  /// Yellow.
  public internal(set) var yellow: Total
  /// Green.
  public internal(set) var green: Total
  /// Accounts without a band.
  public internal(set) var none: Total

  init(zero: Total) { (red, yellow, green, none) = (zero, zero, zero, zero) }

  mutating func add(_ amount: Total, _ band: Band?) {
    switch band {
    case .red: red += amount
    case .yellow: yellow += amount
    case .green: green += amount
    case nil: none += amount
    }
  }
}
