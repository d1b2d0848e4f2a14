import Core
import Files
import Portfolio
import Testing

@testable import Ingest

/// The rules D01 to D25 of the design: where each is judged, and for each code of this room an input that fires it and its neighbour
/// that doesn't.
@Suite("Rules D01 to D25")
struct QualityRuleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let code: String
    let fires: [String: String]
    let silent: [String: String]
    var testDescription: String { code }

    init(_ code: String, _ fires: [String: String], not silent: [String: String]) {
      (self.code, self.fires, self.silent) = (code, fires, silent)
    }
  }

  static let judges: [(String, QualityRule.Judge)] = [
    ("D01", .ingest), ("D02", .ingest), ("D03", .ingest), ("D04", .ingest), ("D05", .ingest), ("D06", .ingest),
    ("D07", .ingest), ("D08", .ingest), ("D09", .ingest), ("D10", .ingest), ("D11", .ingest), ("D12", .ingest),
    ("D13", .ingest), ("D14", .ingest), ("D15", .ingest), ("D16", .ingest), ("D17", .ingest), ("D18", .ingest),
    ("D19", .ingest), ("D20", .ingest), ("D21", .ingest), ("D22", .site), ("D23", .ingest), ("D23", .insight),
    ("D24", .ingest), ("D25", .insight),
  ]

  static func contracts(_ rows: String, _ more: String = "") -> [String: String] {
    ["content/contracts/contracts.csv": "contract_id,account_id,start_date,end_date,currency\(more)\n" + rows]
  }

  static func lines(_ rows: String, _ more: String = "") -> [String: String] {
    ["content/contracts/lines.csv": "line_id,contract_id,product,quantity,unit_price\(more)\n" + rows]
  }

  static func opportunities(_ rows: String) -> [String: String] {
    ["content/opportunities/o.csv": "opportunity_id,account_id,contract_id,close_date,amount,outcome\n" + rows]
  }

  static func usage(_ row: String) -> [String: String] {
    ["content/usage/u.csv": "account_id,product,month,entitled,assigned,active\n\(row)\n"]
  }

  static func health(_ rows: String) -> [String: String] {
    ["content/health/h.csv": "account_id,date,measure,value\n" + rows]
  }

  static func note(_ keys: String, _ body: String = "") -> [String: String] {
    ["content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\n\(keys)---\n\(body)"]
  }

  static func bolt(_ keys: String = "") -> [String: String] {
    ["content/accounts/bolt.md": "---\nname: Bolt\nid: B1\n\(keys)---\n"]
  }

  static func products(_ entry: String) -> [String: String] { ["content/products.yaml": "products:\n  - \(entry)\n"] }

  static func named(_ rows: String) -> [String: String] {
    bolt().merging([
      "content/contracts/contracts.csv": "contract_id,account_id,account_name,start_date,end_date,currency\n" + rows
    ]) { $1 }
  }

  static let dates = "2026-02-01,2027-01-31,USD"

  static let files = [
    Case(
      "column.missing",
      ["content/contracts/contracts.csv": "contract_id,account_id,start_date,currency\nC-1,A1,2026-02-01,USD\n"],
      not: contracts("C-1,A1,\(dates)\n")),
    Case("csv.ragged-row", lines("L,C-1,Service,1,200,00\n"), not: lines("L,C-1,Service,1,\"200,00\"\n")),
    Case("csv.footer", lines("L,C-1,Service,1,2\nTotal,,,1,2\n"), not: lines("Total,C-1,Service,1,2\n")),
    Case(
      "csv.export-cap", health((0..<2000).map { "A1,2026-10-01,m\($0),1\n" }.joined()),
      not: health((0..<1999).map { "A1,2026-10-01,m\($0),1\n" }.joined())),
    Case("text.replacement", note("owner: Jos\u{FFFD}\n"), not: note("owner: José\n")),
    Case(
      "column.date-order", contracts("C-1,A1,01/02/2026,01/02/2027,USD\n"),
      not: contracts("C-1,A1,01/02/2026,31/01/2027,USD\n")),
    Case(
      "column.date-mixed", contracts("C-1,A1,2026-02-01,31/01/2027,USD\nC-2,A1,2026-02-01,01/31/2027,USD\n"),
      not: contracts("C-1,A1,2026-02-01,31/01/2027,USD\nC-2,A1,2026-02-01,01/12/2027,USD\n")),
    Case(
      "column.date-serial", contracts("C-1,A1,46054,46418,USD\nC-2,A1,46054,31/01/2027,USD\n"),
      not: contracts("C-1,A1,46054,46418,USD\nC-2,A1,46054,46418,USD\n")),
    Case(
      "settings.rate", contracts("C-1,A1,2026-02-01,2027-01-31,EUR\n"),
      not: contracts("C-1,A1,2026-02-01,2027-01-31,EUR\n")
        .merging(["content/portfolio.yaml": "exchange_rates: {EUR: \"1.08\"}\n"]) { $1 }),
    Case(
      "column.currency",
      ["content/contracts/contracts.csv": "contract_id,account_id,start_date,end_date\nC-1,A1,2026-02-01,2027-01-31\n"],
      not: [
        "content/contracts/contracts.csv": "contract_id,account_id,start_date,end_date\nC-1,A1,2026-02-01,2027-01-31\n",
        "content/portfolio.yaml": "file_currencies: {contracts/contracts.csv: USD}\n",
      ]),
    Case("line.range", lines("L,C-1,Service,-1,2\n"), not: lines("L,C-1,Service,0,2\n")),
    Case("column.number-form", lines("L,C-1,Service,1,\"1,234\"\n"), not: lines("L,C-1,Service,1,\"1,234.00\"\n")),
    Case(
      "column.number-mixed", lines("L,C-1,Service,1,\"1,234.50\"\nM,C-1,Service,1,\"1.234,50\"\n"),
      not: lines("L,C-1,Service,1,\"1,234.50\"\nM,C-1,Service,1,\"2,234.50\"\n")),
  ]

  static let joins = [
    Case(
      "opportunity.duplicate-id", opportunities("O-1,A1,C-1,2027-01-15,5,open\nO-1,A1,C-1,2027-01-15,5,open\n"),
      not: opportunities("O-1,A1,C-1,2027-01-15,5,open\nO-2,A1,C-1,2027-01-15,5,open\n")),
    Case(
      "join.several-names", named("C-1,A1,Acme,\(dates)\nC-3,A1,Zeta,\(dates)\n"),
      not: named("C-1,A1,Acme,\(dates)\nC-3,A1,ACME Inc.,\(dates)\n")),
    Case(
      "join.shared-name", named("C-1,A1,Acme,\(dates)\nC-2,B1,Acme Inc,\(dates)\n"),
      not: named("C-1,A1,Acme,\(dates)\nC-2,B1,Bolt,\(dates)\n")),
    Case("account.parent", note("parent: bolt\n"), not: note("parent: bolt\n").merging(bolt()) { $1 }),
    Case(
      "account.parent-cycle", note("parent: bolt\n").merging(bolt("parent: acme\n")) { $1 },
      not: note("parent: bolt\n").merging(bolt()) { $1 }),
    Case(
      "line.outside-term", lines("L,C-1,Service,1,2,2027-02-01\n", ",end_date"),
      not: lines("L,C-1,Service,1,2,2027-01-31\n", ",end_date")),
    Case(
      "contract.total", contracts("C-1,A1,\(dates),24242.43\n", ",ACV"),
      not: contracts("C-1,A1,\(dates),24242.42\n", ",ACV")),
    Case(
      "contract.end-before-start", contracts("C-1,A1,2026-02-01,2026-01-31,USD\n"),
      not: contracts("C-1,A1,2026-02-01,2026-02-01,USD\n")),
    Case(
      "line.end-before-start", lines("L,C-1,Service,1,2,2026-05-01,2026-04-30\n", ",start_date,end_date"),
      not: lines("L,C-1,Service,1,2,2026-05-01,2026-05-01\n", ",start_date,end_date")),
    Case(
      "contract.term", contracts("C-1,A1,\(dates),24\n", ",term_months"),
      not: contracts("C-1,A1,\(dates),12\n", ",term_months")),
    Case(
      "line.uncatalogued-product", products("{sku: Other}"), not: products("{sku: Service}")),
    Case(
      "usage.uncatalogued-product", products("{sku: Service}").merging(usage("A1,Gadget,2026-10,5,4,3")) { $1 },
      not: products("{sku: Service}")),
    Case(
      "product.unmapped", products("{sku: Service, status: legacy}"),
      not: products("{sku: Service, status: legacy, successor: {sku: New}}")),
  ]

  static let days = [
    Case("contract.no-renewal", opportunities(""), not: [:]),
    Case(
      "contract.two-renewals", opportunities("O-1,A1,C-1,2027-01-15,5,open\nO-2,A1,C-1,2027-01-15,5,open\n"),
      not: opportunities("O-1,A1,C-1,2027-01-15,5,open\nO-2,A1,C-1,2027-01-15,5,churned\n")),
    Case(
      "opportunity.close-past", opportunities("O-1,A1,C-1,2026-11-22,5,open\n"),
      not: opportunities("O-1,A1,C-1,2026-11-23,5,open\n")),
    Case(
      "opportunity.renewal-past", contracts("C-1,A1,2025-02-01,2026-11-21,USD\n"),
      not: contracts("C-1,A1,2025-02-01,2026-11-22,USD\n")),
    Case(
      "opportunity.close-late", opportunities("O-1,A1,C-1,2027-02-02,5,open\n"),
      not: opportunities("O-1,A1,C-1,2027-02-01,5,open\n")),
    Case(
      "contract.no-notice", contracts("C-1,A1,\(dates),yes,\n", ",auto_renew,notice_days"),
      not: contracts("C-1,A1,\(dates),yes,60\n", ",auto_renew,notice_days")),
    Case(
      "contract.idle-notice", contracts("C-1,A1,\(dates),no,60\n", ",auto_renew,notice_days"),
      not: contracts("C-1,A1,\(dates),no,\n", ",auto_renew,notice_days")),
    Case(
      "account.swing", note("forecast: {category: best_case, amount: \"20000\", swing: \"4000.01\"}\n"),
      not: note("forecast: {category: best_case, amount: \"20000\", swing: \"4000\"}\n")),
    Case(
      "account.commit-no-buyer", note("forecast: {category: commit}\n"),
      not: note("forecast: {category: commit}\nstakeholders: [{name: D, role: economic buyer}]\n")),
    Case(
      "account.commit-no-step", note("forecast: {category: commit}\n", "- [ ] Quote due 2026-11-22\n"),
      not: note("forecast: {category: commit}\n", "- [ ] Quote due 2026-11-23\n")),
    Case("health.stale", health("A1,2026-05-26,nps,30\n"), not: health("A1,2026-05-27,nps,30\n")),
    Case("health.future", health("A1,2026-11-24,nps,30\n"), not: health("A1,2026-11-23,nps,30\n")),
    Case(
      "account.override-expired", note("health_override: {band: red, expires: 2026-11-22}\n"),
      not: note("health_override: {band: red, expires: 2026-11-23}\n")),
    Case(
      "account.override-endless", note("health_override: {band: red}\n"),
      not: note("health_override: {band: red, expires: 2026-11-23}\n")),
    Case("usage.future", usage("A1,Service,2026-12,5,4,3"), not: usage("A1,Service,2026-11,5,4,3")),
    Case("usage.old", usage("A1,Service,2026-08,5,4,3"), not: usage("A1,Service,2026-09,5,4,3")),
    Case("usage.active-above-assigned", usage("A1,Service,2026-10,5,4,5"), not: usage("A1,Service,2026-10,5,4,4")),
    Case("usage.assigned-above-entitled", usage("A1,Service,2026-10,5,6,3"), not: usage("A1,Service,2026-10,5,5,3")),
    Case(
      "guide.review", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-05-23\nreview_every: 6 months\n---\n"],
      not: ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-05-25\nreview_every: 6 months\n---\n"]),
    Case(
      "guide.future", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-11-24\nreview_every: 6 months\n---\n"],
      not: ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-11-23\nreview_every: 6 months\n---\n"]),
  ]

  /// Codes of everything that reading and the rules about the book say.
  static func codes(_ changes: [String: String]) -> [Diagnostic] {
    let (portfolio, log) = Workspace.diagnose(changes)
    return log + DataQuality.findings(portfolio, asOf: DataQualityTests.asOf).all
  }

  @Test("each code fires, at a place and with a hint, and its neighbour is silent", arguments: files + joins + days)
  func code(_ example: Case) throws {
    let found = try #require(Self.codes(example.fires).first { $0.code == example.code })
    #expect(found.location != nil)
    #expect(found.hint?.isEmpty == false)
    #expect(!Self.codes(example.silent).contains { $0.code == example.code })
  }

  static let encodings: [(code: String, text: [UInt8], silent: [UInt8])] = [
    ("text.encoding", [0x4A, 0x81], [0x4A, 0x80]),
    ("text.mixed-encoding", [0xC3, 0xA9, 0x20, 0xE9], [0xE9, 0x20, 0xE9]),
  ]

  @Test("D04: bytes that fit no encoding, and two encodings in one file", arguments: encodings)
  func encoding(_ code: String, _ text: [UInt8], _ silent: [UInt8]) throws {
    func codes(_ bytes: [UInt8]) throws -> [String] {
      let files = MemoryFiles(Workspace.files)
      let head = Array("account_id,date,measure,value,note\nA1,2026-10-01,nps,30,".utf8)
      try files.write(head + bytes, to: "content/health/h.csv")
      var log = Diagnostics()
      _ = PortfolioReader().read(files, into: &log)
      return log.all.map(\.code)
    }
    #expect(try codes(text) == [code])
    #expect(try codes(silent) == [])
  }

  /// Codes whose cases need a chain of files, and stand in `SnapshotTests`.
  static let elsewhere = ["snapshot.changed", "snapshot.gone", "snapshot.week"]

  @Test("every rule is judged somewhere, and every code of this room has its case")
  func table() {
    #expect(QualityRule.all.map(\.name) == Self.judges.map(\.0))
    #expect(QualityRule.all.map(\.judge) == Self.judges.map(\.1))
    #expect(Set(QualityRule.all.map(\.name)).count == 25)
    let codes = QualityRule.all.filter { $0.judge == .ingest }.flatMap(\.codes)
    let cases = (Self.files + Self.joins + Self.days).map(\.code) + Self.encodings.map(\.code) + Self.elsewhere
    #expect(codes.sorted() == cases.sorted())
  }
}
