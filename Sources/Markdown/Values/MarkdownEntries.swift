public import Core

/// A heading of a note.
public struct MarkdownHeading: Sendable, Hashable {
  /// 1...6.
  public let level: Int
  /// Plain text.
  public let text: String
  /// GitHub's slug of the text, unique in the note.
  public let id: String
  /// Where it stands.
  public let location: SourceLocation
  /// Whether it stands outside lists, quotes and other containers, and so belongs in a table of contents.
  public let isOutline: Bool
}

/// What a section of an account note is for, told by its title.
public enum MarkdownSectionRole: Sendable, Hashable {
  /// Text before the first level 2 heading.
  case lead
  /// `## Summary`.
  case summary
  /// `## Next steps`.
  case nextSteps
  /// `## Log`.
  case log
  /// Any other.
  case notes
}

/// A part of a note that a level 2 heading opens.
public struct MarkdownSection: Sendable, Hashable {
  /// What it is for. Known even to an audience that doesn't see the title.
  public let role: MarkdownSectionRole
  /// Plain text of the heading; nil before the first heading, and for an audience that may not see it.
  public let title: String?
  /// The heading's id, likewise.
  public let id: String?
  /// The heading's place, or the start of the note.
  public let location: SourceLocation
  /// Position among all sections of the note.
  let index: Int
}

/// Importance written in a task, `!high`.
public enum MarkdownPriority: String, Sendable, CaseIterable, Comparable {
  case low, medium, high

  /// `low < medium < high`.
  public static func < (a: MarkdownPriority, b: MarkdownPriority) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}

/// `- [ ] text @who due 2026-12-01 !high`.
public struct MarkdownTask: Sendable, Hashable {
  /// Plain text without assignee, due day and priority.
  public let text: String
  /// Whether it is ticked.
  public let isDone: Bool
  /// Names after `@`, as written.
  public let assignees: [String]
  /// Day after `due`.
  public let due: Day?
  /// Word after `!`.
  public let priority: MarkdownPriority?
  /// Section it stands in.
  public let role: MarkdownSectionRole
  /// Where it stands.
  public let location: SourceLocation
  /// Position among all tasks of the note.
  let index: Int
}

/// Kind of a customer touch, read from the entry's heading.
public enum MarkdownTouchKind: String, Sendable, CaseIterable {
  case call, meeting, email, qbr, ebr, onsite, other
}

/// `### 2026-11-10 Call with CIO` in the section "Log", and the text under it.
public struct MarkdownTouch: Sendable, Hashable {
  /// Day of the touch.
  public let day: Day
  /// Told by the first telling word of the title.
  public let kind: MarkdownTouchKind
  /// Plain text of the heading after the date.
  public let title: String
  /// The heading's id.
  public let id: String
  /// Where the heading stands.
  public let location: SourceLocation
  /// Position among all touches of the note.
  let index: Int
}

/// A link to something in the workspace.
public struct MarkdownLink: Sendable, Hashable {
  /// Where it points to.
  public let target: MarkdownTarget
  /// Where it stands.
  public let location: SourceLocation
}

/// An image of the workspace.
public struct MarkdownImage: Sendable, Hashable {
  /// Path from the workspace root.
  public let path: String
  /// Where it stands.
  public let location: SourceLocation
}

/// A `{{ figure }}` in prose.
public struct MarkdownFigureReference: Sendable, Hashable {
  /// Name as written: `account.arr`.
  public let name: String
  /// Where it stands.
  public let location: SourceLocation
}
