import Core

/// Numbers as text without a locale and without `String(format:)`: the same digits on every machine.
enum DecimalText {
  /// At most two decimals, without trailing zeros; `-0` is `0`. What isn't finite is 0, what is huge is clamped.
  static func append(_ value: Double, to bytes: inout ByteWriter) {
    append(hundredths: hundredths(value), to: &bytes)
  }

  /// With exactly `digits` decimals (0...6), half to even, thousands parted by commas and a real minus sign.
  static func grouped(_ value: Double, digits: Int = 0) -> String {
    let digits = min(max(digits, 0), 6)
    let power = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][digits]
    let scaled = Int64((value.sane * Double(power)).rounded(.toNearestOrEven))
    let whole = scaled.magnitude / UInt64(power)
    var text = grouped(whole)
    if digits > 0 {
      let fraction = String(scaled.magnitude % UInt64(power))
      text += "." + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
    }
    return (scaled < 0 ? "\u{2212}" : "") + text
  }

  private static func grouped(_ whole: UInt64) -> String {
    let figures = Array(String(whole).utf8)
    var bytes: [UInt8] = []
    for (index, figure) in figures.enumerated() {
      if index > 0, (figures.count - index) % 3 == 0 { bytes.append(0x2C) }
      bytes.append(figure)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hundredths(_ value: Double) -> Int64 {
    Int64((value.sane * 100).rounded(.toNearestOrEven))
  }

  private static func append(hundredths: Int64, to bytes: inout ByteWriter) {
    if hundredths < 0 { bytes.append(0x2D) }
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    appendDigits(whole, to: &bytes)
    guard rest > 0 else { return }
    bytes.append(0x2E)
    bytes.append(UInt8(48 + rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(48 + rest % 10)) }
  }

  /// Coordinates have one to four digits, and a drawing has hundreds of them: no text is made on the way.
  private static func appendDigits(_ whole: UInt64, to bytes: inout ByteWriter) {
    if whole >= 10 { appendDigits(whole / 10, to: &bytes) }
    bytes.append(UInt8(48 + whole % 10))
  }
}

extension Double {
  /// A number that can be drawn: 0 for what is no number, and within a thousand million millions.
  var sane: Double { isFinite ? Swift.min(Swift.max(self, -1e15), 1e15) : 0 }
}
