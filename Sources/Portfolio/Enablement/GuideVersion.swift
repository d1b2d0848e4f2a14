public import Core

/// An entry of a guide's history, from its front matter.
public struct GuideVersion: Sendable, Hashable {
  /// The day of the change.
  public let day: Day
  /// What changed.
  public let note: String

  /// An entry.
  public init(day: Day, note: String) {
    self.day = day
    self.note = note
  }
}
