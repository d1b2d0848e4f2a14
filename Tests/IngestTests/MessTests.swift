import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("Exports as they really are")
struct MessTests {
  static let contracts = "content/contracts/contracts.csv"

  /// The one contract of a file, as `start end currency notice cap`.
  static func contract(_ text: String, _ settings: String = "") -> (String, [String]) {
    let (portfolio, log) = Workspace.read([
      contracts: text, "content/portfolio.yaml": settings.isEmpty ? "title: T\n" : settings,
      "content/contracts/lines.csv": "", "content/opportunities/o.csv": "",
    ])
    let texts = portfolio.contracts.map { contract in
      "\(contract.id) \(contract.start) \(contract.end) \(contract.currency) \(contract.renewal.upliftCapPercent?.description ?? "-")"
    }
    return (texts.joined(separator: "; "), log)
  }

  @Test(
    "headers of CRMs are known",
    arguments: [
      "Contract Number,Account ID,Contract Start Date,Contract End Date,Contract Currency,Price Cap %",
      "ContractNumber,AccountId,StartDate,EndDate,CurrencyIsoCode,Uplift Cap",
      "number,u_account,starts,ends,u_currency,uplift_cap_percent",
      "contractnumber,customerid,activeon,expireson,transactioncurrencyid,Max Uplift %",
      "SBQQ__Contract__c,SBQQ__Account__c,SBQQ__StartDate__c,SBQQ__EndDate__c,CurrencyIsoCode,Renewal Cap %",
    ])
  func headers(_ header: String) {
    let (text, log) = Self.contract(header + "\nC-1,A1,2026-02-01,2027-01-31,USD,5\n")
    #expect(text == "C-1 2026-02-01 2027-01-31 USD 5")
    #expect(log == [])
  }

  @Test(
    "headers of usage, health and opportunities from CRMs are known",
    arguments: [
      (RowKind.usage, "GSID,Product Name,Usage Month,Licensed Users,Provisioned Users,Active Users"),
      (.usage, "account.number,subscription_product,Period,Purchased,Allocated,Consumed"),
      (.health, "Gsid,Measure Name,Measure Date,Score,Comments"),
      (.opportunities, "Record ID,Associated Company IDs,Close Date,Amount,Forecast category,Deal Stage,Deal owner"),
      (.opportunities, "(Do Not Modify) Opportunity,Account ID,Est. Close Date,Est. Revenue,Currency"),
      (.opportunities, "opportunityid,accountid,estimatedclosedate,estimatedvalue,transactioncurrencyid,statecode"),
      (.opportunities, "Opportunity ID,Account ID (18),Close Date,Amount Currency,Amount,Forecast Category,Next Step"),
      (.opportunities, "Id,AccountId,CloseDate,Amount,CurrencyIsoCode,ForecastCategoryName,StageName,NextStep"),
      (.contracts, "(Do Not Modify) Contract,customerid,activeon,expireson"),
    ])
  func otherHeaders(_ kind: RowKind, _ header: String) {
    let names = header.split(separator: ",").map(String.init)
    let columns = names.enumerated().map {
      ColumnHeader(name: $1, location: SourceLocation(SourceFile("f")), index: $0)
    }
    let map = ColumnMap(kind, headers: columns, settings: ImportSettings())
    #expect(map.missing.map(\.name) == [])
    #expect(map.entries.filter { $0.field == nil }.map(\.header) == [])
  }

  static let plain = "contract_id,account_id,start_date,end_date,currency,uplift_cap_percent\n"

  @Test("one row with a day above 12 decides the column, and columns beside it")
  func dateOrder() {
    let (text, log) = Self.contract(
      Self.plain + "C-1,A1,01/02/2026,31/01/2027,USD,5\nC-2,A1,03/04/2026,02/04/2027,USD,5\n")
    #expect(text == "C-1 2026-02-01 2027-01-31 USD 5; C-2 2026-04-03 2027-04-02 USD 5")
    #expect(log == [])
  }

  @Test("dates that nothing decides are an error unless the settings decide")
  func openDates() {
    let rows = Self.plain + "C-1,A1,01/02/2026,01/02/2027,USD,5\n"
    #expect(
      Self.contract(rows).1 == [
        "accounts/acme.md:2:1: warning: Acme Robotics has no contracts [account.no-contracts]",
        "contracts/contracts.csv:2:8: error: in the column \"start_date\" day and month can't be told apart: no row has a day above 12 [column.date-order]",
        "contracts/contracts.csv:2:19: error: in the column \"end_date\" day and month can't be told apart: no row has a day above 12 [column.date-order]",
      ])
    #expect(Self.contract(rows, "date_order: mdy\n").0 == "C-1 2026-01-02 2027-01-02 USD 5")
    #expect(Self.contract(rows, "date_order: dmy\n").0 == "C-1 2026-02-01 2027-02-01 USD 5")
  }

  @Test("two orders in one column are an error")
  func mixedDates() {
    let (_, log) = Self.contract(
      Self.plain + "C-1,A1,2026-02-01,31/01/2027,USD,5\nC-2,A1,2026-02-01,01/31/2027,USD,5\n")
    #expect(
      log.first
        == "contracts/contracts.csv:3:19: error: the column \"end_date\" has dates with the day first and dates with the month first [column.date-mixed]"
    )
  }

  @Test("day numbers of a spreadsheet beside written dates are suspicious")
  func serials() {
    let (text, log) = Self.contract(Self.plain + "C-1,A1,46054,46418,USD,5\nC-2,A1,46054,31/01/2027,USD,5\n")
    #expect(text == "C-1 2026-02-01 2027-01-31 USD 5; C-2 2026-02-01 2027-01-31 USD 5")
    #expect(log.count == 1)
    #expect(log.first?.contains("[column.date-serial]") == true)
  }

  @Test("percentages as fractions are seen by the whole column")
  func fractions() {
    let (text, log) = Self.contract(
      Self.plain + "C-1,A1,2026-02-01,2027-01-31,USD,0.05\nC-2,A1,2026-02-01,2027-01-31,USD,1\n")
    #expect(text == "C-1 2026-02-01 2027-01-31 USD 5; C-2 2026-02-01 2027-01-31 USD 100")
    #expect(log.map { $0.hasSuffix("[column.fraction]") } == [true])
    #expect(Self.contract(Self.plain + "C-1,A1,2026-02-01,2027-01-31,USD,0.5%\n").0.hasSuffix("0.5"))
    #expect(
      Self.contract(Self.plain + "C-1,A1,2026-02-01,2027-01-31,USD,0.5\n", "percent: percent\n").0.hasSuffix("0.5"))
  }

  @Test("a renewal date is the day after the term, or the last day if the settings say so")
  func renewalDate() {
    let rows = "contract_id,account_id,start_date,u_renewal_date,currency\nC-1,A1,2026-02-01,2027-02-01,USD\n"
    #expect(Self.contract(rows).0 == "C-1 2026-02-01 2027-01-31 USD -")
    #expect(Self.contract(rows, "renewal_date_means: last_day\n").0 == "C-1 2026-02-01 2027-02-01 USD -")
  }

  @Test("a Salesforce report with title, footer and totals")
  func report() {
    let (text, log) = Self.contract(
      """
      "Contracts ending FY27"

      "Contract Number","Account ID","Contract Start Date","Contract End Date","Contract Currency"
      "C-1","A1","2/1/2026","1/31/2027","USD"
      "Subtotal","","","","1"
      "","","","",""
      "Grand Total (1 record)","","","",""

      "West contracts"
      "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
      "Confidential Information - Do Not Distribute"

      """)
    #expect(text == "C-1 2026-02-01 2027-01-31 USD -")
    #expect(
      log == [
        "contracts/contracts.csv: warning: 5 rows of totals or of the report's footer were left out [csv.footer]",
        "contracts/contracts.csv:1: warning: 2 lines above the header were skipped [csv.preamble]",
      ])
  }

  @Test("a grouped report saved from a spreadsheet: sorted columns, totals of groups, names in first rows alone")
  func groupedReport() {
    let (portfolio, log) = Workspace.diagnose([
      "content/opportunities/o.csv": """
      Renewal pipeline,,,,
      As of 2026-11-23,,,,
      Account Name ↑,Opportunity ID,Close Date  ↓,Amount,Forecast Category
      Acme Robotics,O-1,12/31/2026,"USD 410,000.00",Commit
      ,O-2,1/15/2027,"USD 10,000.00",Best Case
      Subtotal,,,"USD 420,000.00",
      ,Count,2,,
      Acme Robotics Total,,,"USD 420,000.00",

      """
    ])
    #expect(JSONExportTests.opportunities(portfolio) == ["O-1 2026-12-31"])
    #expect(
      log.map(\.line) == [
        "opportunities/o.csv: warning: 3 rows of totals or of the report's footer were left out [csv.footer]",
        "opportunities/o.csv:1: warning: 2 lines above the header were skipped [csv.preamble]",
        "opportunities/o.csv:5:1: error: Account Name ↑ is missing [opportunity.missing]",
      ])
    #expect(log.last?.hint?.hasPrefix("a grouped report") == true)
  }

  @Test(
    "lengths of time may name their unit",
    arguments: [
      ("notice_days", "30 Days", NoticePeriod.calendarDays(30)), ("Notice Period", "3 months", .months(3)),
      ("Owner Expiration Notice", "10 business days", .businessDays(10)), ("notice_months", "1 year", .months(12)),
      ("notice_days", "2 weeks", .calendarDays(14)), ("notice_days", "60", .calendarDays(60)),
      ("notice_months", "3", .months(3)), ("notice_days", "0 days", nil),
    ] as [(String, String, NoticePeriod?)])
  func lengths(_ header: String, _ cell: String, _ notice: NoticePeriod?) {
    let (portfolio, log) = Workspace.read([
      Self.contracts:
        "contract_id,account_id,start_date,Contract Term,currency,\(header)\nC-1,A1,2026-02-01,1 year,USD,\(cell)\n"
    ])
    #expect(log == [])
    #expect(portfolio.contracts.map(\.renewal.notice) == [notice])
    #expect(portfolio.contracts.map(\.end) == [Day(iso: "2027-01-31")])
  }

  @Test("a length with an unknown unit, or too long, is an error", arguments: ["30 moons", "9999 days", "3.5 months"])
  func brokenLengths(_ cell: String) {
    let (text, log) = Self.contract(
      "contract_id,account_id,start_date,end_date,currency,notice_days\nC-1,A1,2026-02-01,2027-01-31,USD,\(cell)\n")
    #expect(text.isEmpty)
    #expect(log.contains { $0.hasSuffix("[contract.number]") })
  }

  @Test("semicolons, decimal commas, Windows-1252 and CRLF together")
  func european() throws {
    let text = "Contract;Account;Starts;Ends;Currency;Price Cap %\r\nC-1;Acm\u{E9};01.02.2026;31.01.2027;EUR;4,5\r\n"
    let files = MemoryFilesBuilder.files([
      "content/accounts/acme.md": "---\nname: Acmé\n---\n",
      "content/portfolio.yaml": "exchange_rates: {EUR: \"1.08\"}\n",
    ])
    try files.write(text.unicodeScalars.map { UInt8($0.value) }, to: "content/contracts/c.csv")
    var log = Diagnostics()
    let contract = try #require(PortfolioReader().read(files, into: &log).contracts.first)
    #expect(log.sorted.map(\.line) == [])
    #expect(contract.end == Day(iso: "2027-01-31"))
    #expect(contract.renewal.upliftCapPercent == Rational(decimal: "4.5"))
  }

  @Test("a Table-API export with display values")
  func tableAPI() {
    let (portfolio, log) = Workspace.read([
      "content/contracts/contracts.csv": "",
      "content/contracts/c.json": """
      {"result": [{"number": {"display_value": "C-1", "value": "C-1"},
        "u_account": {"display_value": "Acme Robotics", "value": "A1", "link": "https://example.com"},
        "starts": "2026-02-01", "ends": {"display_value": "31/01/2027", "value": "2027-01-31"},
        "state": {"display_value": "Active", "value": "7"}, "owner": {"display_value": "Ana", "value": "abc123"},
        "u_currency": "USD", "renewable": {"display_value": "Yes", "value": "true"}}]}
      """,
    ])
    #expect(log == [])
    let contract = portfolio.contracts.first
    #expect(contract?.end == Day(iso: "2027-01-31"))
    #expect(contract?.status == .active)
    #expect(contract?.owner == "Ana")
    #expect(contract?.renewal.isAutomatic == true)
  }

  @Test("problems in JSON rows have their place")
  func jsonPlaces() {
    let (_, log) = Workspace.read([
      "content/usage/u.json":
        "[\n {\"account_id\": \"A1\", \"product\": \"Service\",\n  \"month\": \"2026-13\", \"active\": 5}]"
    ])
    #expect(log == ["usage/u.json:3:12: error: month \"2026-13\" is not a date [usage.date]"])
  }

  @Test("header and lines on each row make one contract over all their days")
  func combined() throws {
    let (portfolio, log) = Workspace.read([
      "content/contracts/contracts.csv": """
      Contract Number,Account ID,Start Date,End Date,Currency,Product Name,Quantity,Sales Price
      C-1,A1,2026-02-01,2027-01-31,USD,Service,10,100.00
      C-1,A1,2026-05-01,2027-04-30,USD,Assets,5,20.00

      """,
      "content/contracts/lines.csv": "",
    ])
    #expect(log == [])
    let contract = try #require(portfolio.contracts.first)
    #expect("\(contract.start) \(contract.end)" == "2026-02-01 2027-04-30")
    #expect(portfolio.lines(of: contract).map { "\($0.start) \($0.annual)" } == ["2026-02-01 1000", "2026-05-01 100"])
  }

  @Test("a similar name joins nothing, and is named")
  func likelyMatch() {
    let rows = Self.plain + "C-1,\"ACME Robotics, Inc.\",2026-02-01,2027-01-31,USD,5\n"
    #expect(
      Self.contract(rows).1 == [
        "accounts/acme.md:2:1: warning: Acme Robotics has no contracts [account.no-contracts]",
        "contracts/contracts.csv:2:5: error: account_id \"ACME Robotics, Inc.\" belongs to no account note [contract.unknown-account]",
        "contracts/contracts.csv:2:5: warning: \"ACME Robotics, Inc.\" is probably acme (\"Acme Robotics\"), but names alone join nothing [join.likely-match]",
      ])
    let (portfolio, log) = Workspace.read([
      Self.contracts: rows,
      "content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\naliases: [\"ACME Robotics, Inc.\"]\n---\n",
    ])
    #expect(log == [])
    #expect(portfolio.contracts.count == 1)
  }

  @Test("an id that no note has is answered with the note that has its name")
  func unknownID() {
    let (_, log) = Workspace.diagnose([
      Self.contracts:
        "contract_id,account_id,Account Name,start_date,end_date,currency\nC-1,0018c00000ld7II,Acme Robotics,2026-02-01,2027-01-31,USD\n"
    ])
    let stranger = log.first { $0.code == "contract.unknown-account" }
    #expect(stranger?.hint == "if it is acme, write into that note: id: \"0018c00000ld7II\"")
    #expect(
      log.first { $0.code == "join.likely-match" }?.message
        == "\"0018c00000ld7II\", called \"Acme Robotics\", is probably acme (\"Acme Robotics\"), but names alone join nothing"
    )
  }

  @Test("ids of 15 and of 18 characters join")
  func salesforceIDs() {
    let (portfolio, log) = Workspace.read([
      "content/accounts/acme.md": "---\nname: Acme Robotics\nid: 0018c00000ld7IIAAY\naliases: [A1]\n---\n",
      Self.contracts: Self.plain + "C-1,0018c00000ld7II,2026-02-01,2027-01-31,USD,5\n",
    ])
    #expect(log == [])
    #expect(portfolio.contracts.count == 1)
  }

  @Test("exactly as many rows as exports are cut at is suspicious")
  func exportCap() {
    let rows = (0..<2000).map { "A1,2026-10-01,m\($0),1\n" }.joined()
    let (_, log) = Workspace.read(["content/health/h.csv": "account_id,date,measure,value\n" + rows])
    #expect(
      log == ["health/h.csv: warning: the file has exactly 2000 rows, where many exports are cut off [csv.export-cap]"])
  }

  @Test("one name for two accounts, and two names for one, are told")
  func names() {
    let bolt = ["content/accounts/bolt.md": "---\nname: Bolt\nid: B1\n---\n"]
    func log(_ rows: String) -> [String] {
      Workspace.read(
        bolt.merging([Self.contracts: "contract_id,account_id,account_name,start_date,end_date,currency\n" + rows]) {
          $1
        }
      ).1.filter { $0.contains("[join.") }
    }
    #expect(
      log("C-1,A1,Acme,2026-02-01,2027-01-31,USD\nC-2,B1,Acme Inc,2026-02-01,2027-01-31,USD\n") == [
        "contracts/contracts.csv:3:8: warning: \"Acme Inc\" is the name of acme and of bolt [join.shared-name]"
      ])
    #expect(
      log(
        "C-1,A1,Acme,2026-02-01,2027-01-31,USD\nC-2,B1,Bolt,2026-02-01,2027-01-31,USD\nC-3,A1,Zeta,2026-02-01,2027-01-31,USD\n"
      ) == [
        "contracts/contracts.csv:4:8: warning: \"Zeta\" has the id of \"Acme\" [join.several-names]"
      ])
    #expect(log("C-1,A1,Acme,2026-02-01,2027-01-31,USD\nC-2,B1,Bolt,2026-02-01,2027-01-31,USD\n") == [])
  }

  @Test("a header's total that its lines don't come to is told")
  func totals() {
    func log(_ total: String) -> [String] {
      Workspace.read([
        Self.contracts:
          "contract_id,account_id,start_date,end_date,currency,ACV\nC-1,A1,2026-02-01,2027-01-31,USD,\(total)\n"
      ]).1
    }
    #expect(log("24000.00") == [])
    #expect(
      log("30000.00") == [
        "contracts/contracts.csv:2:34: warning: the header says 30000.00 a year, its lines come to 24000.00 [contract.total]"
      ])
  }

  @Test("parents in a circle are told of each account on it")
  func cycle() {
    let (portfolio, log) = Workspace.read([
      "content/accounts/acme.md": "---\nname: Acme Robotics\nid: A1\nparent: bolt\n---\n",
      "content/accounts/bolt.md": "---\nname: Bolt\nid: B1\nparent: acme\n---\n",
    ])
    #expect(log.filter { $0.hasSuffix("[account.parent-cycle]") }.count == 2)
    #expect(portfolio.accounts.allSatisfy { $0.parent == nil })
  }
}

enum MemoryFilesBuilder {
  static func files(_ files: [String: String]) -> MemoryFiles { MemoryFiles(files) }
}
