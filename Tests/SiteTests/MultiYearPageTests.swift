import Core
import Testing

@testable import Site

/// The multi-year page: what long contracts cost year by year.
@Suite struct MultiYearPageTests {
  private func page(_ contract: String, lines: String) async throws -> String {
    var files = SiteFixture.starterFiles
    files["content/contracts/long.csv"] =
      "contract_id,account_id,start_date,end_date,status,currency,uplift_cap_percent,uplift_percent,uplift_basis\n"
      + "L-1,juniper-hollow,2026-02-01,2029-01-31,active,USD,\(contract)\n"
    files["content/contracts/long-lines.csv"] =
      "line_id,contract_id,product,quantity,unit_price,start_date,end_date\n" + lines
    return try #require(try await SiteFixture(files).site(for: .team)["multi-year.html"])
  }

  @Test func aRampIsToldFromItsLinesAndTheCapFromItsFinalYear() async throws {
    let page = try await page(
      "5,,",
      lines: "1,L-1,Desk,100,10,2026-02-01,2027-01-31\n2,L-1,Desk,100,12,2027-02-01,2029-01-31\n")
    #expect(page.contains("Uplift schedule"))
    #expect(page.contains("1 of 3") && page.contains("+20.0%"))
    #expect(page.contains("1,260"), "1,200 and the cap of 5%")
    #expect(page.contains("steps in the lines; cap 5% at renewal"))
  }

  @Test func aYearlyUpliftIsAppliedWhereTheLinesAreFlat() async throws {
    let page = try await page(",10,year_compound", lines: "1,L-1,Desk,100,10,2026-02-01,2029-01-31\n")
    #expect(page.contains("1,100") && page.contains("1,210"), "second and final year")
    #expect(page.contains("10% a year, compounded") && page.contains("no cap"))
  }

  @Test func aContractWithoutAStepOrARuleIsLeftOut() async throws {
    #expect(!(try await page(",,", lines: "1,L-1,Desk,100,10,2026-02-01,2029-01-31\n")).contains(">L-1<small>USD"))
  }
}
