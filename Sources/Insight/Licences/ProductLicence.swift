public import Core
public import Portfolio

/// A month of a chart.
public struct LicenceMonth: Sendable, Hashable {
  /// The month.
  public let month: Month
  /// What the contract allows.
  public let entitled: Rational?
  /// What was handed out.
  public let assigned: Rational?
  /// What was used.
  public let active: Rational?
}

/// The licence position of one product at one account, of the months that count: the twelve up to the as-of month.
public struct ProductLicence: Sendable {
  /// Index in `Portfolio.products`.
  public let product: Int
  /// Which month counts.
  public let count: Product.Count
  /// The latest month with a row.
  public let month: Month?
  /// What the contract allows: the latest row's figure, else the quantities of active recurring lines.
  public let entitled: Rational?
  /// What was handed out, by the counting rule.
  public let assigned: Rational?
  /// What was used, by the counting rule.
  public let active: Rational?
  /// Price of one for a year, roll-up currency: annual amounts over quantities of the active recurring lines.
  public let rate: Rational?
  /// Rows of the months that count.
  public let usage: Range<Int>
  /// Active recurring lines of the product, as indexes in `Portfolio.lines`.
  public let lines: [Int]
  /// Last day of the contract of its active lines that ends first.
  public let termEnd: Day?
  /// Who may see what it means in money: a customer's copy shows counts, not what we make of them.
  let clearance: Audience

  /// `assigned / entitled`.
  public var deployed: Rational? { share(assigned, entitled) }
  /// `active / entitled`.
  public var utilization: Rational? { share(active, entitled) }
  /// `active / assigned`.
  public var depth: Rational? { share(active, assigned) }
  /// What isn't used: `max(0, entitled - active)`.
  public var unused: Rational? { entitled.flatMap { entitled in active.map { max(.zero, entitled - $0) } } }
  /// A year's price of what isn't used, roll-up currency; guarded as activity is.
  public var unusedValue: Restricted<Rational?> {
    Restricted(unused.flatMap { unused in rate.map { unused * $0 } }, for: clearance)
  }
  /// What counts against the entitlement: the larger of assigned and active.
  public var measured: Rational? {
    switch (assigned, active) {
    case (let assigned?, let active?): max(assigned, active)
    default: assigned ?? active
    }
  }

  private func share(_ part: Rational?, _ whole: Rational?) -> Rational? {
    part.flatMap { part in whole.flatMap { part.divided(by: $0) } }
  }
}

/// Products that are counted together against what the contract allows for all of them.
public struct MeterPool: Sendable {
  /// The meter's name; a product's own SKU if it shares none.
  public let meter: String
  /// Indexes in `AccountInsight.licences.products`.
  public let members: [Int]
  /// The latest month with a row.
  public let month: Month?
  /// Allowed, all members together.
  public let entitled: Rational
  /// Counted against it, all members together, by the counting rule.
  public let measured: Rational
  /// Price of one for a year, roll-up currency, over all members.
  public let rate: Rational?
  /// Last day of the term that the exposure runs to: of the contracts of its active lines, the one that ends first.
  public let termEnd: Day?
  /// Days from the as-of day to `termEnd`, 0 or more.
  public let daysLeft: Int
  /// Who may see what it means in money.
  let clearance: Audience

  /// `max(0, measured - entitled)`.
  public var over: Rational { max(.zero, measured - entitled) }
  /// Whether more is used than allowed.
  public var isOver: Bool { over > .zero }
  /// A year's price of what is over, roll-up currency; guarded as activity is.
  public var exposure: Restricted<Rational?> { Restricted(rate.map { over * $0 }, for: clearance) }
  /// Its part to the end of the term: `over × rate × days left / 365`.
  public var exposureToTermEnd: Restricted<Rational?> {
    exposure.map { [daysLeft] in $0.map { $0 * Rational(Int128(daysLeft), over: 365) } }
  }
}

/// A legacy product at an account, and what becomes of it.
public struct MigrationNeed: Sendable {
  /// Index in `Portfolio.products` of the legacy product.
  public let product: Int
  /// Index of the successor; nil if the product is not mapped, or the catalogue doesn't know the successor.
  public let successor: Int?
  /// Licensed today.
  public let quantity: Rational
  /// Needed of the successor: `ceil(quantity × ratio)`; nil if unmapped.
  public let newQuantity: Int64?
  /// Today's annual amount, roll-up currency.
  public let annual: Rational
  /// Price effect of the mapping at flat spend, roll-up currency a year.
  public let priceEffect: Rational?
  /// Price of one new unit if the spend stays what it is.
  public let flatUnitPrice: Rational?
  /// Whether the mapping must be looked at again by now.
  public let isReviewDue: Bool

  /// Whether nobody has said what it becomes.
  public var isUnmapped: Bool { newQuantity == nil }
}

/// What an account might do with licences it doesn't use.
public struct RightSize: Sendable, Hashable {
  /// The highest count of the months that count, rounded up: nobody loses a licence.
  public let quantity: Int64
  /// Change against what is licensed, roll-up currency a year; negative is what we would lose.
  public let change: Rational?
}

/// The licence position of an account.
public struct LicenceInsight: Sendable {
  /// By product.
  public let products: [ProductLicence]
  /// By meter.
  public let pools: [MeterPool]
  /// Legacy products with active lines; guarded as activity is.
  public let migrations: Restricted<[MigrationNeed]>

  /// Pools that use more than they may.
  public var overdeployed: [MeterPool] { pools.filter(\.isOver) }
}

extension ProductLicence {
  /// The twelve months' rows, for a chart; months without a row are left out.
  public func series(in portfolio: Portfolio) -> [LicenceMonth] {
    portfolio.usage[usage].map {
      LicenceMonth(
        month: $0.month, entitled: $0.entitled?.rational, assigned: $0.assigned?.rational, active: $0.active?.rational)
    }
  }

  /// The smallest quantity at which nobody of the last twelve months would have gone without; nil without a measurement.
  /// Guarded as activity is.
  public func rightSize(in portfolio: Portfolio) -> Restricted<RightSize?> {
    Restricted(size(in: portfolio), for: clearance)
  }

  private func size(in portfolio: Portfolio) -> RightSize? {
    let peak = portfolio.usage[usage].compactMap { [$0.assigned, $0.active].compactMap(\.self).max() }.max()
    guard let peak, let entitled else { return nil }
    let quantity = peak.rational.roundedUp
    return RightSize(quantity: quantity, change: rate.map { (Rational(quantity) - entitled) * $0 })
  }
}
