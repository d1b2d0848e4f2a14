public import Core
public import Portfolio

/// The last day on which notice may be received.
///
/// Days count back from the last day of service; months have two readings (from the last day, and from the renewal date less
/// a day) that differ at the ends of short months: the earlier counts, the other is shown. A deadline on a weekend or holiday
/// moves back to the working day before.
public struct NoticeDeadline: Sendable, Hashable {
  /// The clause's period.
  public let period: NoticePeriod
  /// The earlier reading, before any roll to a working day.
  public let raw: Day
  /// The later reading of a period in months, where it differs, before any roll.
  public let otherReading: Day?
  /// The working day on or before `raw`: act by this day.
  public let day: Day

  /// The deadline of a term that ends on `end`, inclusive. Periods are clamped to 100 years.
  public init(_ period: NoticePeriod, end: Day, calendar: BusinessCalendar) {
    self.period = period
    var other: Day?
    switch period {
    case .calendarDays(let days): raw = end - min(max(days, 0), 36_525)
    case .businessDays(let days): raw = calendar.day(days, workingDaysBefore: end)
    case .months(let months):
      let months = min(max(months, 0), 1200)
      let fromEnd = end.adding(months: -months)
      let fromRenewal = (end + 1).adding(months: -months) - 1
      raw = min(fromEnd, fromRenewal)
      if fromEnd != fromRenewal { other = max(fromEnd, fromRenewal) }
    }
    otherReading = other
    day = calendar.workingDay(onOrBefore: raw)
  }

  /// Whether a weekend or holiday moved it.
  public var isRolled: Bool { day != raw }
}

extension NoticePeriod {
  /// `60 days`, `60 business days`, `3 months`.
  public var text: String {
    switch self {
    case .calendarDays(let days): FigureFormat.days(days)
    case .businessDays(let days): FigureFormat.counted(days, "business day", "business days")
    case .months(let months): FigureFormat.counted(months, "month", "months")
    }
  }
}
