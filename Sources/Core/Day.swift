/// A civil day, without a time zone. Stored as days since 1970-01-01 in four bytes; all arithmetic is on integers.
///
/// The conversion between day numbers and dates is the proleptic Gregorian calendar's, counted in eras of 400 years
/// (146,097 days). Years 1 to 9999.
public struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public let number: Int32

  /// The day `number` days after 1970-01-01, clamped to years 1...9999.
  public init(number: Int) {
    self.number = Int32(min(max(number, Int(Self.first)), Int(Self.last)))
  }

  /// The day of that date, or nil if there is none (30 February, month 13, year 0).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.init(number: Self.number(year: year, month: month, day: day))
  }

  /// Earlier days are less.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  private static let first: Int32 = -719_162
  private static let last: Int32 = 2_932_896

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Number of days in a month, 28...31.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day {
  /// Year 1...9999, month 1...12, day 1...31.
  public var date: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The day `days` later (earlier if negative).
  public static func + (day: Day, days: Int) -> Day { Day(number: Int(day.number) &+ days) }

  /// The day `days` earlier.
  public static func - (day: Day, days: Int) -> Day { Day(number: Int(day.number) &- days) }

  /// Days from `b` to `a`; negative if `a` is earlier.
  public static func - (a: Day, b: Day) -> Int { Int(a.number) - Int(b.number) }

  /// Same day of the month `months` later, clamped to the month's end: 31 May less 3 months is 28 (or 29) February.
  public func adding(months: Int) -> Day {
    let (year, month, day) = date
    let index = year * 12 + (month - 1) + min(max(months, -120_000), 120_000)
    let newYear = min(max(index / 12, 1), 9999)
    let newMonth = index < 12 ? 1 : index % 12 + 1
    return Day(
      number: Self.number(
        year: newYear, month: newMonth, day: min(day, Self.daysIn(month: newMonth, year: newYear))))
  }

  /// 1 = Monday … 7 = Sunday.
  public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 + 1 }

  /// Saturday or Sunday.
  public var isWeekend: Bool { weekday >= 6 }

  /// First day of the month.
  public var startOfMonth: Day { self - (date.day - 1) }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2027-03-31`.
  public var description: String { String(decoding: iso, as: UTF8.self) }

  /// ISO 8601 bytes: `2027-03-31`.
  public var iso: [UInt8] {
    let (y, m, d) = date
    func digit(_ n: Int) -> UInt8 { UInt8(48 + n % 10) }
    return [
      digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), 0x2D, digit(m / 10), digit(m), 0x2D, digit(d / 10),
      digit(d),
    ]
  }

  /// The day written `YYYY-MM-DD`, or nil.
  public init?(iso bytes: some Collection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    var parts = (0, 0, 0)
    for (offset, byte) in bytes.enumerated() {
      if offset == 4 || offset == 7 {
        guard byte == 0x2D else { return nil }
        continue
      }
      guard byte >= 48, byte <= 57 else { return nil }
      let digit = Int(byte) - 48
      if offset < 4 {
        parts.0 = parts.0 * 10 + digit
      } else if offset < 7 {
        parts.1 = parts.1 * 10 + digit
      } else {
        parts.2 = parts.2 * 10 + digit
      }
    }
    self.init(year: parts.0, month: parts.1, day: parts.2)
  }

  /// The day written `YYYY-MM-DD`, or nil.
  public init?(iso text: String) { self.init(iso: Array(text.utf8)) }

  /// Names of the months, January first, three letters.
  public static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Unambiguous for readers: `31 Mar 2027`.
  public var display: String {
    let (y, m, d) = date
    return "\(d) \(Self.monthNames[m - 1]) \(y)"
  }
}
