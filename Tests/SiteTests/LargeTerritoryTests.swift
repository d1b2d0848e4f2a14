import Core
import Testing

@testable import Site

@Suite("The portfolio page of a large territory stays one that people open")
struct LargeTerritoryTests {
  /// Scored accounts of rising value, owned in turn by `owners` managers.
  private func files(_ count: Int, owners: Int) -> [String: String] {
    var files = [
      "content/portfolio.yaml": """
      currency: USD
      health:
        measures: {sponsor: {weight: 100, source: measure.sponsor, green: 4, yellow: 3, stale_after_days: 90}}
        bands: {green: 75, yellow: 50}
      """
    ]
    var contracts = "contract_id,account_id,start_date,end_date,status,currency,auto_renew\n"
    var lines = "contract_id,product,quantity,unit_price,start_date,end_date,annual_amount\n"
    var health = "account_id,date,measure,value\n"
    for number in 0..<count {
      files["content/accounts/a\(number).md"] =
        "---\nname: A\(number)\nowner: owner\(number % owners)@example.com\n---\n"
      contracts += "C\(number),a\(number),2026-01-01,2026-12-31,active,USD,no\n"
      lines += "C\(number),Seats,1,\(1000 + number),2026-01-01,2026-12-31,\(1000 + number)\n"
      health += "a\(number),2026-11-01,sponsor,\(2 + number % 3)\n"
    }
    files["content/contracts/contracts.csv"] = contracts
    files["content/contracts/lines.csv"] = lines
    files["content/health/measures.csv"] = health
    return files
  }

  private func portfolioPage(_ count: Int, owners: Int) -> PortfolioPage {
    let book = SiteFixture(files(count, owners: owners))
    let context = SiteContext(book.portfolio, book.insight, for: .team, problems: [], inputDigest: ContentHash([1]))
    return PortfolioPageBuilder(context: context).build()
  }

  @Test func onlyTheAccountsOfMostValueAreDrawnAndThePageSaysSo() throws {
    let territory = try #require(portfolioPage(700, owners: 3).territory)
    let chart = String(decoding: territory.chart, as: UTF8.self)
    #expect(chart.contains("the 600 largest of 700 scored accounts"))
    #expect(territory.note == "Drawn: the 600 scored accounts of most value, 88% of the value of all 700. ")
    #expect((0..<700).allSatisfy { chart.contains("A\($0): ") == ($0 >= 100) })
  }

  @Test func managersBeyondThoseWithMostAtRiskAreFoldedNotLost() throws {
    let owners = try #require(portfolioPage(60, owners: 20).owners)
    #expect(owners.note == "12 of 20, those with most at risk")
    #expect(owners.moreNote == "8 more managers")
    #expect(owners.rows.count == 12)
    #expect(Set((owners.rows + owners.more).map(\.name)) == Set((0..<20).map { "Owner\($0)" }))
    let isOrdered = zip(owners.rows, owners.rows.dropFirst()).allSatisfy {
      (Double($0.risk) ?? 0) >= (Double($1.risk) ?? 0)
    }
    #expect(isOrdered)
  }

  @Test func aFewManagersAllStandInTheBooksOrder() throws {
    let owners = try #require(portfolioPage(30, owners: 15).owners)
    #expect(owners.more.isEmpty)
    #expect(owners.note.isEmpty)
    #expect(owners.rows.count == 15)
  }
}
