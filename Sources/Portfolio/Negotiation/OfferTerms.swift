public import Core

/// What is offered: a term, an uplift, and what changes on the contract's lines.
public struct OfferTerms: Sendable, Hashable {
  /// How long it runs.
  public enum Length: Sendable, Hashable {
    /// So many months.
    case months(Int)
    /// Through a last day of service, inclusive.
    case through(Day)
    /// Through the last day of another contract of the account or its family, by id.
    case withContract(String)
  }

  /// How a part of a year is counted.
  public enum Proration: String, Sendable, CaseIterable, Hashable {
    /// Whole months at a twelfth, left-over days at 1/365.
    case months
    /// Inclusive days at 1/365.
    case days
  }

  /// First day of service; nil is the renewal date.
  public var start: Day?
  /// How long it runs.
  public var length: Length
  /// How a part of a year is counted; nil is by days when it ends with something else, by months when it has a term of its own.
  public var proration: Proration?
  /// Uplift on today's prices, per cent.
  public var upliftPercent: Rational
  /// What the uplift is counted on.
  public var basis: UpliftBasis
  /// Increase each further year, per cent; of an uplift per term alone.
  public var annualUpliftPercent: Rational?
  /// Most that a further year may rise, per cent. Without an increase of its own, a further year rises by it.
  public var annualCapPercent: Rational?
  /// Discount on the raised price, per cent.
  public var discountPercent: Rational?
  /// What changes on the lines, in the note's order.
  public var lines: [LineEdit]

  /// Terms.
  public init(
    start: Day? = nil, length: Length = .months(12), proration: Proration? = nil, upliftPercent: Rational = .zero,
    basis: UpliftBasis = .term, annualUpliftPercent: Rational? = nil, annualCapPercent: Rational? = nil,
    discountPercent: Rational? = nil, lines: [LineEdit] = []
  ) {
    self.start = start
    self.length = length
    self.proration = proration
    self.upliftPercent = upliftPercent
    self.basis = basis
    self.annualUpliftPercent = annualUpliftPercent
    self.annualCapPercent = annualCapPercent
    self.discountPercent = discountPercent
    self.lines = lines
  }

  /// How a part of a year is counted here.
  public var counting: Proration {
    if let proration { return proration }
    return if case .months = length { .months } else { .days }
  }
}

/// A change of one line, or a line more.
public struct LineEdit: Sendable, Hashable {
  /// SKU of the line that changes, or of the one that is added.
  public var sku: String?
  /// Id of the line that changes; stands before the SKU.
  public var line: String?
  /// SKU of the successor that the line moves to.
  public var successor: String?
  /// New units for one old unit; nil is the catalogue's.
  public var ratio: Rational?
  /// Whether it is a further line, even if the contract has one of that SKU.
  public var isAdded = false
  /// Whether the line goes.
  public var isRemoved = false
  /// How many; nil keeps the quantity.
  public var quantity: Rational?
  /// What one costs in the first year, as it will stand in the quote: uplift and discount don't touch it.
  public var price: Rational?
  /// Uplift of this line alone, per cent.
  public var upliftPercent: Rational?
  /// Discount of this line alone, per cent.
  public var discountPercent: Rational?
  /// First day of service; nil is that of the offer.
  public var start: Day?
  /// Last day of service; nil is that of the offer.
  public var end: Day?
  /// Months from its own start; stands before `end`.
  public var termMonths: Int?
  /// Where the entry stands.
  public let location: SourceLocation

  /// No change yet.
  public init(location: SourceLocation) { self.location = location }
}
