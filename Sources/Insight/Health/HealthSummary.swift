public import Core
public import Portfolio

/// What lists and totals show of an account's health. Small, for every account; the measures are computed when asked for.
public struct HealthSummary: Sendable, Hashable {
  /// 0...100, exact; nil if nothing is known.
  public let score: Rational?
  /// Share of the weight that is present and fresh, 0...1.
  public let coverage: Rational
  /// The computed band; nil with insufficient data.
  public let computedBand: Band?
  /// The band that lists and totals use: an override in force, else the computed one.
  public let band: Band?
  /// Score now less the score 30 days ago.
  public let trend: Rational?
  /// Which way it went.
  public let direction: HealthInsight.Direction?
  /// Whether the account's value counts as at risk: red, or yellow and falling.
  public let isAtRisk: Bool
  /// Whether an override sets the band.
  public let isOverridden: Bool

  init(_ health: HealthInsight) {
    score = health.now.score
    coverage = health.now.coverage
    computedBand = health.now.band
    band = health.band
    trend = health.trend
    direction = health.direction
    isAtRisk = health.isAtRisk
    isOverridden = health.isOverrideInForce
  }

  /// Whether the score fell by the trend's points or more.
  public var isFalling: Bool { direction == .down }
}
