/// The rules about data quality, for the page that lists them: which code stands for which.
public struct QualityRule: Sendable, Hashable {
  /// `D01` to `D25`.
  public let name: String
  /// What it looks for.
  public let title: String
  /// Codes of its diagnostics.
  public let codes: [String]
  /// Where it is judged.
  public let judge: Judge

  /// A room of the house that judges a rule.
  public enum Judge: String, Sendable {
    /// While files are read, or over the joined book.
    case ingest = "Ingest"
    /// Where figures are computed.
    case insight = "Insight"
    /// Where pages are made.
    case site = "Site"
  }

  init(_ name: String, _ title: String, _ codes: [String], by judge: Judge = .ingest) {
    self.name = name
    self.title = title
    self.codes = codes
    self.judge = judge
  }

  /// All rules, in order.
  public static let all = [
    QualityRule(
      "D01", "A required column is missing, or a row has too many or too few cells",
      ["column.missing", "csv.ragged-row"]),
    QualityRule("D02", "Footers and subtotals were left out", ["csv.footer"]),
    QualityRule("D03", "The number of rows is one at which exports are cut off", ["csv.export-cap"]),
    QualityRule(
      "D04", "Letters were lost, or encodings mixed", ["text.encoding", "text.mixed-encoding", "text.replacement"]),
    QualityRule(
      "D05", "Day and month can't be told apart", ["column.date-order", "column.date-mixed", "column.date-serial"]),
    QualityRule("D06", "Amounts in a currency without a rate, or in none", ["settings.rate", "column.currency"]),
    QualityRule(
      "D07", "Numbers out of range, or with mixed marks", ["line.range", "column.number-form", "column.number-mixed"]),
    QualityRule("D08", "An opportunity is there more than once", ["opportunity.duplicate-id"]),
    QualityRule("D09", "A name has several ids, or an id several names", ["join.several-names", "join.shared-name"]),
    QualityRule("D10", "The parent is missing, or parents go in a circle", ["account.parent", "account.parent-cycle"]),
    QualityRule("D11", "Lines don't fit their header", ["line.outside-term", "contract.total"]),
    QualityRule(
      "D12", "Start, end and term disagree", ["contract.end-before-start", "line.end-before-start", "contract.term"]),
    QualityRule("D13", "No open renewal, or two", ["contract.no-renewal", "contract.two-renewals"]),
    QualityRule("D14", "An open renewal whose day is past", ["opportunity.close-past", "opportunity.renewal-past"]),
    QualityRule("D15", "Planned to close after the renewal", ["opportunity.close-late"]),
    QualityRule("D16", "Auto-renewal and notice don't fit", ["contract.no-notice", "contract.idle-notice"]),
    QualityRule("D17", "A swing below zero, or more than can be renewed", ["account.swing"]),
    QualityRule("D18", "A commit without buyer or next step", ["account.commit-no-buyer", "account.commit-no-step"]),
    QualityRule(
      "D19", "Stale health inputs and expired overrides",
      ["health.stale", "health.future", "account.override-expired", "account.override-endless"]),
    QualityRule(
      "D20", "Usage that is old, ahead or out of order",
      ["usage.future", "usage.old", "usage.active-above-assigned", "usage.assigned-above-entitled"]),
    QualityRule(
      "D21", "Products without an entry or a successor",
      ["line.uncatalogued-product", "usage.uncatalogued-product", "product.unmapped"]),
    QualityRule(
      "D22", "What is internal reaches a copy for others: there it does not exist, and the copies are searched for it",
      [],
      by: .site),
    QualityRule("D23", "Guides past their review, or reviewed in days to come", ["guide.review", "guide.future"]),
    QualityRule("D23", "Triggers that name an unknown field", ["play.name"], by: .insight),
    QualityRule(
      "D24", "Snapshots that are missing, or were changed later",
      ["snapshot.changed", "snapshot.gone", "snapshot.week"]),
    QualityRule(
      "D25", "Scenarios that the contract or the catalogue doesn't fit",
      [
        "scenario.term", "scenario.co-term", "scenario.several-lines", "scenario.ratio", "scenario.unknown-line",
        "scenario.unknown-product", "scenario.price", "scenario.line-days",
      ], by: .insight),
  ]
}
