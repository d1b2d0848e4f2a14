public import Core
import Portfolio

/// What became of the value of a cohort: the accounts with ARR at the start of a period.
public struct Retention: Sendable {
  /// The span.
  public let period: RetentionPeriod
  /// ARR of the cohort at the start, moves netted.
  public private(set) var base: Total
  /// Of each account at most its ARR at the start.
  public private(set) var kept: Total
  /// ARR of the cohort at the end.
  public private(set) var now: Total
  /// Accounts of the cohort.
  public private(set) var logosAtStart = 0
  /// Those that still have ARR.
  public private(set) var logosKept = 0

  init(_ period: RetentionPeriod, zero: Total) {
    self.period = period
    base = zero
    kept = zero
    now = zero
  }

  mutating func add(base: Rational, now: Rational) {
    guard base > .zero else { return }
    self.base += Total(base, self.base.currency)
    kept += Total(min(now, base), kept.currency)
    self.now += Total(now, self.now.currency)
    logosAtStart += 1
    if now > .zero { logosKept += 1 }
  }

  /// Gross revenue retention: `Σ min(now, base) / Σ base`; never above 1.
  public var gross: Rational? { kept.share(of: base) }
  /// Net revenue retention: `Σ now / Σ base`.
  public var net: Rational? { now.share(of: base) }
  /// Logo retention: accounts kept over accounts at the start.
  public var logo: Rational? { Rational(logosKept).divided(by: Rational(logosAtStart)) }
}

extension Retention {
  /// The retention of given values, one pair an account: for what-if tables and tests.
  public init(of cohort: [(base: Rational, now: Rational)], currency: Currency, period: RetentionPeriod) {
    self.init(period, zero: Total(.zero, currency))
    for account in cohort { add(base: account.base, now: account.now) }
  }
}

/// Value that moved with a contract instead of ending: a merge, a transfer or a co-term.
public struct Transfer: Sendable, Hashable {
  /// Index in `Portfolio.contracts` of the contract that ended.
  public let contract: Int
  /// The account it left.
  public let from: Int
  /// The account it went to; nil if that isn't in the book.
  public let to: Int?
  /// Last day of the contract.
  public let end: Day
  /// Its ARR at the start of the period, roll-up currency.
  public let amount: Total
}

/// How the renewals that were due in a period went.
public struct RenewalStatistics: Sendable {
  /// The span.
  public let period: RetentionPeriod
  /// Contracts that ended in it with something to renew; moved ones are left out.
  public private(set) var due = 0
  /// What they had to renew, roll-up currency.
  public private(set) var atr: Total
  /// Renewed, whenever.
  public private(set) var renewed = 0
  /// Renewed and closed by the last day of service.
  public private(set) var onTime = 0
  /// ATR of those.
  public private(set) var onTimeATR: Total
  /// Renewed contracts without a closing day: not counted as on time. Indexes in `Portfolio.contracts`.
  public private(set) var undated: [Int] = []
  /// `Σ min(won, ATR)`, roll-up currency; guarded as amounts are.
  public private(set) var won: Restricted<Total>

  init(_ period: RetentionPeriod, zero: Total, amounts: Audience) {
    self.period = period
    atr = zero
    onTimeATR = zero
    won = Restricted(zero, for: amounts)
  }

  /// Counts a renewal that was due in the period.
  mutating func add(_ renewal: RenewalForecast) {
    due += 1
    atr += renewal.atr
    guard renewal.category == .closedWon else { return }
    renewed += 1
    won = won.zip(renewal.wonATR).map { $0 + $1 }
    if let closed = renewal.closedOn {
      guard closed <= renewal.end else { return }
      onTime += 1
      onTimeATR += renewal.atr
    } else if let contract = renewal.contract {
      undated.append(contract)
    }
  }

  /// Renewal rate: `Σ min(won, ATR) / Σ ATR`.
  public var renewalRate: Restricted<Rational?> { won.map { [atr] in $0.share(of: atr) } }
  /// On-time renewal rate by count: closed by the last day of service, of all due.
  public var onTimeByCount: Rational? { Rational(onTime).divided(by: Rational(due)) }
  /// On-time renewal rate by ATR.
  public var onTimeByATR: Rational? { onTimeATR.share(of: atr) }
}

extension RenewalForecast {
  /// What was won of what was up for renewal: `min(amount, ATR)` of a won renewal, else nothing.
  public var wonATR: Restricted<Total> {
    amount.map { [category, atr] amount in
      category == .closedWon
        ? Total(min(amount?.amount ?? .zero, atr.amount), atr.currency) : Total(.zero, atr.currency)
    }
  }
}
