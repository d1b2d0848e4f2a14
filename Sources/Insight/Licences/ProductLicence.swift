public import Core
public import Portfolio

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
  /// The highest measurement of the months that count, whatever the counting rule.
  public let peak: UsagePeak?
  /// What must be covered when the product is right-sized: the peak, or the mean where the contract counts the mean.
  let need: Rational?
  /// Spare licences on top of the need, per cent.
  public let headroomPercent: Rational
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

  /// The quantity that would cover the need with the stated headroom; nil without a measurement or an entitlement. Guarded as
  /// activity is.
  public var rightSize: Restricted<RightSize?> { Restricted(size, for: clearance) }

  private var size: RightSize? {
    guard let need, let entitled else { return nil }
    let quantity = (need * (1 + headroomPercent * Rational(1, over: 100))).roundedUp
    return RightSize(
      need: need, isAverage: count == .average, headroomPercent: headroomPercent, quantity: quantity,
      change: rate.map { (Rational(quantity) - entitled) * $0 })
  }

  private func share(_ part: Rational?, _ whole: Rational?) -> Rational? {
    part.flatMap { part in whole.flatMap { part.divided(by: $0) } }
  }
}

/// The highest measurement of several months.
public struct UsagePeak: Sendable, Hashable {
  /// The month; of equals the latest.
  public let month: Month
  /// The larger of assigned and active in it.
  public let value: Rational
  /// Its row, as an index in `Portfolio.usage`.
  public let row: Int
}

/// A quantity that fits what was used: what an account might renew.
public struct RightSize: Sendable, Hashable {
  /// What must be covered.
  public let need: Rational
  /// Whether that is the mean of the months; else their peak.
  public let isAverage: Bool
  /// Spare licences on top, per cent.
  public let headroomPercent: Rational
  /// `⌈need × (1 + headroom)⌉`.
  public let quantity: Int64
  /// Change against what is licensed at today's price, roll-up currency a year; negative is what we would lose.
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
  /// Moves of the last 90 days; guarded as activity is.
  public let moves: Restricted<[MigrationMove]>

  /// Pools that use more than they may.
  public var overdeployed: [MeterPool] { pools.filter(\.isOver) }

  /// The pool that a product at a place in `products` is counted in.
  public func pool(ofProduct place: Int) -> MeterPool? { pools.first { $0.members.contains(place) } }
}
