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
  /// What is asked of them.
  public let ask: String?
  /// When the escalation ends.
  public let exitCriteria: String?
  /// Day of what happens next.
  public let nextDate: Day?
  /// Day of the last report to those it was escalated to.
  public let lastUpdate: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A risk.
  public init(
    id: String, title: String, severity: Level, likelihood: Level?, status: Status, owner: String?, opened: Day?,
    due: Day?, mitigation: String?, escalatedTo: String?, ask: String? = nil, exitCriteria: String? = nil,
    nextDate: Day? = nil, lastUpdate: Day? = nil, location: SourceLocation
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
    self.ask = ask
    self.exitCriteria = exitCriteria
    self.nextDate = nextDate
    self.lastUpdate = lastUpdate
    self.location = location
  }
}
