/// Which days people work: Monday to Friday, less holidays.
public struct BusinessCalendar: Sendable, Hashable {
  private let holidays: [Day]

  /// A calendar with those holidays, in any order.
  public init(holidays: [Day] = []) { self.holidays = holidays.sorted() }

  /// Neither Saturday, Sunday nor a holiday.
  public func isWorkingDay(_ day: Day) -> Bool { !day.isWeekend && !isHoliday(day) }

  /// `day` itself if it is a working day, else the last working day before it.
  public func workingDay(onOrBefore day: Day) -> Day {
    var day = day
    // Every holiday can cost one step and each run between them a weekend; the bound holds at the calendar's first day too.
    for _ in 0..<(holidays.count * 3 + 3) where !isWorkingDay(day) { day = day - 1 }
    return day
  }

  /// The day that lies `count` working days before `day`; `count` is clamped to 0...10,000 (about 40 years).
  public func day(_ count: Int, workingDaysBefore day: Day) -> Day {
    var day = day
    for _ in 0..<min(max(count, 0), 10_000) { day = workingDay(onOrBefore: day - 1) }
    return day
  }

  private func isHoliday(_ day: Day) -> Bool {
    var (low, high) = (0, holidays.count)
    while low < high {
      let middle = (low + high) / 2
      if holidays[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < holidays.count && holidays[low] == day
  }
}
