public import Core

/// Someone of the customer who takes part in the decision.
public struct Stakeholder: Sendable, Hashable {
  /// Full name.
  public let name: String
  /// Job title.
  public let title: String?
  /// Part in the decision: `economic buyer`, `champion`, `sponsor`, `approver`, `user`, … lower-case.
  public let role: String?
  /// `champion`, `supporter`, `neutral`, `critic`, `blocker`, … lower-case.
  public let stance: String?
  /// `high`, `medium` or `low`.
  public let influence: Level?
  /// Day of the last contact.
  public let lastContact: Day?
  /// Day the person left the customer, if known.
  public let leftOn: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A stakeholder.
  public init(
    name: String, title: String? = nil, role: String? = nil, stance: String? = nil, influence: Level? = nil,
    lastContact: Day? = nil, leftOn: Day? = nil, location: SourceLocation
  ) {
    self.name = name
    self.title = title
    self.role = role
    self.stance = stance
    self.influence = influence
    self.lastContact = lastContact
    self.leftOn = leftOn
    self.location = location
  }

  /// Whether the person decides on the money and is still there.
  public var isEconomicBuyer: Bool { leftOn == nil && role?.contains("economic buyer") == true }

  /// Whether the person speaks for us and is still there.
  public var isChampion: Bool { leftOn == nil && (stance == "champion" || role?.contains("champion") == true) }
}

/// Low, medium, high or critical; used for severity, likelihood and influence.
public enum Level: String, Sendable, Comparable, CaseIterable, Hashable {
  case low, medium, high, critical

  /// By rank.
  public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

  /// 1 (low) to 4 (critical).
  public var rank: Int {
    switch self {
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }
}
