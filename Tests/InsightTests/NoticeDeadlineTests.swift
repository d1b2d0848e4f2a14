import Core
import Insight
import Portfolio
import Testing

@Suite("Notice deadlines")
struct NoticeDeadlineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let end: String
    let period: NoticePeriod
    let raw: String
    var day: String?
    var other: String?
    var testDescription: String { "figures.md Notice deadline \(end), \(period)" }
  }

  static let cases: [Case] = [
    Case(end: "2026-12-31", period: .calendarDays(60), raw: "2026-11-01", day: "2026-10-30"),
    Case(end: "2026-12-31", period: .calendarDays(90), raw: "2026-10-02"),
    Case(end: "2026-12-31", period: .months(3), raw: "2026-09-30"),
    Case(end: "2026-12-31", period: .businessDays(60), raw: "2026-10-08"),
    Case(end: "2027-01-31", period: .calendarDays(60), raw: "2026-12-02"),
    Case(end: "2027-01-31", period: .calendarDays(90), raw: "2026-11-02"),
    Case(end: "2027-01-31", period: .months(3), raw: "2026-10-31", day: "2026-10-30"),
    Case(end: "2027-01-31", period: .businessDays(60), raw: "2026-11-09"),
    Case(end: "2027-05-31", period: .calendarDays(60), raw: "2027-04-01"),
    Case(end: "2027-05-31", period: .calendarDays(90), raw: "2027-03-02"),
    Case(end: "2027-05-31", period: .months(3), raw: "2027-02-28", day: "2027-02-26"),
    Case(end: "2027-05-31", period: .businessDays(60), raw: "2027-03-08"),
    Case(end: "2027-02-28", period: .calendarDays(60), raw: "2026-12-30"),
    Case(end: "2027-02-28", period: .calendarDays(90), raw: "2026-11-30"),
    Case(end: "2027-02-28", period: .months(3), raw: "2026-11-28", day: "2026-11-27", other: "2026-11-30"),
    Case(end: "2027-02-28", period: .businessDays(60), raw: "2026-12-07"),
    Case(end: "2028-02-29", period: .calendarDays(60), raw: "2027-12-31"),
    Case(end: "2028-02-29", period: .calendarDays(90), raw: "2027-12-01"),
    Case(end: "2028-02-29", period: .months(3), raw: "2027-11-29", other: "2027-11-30"),
    Case(end: "2028-02-29", period: .businessDays(60), raw: "2027-12-07"),
  ]

  @Test("figures.md Notice deadline", arguments: cases)
  func table(_ row: Case) {
    let deadline = NoticeDeadline(row.period, end: day(row.end), calendar: BusinessCalendar())
    #expect(deadline.raw == day(row.raw))
    #expect(deadline.day == day(row.day ?? row.raw))
    #expect(deadline.otherReading == row.other.map(day))
    #expect(deadline.isRolled == (row.day != nil))
  }

  @Test("a deadline on a holiday moves back past the weekend before it")
  func holidays() {
    let calendar = BusinessCalendar(holidays: [day("2026-11-02"), day("2026-10-30")])
    #expect(NoticeDeadline(.calendarDays(90), end: day("2027-01-31"), calendar: calendar).day == day("2026-10-29"))
    #expect(NoticeDeadline(.businessDays(60), end: day("2027-01-31"), calendar: calendar).raw == day("2026-11-09"))
    #expect(NoticeDeadline(.businessDays(65), end: day("2027-01-31"), calendar: calendar).raw == day("2026-10-29"))
  }

  @Test("absurd periods are clamped instead of running for ever")
  func absurd() {
    for period in [NoticePeriod.calendarDays(.max), .businessDays(.max), .months(.max), .months(-5)] {
      let deadline = NoticeDeadline(period, end: day("2027-01-31"), calendar: BusinessCalendar())
      #expect(deadline.day <= day("2027-01-31"))
    }
  }

  @Test("figures.md Terms and dates: renewal date and days left")
  func daysLeft() {
    var book = BookBuilder()
    let account = book.account("acme")
    book.contract("C", of: account, from: "2024-02-01", to: "2027-01-31")
    let insight = book.insight()
    #expect(insight.portfolio.contracts[0].renewalDate == day("2027-02-01"))
    #expect(insight.accounts[0].contracts[0].dates.daysLeft == 69)
  }
}

@Suite("Automatic renewal")
struct AutoRenewalTests {
  private func renewal(
    _ asOf: String, notice: NoticePeriod? = .calendarDays(60), given: String? = nil, automatic: Bool? = true,
    months: Int? = 12, status: Contract.Status = .active
  ) -> AutoRenewal? {
    var book = BookBuilder()
    let account = book.account("acme")
    book.contract(
      "C", of: account, from: "2024-02-01", to: "2027-01-31", status: status,
      renewal: RenewalTerms(
        isAutomatic: automatic, termMonths: months, notice: notice, noticeGiven: given.map(day)))
    return book.insight(on: asOf).accounts[0].contracts[0].dates.autoRenewal
  }

  @Test(
    "figures.md Auto-renewal: open, in notice window, notice given, rolled over",
    arguments: [
      ("2026-11-01", nil, AutoRenewal.State.open), ("2026-11-02", nil, .inNoticeWindow),
      ("2026-12-02", nil, .inNoticeWindow), ("2026-12-03", nil, .rolledOver),
      ("2026-12-03", "2026-12-02", .noticeGiven), ("2026-12-10", "2026-12-05", .rolledOver),
      ("2026-11-01", "2026-11-05", .open),
    ] as [(String, String?, AutoRenewal.State)])
  func states(asOf: String, given: String?, state: AutoRenewal.State) {
    #expect(renewal(asOf, given: given)?.state == state)
  }

  @Test(
    "the deadline that counts is the working day before a weekend: it rolls over, and notice is late, from the day after"
  )
  func weekend() {
    // 92 days before the last day is Saturday 2026-10-31, and so the deadline is Friday 2026-10-30.
    let notice = NoticePeriod.calendarDays(92)
    #expect(renewal("2026-10-30", notice: notice)?.state == .inNoticeWindow)
    #expect(renewal("2026-10-31", notice: notice)?.state == .rolledOver)
    #expect(renewal("2026-10-31", notice: notice, given: "2026-10-31")?.state == .rolledOver)
    #expect(renewal("2026-10-31", notice: notice, given: "2026-10-30")?.state == .noticeGiven)
  }

  @Test("only an active contract renews itself", arguments: [Contract.Status.renewed, .cancelled, .expired, .draft])
  func inactive(status: Contract.Status) {
    #expect(renewal("2026-12-03", status: status) == nil)
  }

  @Test("figures.md Auto-renewal: next term end = renewal date + term - 1 day, and the term that runs today")
  func nextTerm() {
    #expect(renewal("2026-11-01")?.nextEnd == day("2028-01-31"))
    #expect(renewal("2026-11-01")?.runningEnd == nil)
    #expect(renewal("2029-06-15")?.runningEnd == day("2030-01-31"))
    #expect(renewal("2028-01-31")?.runningEnd == day("2028-01-31"))
    #expect(renewal("2028-02-01")?.runningEnd == day("2029-01-31"))
    #expect(renewal("2026-11-01", months: nil)?.nextEnd == nil)
  }

  @Test("without a notice period it stays open to its last day; without auto-renewal there is no state")
  func noNotice() {
    #expect(renewal("2027-01-31", notice: nil)?.state == .open)
    #expect(renewal("2027-02-01", notice: nil)?.state == .rolledOver)
    #expect(renewal("2027-02-01", automatic: false) == nil)
    #expect(renewal("2027-02-01", automatic: nil) == nil)
  }
}
