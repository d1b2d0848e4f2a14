import Core
import Insight
import Portfolio
import Testing

@Suite("Trends and seasons of usage")
struct UsageTrendTests {
  /// Measured months that end with `last`, against what is entitled.
  private func forecast(
    _ months: [Int?], entitled: Int, last: String = "2026-10", termEnd: String = "2027-06-30"
  ) -> PoolForecast? {
    var book = BookBuilder()
    let account = book.account("acme")
    let contract = book.contract("C", of: account, from: "2026-01-01", to: termEnd)
    book.line(contract, quantity: "\(entitled)", price: "10")
    for (place, value) in months.enumerated() {
      let month = Month(of: day(last + "-01")).adding(place + 1 - months.count)
      if let value {
        book.usage(account, "P", String(month.firstDay.description.prefix(7)), entitled: entitled, active: value)
      }
    }
    let forecast = book.insight().accounts[0].licences.pools.first?.forecast
    #expect(forecast?.resolved(for: .customer) == nil)
    return forecast?.resolved(for: .field)
  }

  @Test("a straight rise: 900 at the end of October, +20 a month, 1,000 entitled: passed on 1 April")
  func straight() throws {
    let found = try #require(forecast((0..<12).map { 680 + 20 * $0 }, entitled: 1000))
    #expect(found.trend?.slope == 20)
    #expect(found.trend?.error == .zero)
    let runOut = try #require(found.outlook.runOut)
    #expect(runOut.day == day("2027-04-01"))
    #expect(runOut.earliest.display == "Apr 2027")
    #expect(runOut.latest?.display == "Apr 2027")
    #expect(found.atTermEnd == 1060)
  }

  /// Of the twelve months up to November eleven are measured, from December on. Python's `statistics.linear_regression` gives them
  /// slope 19.790909 and a residual deviation of 8.627593; the line passes 1,000 at month 17.1332, December being month 2: a good
  /// eighth into April.
  @Test("a scattered rise has an error, and a range around its day")
  func scattered() throws {
    let noise = [6, -9, 12, -4, 0, 9, -12, 3, 8, -7, -9, 3]
    let found = try #require(forecast(noise.enumerated().map { 680 + 20 * $0 + $1 }, entitled: 1000))
    let trend = try #require(found.trend)
    #expect(trend.slope.decimalText(digits: 4) == "19.7909")
    #expect(trend.error?.decimalText(digits: 3) == "8.627")
    let runOut = try #require(found.outlook.runOut)
    #expect(runOut.day == day("2027-04-04"))
    #expect(runOut.earliest < Month(of: runOut.day))
    let latest = try #require(runOut.latest)
    #expect(latest > Month(of: runOut.day))
  }

  @Test(
    "nothing is claimed where the months don't support it, and the reason is said",
    arguments: [
      ((0..<5).map { 680 + 20 * $0 }, 1000, "2026-10", "5 months are measured, a trend needs 6"),
      ([700, 520, 810, 640, 590, 760, 480, 830, 610, 700], 1000, "2026-10", "no rise that is clear"),
      ((0..<8).map { 980 - 20 * $0 }, 1000, "2026-10", "no rise that is clear"),
      ((0..<8).map { 500 + $0 }, 1000, "2026-10", "not passed by Jun 2027"),
      ((0..<8).map { 600 + 20 * $0 }, 800, "2026-08", "more than two months back"),
    ] as [([Int], Int, String, String)])
  func silent(months: [Int], entitled: Int, last: String, reason: String) throws {
    let found = try #require(forecast(months, entitled: entitled, last: last))
    #expect(found.outlook.runOut == nil)
    #expect(found.outlook.reason?.contains(reason) == true, "\(found.outlook)")
  }

  @Test("whoever is over already has no day ahead")
  func over() throws {
    let found = try #require(forecast((0..<12).map { 880 + 20 * $0 }, entitled: 1000))
    #expect(found.outlook == .over)
    #expect(found.outlook.reason == nil)
  }

  @Test("numbers without a bound end in silence, not in a trap")
  func hostile() {
    for value in [Int.max / 1000, Int.max / 2000, 1_000_000_000_000] {
      let found = forecast((0..<36).map { $0 % 2 == 0 ? value : 1 }, entitled: 1)
      #expect(found?.outlook == .over || found?.outlook.runOut == nil)
    }
  }

  /// Two years: plain growth of 10 a month, and a third more in each December.
  private static let decembers = (0..<24).map { place in
    let base = 500 + 10 * place
    return place % 12 == 1 ? base * 13 / 10 : base
  }

  @Test("a month that is a tenth above the line in both of two years is a season")
  func season() throws {
    let season = try #require(forecast(Self.decembers, entitled: 2000)?.season)
    #expect(season.monthName == "Dec")
    #expect(season.peaks.map(\.month.display) == ["Dec 2024", "Dec 2025"])
    #expect(season.peaks.allSatisfy { $0.lift > Rational(1, over: 5) })
  }

  @Test("one year, a gap, a peak that moves, or plain growth is none")
  func noSeason() throws {
    let months = Self.decembers
    #expect(forecast(Array(months.suffix(12)), entitled: 2000).map { $0.season == nil } == true)
    #expect(forecast(Array(months.suffix(23)), entitled: 2000).map { $0.season == nil } == true)
    var gap: [Int?] = months
    gap[9] = nil
    #expect(forecast(gap, entitled: 2000).map { $0.season == nil } == true)
    var moved = months
    moved[13] = 630
    moved[16] = 900
    #expect(forecast(moved, entitled: 2000).map { $0.season == nil } == true)
    #expect(forecast((0..<36).map { 500 + 30 * $0 }, entitled: 2000).map { $0.season == nil } == true)
  }
}
