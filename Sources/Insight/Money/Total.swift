public import Core
import Portfolio

/// A sum of money in the roll-up currency, exact; rounded only where it is shown. What no rate could convert is named.
public struct Total: Sendable, Hashable {
  /// In units of `currency`, before rounding.
  public private(set) var amount: Rational
  /// The roll-up currency.
  public let currency: Currency
  /// Currencies without a rate, whose amounts were left out, by code.
  public private(set) var leftOut: [Currency] = []

  /// A sum.
  public init(_ amount: Rational, _ currency: Currency, leftOut: [Currency] = []) {
    self.amount = amount
    self.currency = currency
    self.leftOut = leftOut
  }

  /// Rounded half to even to minor units.
  public var money: Money { Money(rounding: amount, currency) }
  /// `$2.62M`.
  public var short: String { FigureFormat.short(amount, currency) }
  /// `$2,618,400.00`.
  public var exact: String { FigureFormat.exact(money) }

  /// Adds another sum in the same currency.
  public static func += (a: inout Total, b: Total) {
    a.amount += b.amount
    for currency in b.leftOut { a.leaveOut(currency) }
  }

  /// The sum of two sums in the same currency.
  public static func + (a: Total, b: Total) -> Total {
    var sum = a
    sum += b
    return sum
  }

  /// Notes that an amount in `currency` could not be converted.
  mutating func leaveOut(_ currency: Currency) {
    guard let place = leftOut.firstIndex(where: { $0 >= currency }) else { return leftOut.append(currency) }
    if leftOut[place] != currency { leftOut.insert(currency, at: place) }
  }

  /// This sum as a share of another; nil if that is nothing.
  public func share(of whole: Total) -> Rational? { amount.divided(by: whole.amount) }
}

/// Turns amounts into the roll-up currency at the settings' rates.
struct RollUp: Sendable {
  let currency: Currency
  private let rates: ExchangeRates

  init(_ settings: Settings) {
    currency = settings.currency
    rates = settings.rates
  }

  var zero: Total { Total(.zero, currency) }

  func rate(of currency: Currency) -> Rational? { currency == self.currency ? .one : rates[currency] }

  func total(_ amount: Rational, _ currency: Currency) -> Total {
    if currency == self.currency { return Total(amount, currency) }
    guard let rate = rates[currency] else {
      return Total(.zero, self.currency, leftOut: amount.isZero ? [] : [currency])
    }
    return Total(amount * rate, self.currency)
  }

  func total(_ money: Money) -> Total { total(money.amount, money.currency) }
}
