/// An ISO 4217 currency code, three capital letters, in four bytes.
public struct Currency: Sendable, Hashable {
  private let packed: UInt32

  /// The currency of that code, any case; nil unless it is three ASCII letters. Whether it is in circulation isn't checked.
  public init?(_ code: String) {
    let letters = Array(code.utf8)
    guard letters.count == 3 else { return nil }
    var packed: UInt32 = 0
    for letter in letters {
      let upper = letter & 0xDF
      guard upper >= 65, upper <= 90 else { return nil }
      packed = packed << 8 | UInt32(upper)
    }
    self.packed = packed
  }

  private init(packed: UInt32) { self.packed = packed }

  /// United States dollar, the default roll-up currency.
  public static let usd = Currency(packed: 0x55_5344)
  /// Euro.
  public static let eur = Currency(packed: 0x45_5552)
  /// Pound sterling.
  public static let gbp = Currency(packed: 0x47_4250)

  /// Three capital letters.
  public var code: String {
    String(decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)], as: UTF8.self)
  }

  /// Digits after the decimal point: 2 but for the currencies that ISO 4217 gives 0 or 3.
  public var fractionDigits: Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// Minor units in one unit: 1, 100 or 1000.
  public var minorPerUnit: Int64 { [1, 10, 100, 1000][fractionDigits] }

  /// The sign readers know (`$`, `€`, `£`, `¥`), or the code and a no-break space.
  public var symbol: String {
    switch code {
    case "USD": "$"
    case "EUR": "€"
    case "GBP": "£"
    case "JPY": "¥"
    default: code + "\u{A0}"
    }
  }
}

extension Currency: Comparable, CustomStringConvertible {
  /// By code.
  public static func < (a: Currency, b: Currency) -> Bool { a.packed < b.packed }
  /// The code.
  public var description: String { code }
}
