import Core
import Files
import Ingest
import Insight
import Portfolio
import Testing

@testable import PerennialCommand

@Suite("Scenarios for the terminal, for spreadsheets and for Markdown")
struct ComparisonTextTests {
  /// A contract of 100 at 1,000 with two scenarios, one with a name that other programs would take for more.
  private func text() throws -> ComparisonText {
    let files = MemoryFiles([
      "content/accounts/acme.md": """
      ---
      name: Acme
      id: A1
      negotiation:
        scenarios:
          - {name: "=1+1 | *all* of it, and a good deal more of it", uplift_percent: "-2"}
          - {name: Two years, term_months: 24}
      ---
      """,
      "content/contracts/c.csv":
        "contract_id,account_id,start_date,end_date,currency\nC-1,A1,2026-02-01,2027-01-31,USD\n",
      "content/contracts/l.csv": "line_id,contract_id,product,quantity,unit_price\nL,C-1,Service,100,1000.00\n",
    ])
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(files, into: &log)
    #expect(!log.sorted.contains { $0.severity == .error }, "\(log.sorted)")
    let insight = Insight(of: portfolio, asOf: try #require(Day(iso: "2026-11-23")))
    let scenarios = try #require(insight.scenarios(of: 0).resolved(for: .team))
    return ComparisonText(ScenarioComparison(scenarios, currency: .usd))
  }

  @Test("columns stand under each other, and long names are broken")
  func table() throws {
    let lines = try text().table
    let widths = Set(lines.filter { $0.hasPrefix("Total") || $0.hasPrefix("Year 1") }.map(\.count))
    #expect(widths.count == 1)
    #expect(lines.contains { $0.hasPrefix("Total, TCV") && $0.hasSuffix("200,000") })
    #expect(lines.allSatisfy { $0.count < 90 && !$0.hasSuffix(" ") })
    #expect(lines.contains { $0.hasPrefix("Year 2") && $0.contains("–") })
  }

  @Test("CSV holds plain numbers, and no formula")
  func csv() throws {
    let rows = String(decoding: try text().csv, as: UTF8.self).split(separator: "\n")
    #expect(rows.first == "\"figure, USD\",\"'=1+1 | *all* of it, and a good deal more of it\",Two years")
    #expect(rows.contains("\"Total, TCV\",98000.00,200000.00"))
    #expect(rows.contains("Change against today,-2000.00,0.00"))
  }

  @Test("Markdown takes nothing for its own")
  func markdown() throws {
    let lines = try text().markdown
    #expect(lines.first == "| USD | =1+1 \\| \\*all\\* of it, and a good deal more of it | Two years |")
    #expect(lines[1] == "| --- | ---: | ---: |")
    #expect(lines.contains("| Year 2 |  | 100,000 |"))
  }
}
