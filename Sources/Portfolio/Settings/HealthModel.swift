public import Core

/// How health is scored: measures with weights, in groups, and the bands of the score.
public struct HealthModel: Sendable {
  /// In the settings' order.
  public var measures: [MeasureRule]
  /// Weight of each group; measures without a group stand in a group of their own.
  public var groups: [MeasureGroup]
  /// Score at or above which the band is green, 0...100.
  public var green: Rational
  /// Score at or above which the band is yellow, 0...100.
  public var yellow: Rational

  /// A model.
  public init(measures: [MeasureRule], groups: [MeasureGroup] = [], green: Rational, yellow: Rational) {
    self.measures = measures
    self.groups = groups
    self.green = green
    self.yellow = yellow
  }

  /// The five measures of the design, bands at 75 and 50.
  public static let standard = HealthModel(
    measures: [
      MeasureRule(
        key: "adoption", weight: 30, source: .activeRatio, green: Rational(4, over: 5), yellow: Rational(3, over: 5),
        staleAfter: 45),
      MeasureRule(
        key: "support", weight: 20, source: .reading("open_p1"), green: 0, yellow: 2, direction: .lower, staleAfter: 30),
      MeasureRule(key: "sponsor", weight: 20, source: .reading("sponsor"), green: 4, yellow: 3, staleAfter: 90),
      MeasureRule(key: "sentiment", weight: 15, source: .reading("nps"), green: 30, yellow: 0, staleAfter: 180),
      MeasureRule(
        key: "value", weight: 15, source: .reading("value_realized"), green: Rational(3, over: 4),
        yellow: Rational(1, over: 2), staleAfter: 180),
    ],
    green: 75, yellow: 50)
}

/// A group of measures with a weight of its own; missing measures are refilled inside the group first.
public struct MeasureGroup: Sendable, Hashable {
  /// The name that measures refer to.
  public let key: String
  /// Share of the whole, in the same unit as the other groups'.
  public let weight: Rational

  /// A group.
  public init(key: String, weight: Rational) {
    self.key = key
    self.weight = weight
  }
}

/// How one measure earns points.
public struct MeasureRule: Sendable {
  /// Where its value comes from.
  public enum Source: Sendable, Hashable {
    /// Active over entitled, from usage.
    case activeRatio
    /// Assigned over entitled, from usage.
    case deployedRatio
    /// Active over assigned, from usage.
    case depthRatio
    /// The latest reading of that name.
    case reading(String)
  }

  /// Which way is better.
  public enum Direction: String, Sendable, CaseIterable {
    case higher, lower
  }

  /// A step of a measure that isn't monotonic: from this value on, these points.
  public struct Step: Sendable, Hashable {
    /// Value from which the step counts.
    public let from: Rational
    /// Points, 0...100.
    public let points: Rational

    /// A step.
    public init(from: Rational, points: Rational) {
      self.from = from
      self.points = points
    }
  }

  /// Stable name: `adoption`.
  public let key: String
  /// Shown to readers.
  public let title: String
  /// Share of its group, or of the whole.
  public let weight: Rational
  /// Where its value comes from.
  public let source: Source
  /// Value that earns 100 points.
  public let green: Rational
  /// Value that earns 50 points.
  public let yellow: Rational
  /// Which way is better.
  public let direction: Direction
  /// Steps instead of `green` and `yellow`, by rising value; empty for most measures.
  public let steps: [Step]
  /// Days after which a value drops out.
  public let staleAfter: Int
  /// Group it belongs to.
  public let group: String?
  /// Where the settings define it; nil for a default.
  public let location: SourceLocation?

  /// A rule; `title` defaults to the key with a capital.
  public init(
    key: String, title: String? = nil, weight: Rational, source: Source, green: Rational, yellow: Rational,
    direction: Direction = .higher, steps: [Step] = [], staleAfter: Int, group: String? = nil,
    location: SourceLocation? = nil
  ) {
    self.key = key
    self.title = title ?? key.prefix(1).uppercased() + key.dropFirst()
    self.weight = weight
    self.source = source
    self.green = green
    self.yellow = yellow
    self.direction = direction
    self.steps = steps
    self.staleAfter = staleAfter
    self.group = group
    self.location = location
  }
}
