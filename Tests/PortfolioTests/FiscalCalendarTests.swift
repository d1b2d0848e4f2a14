import Core
import Testing

@testable import Portfolio

@Suite struct FiscalCalendarTests {
  @Test(arguments: [
    (2, "2026-11-23", "FY27 Q4"), (2, "2027-01-31", "FY27 Q4"), (2, "2027-02-01", "FY28 Q1"),
    (1, "2026-11-23", "FY26 Q4"),
    (1, "2026-01-01", "FY26 Q1"), (12, "2026-11-30", "FY26 Q4"), (12, "2026-12-01", "FY27 Q1"),
    (7, "2026-06-30", "FY26 Q4"),
  ])
  func aYearIsNamedByTheOneItEndsIn(start: Int, day: String, quarter: String) throws {
    #expect(FiscalCalendar(startMonth: start).quarter(of: try #require(Day(iso: day))).display == quarter)
  }

  @Test(arguments: 1...12)
  func quartersTileTheYears(start: Int) throws {
    let calendar = FiscalCalendar(startMonth: start)
    var quarter = calendar.quarter(of: try #require(Day(year: 2023, month: 5, day: 17)))
    for _ in 0..<20 {
      let next = quarter.adding(1)
      #expect(calendar.end(of: quarter) + 1 == calendar.start(of: next))
      #expect(calendar.quarter(of: calendar.start(of: quarter)) == quarter)
      #expect(calendar.quarter(of: calendar.end(of: quarter)) == quarter)
      quarter = next
    }
  }

  @Test(arguments: ["FY27 Q4", "fy2027 q4", "2027-Q4", "FY27-q4", "FY27_Q4"])
  func readsTheFormsPeopleWrite(text: String) {
    #expect(FiscalQuarter(text) == FiscalQuarter(year: 2027, quarter: 4))
  }

  @Test(arguments: ["", "Q4", "FY27", "FY27 Q5", "FY27 Q0", "FY27 Q44", "FYxx Q1", "FY27 4", "FY-1 Q1"])
  func refusesWhatIsNoQuarter(text: String) { #expect(FiscalQuarter(text) == nil) }
}
