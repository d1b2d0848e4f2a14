public import Core

/// An entry of an account's risk register.
public struct Risk: Sendable, Hashable {
  /// Where it stands in its life.
  public enum Status: String, Sendable, CaseIterable, Hashable {
    case open, mitigated, accepted, lost, closed

    /// Whether someone still has to act on it.
    public var isOpen: Bool { self == .open }
  }

  /// `R1`, … unique within the account.
  public let id: String
  /// What may happen.
  public let title: String
  /// How bad it would be.
  public let severity: Level
  /// How likely it is.
  public let likelihood: Level?
  /// Whether it is still open.
  public let status: Status
  /// Who acts.
  public let owner: String?
  /// Day it was opened.
  public let opened: Day?
  /// Day by which the mitigation is due.
  public let due: Day?
  /// What is done about it; nil or empty means nothing yet.
  public let mitigation: String?
  /// To whom it was escalated.
  public let escalatedTo: String?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A risk.
  public init(
    id: String, title: String, severity: Level, likelihood: Level?, status: Status, owner: String?, opened: Day?,
    due: Day?, mitigation: String?, escalatedTo: String?, location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.likelihood = likelihood
    self.status = status
    self.owner = owner
    self.opened = opened
    self.due = due
    self.mitigation = mitigation
    self.escalatedTo = escalatedTo
    self.location = location
  }
}
