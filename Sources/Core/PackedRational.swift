import Synchronization

/// A fraction, or none, as it is kept by the million: in 12 bytes where a `Rational` takes 32, and exactly as precise. Those few
/// whose parts need more than 64 and 31 bits are kept aside, each once.
public struct PackedRational: Sendable, Hashable {
  // In two halves: a word of eight bytes would cost four more to stand in line.
  private let high: Int32
  private let low: UInt32
  /// Positive; 0 for none; below zero for one that is kept aside.
  private let denominator: Int32

  private struct Table {
    var values: [Rational] = []
    var places: [Rational: Int64] = [:]
  }
  private static let aside = Mutex(Table())

  /// Packs `value`.
  public init(_ value: Rational?) {
    guard let value else {
      self.init(0, 0)
      return
    }
    if let n = Int64(exactly: value.numerator), let d = Int32(exactly: value.denominator) {
      self.init(n, d)
    } else {
      self.init(Self.place(of: value), -1)
    }
  }

  private init(_ numerator: Int64, _ denominator: Int32) {
    high = Int32(truncatingIfNeeded: numerator >> 32)
    low = UInt32(truncatingIfNeeded: numerator)
    self.denominator = denominator
  }

  private var numerator: Int64 { Int64(high) << 32 | Int64(low) }

  /// The fraction; nil for none.
  public var value: Rational? {
    if denominator > 0 { return Rational(reduced: Int128(numerator), Int128(denominator)) }
    return denominator == 0 ? nil : Self.aside.withLock { $0.values[Int(numerator)] }
  }

  private static func place(of value: Rational) -> Int64 {
    aside.withLock { table in
      if let known = table.places[value] { return known }
      let place = Int64(table.values.count)
      table.values.append(value)
      table.places[value] = place
      return place
    }
  }
}
