public import Core
public import Proof

/// How many values of each field each audience may see.
public struct FieldTable: Sendable {
  /// One field.
  public struct Row: Sendable, Hashable {
    /// Its name: `risks.mitigation`.
    public let field: String
    /// Values by the rank of the audience that may see them: customer, field, team.
    public internal(set) var counts: [Int]

    /// How many `audience` may see.
    public func count(for audience: Audience) -> Int { counts[FieldTable.rank(audience)] }
  }

  /// By name.
  public let rows: [Row]

  /// Counts `values`.
  public init(_ values: [GuardedValue]) {
    var rows: [String: Row] = [:]
    for value in values where !Self.helpers.contains(value.field) {
      for audience in Audience.allCases where audience >= value.clearance {
        rows[value.field, default: Row(field: value.field, counts: [0, 0, 0])].counts[Self.rank(audience)] += 1
      }
    }
    self.rows = rows.values.sorted { $0.field < $1.field }
  }

  /// What is no value of the book, and known to the search only so that it is no leak.
  static let helpers: Set<String> = ["calendar", "as-of day"]

  fileprivate static func rank(_ audience: Audience) -> Int { Audience.allCases.firstIndex(of: audience) ?? 0 }
}
