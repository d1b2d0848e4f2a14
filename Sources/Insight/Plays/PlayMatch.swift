import Core

/// A play that applies to an account, with the values that say so. Made for one audience, from what it may see.
public struct PlayMatch: Sendable {
  /// Why it applies, for one contract or product.
  public struct Occurrence: Sendable {
    /// Index in `Portfolio.contracts`, if the trigger asks about contracts.
    public let contract: Int?
    /// Index in `Portfolio.products`, if the trigger asks about use.
    public let product: Int?
    /// The values that matched, in the trigger's order.
    public let reasons: [PlayReason]
  }

  /// Index in `Portfolio.plays`.
  public let play: Int
  /// Index in `Portfolio.accounts`.
  public let account: Int
  /// By the last day of the contract; at least one.
  public let occurrences: [Occurrence]

  /// The values of the first occurrence in one line: `69 days left, band yellow`.
  public var text: String { occurrences.first.map { $0.reasons.map(\.text).joined(separator: ", ") } ?? "" }
  /// How many more contracts or products it applies to.
  public var further: Int { max(occurrences.count - 1, 0) }
}

/// A value that made a play apply.
public struct PlayReason: Sendable, Hashable {
  /// The name in the trigger.
  public let name: PlayVariable
  /// The value in words: `69 days left`.
  public let text: String
  /// The condition in words: `days left on the contract at most 180`.
  public let rule: String
}

/// A trigger asked of one account, test by test: for `perennial plays --explain`.
public struct PlayTrace: Sendable {
  /// What came of a test.
  public enum Answer: String, Sendable {
    case yes, no, unknown
  }

  /// One test.
  public struct Line: Sendable {
    /// The condition in words.
    public let rule: String
    /// The value in words; nil if there is none, or readers may not see it.
    public let value: String?
    /// Whether it holds.
    public let answer: Answer
  }

  /// Index in `Portfolio.plays`.
  public let play: Int
  /// Index in `Portfolio.contracts` of what was asked; the occurrence that came closest.
  public let contract: Int?
  /// Whether the play applies.
  public let applies: Bool
  /// In the trigger's order; empty if there was nothing to ask of: no running contract that is still to be decided.
  public let lines: [Line]
}
