/// What a CSV or JSON file of rows holds.
public enum RowKind: String, Sendable, CaseIterable, Hashable {
  case contracts, lines, usage, health, opportunities

  /// The fields of one row, in the order they are explained.
  public var fields: [Field] {
    switch self {
    case .contracts: Self.contractFields
    case .lines: Self.lineFields
    case .usage: Self.usageFields
    case .health: Self.healthFields
    case .opportunities: Self.opportunityFields
    }
  }

  /// The folder of `content/` where such files stand.
  public var folder: String { self == .lines ? "contracts" : rawValue }

  /// First part of the codes of problems in such rows.
  var subject: String {
    switch self {
    case .contracts: "contract"
    case .lines: "line"
    case .usage: "usage"
    case .health: "health"
    case .opportunities: "opportunity"
    }
  }
}

/// A field of a row: what it is called, how it is written, and which headers mean it.
public struct Field: Sendable, Hashable {
  /// How the values of a field are written.
  public enum Form: String, Sendable {
    /// Text that joins rows: ids.
    case identifier
    /// Text for readers.
    case text
    /// A day, in any of the forms that `DateForm` reads.
    case day
    /// A month.
    case month
    /// A number, an amount or a quantity.
    case number
    /// A percentage.
    case percent
    /// A whole number.
    case whole
    /// Yes or no.
    case flag
    /// One of a fixed set of words.
    case choice
    /// A currency code.
    case currency
  }

  /// Name in Perennial.
  public let name: String
  /// How it is written.
  public let form: Form
  /// Whether a file without it can't be read.
  public let isRequired: Bool
  /// Headers of CRMs that mean it, best first.
  public let aliases: [String]

  init(_ name: String, _ form: Form, required: Bool = false, _ aliases: [String] = []) {
    self.name = name
    self.form = form
    isRequired = required
    self.aliases = aliases
  }
}
