public import Core

/// A renewal as a snapshot keeps it: what a forecast said on a day.
public struct SnapshotDeal: Sendable, Hashable {
  /// Opportunity id; without one, the contract's.
  public var id: String
  /// Slug of the account.
  public var account: String
  /// Id of the contract that it renews.
  public var contract: String?
  /// The category that counted.
  public var category: ForecastCategory?
  /// The amount that counted, in its own currency.
  public var amount: Money
  /// Units of the roll-up currency for one of `amount`'s; nil if none was set.
  public var rate: Rational?
  /// Up for renewal, roll-up currency.
  public var atr: Money
  /// Expected or actual close.
  public var closeDate: Day
  /// First day after the contract's last.
  public var renewalDate: Day?
  /// The CRM's category as the CRM writes it.
  public var rawCategory: String?
  /// The manager's call, if there was one.
  public var call: ForecastCategory?
  /// E-mail of the renewals manager.
  public var owner: String
  /// Health score of the account, 0...100.
  public var health: Rational?
  /// Health band of the account.
  public var band: Band?
  /// Open risks of the account: `R1:high`.
  public var risks: [String]

  /// A deal.
  public init(
    id: String, account: String, contract: String? = nil, category: ForecastCategory?, amount: Money, rate: Rational?,
    atr: Money, closeDate: Day, renewalDate: Day? = nil, rawCategory: String? = nil, call: ForecastCategory? = nil,
    owner: String = "", health: Rational? = nil, band: Band? = nil, risks: [String] = []
  ) {
    self.id = id
    self.account = account
    self.contract = contract
    self.category = category
    self.amount = amount
    self.rate = rate
    self.atr = atr
    self.closeDate = closeDate
    self.renewalDate = renewalDate
    self.rawCategory = rawCategory
    self.call = call
    self.owner = owner
    self.health = health
    self.band = band
    self.risks = risks
  }

  /// By account, then id: the order of a snapshot.
  public static func precedes(_ a: SnapshotDeal, _ b: SnapshotDeal) -> Bool {
    a.account.utf8.elementsEqual(b.account.utf8)
      ? a.id.utf8.lexicographicallyPrecedes(b.id.utf8) : a.account.utf8.lexicographicallyPrecedes(b.account.utf8)
  }

  /// Blank but for what `parts` say; category, dates and calls always stay, so a copy must be guarded as forecasts are.
  func knowing(_ parts: Set<ClearancePolicy.Part>) -> SnapshotDeal {
    var deal = self
    if !parts.contains(.amounts) { deal.amount = .zero(amount.currency) }
    if !parts.contains(.health) { (deal.health, deal.band) = (nil, nil) }
    if !parts.contains(.risks) { deal.risks = [] }
    return deal
  }
}
