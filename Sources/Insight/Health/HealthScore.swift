public import Core
public import Portfolio

/// The health score of an account from data dated up to a day: `Σ(w × p) / Σw` over measures present and fresh, refilled inside
/// a group first.
public struct HealthScore: Sendable {
  /// Data dated later than this day were not used.
  public let day: Day
  /// In the settings' order.
  public let measures: [MeasureScore]
  /// 0...100, exact; nil if no measure is present and fresh.
  public let score: Rational?
  /// Share of the weight that is present and fresh, 0...1.
  public let coverage: Rational
  /// The band; nil without a score, or with coverage below the floor ("insufficient data").
  public let band: Band?

  /// Whether too little is known for a band.
  public var isInsufficient: Bool { band == nil }

  /// Measures whose value is too old.
  public var stale: [MeasureScore] { measures.filter { $0.freshness == .stale } }
  /// Measures without a value.
  public var missing: [MeasureScore] { measures.filter { $0.freshness == .missing } }

  /// Counted measures that cost points, costliest first; the settings' order among equals.
  public var costliest: [MeasureScore] {
    measures.enumerated().filter { $1.cost > .zero }
      .sorted { $0.element.cost == $1.element.cost ? $0.offset < $1.offset : $0.element.cost > $1.element.cost }
      .map(\.element)
  }

  /// The band of `score` under `model`: at or above a threshold counts as reaching it.
  static func band(of score: Rational, _ model: HealthModel) -> Band {
    if score >= model.green { return .green }
    return score >= model.yellow ? .yellow : .red
  }
}
