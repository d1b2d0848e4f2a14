/// How the values of an axis are written.
public enum AxisFormat: Sendable, Hashable {
  /// Whole numbers: `1,500`; in thousands or millions where they are many: `300K`.
  case count
  /// Shares of one: 0.85 is `85%`.
  case percent
  /// Short money with its sign: `$0.3M`, `€250K`.
  case money(sign: String)

  /// The text of a tick of `scale`.
  func text(_ value: Double, on scale: Scale) -> String {
    switch self {
    case .count:
      let isLarge = max(abs(scale.low), abs(scale.high)) >= 100_000
      return isLarge ? Self.short(value, on: scale, sign: "") : DecimalText.grouped(value, digits: scale.digits(in: 1))
    case .percent: return DecimalText.grouped(value * 100, digits: scale.digits(in: 0.01)) + "%"
    case .money(let sign): return Self.short(value, on: scale, sign: sign)
    }
  }

  private static func short(_ value: Double, on scale: Scale, sign: String) -> String {
    guard value != 0 else { return "0" }
    let (unit, letter) = unit(for: max(abs(scale.low), abs(scale.high)))
    let text = DecimalText.grouped(abs(value) / unit, digits: scale.digits(in: unit))
    return (value < 0 ? "\u{2212}" : "") + sign + text + letter
  }

  private static func unit(for value: Double) -> (Double, String) {
    if value >= 1e9 { return (1e9, "B") }
    if value >= 1e6 { return (1e6, "M") }
    return value >= 1e3 ? (1e3, "K") : (1, "")
  }
}
