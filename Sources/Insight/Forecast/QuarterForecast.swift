public import Core
public import Portfolio

/// Where a renewal is found: `insight.accounts[account].renewals`, at `place`.
public struct RenewalPlace: Sendable, Hashable {
  /// Index of the account.
  public let account: Int
  /// Place in its renewals.
  public let place: Int
}

/// The forecast of a fiscal quarter: the renewals whose contracts end in it.
public struct QuarterForecast: Sendable {
  /// The quarter.
  public let quarter: FiscalQuarter
  /// Its first and last day.
  public let span: ClosedRange<Day>
  /// Up for renewal: annual amounts of recurring lines that end in it.
  public let atr: Total
  /// The renewals, largest ATR first.
  public let renewals: [RenewalPlace]
  /// What `atr` holds beyond the renewals' own: lines that end on another day than their contract.
  public let otherLines: Total
  /// Renewals by category, in the order of `ForecastCategory.allCases`.
  public let counts: [Int]
  /// ATR by category, in that order.
  public let atrByCategory: [Total]
  /// Renewals that nobody has put in a category.
  public let uncategorised: Int
  /// Amounts.
  public let amounts: Restricted<QuarterAmounts>

  /// Renewals in `category`.
  public func count(_ category: ForecastCategory) -> Int { counts[category.place] }
  /// ATR of the renewals in `category`.
  public func atr(_ category: ForecastCategory) -> Total { atrByCategory[category.place] }
}

/// The amounts of a quarter's forecast, roll-up currency.
public struct QuarterAmounts: Sendable {
  /// ATR of the quarter, the denominator of every share.
  public let atr: Total
  let byCategory: [Total]
  /// `Σ min(amount, ATR) × p`.
  public let weighted: Total
  /// `Σ amount × p`.
  public let weightedUncapped: Total
  /// Won, each at most at its ATR.
  public let wonATR: Total
  /// What could still be won back, by the calls' own word.
  public let swing: Total
  /// The manager's call: won, plus open renewals called at commit or best case, plus commits without a call; each at most at
  /// its ATR.
  public let called: Total
  /// Renewals in no category, or called without an amount.
  public let withoutAmount: Int
  /// What is to be renewed, if a target is set for the quarter.
  public let target: Total?

  /// Amounts in `category`.
  public subscript(category: ForecastCategory) -> Total { byCategory[category.place] }
  /// Weighted and capped, of ATR.
  public var weightedShare: Rational? { weighted.share(of: atr) }
  /// `won ATR / ATR`.
  public var worst: Rational? { wonATR.share(of: atr) }
  /// The manager's call of ATR.
  public var mostLikely: Rational? { called.share(of: atr) }
  /// `(won ATR + swing) / ATR`.
  public var best: Rational? { (wonATR + swing).share(of: atr) }
  /// The call less the target; negative is a gap.
  public var gap: Total? { target.map { Total(called.amount - $0.amount, called.currency) } }
}

extension ForecastCategory {
  /// Place in `allCases`.
  var place: Int {
    switch self {
    case .commit: 0
    case .bestCase: 1
    case .pipeline: 2
    case .omitted: 3
    case .closedWon: 4
    case .closedLost: 5
    }
  }
}
