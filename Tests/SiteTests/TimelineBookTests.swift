import Core
import Portfolio
import Testing

@testable import Site

@Suite struct TimelineBookTests {
  /// A book of `count` accounts whose contracts end a day apart from tomorrow on.
  private func book(_ count: Int) -> TimelineBook {
    var contracts = "contract_id,account_id,start_date,end_date,status,currency,auto_renew\n"
    var files: [String: String] = ["content/portfolio.yaml": "fiscal_year_start: 2\n"]
    for number in 0..<count {
      files["content/accounts/a\(number).md"] = "---\nname: A\(number)\n---\n"
      let end = SiteFixture.asOf + 1 + number % 900
      contracts += "C\(number),a\(number),2025-01-01,\(end),active,USD,no\n"
    }
    files["content/contracts/c.csv"] = contracts
    let fixture = SiteFixture(files)
    return TimelineBook(fixture.portfolio, fixture.insight)
  }

  @Test(arguments: [1, 2, 40, 400, 1300])
  func everyContractStandsInExactlyOnePlace(count: Int) {
    let timeline = book(count)
    let shown = timeline.pages.joined().flatMap(\.entries)
    #expect(shown.count + timeline.beyond.count == count)
    #expect(Set((shown + timeline.beyond).map(\.contract.id)).count == count)
    #expect(shown.count == timeline.within)
    #expect(timeline.pages.allSatisfy { $0.reduce(0) { $0 + $1.entries.count } <= TimelineBook.pageSize })
  }

  @Test func contractsStandInTheQuarterTheyEndIn() {
    let timeline = book(900)
    for group in timeline.pages.joined() {
      for entry in group.entries {
        #expect(SiteFixtureCalendar.february.quarter(of: entry.contract.end) == group.quarter)
      }
    }
  }

  @Test func aBookWithoutContractsHasOneEmptyPage() {
    let fixture = SiteFixture(["content/accounts/a.md": "---\nname: A\n---\n"])
    #expect(TimelineBook(fixture.portfolio, fixture.insight).pages.map(\.count) == [0])
  }
}

private enum SiteFixtureCalendar {
  static let february = FiscalCalendar(startMonth: 2)
}
