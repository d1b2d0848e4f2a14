public import Core
import Portfolio

/// One stated reason why an account needs attention.
public struct AttentionReason: Sendable, Hashable {
  /// The reasons there are, in the order in which equally urgent ones are told.
  public enum Kind: String, Sendable, CaseIterable, Hashable {
    case noticeDeadline = "notice_deadline"
    case milestoneOverdue = "milestone_overdue"
    case health
    case riskUnmitigated = "risk_unmitigated"
    case riskOverdue = "risk_overdue"
    case quiet
    case people
    case commitWithoutStep = "commit_without_step"
    case noNoticePeriod = "no_notice_period"
    case overdeployed
    case closeDatePast = "close_date_past"
    case noOpportunity = "no_opportunity"

    /// The rule, in words.
    public var rule: String {
      switch self {
      case .noticeDeadline: "Notice deadline within 30 days and not decided"
      case .milestoneOverdue: "Milestone overdue"
      case .health: "Red or falling band with renewal within 180 days"
      case .riskUnmitigated: "Open risk without mitigation"
      case .riskOverdue: "Open risk past its due date"
      case .quiet: "No touch within the cadence"
      case .people: "No economic buyer or champion named"
      case .commitWithoutStep: "Commit without a dated next step"
      case .noNoticePeriod: "Renews itself, and the contract names no notice period"
      case .overdeployed: "More used than the contract allows"
      case .closeDatePast: "Open forecast whose close date has passed"
      case .noOpportunity: "No open opportunity within 180 days of renewal"
      }
    }
  }

  /// Which one.
  public let kind: Kind
  /// Short, for a list: `Notice by 2 Dec 2026, not decided`.
  public let text: String
  /// The day it is about: past for what is late, to come for what is due.
  public let date: Day?
  /// Row or entry that says so.
  public let location: SourceLocation?
  /// Days that urgency counts: to `date` if that is still to come, else to the last day of the next renewal.
  public let days: Int
  /// `90 / max(7, days)`.
  public let urgency: Rational

  /// `isDeadline` says that a day to come is what urgency counts to.
  init(
    _ kind: Kind, _ text: String, date: Day?, location: SourceLocation?, asOf: Day, daysLeft: Int?,
    isDeadline: Bool = true
  ) {
    self.kind = kind
    self.text = text
    self.date = date
    self.location = location
    let ahead = isDeadline ? date.map { $0 - asOf } ?? -1 : -1
    days = ahead >= 0 ? ahead : daysLeft ?? Attention.standardDays
    urgency = Attention.urgency(days: days)
  }
}

extension AttentionReason.Kind {
  /// Place in `allCases`.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
