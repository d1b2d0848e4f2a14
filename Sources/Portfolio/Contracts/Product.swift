public import Core

/// A product of the catalogue, or one that only the exports name.
public struct Product: Sendable, Hashable {
  /// What is counted.
  public enum Metric: String, Sendable, CaseIterable, Hashable {
    case namedUser = "named_user"
    case concurrent, requester, unrestricted
    case subscriptionUnit = "subscription_unit"
    case node, transaction, capacity, enterprise
  }

  /// Which month of the period counts against the entitlement.
  public enum Count: String, Sendable, CaseIterable, Hashable {
    case peak, latest, average
  }

  /// What a legacy product becomes.
  public struct Migration: Sendable, Hashable {
    /// SKU of the successor.
    public let successor: String
    /// New units for one old unit; the quantity is rounded up.
    public let ratio: Rational
    /// What changes in the counting.
    public let metricNote: String?
    /// Price effect at flat spend, per cent.
    public let priceEffectPercent: Rational?
    /// How sure the mapping is.
    public let confidence: Level?
    /// What it rests on.
    public let evidence: String?
    /// Day by which the mapping must be looked at again.
    public let reviewDay: Day?
    /// Last day the legacy SKU is sold or renewed.
    public let endOfSale: Day?
    /// Last day it is supported.
    public let endOfLife: Day?

    /// A mapping.
    public init(
      successor: String, ratio: Rational, metricNote: String?, priceEffectPercent: Rational?, confidence: Level?,
      evidence: String?, reviewDay: Day?, endOfSale: Day?, endOfLife: Day?
    ) {
      self.successor = successor
      self.ratio = ratio
      self.metricNote = metricNote
      self.priceEffectPercent = priceEffectPercent
      self.confidence = confidence
      self.evidence = evidence
      self.reviewDay = reviewDay
      self.endOfSale = endOfSale
      self.endOfLife = endOfLife
    }
  }

  /// SKU, unique.
  public let sku: String
  /// As readers know it; the SKU if the catalogue doesn't say.
  public let name: String
  /// Product family.
  public let family: String?
  /// What is counted.
  public let metric: Metric?
  /// Products that share a meter are pooled before they are compared with the entitlement; its own SKU by default.
  public let meter: String
  /// List price of one for a year, units of `currency`.
  public let listPrice: Restricted<Rational?>
  /// Currency of the list price.
  public let currency: Currency?
  /// Which month counts; nil means the settings' default.
  public let count: Count?
  /// Whether lines of it recur; false for services sold once.
  public let isRecurring: Bool
  /// Whether it is no longer sold to new customers.
  public let isLegacy: Bool
  /// What it becomes, if it is legacy and mapped.
  public let migration: Migration?
  /// Whether `products.yaml` lists it.
  public let isCatalogued: Bool
  /// Where it is defined, or first named.
  public let location: SourceLocation

  /// A product.
  public init(
    sku: String, name: String, family: String? = nil, metric: Metric? = nil, meter: String? = nil,
    listPrice: Restricted<Rational?>, currency: Currency? = nil, count: Count? = nil, isRecurring: Bool = true,
    isLegacy: Bool = false, migration: Migration? = nil, isCatalogued: Bool, location: SourceLocation
  ) {
    self.sku = sku
    self.name = name
    self.family = family
    self.metric = metric
    self.meter = meter ?? sku
    self.listPrice = listPrice
    self.currency = currency
    self.count = count
    self.isRecurring = isRecurring
    self.isLegacy = isLegacy
    self.migration = migration
    self.isCatalogued = isCatalogued
    self.location = location
  }

  /// By SKU.
  public static func == (a: Product, b: Product) -> Bool { a.sku == b.sku }
  /// By SKU.
  public func hash(into hasher: inout Hasher) { hasher.combine(sku) }
}
