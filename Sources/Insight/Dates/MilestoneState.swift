public import Core
public import Portfolio

/// A milestone of a contract, with its day and whether it was met.
public struct MilestoneState: Sendable, Hashable {
  /// Whether it was met.
  public enum Progress: String, Sendable, CaseIterable, Hashable {
    /// A ticked task or a log entry says so.
    case done
    /// Not done and its day has passed.
    case overdue
    /// Not done and within `MilestoneState.dueDays`.
    case due
    /// Not done and further away.
    case upcoming
  }

  /// Days before a milestone from which it counts as due.
  public static let dueDays = 14

  /// The rule of the settings.
  public let milestone: Milestone
  /// Counted back from the anchor.
  public let day: Day
  /// Whether it was met.
  public let progress: Progress
  /// What says that it is done.
  public let evidence: MilestoneEvidence?

  init(_ milestone: Milestone, anchor: Day, asOf: Day, evidence: MilestoneEvidence?) {
    self.milestone = milestone
    self.evidence = evidence
    day = anchor - min(max(milestone.days, -36_525), 36_525)
    progress =
      if evidence != nil { .done } else if day < asOf { .overdue } else if day <= asOf + Self.dueDays { .due } else {
        .upcoming
      }
  }

  /// `T-90`.
  public var mark: String { "T-\(milestone.days)" }
}

/// A ticked task or a log entry that names a milestone's key, mark or title.
public struct MilestoneEvidence: Sendable, Hashable {
  /// Whether it is a log entry; else a ticked task.
  public let isTouch: Bool
  /// Day of the log entry, or the day by which the task was due.
  public let day: Day?
  /// Its words.
  public let text: String
  /// Where it stands.
  public let location: SourceLocation
}
