import Core
import Testing

@Suite("Days")
struct DayTests {
  @Test("every day from 1990 to 2050 prints and reads back, and is the one after the day before")
  func roundTrip() throws {
    var day = try #require(Day(year: 1990, month: 1, day: 1))
    while day.date.year < 2050 {
      let next = day + 1
      #expect(Day(iso: next.description) == next)
      #expect(next - day == 1)
      #expect(next.weekday == day.weekday % 7 + 1)
      day = next
    }
  }

  @Test(
    "known days",
    arguments: [
      ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2026-11-22", 20779, 7), ("0001-01-01", -719_162, 1),
      ("9999-12-31", 2_932_896, 5),
    ])
  func known(iso: String, number: Int, weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(Int(day.number) == number)
    #expect(day.weekday == weekday)
    #expect(day.description == iso)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01 ", "20260101", "2026/01/01", "0000-01-01",
      "２０２６-01-01",
    ])
  func invalid(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(
    "months are added by the same day of the month, clamped to its end",
    arguments: [
      ("2027-05-31", -3, "2027-02-28"), ("2028-05-31", -3, "2028-02-29"), ("2026-01-31", 1, "2026-02-28"),
      ("2026-02-28", 12, "2027-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-11-15", -11, "2025-12-15"),
      ("2026-12-31", 2, "2027-02-28"),
    ])
  func months(from: String, months: Int, to: String) {
    #expect(Day(iso: from)?.adding(months: months).description == to)
  }

  @Test("from a first of the month, adding months is addition; later days never pass it by more than a clamp")
  func monthLaws() throws {
    let first = try #require(Day(iso: "2023-11-01"))
    for a in -40...40 {
      for b in [-13, -1, 0, 1, 12, 25] {
        #expect(first.adding(months: a).adding(months: b) == first.adding(months: a + b))
      }
      for day in 0..<31 {
        let start = first + day
        let moved = start.adding(months: a)
        #expect(moved.date.day <= start.date.day)
        #expect(moved.adding(months: -a) <= start)
        #expect(start.adding(months: a) <= (start + 1).adding(months: a))
      }
    }
  }

  @Test("arithmetic beyond year 1 and 9999 is clamped")
  func clamped() {
    #expect(Day(number: .max).description == "9999-12-31")
    #expect((Day(number: .min) - 1).description == "0001-01-01")
    #expect(Day(number: 0).adding(months: .max).date.year == 9999)
    #expect(Day(number: 0).adding(months: .min).date.year == 1)
  }
}

@Suite("Business days")
struct BusinessCalendarTests {
  private func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  @Test("Monday to Friday, less holidays")
  func working() {
    let calendar = BusinessCalendar(holidays: [day("2026-12-25"), day("2026-12-24")])
    let working = (0..<7).map { calendar.isWorkingDay(day("2026-12-21") + $0) }
    #expect(working == [true, true, true, false, false, false, false])
    #expect(calendar.workingDay(onOrBefore: day("2026-12-27")) == day("2026-12-23"))
    #expect(calendar.workingDay(onOrBefore: day("2026-12-28")) == day("2026-12-28"))
  }

  @Test("counting back passes weekends and holidays; without holidays five working days are a week")
  func counting() {
    let plain = BusinessCalendar()
    for offset in 0..<5 {
      let monday = day("2026-11-23") + offset
      #expect(plain.day(60, workingDaysBefore: monday) == monday - 84)
    }
    let calendar = BusinessCalendar(holidays: [day("2026-11-20")])
    #expect(calendar.day(1, workingDaysBefore: day("2026-11-23")) == day("2026-11-19"))
    #expect(calendar.day(0, workingDaysBefore: day("2026-11-22")) == day("2026-11-22"))
  }

  @Test("it ends at the first day of the calendar too")
  func beginning() {
    #expect(BusinessCalendar().day(.max, workingDaysBefore: day("0001-01-10")) <= day("0001-01-10"))
  }
}
