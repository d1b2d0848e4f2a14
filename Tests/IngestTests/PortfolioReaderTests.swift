import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("Reading a workspace")
struct PortfolioReaderTests {
  @Test("reads an account with its contract, line, usage, reading and opportunity")
  func readsWholeAccount() throws {
    let (portfolio, log) = Workspace.read([:])
    #expect(log == [])
    let account = try #require(Slug("acme").flatMap(portfolio.account).map { portfolio.accounts[$0] })
    #expect(account.name == "Acme Robotics")
    #expect(account.id == "A1")
    let contract = try #require(portfolio.contracts(of: 0).first)
    #expect(contract.id == "C-1")
    #expect(contract.end == Day(iso: "2027-01-31"))
    #expect(contract.renewal.notice == .calendarDays(60))
    let line = try #require(portfolio.lines(of: contract).first)
    #expect(line.annual == 24_000)
    #expect(line.quantity == Quantity(100))
    #expect(portfolio.usage(of: 0).map(\.active) == [Quantity(80)])
    #expect(portfolio.readings(of: 0).resolved(for: .team)?.map(\.value) == [30])
    let opportunities = try #require(portfolio.opportunities(of: 0).resolved(for: .team))
    #expect(opportunities.first?.amount.resolved(for: .team) == Money(minor: 2_400_000, .usd))
    #expect(opportunities.first?.amount.resolved(for: .field) == nil)
  }
}

/// A small workspace that reads without a word, with files replaced, added or (by an empty text) left out.
enum Workspace {
  static let files: [String: String] = [
    "content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\n---\nText.\n",
    "content/contracts/contracts.csv": """
    contract_id,account_id,start_date,end_date,currency,auto_renew,notice_days
    C-1,A1,2026-02-01,2027-01-31,USD,yes,60

    """,
    "content/contracts/lines.csv": """
    line_id,contract_id,product,quantity,unit_price
    L-1,C-1,Service,100,240.00

    """,
    "content/usage/u.csv": "account_id,product,month,entitled,assigned,active\nA1,Service,2026-10,100,90,80\n",
    "content/health/h.csv": "account_id,date,measure,value,note\nA1,2026-10-01,nps,30,\n",
    "content/opportunities/o.csv": """
    opportunity_id,account_id,contract_id,close_date,amount,currency,category,stage,outcome
    O-1,A1,C-1,2027-01-15,24000.00,USD,commit,Paper,open

    """,
  ]

  static func read(_ changes: [String: String], _ options: ReaderOptions = .init()) -> (Portfolio, [String]) {
    let (portfolio, log) = diagnose(changes, options)
    return (portfolio, log.map(\.line))
  }

  static func diagnose(_ changes: [String: String], _ options: ReaderOptions = .init()) -> (Portfolio, [Diagnostic]) {
    let merged = files.merging(changes) { _, new in new }.filter { !$0.value.isEmpty }
    var log = Diagnostics()
    let portfolio = PortfolioReader(options).read(MemoryFiles(merged), into: &log)
    expectSameByBlocks(merged, options, portfolio, log)
    return (portfolio, log.sorted)
  }

  /// However its files are cut into blocks, a workspace reads the same.
  private static func expectSameByBlocks(
    _ files: [String: String], _ options: ReaderOptions, _ whole: Portfolio, _ log: Diagnostics
  ) {
    var options = options
    options.blocks = .smallest
    var other = Diagnostics()
    let blocks = PortfolioReader(options).read(MemoryFiles(files), into: &other)
    #expect(other.all == log.all)
    #expect(blocks.contracts.map { "\($0)" } == whole.contracts.map { "\($0)" })
    #expect(blocks.lines.map { "\($0)" } == whole.lines.map { "\($0)" })
    #expect(blocks.usage.map { "\($0)" } == whole.usage.map { "\($0)" })
    #expect(blocks.products.map { "\($0)" } == whole.products.map { "\($0)" })
  }
}

extension Diagnostic {
  /// `path:line:column: severity: message [code]`, without `content/`.
  var line: String {
    let place = location.map { $0.description.replacing("content/", with: "", maxReplacements: 1) } ?? ""
    return "\(place): \(severity.rawValue): \(message) [\(code)]"
  }
}
