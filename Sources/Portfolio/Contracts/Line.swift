public import Core

/// A contract line: a quantity of a product at a price for a while. The segments of a ramp are separate lines.
public struct Line: Sendable {
  /// Id, unique within its contract; the row number if the export has none.
  public let id: String
  // Packed, in this order: a book has a million lines, and what isn't touched needn't be cleared or copied.
  private var contractIndex: Int32
  private var productIndex: Int32
  /// How many.
  public let quantity: Quantity
  private let unit: PackedRational
  private let yearly: PackedRational
  private let list: Restricted<PackedRational>
  private let discount: Restricted<PackedRational>
  /// Whether it recurs; one-off lines count in TCV only.
  public let isRecurring: Bool
  /// First day of service.
  public let start: Day
  /// Last day of service, inclusive.
  public let end: Day
  /// Row of the export.
  public let location: SourceLocation

  /// A line whose values were checked by the reader: `end >= start`.
  public init(
    id: String, contract: Int, product: Int, quantity: Quantity, unitPrice: Rational, listPrice: Restricted<Rational?>,
    discountPercent: Restricted<Rational?>, start: Day, end: Day, annual: Rational, isRecurring: Bool,
    location: SourceLocation
  ) {
    self.id = id
    contractIndex = Int32(contract)
    productIndex = Int32(product)
    self.quantity = quantity
    unit = PackedRational(unitPrice)
    list = listPrice.map(PackedRational.init)
    discount = discountPercent.map(PackedRational.init)
    self.start = start
    self.end = end
    yearly = PackedRational(annual)
    self.isRecurring = isRecurring
    self.location = location
  }

  /// Index in `Portfolio.contracts`.
  public internal(set) var contract: Int {
    get { Int(contractIndex) }
    set { contractIndex = Int32(newValue) }
  }
  /// Index in `Portfolio.products`.
  public internal(set) var product: Int {
    get { Int(productIndex) }
    set { productIndex = Int32(newValue) }
  }

  /// Price of one for a year (for one-off lines: of one), in the contract's currency, units.
  public var unitPrice: Rational { unit.value ?? .zero }
  /// List price of one; the customer need not see it.
  public var listPrice: Restricted<Rational?> { list.map(\.value) }
  /// Discount on the list price, per cent.
  public var discountPercent: Restricted<Rational?> { discount.map(\.value) }
  /// Value of a year of service (for one-off lines: the whole), exact; quantity × unit price unless the export says otherwise.
  public var annual: Rational { yearly.value ?? .zero }

  /// Whether service is due on `day`.
  public func isActive(on day: Day) -> Bool { start <= day && day <= end }
}

/// A count or capacity, exact to thousandths, in eight bytes.
public struct Quantity: Sendable, Hashable, Comparable {
  /// Thousandths.
  public let thousandths: Int64

  /// `thousandths` thousandths.
  public init(thousandths: Int64) { self.thousandths = thousandths }

  /// Rounded half to even to thousandths; clamped.
  public init(_ value: Rational) { thousandths = value.rounded(digits: 3) }

  /// A whole number; clamped.
  public init(_ whole: Int) { thousandths = Rational(whole).rounded(digits: 3) }

  /// Exact.
  public var rational: Rational { Rational(Int128(thousandths), over: 1000) }

  /// By size.
  public static func < (a: Quantity, b: Quantity) -> Bool { a.thousandths < b.thousandths }
}
