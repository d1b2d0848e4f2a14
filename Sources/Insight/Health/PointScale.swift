public import Core
public import Portfolio

extension MeasureRule {
  /// Points for a value, 0...100: 100 at or beyond `green`, 50 at `yellow`, linear between and as far below yellow as green is
  /// above it; or those of the highest step that the value reaches.
  public func points(for value: Rational) -> Rational {
    if !steps.isEmpty { return steps.last { $0.from <= value }?.points ?? .zero }
    guard let share = (value - yellow).divided(by: green - yellow) else {
      let isGood = direction == .higher ? value >= green : value <= green
      return isGood ? 100 : .zero
    }
    return min(max(50 + share * 50, .zero), 100)
  }

  /// The value that earns `points`, for measures on a straight line.
  public func value(forPoints points: Rational) -> Rational? {
    guard steps.isEmpty, green != yellow else { return nil }
    return yellow + (points - 50) * Rational(1, over: 50) * (green - yellow)
  }

  /// What is measured, for readers: `Active of entitled`, or the reading's name.
  public var sourceText: String {
    switch source {
    case .activeRatio: "Active of entitled"
    case .deployedRatio: "Assigned of entitled"
    case .depthRatio: "Active of assigned"
    case .reading(let name): name
    }
  }

  /// A value of this measure for readers: shares as percentages, readings as they are.
  public func text(of value: Rational) -> String {
    if case .reading = source { return FigureFormat.trimmed(value, digits: 2) }
    return FigureFormat.percent(value)
  }
}
