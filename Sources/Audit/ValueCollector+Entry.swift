import Core
import Proof

extension ValueCollector {
  /// Fields that hold a word of a vocabulary, and not words of a user's own.
  private static let vocabulary: Set<String> = [
    "stakeholders.role", "stakeholders.stance", "risks.id", "opportunities.raw_category",
  ]

  /// Everything that an entry says, field by field, without what guards itself: a field that the entry gets later is looked for as
  /// well. Numbers from a thousand on are money in `currency`.
  mutating func add(entry: Any, as name: String, for audience: Audience, in currency: Currency) {
    let mirror = Mirror(reflecting: entry)
    for child in mirror.children {
      if mirror.displayStyle == .optional { return add(entry: child.value, as: name, for: audience, in: currency) }
      guard let label = child.label else { continue }
      add(child.value, as: "\(name).\(Self.key(label))", audience, currency)
    }
  }

  private mutating func add(_ value: Any, as field: String, _ audience: Audience, _ currency: Currency) {
    switch value {
    case is SourceLocation, is Bool, is Int: return
    case let found as String where Self.vocabulary.contains(field): word(field, found, for: audience)
    case let found as String: text(field, found, for: audience)
    case let found as Day: day(field, found, for: audience)
    case let found as Money: money(field, found, for: audience)
    case let found as Rational where found.magnitude >= Rational(1000):
      money(field, Money(rounding: found, currency), for: audience)
    case let found as Rational: number(field, found, for: audience)
    default: add(parts: value, as: field, audience, currency)
    }
  }

  private mutating func add(parts value: Any, as field: String, _ audience: Audience, _ currency: Currency) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional, .collection: for child in mirror.children { add(child.value, as: field, audience, currency) }
    case .enum: word(field, "\(value)", for: audience)
    case .struct: add(entry: value, as: field, for: audience, in: currency)
    default: break
    }
  }

  /// `escalatedTo` as settings and notes write it: `escalated_to`.
  private static func key(_ label: String) -> String {
    if let written = ["author": "by", "day": "date"][label] { return written }
    var key: [UInt8] = []
    for byte in label.utf8 {
      if (0x41...0x5A).contains(byte) { key += [0x5F, byte | 0x20] } else { key.append(byte) }
    }
    return String(decoding: key, as: UTF8.self)
  }
}
