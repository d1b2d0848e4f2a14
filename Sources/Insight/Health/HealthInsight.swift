public import Core
public import Portfolio

/// An account's health on the as-of day: computed score, human sentiment and override side by side, and what moved.
public struct HealthInsight: Sendable {
  /// Days back to the score that the trend compares with.
  public static let trendDays = 30
  /// Points from which a change counts as a trend.
  public static let trendPoints: Rational = 5

  /// Which way the score went.
  public enum Direction: String, Sendable, CaseIterable, Hashable {
    case up, steady, down
  }

  /// What a measure's change did to the score.
  public struct Movement: Sendable {
    /// The measure now.
    public let now: MeasureScore
    /// The measure 30 days before.
    public let before: MeasureScore
    /// Points of the score that it brought or cost; the movements add up to the trend.
    public var change: Rational { now.contribution - before.contribution }
  }

  /// What would bring the next band.
  public struct NextBand: Sendable {
    /// A measure to improve.
    public struct Step: Sendable {
      /// The measure.
      public let measure: MeasureScore
      /// Points of the score it has to bring.
      public let points: Rational
      /// The value that brings them; nil for measures scored in steps.
      public let target: Rational?
    }
    /// The band above.
    public let band: Band
    /// Score it starts at.
    public let threshold: Rational
    /// Points that are missing.
    public let needed: Rational
    /// The shortest way: costliest measures first, the last one only as far as needed. Empty if full points would not suffice.
    public let steps: [Step]
  }

  /// On the as-of day.
  public let now: HealthScore
  /// 30 days before, from data dated then.
  public let before: HealthScore
  /// The override, expired or not.
  public let override: HealthOverride?
  /// Whether the override counts on the as-of day.
  public let isOverrideInForce: Bool
  /// What people close to the account feel.
  public let sentiment: Sentiment?

  init(now: HealthScore, before: HealthScore, override: HealthOverride?, sentiment: Sentiment?, asOf: Day) {
    self.now = now
    self.before = before
    self.override = override
    self.sentiment = sentiment
    isOverrideInForce = override.map { $0.isInForce(on: asOf) && ($0.day.map { $0 <= asOf } ?? true) } ?? false
  }

  /// The band that lists and totals use: an override in force, else the computed band.
  public var band: Band? { isOverrideInForce ? override?.band ?? now.band : now.band }

  /// An override that no longer counts and should be taken away.
  public var expiredOverride: HealthOverride? {
    isOverrideInForce ? nil : override.flatMap { $0.isInForce(on: now.day) ? nil : $0 }
  }

  /// Score now less score then; nil without both.
  public var trend: Rational? {
    guard let now = now.score, let before = before.score else { return nil }
    return now - before
  }

  /// Which way the score went: up from +5, down from -5.
  public var direction: Direction? {
    trend.map { $0 >= Self.trendPoints ? .up : $0 <= -Self.trendPoints ? .down : .steady }
  }

  /// Whether the score fell by the trend's points or more.
  public var isFalling: Bool { direction == .down }

  /// Measures that moved the score, biggest change first.
  public var movements: [Movement] {
    guard trend != nil else { return [] }
    return zip(now.measures, before.measures).map { Movement(now: $0, before: $1) }
      .enumerated().filter { !$1.change.isZero }
      .sorted {
        let (a, b) = ($0.element.change.magnitude, $1.element.change.magnitude)
        return a == b ? $0.offset < $1.offset : a > b
      }
      .map(\.element)
  }

  /// Whether the account's value counts as at risk: red, or yellow and falling.
  public var isAtRisk: Bool { band == .red || (band == .yellow && isFalling) }

  /// What would bring the next band of the computed score; nil if it is green or unknown.
  public func nextBand(_ model: HealthModel) -> NextBand? {
    guard let score = now.score, let band = now.band, band != .green else { return nil }
    let (next, threshold): (Band, Rational) = band == .red ? (.yellow, model.yellow) : (.green, model.green)
    let needed = threshold - score
    guard needed > .zero else { return nil }
    return NextBand(band: next, threshold: threshold, needed: needed, steps: Self.steps(to: needed, in: now))
  }

  private static func steps(to needed: Rational, in score: HealthScore) -> [NextBand.Step] {
    var rest = needed
    var steps: [NextBand.Step] = []
    for measure in score.costliest where rest > .zero {
      let gain = min(measure.cost, rest)
      guard let points = measure.points, let raise = gain.divided(by: measure.effectiveShare) else { continue }
      steps.append(.init(measure: measure, points: gain, target: measure.rule.value(forPoints: points + raise)))
      rest -= gain
    }
    return rest > .zero ? [] : steps
  }
}

extension Band {
  /// `Red`, `Yellow`, `Green`.
  public var title: String {
    switch self {
    case .red: "Red"
    case .yellow: "Yellow"
    case .green: "Green"
    }
  }
}
