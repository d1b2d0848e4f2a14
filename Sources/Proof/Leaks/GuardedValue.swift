public import Core

/// A value of the workspace, where it stands, and the least trusted audience that may see it.
public struct GuardedValue: Sendable {
  /// The value itself, so that it can be looked for in every form that it is written in.
  public enum Content: Sendable {
    /// Words of a user's own.
    case text(String)
    /// One word of a fixed vocabulary, such as `high` or `red`; it says nothing outside its place.
    case word(String)
    case money(Money)
    case day(Day)
    /// A number without a unit: a rate, a quantity, a score.
    case number(Rational)
  }

  /// What it is, as settings and docs name it: `risks.mitigation`.
  public let field: String
  /// Whose it is: an account's slug, a guide's, a contract's id; empty for the book's.
  public let subject: String
  /// What it says.
  public let content: Content
  /// The least trusted audience that may see it.
  public let clearance: Audience

  /// Whether it is computed: other figures come to the same amount by chance, so it proves nothing by itself.
  let isComputed: Bool

  /// A value in its place.
  public init(
    _ field: String, of subject: String, _ content: Content, for clearance: Audience, isComputed: Bool = false
  ) {
    self.isComputed = isComputed
    self.field = field
    self.subject = subject
    self.content = content
    self.clearance = clearance
  }

  /// `larkspur-robotics: risks.mitigation`.
  public var place: String { subject.isEmpty ? field : "\(subject): \(field)" }

  /// As people write it.
  public var text: String {
    switch content {
    case .text(let text), .word(let text): text
    case .money(let money): FigureFormat.exact(money)
    case .day(let day): day.display
    case .number(let number): FigureFormat.trimmed(number, digits: 4)
    }
  }
}

extension GuardedValue: CustomStringConvertible, CustomReflectable {
  /// Never shows the value.
  public var description: String { "<\(place), \(clearance.rawValue)>" }
  /// Never shows the value.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
