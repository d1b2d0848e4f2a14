public import Core
public import Portfolio

/// Increases of price. Percentages are per cent: 5 is 5%.
public enum Uplift {
  /// Price of year `year`, counted from 1, of a price that rises by `percent` every year: `P(1+u)^(n-1)`.
  public static func price(_ price: Rational, percent: Rational, year: Int) -> Rational {
    price * factor(percent).raised(to: max(year - 1, 0))
  }

  /// Sum of the yearly prices over `years` years.
  public static func total(_ price: Rational, percent: Rational, years: Int) -> Rational {
    (1...max(1, min(years, 100))).reduce(.zero) { $0 + self.price(price, percent: percent, year: $1) }
  }

  /// The price after a term of `years` years under the stated basis: 100 at 10% on three years is 110, 130 or 133.1.
  public static func renewed(_ price: Rational, percent: Rational, basis: UpliftBasis, years: Int) -> Rational {
    switch basis {
    case .term: price * factor(percent)
    case .yearSimple: price * (.one + percent * Rational(1, over: 100) * Rational(max(years, 0)))
    case .yearCompound: price * factor(percent).raised(to: years)
    }
  }

  /// What the cap leaves above the quote: `P(1+cap) - quoted`; negative means that the quote is over the cap.
  public static func headroom(_ price: Rational, capPercent: Rational, quoted: Rational) -> Rational {
    price * factor(capPercent) - quoted
  }

  private static func factor(_ percent: Rational) -> Rational { .one + percent * Rational(1, over: 100) }
}

/// The price of several lines taken together, weighted by quantity.
public struct BlendedPrice: Sendable, Hashable {
  /// A part of the blend.
  public struct Part: Sendable, Hashable {
    /// How many.
    public let quantity: Rational
    /// Price of one.
    public let price: Rational
    /// Its increase, per cent.
    public let upliftPercent: Rational

    /// A part of the blend.
    public init(quantity: Rational, price: Rational, upliftPercent: Rational = .zero) {
      self.quantity = quantity
      self.price = price
      self.upliftPercent = upliftPercent
    }
  }

  /// `Σ(q × p) / Σq`.
  public let base: Rational
  /// Each line raised first, then weighted.
  public let uplifted: Rational

  /// The blend; nil if the quantities come to nothing.
  public init?(_ parts: [Part]) {
    let quantity = parts.reduce(Rational.zero) { $0 + $1.quantity }
    let value = parts.reduce(Rational.zero) { $0 + $1.quantity * $1.price }
    let raised = parts.reduce(Rational.zero) {
      $0 + $1.quantity * Uplift.price($1.price, percent: $1.upliftPercent, year: 2)
    }
    guard let base = value.divided(by: quantity), let uplifted = raised.divided(by: quantity) else { return nil }
    self.base = base
    self.uplifted = uplifted
  }
}
