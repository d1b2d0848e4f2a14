public import Core
public import Portfolio

/// One measure of an account's health on a day.
public struct MeasureScore: Sendable {
  /// Whether it counts.
  public enum Freshness: String, Sendable, CaseIterable, Hashable {
    /// It counts.
    case fresh
    /// There is a value, but it is older than the rule allows: left out.
    case stale
    /// There is no value.
    case missing
  }

  /// The rule of the settings.
  public let rule: MeasureRule
  /// The latest value, stale or not.
  public let value: Rational?
  /// The day it was true.
  public let day: Day?
  /// Whether it counts.
  public let freshness: Freshness
  /// Points 0...100, if it counts.
  public let points: Rational?
  /// Share of the whole weight, 0...1, before anything drops out.
  public let share: Rational
  /// Share after the weight of what dropped out was refilled, 0...1; zero if it doesn't count.
  public let effectiveShare: Rational
  /// Points of the score that this measure costs: effective share × (100 - points).
  public var cost: Rational { points.map { effectiveShare * (100 - $0) } ?? .zero }
  /// Points of the score that it brings: effective share × points.
  public var contribution: Rational { points.map { effectiveShare * $0 } ?? .zero }
  /// The reading's remark.
  public let note: String?
  /// Rows behind the value.
  public let sources: [SourceLocation]
  /// Numerator and denominator of a share of licences.
  public let ratio: (active: Rational, of: Rational)?
}
