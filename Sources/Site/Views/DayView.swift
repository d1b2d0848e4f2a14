import Core
import Templates

/// A day for `<time>`: `31 Mar 2027`.
struct DayView: TemplateModel {
  let day: Day

  static let shape = TemplateShape<Self>(
    .text("iso") { $0.day.description },
    .text("text") { $0.day.display },
    .text("short") { $0.shortText },
    .text("weekday") { $0.day.weekdayName })

  /// Without the year: `31 Mar`.
  var shortText: String {
    let (_, month, day) = day.date
    return "\(day) \(Day.monthNames[month - 1])"
  }
}

extension Day {
  /// `Mon` … `Sun`.
  var weekdayName: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday - 1] }
}
