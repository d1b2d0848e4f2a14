public import Core
public import Portfolio

/// Products that are counted together against what the contract allows for all of them.
public struct MeterPool: Sendable {
  /// The meter's name; a product's own SKU if it shares none.
  public let meter: String
  /// Indexes in `AccountInsight.licences.products`.
  public let members: [Int]
  /// Which month counts.
  public let count: Product.Count
  /// The latest month with a row.
  public let month: Month?
  /// Allowed, all members together.
  public let entitled: Rational
  /// Counted against it, all members together, by the counting rule.
  public let measured: Rational
  /// What the members measured together, by month.
  public let months: [PoolMonth]
  /// Price of one for a year, roll-up currency, over all members.
  public let rate: Rational?
  /// Last day of the term that the exposure runs to: of the contracts of its active lines, the one that ends first.
  public let termEnd: Day?
  /// Days from the as-of day to `termEnd`, 0 or more.
  public let daysLeft: Int
  /// What the months say about those to come; guarded as activity is.
  public let forecast: Restricted<PoolForecast>
  /// Who may see what it means in money.
  let clearance: Audience

  /// `max(0, measured - entitled)`.
  public var over: Rational { max(.zero, measured - entitled) }
  /// Whether more is used than allowed.
  public var isOver: Bool { over > .zero }
  /// Days by which what counts follows the months: the mean of twelve months on a line is that of 5½ months ago.
  public var lag: Int { count == .average ? 167 : 0 }
  /// Whether the counted measure passes what is entitled by the end of the term, if the months pass it on that day.
  public func endsAfter(_ runOut: RunOut) -> Bool { termEnd.map { runOut.day + lag <= $0 } ?? false }
  /// A year's price of what is over, roll-up currency; guarded as activity is.
  public var exposure: Restricted<Rational?> { Restricted(rate.map { over * $0 }, for: clearance) }
  /// Its part to the end of the term: `over × rate × days left / 365`.
  public var exposureToTermEnd: Restricted<Rational?> {
    exposure.map { [daysLeft] in $0.map { $0 * Rational(Int128(daysLeft), over: 365) } }
  }
}

/// What a meter measured in a month, all products of it together.
public struct PoolMonth: Sendable, Hashable {
  /// The month.
  public let month: Month
  /// The larger of assigned and active, summed.
  public let measured: Rational
}

/// What the months of a meter say about those to come.
public struct PoolForecast: Sendable, Hashable {
  /// The line through the months that count; nil without two of them.
  public let trend: UsageTrend?
  /// When it passes what is entitled, or why nothing is said.
  public let outlook: UsageOutlook
  /// The month of the year that peaks, if at least two years show it.
  public let season: UsageSeason?
  /// What the line reaches at the end of the term, where it is followed that far.
  public let atTermEnd: Rational?
}
