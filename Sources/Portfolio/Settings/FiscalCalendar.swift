public import Core

/// A vendor's fiscal year: twelve months from the first day of a month, named by the calendar year in which it ends.
public struct FiscalCalendar: Sendable, Hashable {
  /// 1...12.
  public let startMonth: Int

  /// A fiscal year that starts in `startMonth`, clamped to 1...12.
  public init(startMonth: Int) { self.startMonth = min(max(startMonth, 1), 12) }

  /// The quarter that `day` falls in.
  public func quarter(of day: Day) -> FiscalQuarter {
    let (year, month, _) = day.date
    let monthsIn = (month - startMonth + 12) % 12
    let startYear = month >= startMonth ? year : year - 1
    return FiscalQuarter(year: startMonth == 1 ? startYear : startYear + 1, quarter: monthsIn / 3 + 1)
  }

  /// First day of `quarter`.
  public func start(of quarter: FiscalQuarter) -> Day {
    let startYear = startMonth == 1 ? quarter.year : quarter.year - 1
    let first = Day(year: min(max(startYear, 1), 9999), month: startMonth, day: 1) ?? Day(number: 0)
    return first.adding(months: (quarter.quarter - 1) * 3)
  }

  /// Last day of `quarter`.
  public func end(of quarter: FiscalQuarter) -> Day { start(of: quarter.adding(1)) - 1 }
}

/// A quarter of a fiscal year: `FY27 Q4`.
public struct FiscalQuarter: Sendable, Hashable, Comparable {
  /// The calendar year in which the fiscal year ends.
  public let year: Int
  /// 1...4.
  public let quarter: Int

  /// Quarter 1...4 (clamped) of fiscal year `year`.
  public init(year: Int, quarter: Int) {
    self.year = year
    self.quarter = min(max(quarter, 1), 4)
  }

  /// Reads `FY27 Q4`, `FY2027 Q4`, `2027-Q4`, in any case; nil for anything else.
  public init?(_ text: String) {
    let parts = text.utf8.split { $0 == 0x20 || $0 == 0x2D || $0 == 0x5F }
    guard parts.count == 2, let q = parts[1].last, parts[1].count == 2, parts[1].first.map({ $0 | 0x20 }) == 0x71,
      (49...52).contains(q)
    else { return nil }
    var digits = parts[0]
    if digits.starts(with: "FY".utf8) || digits.starts(with: "fy".utf8) { digits = digits.dropFirst(2) }
    guard let year = Int(Substring(digits)), (0...9999).contains(year) else { return nil }
    self.init(year: year < 100 ? 2000 + year : year, quarter: Int(q) - 48)
  }

  /// The quarter `quarters` later.
  public func adding(_ quarters: Int) -> FiscalQuarter {
    let index = year * 4 + quarter - 1 + quarters
    return FiscalQuarter(year: index / 4, quarter: index % 4 + 1)
  }

  /// Earlier is less.
  public static func < (a: FiscalQuarter, b: FiscalQuarter) -> Bool { (a.year, a.quarter) < (b.year, b.quarter) }

  /// `FY27 Q4`.
  public var display: String { "FY\(year % 100 < 10 ? "0" : "")\(year % 100) Q\(quarter)" }
  /// For file names: `fy27-q4`.
  public var slug: String { "fy\(year % 100 < 10 ? "0" : "")\(year % 100)-q\(quarter)" }
}
