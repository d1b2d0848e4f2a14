import Core
import Files
import Portfolio
import Testing

@testable import Ingest

/// What APIs, warehouses and command lines write as JSON.
@Suite("JSON exports")
struct JSONExportTests {
  static let row =
    #"{"contract_id": "C-1", "account_id": "A1", "start_date": "2026-02-01", "end_date": "2027-01-31", "currency": "USD"}"#

  static let other = row.replacing("C-1", with: "C-2")

  static func read(_ text: String, as name: String = "c.json") -> ([Contract], [String]) {
    let (portfolio, log) = Workspace.read([
      "content/contracts/contracts.csv": "", "content/contracts/lines.csv": "", "content/opportunities/o.csv": "",
      "content/contracts/\(name)": text,
    ])
    return (portfolio.contracts, log.filter { !$0.contains("no contracts") })
  }

  @Test(
    "rows are found wherever they stand",
    arguments: [
      "[\(row), \(other)]", "{\"result\": [\(row), \(other)]}", "{\"records\": [\(row)], \"more\": [\(other)]}",
      "{\"status\": 0, \"result\": {\"totalSize\": 2, \"records\": [\(row), \(other)]}, \"warnings\": []}",
      "{\"warnings\": [\"old API\"], \"value\": [\(row), \(other)]}", "\(row)\n\(other)\n", "\(row)\r\n\r\n  \(other)",
      "\(row)\(other)",
    ])
  func shapes(_ text: String) {
    let (contracts, log) = Self.read(text)
    #expect(log == [])
    #expect(contracts.map(\.id) == ["C-1", "C-2"])
  }

  @Test("objects on lines of their own are read by either ending, each with its place", arguments: ["jsonl", "ndjson"])
  func lines(_ ending: String) {
    let broken = Self.other.replacing("2027-01-31", with: "2027-02-30")
    let (contracts, log) = Self.read("\(Self.row)\n\(broken)\n", as: "c.\(ending)")
    #expect(contracts.map(\.id) == ["C-1"])
    #expect(
      log == ["contracts/c.\(ending):2:84: error: end_date \"2027-02-30\" is not a date [contract.date]"])
  }

  @Test(
    "a text without rows is told",
    arguments: [
      ("[]", "contracts/c.json:1:1: warning: the file has no rows [csv.empty]"),
      ("{\"result\": []}", "contracts/c.json:1:12: warning: the file has no rows [csv.empty]"),
      ("{\"result\": {\"a\": 1}}", "contracts/c.json:1:1: error: there are no rows here [json.rows]"),
      ("{\"result\": [1]}", "contracts/c.json:1:13: error: a row is not an object [json.rows]"),
      ("\(row)\n[1]", "contracts/c.json:2:1: error: something follows the end of the JSON [json.syntax]"),
      ("\(row)\n{\"contract_id\": ", "contracts/c.json:2:17: error: the file ends too early [json.syntax]"),
    ])
  func empty(_ text: String, _ expected: String) {
    #expect(Self.read(text).1.contains(expected))
  }

  static func opportunities(_ portfolio: Portfolio) -> [String] {
    portfolio.opportunities(of: 0).resolved(for: .team)?.map { "\($0.id) \($0.closeDate)" } ?? []
  }

  @Test("HubSpot's objects hold their fields as properties")
  func hubSpot() {
    let (portfolio, log) = Workspace.read([
      "content/opportunities/o.json": """
      {"results": [{"id": "51", "account_id": "A1", "properties": {"amount": "12000", "closedate": "2027-01-31T00:00:00Z",
        "dealstage": "contractsent", "hs_forecast_category": "COMMIT", "deal_currency_code": "USD"}}]}
      """
    ])
    #expect(log == [])
    #expect(Self.opportunities(portfolio).contains("51 2027-01-31"))
  }

  @Test("Dynamics' annotations are what people read")
  func dynamics() {
    let (contracts, log) = Self.read(
      """
      {"@odata.context": "https://example.com", "value": [{"@odata.etag": "W/1", "contractnumber": "D-1",
        "_customerid_value": "A1", "activeon": "2026-02-01T00:00:00Z", "expireson": "2027-01-31T00:00:00Z",
        "statecode@OData.Community.Display.V1.FormattedValue": "Active", "statecode": 2}]}
      """)
    #expect(log.map { $0.contains("[column.currency]") } == [true])
    #expect(contracts.map(\.status) == [.active])
  }
}
