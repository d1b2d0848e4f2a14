/// How figures are written for readers: the same everywhere, whatever the machine's locale.
///
/// Rounding is half to even and happens here only. Negative numbers carry a real minus sign (U+2212).
public enum FigureFormat {
  /// U+2212, as wide as a digit.
  public static let minus = "\u{2212}"

  /// Short money for figures: `$2.62M`, `$118.2K`, `$950`; two digits for millions and billions, at most one for thousands.
  public static func short(_ money: Money) -> String { short(money.amount, money.currency) }

  /// Short money of an exact amount in units of `currency`.
  public static func short(_ amount: Rational, _ currency: Currency) -> String {
    let sign = amount.rounded(digits: 0) < 0 ? minus : ""
    return sign + currency.symbol + short(magnitude: amount.magnitude)
  }

  private static func short(magnitude: Rational) -> String {
    // A scale is taken as soon as its rounded figure would fill it: 999,960 is 1.00M, never 1000.0K.
    if magnitude.rounded(digits: 0) < 1000 { return decimal(magnitude, digits: 0) }
    let thousands = magnitude * Rational(1, over: 1000)
    if thousands.rounded(digits: 1) < 10_000 { return trimmed(thousands, digits: 1) + "K" }
    let millions = magnitude * Rational(1, over: 1_000_000)
    if millions.rounded(digits: 2) < 100_000 { return decimal(millions, digits: 2) + "M" }
    return decimal(magnitude * Rational(1, over: 1_000_000_000), digits: 2) + "B"
  }

  /// Money with its sign and every minor unit: `$1,234.50`.
  public static func exact(_ money: Money) -> String {
    (money.minor < 0 ? minus : "") + money.currency.symbol
      + decimal(money.amount.magnitude, digits: money.currency.fractionDigits)
  }

  /// Money without its sign for columns whose header names the currency: `1,234.50`, and `1,234` if there are no minor units.
  public static func bare(_ money: Money) -> String {
    let isWhole = money.minor % money.currency.minorPerUnit == 0
    return decimal(money.amount, digits: isWhole ? 0 : money.currency.fractionDigits)
  }

  /// A decimal with exactly `digits` digits and grouped thousands: `1,234.5`.
  public static func decimal(_ value: Rational, digits: Int) -> String {
    let digits = max(0, digits)
    let rounded = value.rounded(digits: digits)
    let magnitude = value.numerator < 0 ? value.magnitude.rounded(digits: digits).magnitude : rounded.magnitude
    // Nearly all figures fit in 64 bits, where taking a digit off is ten times as fast.
    var text = UInt64(exactly: magnitude).map { reversedDigits($0, digits) } ?? reversedDigits(magnitude, digits)
    if rounded < 0 { text += minus.utf8.reversed() }
    text.reverse()
    return String(decoding: text, as: UTF8.self)
  }

  /// Figures, point and commas from the last to the first.
  private static func reversedDigits(_ magnitude: some FixedWidthInteger & UnsignedInteger, _ digits: Int) -> [UInt8] {
    var rest = magnitude
    var text: [UInt8] = []
    text.reserveCapacity(32)
    var place = 0
    repeat {
      if place == digits, place > 0 { text.append(0x2E) }
      if place > digits, (place - digits) % 3 == 0 { text.append(0x2C) }
      let (quotient, figure) = rest.quotientAndRemainder(dividingBy: 10)
      text.append(48 + UInt8(truncatingIfNeeded: figure))
      rest = quotient
      place += 1
    } while rest > 0 || place <= digits
    return text
  }

  /// A decimal with at most `digits` digits, grouped, without closing zeros: `1,200`, `0.5`.
  public static func trimmed(_ value: Rational, digits: Int) -> String {
    var digits = max(0, digits)
    var rounded = value.rounded(digits: digits)
    while digits > 0, rounded % 10 == 0 {
      rounded /= 10
      digits -= 1
    }
    return decimal(value, digits: digits)
  }

  /// A decimal that always says its sign: `+1.3`, `−10.0`, `0.0`.
  public static func signed(_ value: Rational, digits: Int) -> String {
    (value.rounded(digits: digits) > 0 ? "+" : "") + decimal(value, digits: digits)
  }

  /// A share as a percentage with one digit: 0.936 is `93.6%`.
  public static func percent(_ share: Rational, digits: Int = 1) -> String {
    decimal(share * Rational(100), digits: digits) + "%"
  }

  /// A share as a percentage that always says its sign: `+7.7%`.
  public static func signedPercent(_ share: Rational, digits: Int = 1) -> String {
    signed(share * Rational(100), digits: digits) + "%"
  }

  /// `1 day`, `69 days`, `−3 days`.
  public static func days(_ count: Int) -> String { counted(count, "day", "days") }

  /// A whole number with its noun: `1 contract`, `1,200 users`.
  public static func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(decimal(Rational(count), digits: 0)) \(count == 1 ? singular : plural)"
  }

  /// How far a day is from the as-of day: `69 days left`, `today`, `20 days late`.
  public static func remaining(_ days: Int) -> String {
    switch days {
    case 0: "today"
    case ..<0: "\(self.days(-days)) late"
    default: "\(self.days(days)) left"
    }
  }
}
