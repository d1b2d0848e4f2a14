/// An amount of money: a whole number of minor units (cents) of one currency. Two currencies are never added without a rate.
public struct Money: Sendable, Hashable {
  /// Minor units: 1,234.50 USD is 123450.
  public let minor: Int64
  /// Its currency.
  public let currency: Currency

  /// `minor` minor units of `currency`.
  public init(minor: Int64, _ currency: Currency) {
    self.minor = minor
    self.currency = currency
  }

  /// `amount` units of `currency`, rounded half to even to minor units; clamped to what 64 bits hold.
  public init(rounding amount: Rational, _ currency: Currency) {
    self.init(minor: amount.rounded(digits: currency.fractionDigits), currency)
  }

  /// Nothing, in `currency`.
  public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

  /// Exact amount in units: 1234.50.
  public var amount: Rational { Rational(Int128(minor), over: Int128(currency.minorPerUnit)) }

  /// Whether it is nothing.
  public var isZero: Bool { minor == 0 }

  /// The sum, or nil if the currencies differ or it does not fit.
  public func adding(_ other: Money) -> Money? {
    guard currency == other.currency else { return nil }
    let (sum, overflow) = minor.addingReportingOverflow(other.minor)
    return overflow ? nil : Money(minor: sum, currency)
  }

  /// In another currency at `rate` (units of `currency` for one of ours), rounded half to even.
  public func converted(to currency: Currency, rate: Rational) -> Money {
    Money(rounding: amount * rate, currency)
  }
}

extension Money: CustomStringConvertible {
  /// `1234.50 USD`: for logs and exports; pages format through `FigureFormat`.
  public var description: String { "\(amount.decimalText(digits: currency.fractionDigits)) \(currency)" }
}
