public import Core

/// The three health bands.
public enum Band: String, Sendable, Comparable, CaseIterable, Hashable {
  case red, yellow, green

  /// Red is least.
  public static func < (a: Band, b: Band) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .red: 0
    case .yellow: 1
    case .green: 2
    }
  }
}

/// A health band that someone set by hand, with reason and expiry. It stands beside the computed one, never instead of it.
public struct HealthOverride: Sendable, Hashable {
  /// The band.
  public let band: Band
  /// Why.
  public let reason: String?
  /// Who.
  public let author: String?
  /// Day it was set, if given.
  public let day: Day?
  /// Last day on which it counts; nil never expires and is warned about.
  public let expires: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// An override.
  public init(band: Band, reason: String?, author: String?, day: Day?, expires: Day?, location: SourceLocation) {
    self.band = band
    self.reason = reason
    self.author = author
    self.day = day
    self.expires = expires
    self.location = location
  }

  /// Whether it counts on `day`.
  public func isInForce(on day: Day) -> Bool { expires.map { day <= $0 } ?? true }
}

/// What the people close to the account feel, as a band of its own.
public struct Sentiment: Sendable, Hashable {
  /// The band.
  public let band: Band
  /// Why.
  public let reason: String?
  /// Who.
  public let author: String?
  /// Day it was said.
  public let day: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A sentiment.
  public init(band: Band, reason: String?, author: String?, day: Day?, location: SourceLocation) {
    self.band = band
    self.reason = reason
    self.author = author
    self.day = day
    self.location = location
  }
}

/// The renewals manager's own forecast of the account's next renewal.
public struct ForecastCall: Sendable {
  /// The category called.
  public let category: ForecastCategory
  /// The amount called; guarded above the category.
  public let amount: Restricted<Money?>
  /// Why; guarded like the amount.
  public let reason: Restricted<String?>
  /// Who.
  public let author: String?
  /// Day of the call.
  public let day: Day?
  /// What could still be won back of the forecast churn, and by which intervention.
  public let swing: Restricted<Money?>
  /// The intervention that the swing depends on.
  public let intervention: Restricted<String?>
  /// Where the entry stands.
  public let location: SourceLocation

  /// A call.
  public init(
    category: ForecastCategory, amount: Restricted<Money?>, reason: Restricted<String?>, author: String?, day: Day?,
    swing: Restricted<Money?>, intervention: Restricted<String?>, location: SourceLocation
  ) {
    self.category = category
    self.amount = amount
    self.reason = reason
    self.author = author
    self.day = day
    self.swing = swing
    self.intervention = intervention
    self.location = location
  }
}

/// Forecast categories, kept raw: roll-ups differ between CRMs, so ours are computed.
public enum ForecastCategory: String, Sendable, CaseIterable, Hashable {
  case commit
  case bestCase = "best_case"
  case pipeline
  case omitted
  case closedWon = "closed_won"
  case closedLost = "closed_lost"

  /// Whether nothing can change any more.
  public var isClosed: Bool { self == .closedWon || self == .closedLost }
}
