public import Core
public import Portfolio

/// A year of an offer.
public struct OfferYear: Sendable, Hashable {
  /// Counted from 1.
  public let year: Int
  /// First and last day; the last year may be short.
  public let span: ClosedRange<Day>
  /// What is paid for it: every line by the part of the year that it runs, one-off lines in the year in which they start.
  public let amount: Rational
  /// Price a year of the recurring lines that run on its last day.
  public let annual: Rational
}

/// What an offer comes to, in the contract's currency, exact.
public struct OfferValue: Sendable {
  /// What it starts from.
  public let base: OfferBase
  /// What it offers.
  public let terms: OfferTerms
  /// First and last day of service.
  public let span: ClosedRange<Day>
  /// Its lines; those that go are left out.
  public let lines: [OfferLine]
  /// Year by year.
  public let years: [OfferYear]

  /// The value of `terms` on `base`, with lines that are resolved.
  init(_ base: OfferBase, _ terms: OfferTerms, span: ClosedRange<Day>, lines: [OfferLine]) {
    self.base = base
    self.terms = terms
    self.span = span
    self.lines = lines
    let term = Term(from: span.lowerBound, through: span.upperBound)
    let count = min(max((term.months + (term.days > 0 ? 1 : 0) + 11) / 12, 1), 100)
    years = (1...count).map { year in
      let first = span.lowerBound.adding(months: 12 * (year - 1))
      let last = min(span.lowerBound.adding(months: 12 * year) - 1, span.upperBound)
      return Self.year(year, first...max(first, last), terms, lines)
    }
  }

  private static func year(
    _ year: Int, _ span: ClosedRange<Day>, _ terms: OfferTerms, _ lines: [OfferLine]
  ) -> OfferYear {
    var (amount, annual) = (Rational.zero, Rational.zero)
    for line in lines {
      guard line.isRecurring else {
        if span.contains(line.span.lowerBound) { amount += line.quantity * line.firstPrice(terms) }
        continue
      }
      guard line.span.overlaps(span) else { continue }
      let price = line.annual(inYear: year, terms)
      amount += price * part(of: line.span.clamped(to: span), terms.counting)
      if line.span.contains(span.upperBound) { annual += price }
    }
    return OfferYear(year: year, span: span, amount: amount, annual: annual)
  }

  /// The part of a year that a span is: twelve months are one, whichever way parts are counted.
  static func part(of span: ClosedRange<Day>, _ counting: OfferTerms.Proration) -> Rational {
    let term = Term(from: span.lowerBound, through: span.upperBound)
    if term.months == 12, term.days == 0 { return .one }
    switch counting {
    case .months: return term.years
    case .days: return Rational(Int128(span.upperBound - span.lowerBound + 1), over: 365)
    }
  }

  /// Ids of the contract's lines that are not part of it.
  public var gone: [String] { base.lines.map(\.id).filter { id in !lines.contains { $0.id == id } } }

  private var recurring: [OfferLine] { lines.filter(\.isRecurring) }

  /// Months of service, a part of one counted as a whole.
  public var months: Int {
    let term = Term(from: span.lowerBound, through: span.upperBound)
    return term.months + (term.days > 0 ? 1 : 0)
  }

  /// Price a year on the first day.
  public var arr: Rational {
    recurring.reduce(.zero) { sum, line in
      line.span.contains(span.lowerBound) ? sum + line.annual(inYear: 1, terms) : sum
    }
  }

  /// Price a year on the last day.
  public var exitARR: Rational { years.last?.annual ?? .zero }

  /// What is paid in all.
  public var total: Rational { years.reduce(.zero) { $0 + $1.amount } }

  /// Price a year on the first day less what is paid today.
  public var change: Rational { arr - base.annual }

  /// The same as a share of what is paid today.
  public var changeShare: Rational? { change.divided(by: base.annual) }

  /// What the offered quantities cost at today's prices, of lines that there are today.
  public var likeToday: Rational { like.reduce(.zero) { $0 + $1.quantity * ($1.today ?? .zero) } }

  /// What they cost in the first year of the offer.
  public var likeOffered: Rational { like.reduce(.zero) { $0 + $1.annual(inYear: 1, terms) } }

  private var like: [OfferLine] { recurring.filter { $0.today != nil } }

  /// Effective uplift: change of the prices themselves, at the offered quantities.
  public var effectiveUplift: Rational? { (likeOffered - likeToday).divided(by: likeToday) }

  /// What the offered quantities would cost if nothing were given away.
  public var reference: Rational { recurring.reduce(.zero) { $0 + $1.quantity * $1.reference(terms) } }

  /// What they cost in the first year.
  public var offered: Rational { recurring.reduce(.zero) { $0 + $1.annual(inYear: 1, terms) } }

  /// Effective discount: what is given away of the reference; never below zero. It is what must be approved.
  public var discount: Rational? { max(reference - offered, .zero).divided(by: reference) }

  /// Lines whose list price is known.
  public var listed: [OfferLine] { recurring.filter { ($0.list ?? .zero) > .zero } }

  /// Distance to the list price, of the lines whose list price is known.
  public var listDiscount: Rational? {
    let list = listed.reduce(Rational.zero) { $0 + $1.quantity * ($1.list ?? .zero) }
    return (list - listed.reduce(Rational.zero) { $0 + $1.annual(inYear: 1, terms) }).divided(by: list)
  }

  /// Compound annual growth from today's price to that of the last year, over as many years as the offer has.
  public var growth: Rational? { GrowthRate.compound(from: base.annual, to: exitARR, years: years.count) }

  /// What the contract's cap leaves: today's prices at the offered quantities, raised by the cap, less what is offered.
  public var headroom: Rational? {
    base.capPercent.map { Uplift.headroom(likeToday, capPercent: $0, quoted: likeOffered) }
  }

  /// Price of one by metric in the first year, weighted by quantity, in the order of the lines.
  public var unitPrices: [(metric: Product.Metric?, price: Rational)] {
    var order: [Product.Metric?] = []
    for line in recurring where !order.contains(line.metric) { order.append(line.metric) }
    return order.compactMap { metric in
      let lines = recurring.filter { $0.metric == metric }
      let quantity = lines.reduce(Rational.zero) { $0 + $1.quantity }
      return lines.reduce(Rational.zero) { $0 + $1.annual(inYear: 1, terms) }.divided(by: quantity).map { (metric, $0) }
    }
  }
}
