public import Core

/// A next step from a note's task list.
public struct ActionItem: Sendable, Hashable {
  /// What, as plain text.
  public let text: String
  /// Whether it is ticked.
  public let isDone: Bool
  /// Who, without the `@`.
  public let assignee: String?
  /// By when.
  public let due: Day?
  /// How urgent, if it says.
  public let priority: Level?
  /// Where it stands.
  public let location: SourceLocation

  /// A next step.
  public init(text: String, isDone: Bool, assignee: String?, due: Day?, priority: Level?, location: SourceLocation) {
    self.text = text
    self.isDone = isDone
    self.assignee = assignee
    self.due = due
    self.priority = priority
    self.location = location
  }
}

/// A touchpoint with the customer from a note's log. That it happened is activity; what was said is guarded on its own.
public struct Touch: Sendable {
  /// What it was.
  public enum Kind: String, Sendable, CaseIterable, Hashable {
    case call, meeting, email
    case qbr = "QBR"
    case ebr = "EBR"
    case onsite
    case other = "touch"
  }

  /// The day.
  public let day: Day
  /// What it was, read from its heading.
  public let kind: Kind
  /// Its heading without the date; as guarded as the note.
  public let title: Restricted<String>
  /// Where it stands.
  public let location: SourceLocation

  /// A touchpoint.
  public init(day: Day, kind: Kind, title: Restricted<String>, location: SourceLocation) {
    self.day = day
    self.kind = kind
    self.title = title
    self.location = location
  }
}
