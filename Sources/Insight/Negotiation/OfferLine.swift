public import Core
public import Portfolio

/// A line of an offer: how many of what, what one costs today and will cost, and what that is held against.
public struct OfferLine: Sendable, Hashable {
  /// Where it comes from.
  public enum Origin: String, Sendable, Hashable {
    case kept, changed, added, migrated
  }

  /// Where it comes from.
  public internal(set) var origin: Origin
  /// Id of the contract's line; nil for a line that is new.
  public let id: String?
  /// SKU.
  public internal(set) var sku: String
  /// The product as readers know it.
  public internal(set) var name: String
  /// What is counted.
  public internal(set) var metric: Product.Metric?
  /// How many.
  public internal(set) var quantity: Rational
  /// How many today; nil for a line that is new.
  public let quantityToday: Rational?
  /// What one costs a year today; nil for a line that is new.
  public internal(set) var today: Rational?
  /// What the uplift is counted on; nil if nothing but a written price is known.
  public internal(set) var base: Rational?
  /// The price that was written; uplift and discount of the offer don't touch it.
  public internal(set) var price: Rational?
  /// List price of one for a year, if it is known to who asks.
  public internal(set) var list: Rational?
  /// Uplift of its own, per cent.
  public internal(set) var upliftPercent: Rational?
  /// Discount of its own, per cent.
  public internal(set) var discountPercent: Rational?
  /// First and last day of service, within the offer's.
  public internal(set) var span: ClosedRange<Day>
  /// Whether it recurs; one-off lines count in the total alone.
  public internal(set) var isRecurring: Bool
  /// The entry or row it comes from.
  public internal(set) var location: SourceLocation

  /// Whether nothing says what it costs.
  public var isUnpriced: Bool { price == nil && base == nil }
}

extension OfferLine {
  /// Price of one in the first year: what is written, else the base with uplift and discount.
  public func firstPrice(_ terms: OfferTerms) -> Rational {
    let uplift = upliftPercent ?? (price != nil || today == nil ? .zero : terms.upliftPercent)
    let discount = discountPercent ?? (price != nil ? .zero : terms.discountPercent ?? .zero)
    return (price ?? base ?? .zero) * Self.factor(uplift) * Self.factor(-discount)
  }

  /// Price of one before anything is given away: today's price with the uplift, of a new line the list price. An uplift
  /// below zero is given away too.
  public func reference(_ terms: OfferTerms) -> Rational {
    guard today != nil, let base else { return list ?? base ?? price ?? .zero }
    return base * Self.factor(max(upliftPercent ?? terms.upliftPercent, .zero))
  }

  /// Price of one in the year `year`, counted from 1.
  public func price(inYear year: Int, _ terms: OfferTerms) -> Rational {
    guard isRecurring else { return firstPrice(terms) }
    let growth = OfferGrowth(terms, upliftPercent: upliftPercent ?? terms.upliftPercent)
    return firstPrice(terms) * growth.since(year)
  }

  /// Price a year in the year `year`: quantity × price.
  public func annual(inYear year: Int, _ terms: OfferTerms) -> Rational { quantity * price(inYear: year, terms) }

  static func factor(_ percent: Rational) -> Rational { .one + percent * Rational(1, over: 100) }
}

/// How prices rise over the years of an offer.
struct OfferGrowth {
  private let terms: OfferTerms
  private let uplift: Rational

  init(_ terms: OfferTerms, upliftPercent: Rational) {
    self.terms = terms
    uplift = upliftPercent
  }

  /// Price of year `year` over that of the first.
  func since(_ year: Int) -> Rational {
    guard year > 1 else { return .one }
    if terms.basis == .term { return OfferLine.factor(yearly).raised(to: year - 1) }
    let first = raw(1)
    guard var level = first.isZero ? nil : Rational.one else { return .one }
    for year in 2...min(year, 100) {
      let wanted = raw(year).divided(by: first) ?? .one
      level = terms.annualCapPercent.map { min(wanted, level * OfferLine.factor($0)) } ?? wanted
    }
    return level
  }

  /// Increase each further year of an uplift per term: the smaller of the two that may be stated.
  private var yearly: Rational {
    let (wanted, cap) = (terms.annualUpliftPercent, terms.annualCapPercent)
    return wanted.map { min($0, cap ?? $0) } ?? cap ?? .zero
  }

  private func raw(_ year: Int) -> Rational {
    Uplift.renewed(.one, percent: uplift, basis: terms.basis, years: year)
  }
}
