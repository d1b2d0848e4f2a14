import Core
import Testing

@testable import Ingest

@Suite("Import and explanation")
struct ImportPlanTests {
  static func plan(_ text: String, _ name: String = "Export.csv", as kind: RowKind? = nil) -> ImportPlan {
    ImportPlan(Array(text.utf8), name: name, as: kind)
  }

  @Test(
    "tells the kind of a file by its columns, and where it goes",
    arguments: [
      (
        "Contract Number,Account ID,Start Date,End Date,Currency\nC-1,A1,2026-02-01,2027-01-31,USD\n",
        RowKind.contracts, "contracts"
      ),
      ("Line ID,Contract Number,Product Name,Quantity,Sales Price\nL,C-1,S,1,2\n", .lines, "contracts"),
      ("Opportunity ID,Account ID,Close Date,Amount\nO,A1,2027-01-31,5\n", .opportunities, "opportunities"),
      ("Account ID,Product,Month,Active\nA1,S,2026-10,5\n", .usage, "usage"),
      ("Account ID,Measure,Date,Value\nA1,nps,2026-10-01,5\n", .health, "health"),
    ])
  func kinds(_ text: String, _ kind: RowKind, _ folder: String) {
    let plan = Self.plan(text, "/tmp/../My report (1).csv")
    #expect(plan.kind == kind)
    #expect(plan.target == "content/\(folder)/My-report--1-.csv")
    #expect(plan.questions == [])
  }

  @Test("asks what only a person knows, and writes the answers as settings")
  func questions() {
    let plan = Self.plan(
      "Contrato,Account ID,Start Date,Contract End Dat,Currency,ACV\nC-1,A1,01/02/2026,01/02/2027,USD,\"1,234\"\n",
      as: .contracts)
    #expect(
      plan.questions == [
        .column(kind: .contracts, field: "contract_id", likely: nil),
        .column(kind: .contracts, field: "end_date", likely: nil),
        .dateOrder(header: "Start Date"), .decimalMark(header: "ACV"),
      ])
    let settings = ImportPlan.settings(for: [
      .dateOrder(.dayFirst), .decimalMark(.point), .column(kind: .contracts, header: "Ver\"trag", field: "contract_id"),
    ])
    #expect(settings == "date_order: dmy\ndecimal: point\ncolumns:\n  contracts:\n    \"Ver\\\"trag\": contract_id\n")
    var log = Diagnostics()
    let tree = YAMLDocument.read(Array(settings.utf8), file: SourceFile("s"), limits: .init(), into: &log)
    let read = tree.map { SettingsReader.read($0, into: &log).1 }
    #expect(log.all.isEmpty)
    #expect(read?.dateOrder == .dayFirst)
    #expect(read?.columns[.contracts]?.first?.header == "Ver\"trag")
  }

  @Test("a file that fits nothing asks for its kind")
  func noKind() {
    let plan = Self.plan("a,b\n1,2\n")
    #expect(plan.kind == nil)
    #expect(plan.questions.first == .kind([.contracts, .opportunities, .usage, .health]))
  }

  @Test("explains each column with what decided it")
  func explanation() {
    let text = """
      contract_id;Account ID;Start Date;End Date;End Date;Currency;Uplift Cap;Colour;curency
      C-1;A1;01/02/2026;31/01/2027;x;EUR;4,5;red;x

      """
    var settings = ImportSettings()
    settings.columns = [.contracts: [(header: "colour", field: "ignore")]]
    let (tables, _) = TableExplanation.explain(
      Array(text.utf8), path: "content/contracts/c.csv", kinds: [.contracts, .lines], settings: settings)
    #expect(
      tables.first?.lines == [
        "content/contracts/c.csv: semicolon, UTF-8, 1 row below line 1",
        "contracts:",
        "  \"contract_id\" -> contract_id (its own name)",
        "  \"Account ID\" -> account_id (its own name)",
        "  \"Start Date\" -> start_date (its own name; dates; day before month, as another column shows on line 2)",
        "  \"End Date\" -> end_date (its own name; dates; day before month, as line 2 shows)",
        "  \"End Date\" -> nothing (another column fills that field)",
        "  \"Currency\" -> currency (its own name)",
        "  \"Uplift Cap\" -> uplift_cap_percent (known as \"Uplift Cap\"; numbers; decimal comma, as line 2 shows)",
        "  \"Colour\" -> nothing (ignored by portfolio.yaml)",
        "  \"curency\" -> nothing (not known; perhaps currency)",
      ])
  }

  @Test("no header means two fields of one kind")
  func uniqueAliases() {
    for kind in RowKind.allCases {
      var owners: [String: String] = [:]
      for field in kind.fields {
        for alias in Set((field.aliases + [field.name]).map { TextKey.letters($0.utf8) }) {
          #expect(owners[alias] == nil, "\(kind): \(alias) is \(owners[alias] ?? "") and \(field.name)")
          owners[alias] = field.name
        }
      }
    }
  }
}
