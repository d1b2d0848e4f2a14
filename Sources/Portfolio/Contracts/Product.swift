public import Core

/// A product of the catalogue, or one that only the exports name.
public struct Product: Sendable, Hashable {
  /// What is counted.
  public enum Metric: String, Sendable, CaseIterable, Hashable {
    case namedUser = "named_user"
    case concurrent, requester, unrestricted
    case subscriptionUnit = "subscription_unit"
    case node, transaction, capacity, enterprise

    /// Whether a count can pass what the contract lists; an enterprise licence has one price, whoever uses it.
    public var isLimited: Bool { self != .enterprise }
  }

  /// Which month of the period counts against the entitlement.
  public enum Count: String, Sendable, CaseIterable, Hashable {
    case peak, latest, average
  }

  /// SKU, unique.
  public let sku: String
  /// As readers know it; the SKU if the catalogue doesn't say.
  public let name: String
  /// Product family.
  public let family: String?
  /// What is counted.
  public let metric: Metric?
  /// What one licence covers, in the catalogue's words: `1,000 flow runs a year`.
  public let unit: String?
  /// Products that share a meter are pooled before they are compared with the entitlement; its own SKU by default.
  public let meter: String
  /// List price of one for a year, units of `currency`.
  public let listPrice: Restricted<Rational?>
  /// Currency of the list price; nil means the roll-up currency.
  public let currency: Currency?
  /// Which month counts; nil means the settings' default.
  public let count: Count?
  /// Spare licences on top of the need, per cent, when it is right-sized; nil means the settings' default.
  public let headroomPercent: Rational?
  /// Whether lines of it recur; false for services sold once.
  public let isRecurring: Bool
  /// Whether it is no longer sold to new customers.
  public let isLegacy: Bool
  /// Last day on which it is sold or renewed.
  public let endOfSale: Day?
  /// Last day on which it is supported.
  public let endOfLife: Day?
  /// What it becomes, if it is legacy and mapped.
  public let migration: Migration?
  /// Whether `products.yaml` lists it.
  public let isCatalogued: Bool
  /// Where it is defined, or first named.
  public let location: SourceLocation

  /// A product.
  public init(
    sku: String, name: String, family: String? = nil, metric: Metric? = nil, unit: String? = nil, meter: String? = nil,
    listPrice: Restricted<Rational?>, currency: Currency? = nil, count: Count? = nil, headroomPercent: Rational? = nil,
    isRecurring: Bool = true, isLegacy: Bool = false, endOfSale: Day? = nil, endOfLife: Day? = nil,
    migration: Migration? = nil, isCatalogued: Bool, location: SourceLocation
  ) {
    self.sku = sku
    self.name = name
    self.family = family
    self.metric = metric
    self.unit = unit
    self.meter = meter ?? sku
    self.listPrice = listPrice
    self.currency = currency
    self.count = count
    self.headroomPercent = headroomPercent
    self.isRecurring = isRecurring
    self.isLegacy = isLegacy
    self.endOfSale = endOfSale
    self.endOfLife = endOfLife
    self.migration = migration
    self.isCatalogued = isCatalogued
    self.location = location
  }

  /// By SKU.
  public static func == (a: Product, b: Product) -> Bool { a.sku == b.sku }
  /// By SKU.
  public func hash(into hasher: inout Hasher) { hasher.combine(sku) }
}
