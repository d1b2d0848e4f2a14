public import Core

/// Why a figure is what it is, as data: pages, exports, the terminal and tests all use this one.
public struct Explanation: Sendable {
  /// A value that went into the figure.
  public struct Input: Sendable {
    /// What it is.
    public let name: String
    /// Its value, as readers see it.
    public let value: String
    /// Row or entry it comes from; guarded as provenance is.
    public let source: Restricted<SourceLocation?>
  }

  /// A weight that was applied.
  public struct Weight: Sendable, Hashable {
    /// To what.
    public let name: String
    /// How much.
    public let value: String
  }

  /// Something that was left out.
  public struct Exclusion: Sendable {
    /// What.
    public let name: String
    /// Why.
    public let reason: String
    /// Row or entry it comes from; guarded as provenance is.
    public let source: Restricted<SourceLocation?>
  }

  /// What the figure is.
  public let title: String
  /// The rule in words.
  public let formula: String
  /// The rule with this figure's numbers.
  public let substitution: String?
  /// What went in, in the book's order.
  public let inputs: [Input]
  /// What weighed how much.
  public let weights: [Weight]
  /// What was left out, and why.
  public let exclusions: [Exclusion]
  /// Data dated later than this day were not used.
  public let cutOff: Day
}

/// A figure as it is shown, with its explanation.
public struct Figure: Sendable {
  /// Its stable name: `utilization.itsm-pro`.
  public let name: FigureName
  /// What readers see: `$512.0K`, `70.0%`, `2 Dec 2026`.
  public let text: String
  /// For comparison and export: exact money with its code, shares as decimals, ISO dates.
  public let plain: String
  /// Why it is what it is.
  public let explanation: Explanation
}
