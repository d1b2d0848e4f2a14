public import Core

/// What the settings say about the form of exports; none of it outlives the reading.
public struct ImportSettings: Sendable {
  /// Which of day and month comes first where a column leaves it open.
  public enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "dmy"
    case monthFirst = "mdy"
  }

  /// What stands between units and fractions where a column leaves it open.
  public enum DecimalMark: String, Sendable, CaseIterable {
    case point, comma
  }

  /// What a column of renewal dates means.
  public enum RenewalDateMeaning: String, Sendable, CaseIterable {
    /// The day after the last day of service, as Perennial means it.
    case dayAfter = "day_after"
    /// The last day of service.
    case lastDay = "last_day"
  }

  /// How a column of percentages without a sign is written.
  public enum PercentForm: String, Sendable, CaseIterable {
    /// 5 is five per cent.
    case percent
    /// 0.05 is five per cent.
    case fraction
  }

  /// `date_order:`; nil leaves ambiguous columns an error.
  public var dateOrder: DateOrder?
  /// `decimal:`; nil leaves ambiguous columns an error.
  public var decimalMark: DecimalMark?
  /// `percent:`; nil decides by the column.
  public var percentForm: PercentForm?
  /// `renewal_date_means:`.
  public var renewalDateMeans = RenewalDateMeaning.dayAfter
  /// Minutes east of UTC in which time stamps become days; nil takes the day as written.
  public var timeZoneMinutes: Int?
  /// `columns:`; header and field name, per kind of file.
  public var columns: [RowKind: [(header: String, field: String)]] = [:]

  /// `file_currencies:`; the currency of files that have no column for it, by their path below `content/`.
  public var currencies: [String: Currency] = [:]

  /// `limits:`; what they don't say stays as it was.
  public internal(set) var limits = WorkspaceLimits()

  /// Nothing declared.
  public init() {}

  /// What is declared of a file, which is named with or without `content/`.
  func currency(of file: SourceFile) -> Currency? {
    let path = file.path
    let inside = path.hasPrefix("content/") ? String(path.dropFirst("content/".count)) : path
    return currencies[inside] ?? currencies[path]
  }
}
