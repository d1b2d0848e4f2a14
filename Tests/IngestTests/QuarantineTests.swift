import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("Quarantine, limits and order")
struct QuarantineTests {
  static let bolt = [
    "content/accounts/bolt.md": "---\nname: Bolt\nid: B1\nparent: acme\n---\n",
    "content/contracts/bolt.csv":
      "contract_id,account_id,start_date,end_date,currency\nC-9,B1,2026-02-01,2027-01-31,USD\n",
  ]

  @Test(
    "an account with errors is left out with all its rows, listed, and its errors stop nothing",
    arguments: [
      ["content/accounts/bolt.md": "---\nname: Bolt\nid: B1\nrisks: [{severity: high}]\n---\n"],
      ["content/accounts/bolt.md": "---\nname: Bolt\nid: B1\nbroken: [\n---\n"],
      [
        "content/contracts/bolt.csv":
          "contract_id,account_id,start_date,end_date,currency\nC-9,B1,2026-02-01,2027-02-30,USD\n"
      ],
      [
        "content/contracts/bolt.csv":
          "contract_id,account_id,start_date,end_date,currency\nC-9,B1,2026-02-01,2027-01-31\n"
      ],
      ["content/contracts/more.csv": "line_id,contract_id,product,quantity,unit_price\nL1,C-9,Service,x,2\n"],
      ["content/usage/more.csv": "account_id,product,month,active\nB1,Service,2026-10,-4\n"],
    ])
  func quarantine(_ changes: [String: String]) throws {
    var options = ReaderOptions()
    options.quarantine = true
    let (portfolio, log) = Workspace.diagnose(Self.bolt.merging(changes) { $1 }, options)
    #expect(log.filter { $0.severity == .error } == [])
    #expect(portfolio.accounts.map(\.slug.text) == ["acme"])
    #expect(portfolio.contracts.map(\.id) == ["C-1"])
    #expect(portfolio.lines(ofAccount: 0).count == 1)
    #expect(portfolio.usage.count == 1)
    let out = try #require(portfolio.quarantined.first)
    #expect(out.name == "Bolt")
    #expect(out.diagnostics.contains { $0.severity == .error })
    let strict = Workspace.diagnose(Self.bolt.merging(changes) { $1 }).1
    #expect(strict.contains { $0.severity == .error && $0.account == "bolt" })
  }

  @Test(
    "an account without a readable note is in quarantine by name, with its contracts and their lines",
    arguments: [
      (
        [
          "content/contracts/more.csv":
            "contract_id,account_id,start_date,end_date,currency\nC-7,Z9,2026-02-01,2027-01-31,USD\n",
          "content/contracts/morelines.csv": "line_id,contract_id,product,quantity,unit_price\nL7,C-7,Service,1,2\n",
        ], "unknown-account-z9"
      ),
      (["content/accounts/Zeta Corp.md": "---\nname: Zeta\nid: Z9\n---\n"], "unreadable-account-zeta-corp"),
    ])
  func strangers(_ changes: [String: String], _ slug: String) throws {
    var options = ReaderOptions()
    options.quarantine = true
    let (portfolio, log) = Workspace.diagnose(changes, options)
    #expect(log.filter { $0.severity == .error } == [])
    #expect(portfolio.accounts.map(\.slug.text) == ["acme"])
    #expect(portfolio.lines.count == 1)
    let out = try #require(portfolio.quarantined.first)
    #expect(out.slug.text == slug)
    #expect(out.diagnostics.count { $0.severity == .error } == 1)
    #expect(Workspace.diagnose(changes).1.contains { $0.severity == .error })
  }

  @Test(
    "what is found late takes out accounts as well: with their deals, without a double, and without forgetting strangers"
  )
  func late() throws {
    var options = ReaderOptions()
    options.quarantine = true
    let broken = ["content/accounts/coal.md": "---\nname: Coal\nid: C1\nrisks: 5\n---\n"]
    let (book, _) = Workspace.diagnose(
      Self.bolt.merging(broken) { $1 }.merging(SnapshotTests.files()) { $1 }, options)
    #expect(book.snapshots.resolved(for: .team)?.map(\.deals.count) == [1, 1, 1])
    var late = Diagnostics(
      ["bolt", "coal", "ghost"].map { .error("workspace.file", "cannot read it", at: nil, account: $0) }
        + [.error("asset.active", "of no account", at: nil)])
    let rest = book.quarantining(&late)
    #expect(late.all.map(\.code) == ["asset.active"])
    #expect(rest.accounts.map(\.slug.text) == ["acme"])
    #expect(rest.quarantined.map(\.slug.text) == ["bolt", "coal", "ghost"])
    #expect(rest.quarantined.map(\.name) == ["Bolt", "Coal", "ghost"])
    #expect(rest.quarantined.map { $0.diagnostics.count { $0.severity == .error } } == [1, 2, 1])
    #expect(rest.snapshots.resolved(for: .team)?.map(\.deals.count) == [1, 1, 1])
    var acme = Diagnostics([.error("link.page", "leads nowhere", at: nil, account: "acme")])
    #expect(rest.quarantining(&acme).snapshots.resolved(for: .team)?.map(\.deals.count) == [0, 0, 0])
  }

  @Test("an account whose parent is in quarantine stands without one")
  func parent() {
    var options = ReaderOptions()
    options.quarantine = true
    let (portfolio, _) = Workspace.diagnose(
      Self.bolt.merging(["content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\nteam: 5\n---\n"]) { $1 },
      options)
    #expect(portfolio.accounts.map(\.slug.text) == ["bolt"])
    #expect(portfolio.accounts.first?.parent == nil)
  }

  @Test(
    "each limit is kept and named",
    arguments: ["rows", "columns", "tableBytes", "cellBytes", "noteBytes", "yamlBytes"])
  func limits(_ name: String) {
    var options = ReaderOptions()
    let code: String
    switch name {
    case "rows": (options.limits.rows, code) = (1, "csv.size")
    case "columns": (options.limits.columns, code) = (3, "csv.size")
    case "tableBytes": (options.limits.tableBytes, code) = (20, "csv.size")
    case "cellBytes": (options.limits.cellBytes, code) = (3, "csv.cell-size")
    case "noteBytes": (options.limits.noteBytes, code) = (5, "note.size")
    default: (options.limits.yamlBytes, code) = (5, "yaml.size")
    }
    let (_, log) = Workspace.diagnose(
      Self.bolt.merging([
        "content/health/h.csv": "account_id,date,measure,value\nA1,2026-10-01,nps,30\nA1,2026-10-02,nps,31\n"
      ]) { $1 }, options)
    #expect(log.contains { $0.code == code && $0.severity == .error })
  }

  @Test("of many problems of one kind the first are told, the rest counted, and no account is forgotten")
  func manyProblems() {
    var options = ReaderOptions()
    options.limits.problemsPerKind = 2
    let rows = (1...9).map { "A1,Service,2026-0\($0),x\n" }.joined() + "B1,Service,2026-01,x\n"
    let (_, log) = Workspace.diagnose(
      Self.bolt.merging(["content/usage/u.csv": "account_id,product,month,active\n" + rows]) { $1 }, options)
    #expect(
      log.filter { $0.code == "usage.number" }.map(\.line) == [
        "usage/u.csv: warning: 7 more like these are not listed [usage.number]",
        "usage/u.csv:2:20: error: active \"x\" is not a number [usage.number]",
        "usage/u.csv:3:20: error: active \"x\" is not a number [usage.number]",
        "usage/u.csv:11:20: error: active \"x\" is not a number [usage.number]",
      ])
  }

  @Test("side by side gives the same as one after the other, quoted line ends at the seams too")
  func jobs() async {
    var rows = "line_id,contract_id,product,sku,quantity,unit_price\n"
    for number in 0..<60_000 {
      let product = number % 7 == 0 ? "\"Service\nof \(number % 11)\"" : "Service"
      rows +=
        "L-\(number),\(number % 3 == 0 ? "C-1" : "C-9"),\(product),,\(number % 50 + 1),\(number % 40_000 == 39_999 ? "x" : "12.50")\n"
    }
    let files = MemoryFiles(
      Workspace.files.merging(Self.bolt) { $1 }.merging(["content/contracts/many.csv": rows]) { $1 })
    var serial = Diagnostics()
    let one = PortfolioReader().read(files, into: &serial)
    for jobs in [2, 3, 8] {
      var options = ReaderOptions()
      options.jobs = jobs
      var log = Diagnostics()
      let many = await PortfolioReader(options).readConcurrently(files, into: &log)
      #expect(log.sorted == serial.sorted)
      #expect(
        many.lines.map { "\($0.location) \($0.id) \($0.product) \($0.annual)" }
          == one.lines.map { "\($0.location) \($0.id) \($0.product) \($0.annual)" })
      #expect(many.products.map(\.sku) == one.products.map(\.sku))
    }
    #expect(serial.errorCount == 1)
  }
}
