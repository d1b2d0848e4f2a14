public import Core

/// A stretch of days on a fluid drawing: days to per cent.
public struct TimeScale: Sendable, Hashable {
  /// The first day, at 0 per cent.
  public let start: Day
  /// The day after the last, at 100 per cent; later than `start`.
  public let end: Day

  /// From the morning of `start` to the evening of `last`. At least one day.
  public init(from start: Day, through last: Day) {
    self.start = start
    end = max(last, start) + 1
  }

  /// Where the morning of a day is, never outside 0...100.
  func percent(_ day: Day) -> Double {
    min(max(Double(day - start) / Double(max(end - start, 1)) * 100, 0), 100)
  }

  /// Where the evening of a day is: the morning of the next.
  func percent(after day: Day) -> Double { percent(day + 1) }

  /// Whether a day is on the scale.
  func contains(_ day: Day) -> Bool { day >= start && day < end }

  /// The months on the scale, each by its first day or, for the first, the start. At most 480.
  func months() -> [Day] {
    var months = [start]
    var month = start.startOfMonth.adding(months: 1)
    while month < end, months.count < 480 {
      months.append(month)
      month = month.adding(months: 1)
    }
    return months
  }
}

/// A month, quarter or other period along an axis. The year is written only where it is news.
public struct ChartPeriod: Sendable, Hashable {
  /// Without the year: `Nov`, `Q4`.
  public let short: String
  /// With the year: `Nov 2026`, `FY27 Q4`.
  public let long: String
  /// Whether the year is news: January, or the first quarter of a fiscal year.
  public let startsYear: Bool

  /// A period as an axis names it.
  public init(short: String, long: String, startsYear: Bool) {
    self.short = short
    self.long = long
    self.startsYear = startsYear
  }

  /// The calendar month that holds `day`.
  public static func month(of day: Day) -> ChartPeriod {
    let (year, month, _) = day.date
    let name = Day.monthNames[month - 1]
    return ChartPeriod(short: name, long: "\(name) \(year)", startsYear: month == 1)
  }

  /// What `long` has before `short`: the year with the space after it.
  var year: String { long.hasSuffix(short) ? String(long.dropLast(short.count)) : "" }

  /// The name at a place on an axis.
  func name(isFirst: Bool) -> String { isFirst || startsYear ? long : short }
}
