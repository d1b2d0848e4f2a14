import Core
import Portfolio

/// How each meter is counted: as the first product by SKU that has it, so that it is the same at every account.
struct MeterRules: Sendable {
  private let counts: [Product.Count]
  private let limited: [Bool]

  init(_ portfolio: Portfolio) {
    var first: [String: Product.Count] = [:]
    counts = portfolio.products.map { product in
      if let known = first[product.meter] { return known }
      let count = product.count ?? portfolio.settings.usageCount
      first[product.meter] = count
      return count
    }
    limited = portfolio.products.map { $0.metric?.isLimited ?? true }
  }

  /// The rule of the meter of a product.
  func count(of product: Int) -> Product.Count { counts[product] }

  /// Whether a product can be used beyond what is entitled.
  func isLimited(_ product: Int) -> Bool { limited[product] }
}

/// Which of several months counts.
enum Counting {
  /// The peak, the latest or the mean of the months that have a value.
  static func value(_ months: [Quantity?], _ count: Product.Count) -> Rational? {
    let values = months.compactMap(\.self)
    guard let latest = values.last else { return nil }
    switch count {
    case .latest: return latest.rational
    case .peak: return (values.max() ?? latest).rational
    case .average:
      let sum = values.reduce(Int128(0)) { $0 + Int128($1.thousandths) }
      return Rational(sum, over: Int128(values.count) * 1000)
    }
  }
}

extension UsageRow {
  /// What counts against the entitlement: the larger of assigned and active.
  var measured: Quantity? { [assigned, active].compactMap(\.self).max() }
}
