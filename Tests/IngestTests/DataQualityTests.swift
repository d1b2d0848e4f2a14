import Core
import Portfolio
import Testing

@testable import Ingest

@Suite("Data quality")
struct DataQualityTests {
  static let asOf = Day(year: 2026, month: 11, day: 23) ?? Day(number: 0)

  /// Codes and lines of what the rules find in the small workspace with these changes.
  static func findings(_ changes: [String: String] = [:]) -> [String] {
    let (portfolio, log) = Workspace.diagnose(changes)
    #expect(log.filter { $0.severity == .error } == [])
    return DataQuality.findings(portfolio, asOf: asOf).all.map { "\($0.location?.line ?? 0) \($0.code)" }
  }

  @Test("nothing is found in a book that is in order")
  func clean() {
    #expect(Self.findings() == [])
  }

  static let contracts = "content/contracts/contracts.csv"
  static let header = "contract_id,account_id,start_date,end_date,currency,auto_renew,notice_days,renews_contract_id\n"
  static let opportunities = "content/opportunities/o.csv"
  static let opportunityHeader = "opportunity_id,account_id,contract_id,close_date,amount,outcome\n"
  static let note = "content/accounts/acme.md"

  static func acme(_ keys: String, _ body: String = "") -> [String: String] {
    [note: "---\nname: Acme Robotics\nid: A1\n\(keys)---\n\(body)"]
  }

  @Test(
    "each rule fires, at its line",
    arguments: [
      (
        "D07",
        [
          "content/contracts/lines.csv":
            "line_id,contract_id,product,quantity,unit_price,discount_percent\nL,C-1,Service,-1,2,5\nM,C-1,Service,1,2,101\n"
        ], ["2 line.range", "3 line.range"]
      ),
      (
        "D11",
        [
          "content/contracts/lines.csv":
            "line_id,contract_id,product,quantity,unit_price,end_date\nL,C-1,Service,1,2,2027-02-01\n"
        ], ["2 line.outside-term"]
      ),
      ("D13 none", [opportunities: ""], ["2 contract.no-renewal"]),
      (
        "D13 two", [opportunities: opportunityHeader + "O-1,A1,C-1,2027-01-15,5,open\nO-2,A1,C-1,2027-01-15,5,open\n"],
        ["2 contract.two-renewals"]
      ),
      ("D14", [opportunities: opportunityHeader + "O-1,A1,C-1,2026-11-22,5,open\n"], ["2 opportunity.close-past"]),
      ("D14 renewal", [contracts: header + "C-1,A1,2025-02-01,2026-10-31,USD,no,,\n"], ["2 opportunity.renewal-past"]),
      ("D15", [opportunities: opportunityHeader + "O-1,A1,C-1,2027-02-02,5,open\n"], ["2 opportunity.close-late"]),
      ("D16", [contracts: header + "C-1,A1,2026-02-01,2027-01-31,USD,yes,,\n"], ["2 contract.no-notice"]),
      ("D16 idle", [contracts: header + "C-1,A1,2026-02-01,2027-01-31,USD,no,30,\n"], ["2 contract.idle-notice"]),
      (
        "predecessor", [contracts: header + "C-1,A1,2026-02-01,2027-01-31,USD,yes,60,C-0\n"],
        ["2 contract.unknown-predecessor"]
      ),
      ("D18", acme("forecast: {category: commit}\n"), ["4 account.commit-no-buyer", "4 account.commit-no-step"]),
      (
        "D19 stale", ["content/health/h.csv": "account_id,date,measure,value\nA1,2026-05-26,nps,30\n"],
        ["2 health.stale"]
      ),
      (
        "D19 future", ["content/health/h.csv": "account_id,date,measure,value\nA1,2026-11-24,nps,30\n"],
        ["2 health.future"]
      ),
      ("D19 override", acme("health_override: {band: red, expires: 2026-11-22}\n"), ["4 account.override-expired"]),
      ("D19 endless", acme("health_override: {band: red}\n"), ["4 account.override-endless"]),
      ("D20 old", ["content/usage/u.csv": "account_id,product,month,active\nA1,Service,2026-08,5\n"], ["2 usage.old"]),
      (
        "D20 future", ["content/usage/u.csv": "account_id,product,month,active\nA1,Service,2026-12,5\n"],
        ["2 usage.future"]
      ),
      (
        "D20 order",
        ["content/usage/u.csv": "account_id,product,month,entitled,assigned,active\nA1,Service,2026-10,5,6,7\n"],
        ["2 usage.active-above-assigned", "2 usage.assigned-above-entitled"]
      ),
      ("D21", ["content/products.yaml": "products:\n  - {sku: Service, status: legacy}\n"], ["2 product.unmapped"]),
      (
        "D23", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-05-23\nreview_every: 6 months\n---\n"],
        ["3 guide.review"]
      ),
      (
        "D23 future", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-11-24\nreview_every: 6 months\n---\n"],
        ["3 guide.future"]
      ),
    ] as [(String, [String: String], [String])])
  func fires(_ rule: String, _ changes: [String: String], _ expected: [String]) {
    #expect(Self.findings(changes) == expected, "\(rule)")
  }

  @Test(
    "each rule is silent just before it fires",
    arguments: [
      (
        "D07",
        [
          "content/contracts/lines.csv":
            "line_id,contract_id,product,quantity,unit_price,discount_percent\nL,C-1,Service,0,2,0\nM,C-1,Service,1,2,100\n"
        ]
      ),
      (
        "D11",
        [
          "content/contracts/lines.csv":
            "line_id,contract_id,product,quantity,unit_price,end_date\nL,C-1,Service,1,2,2027-01-31\n"
        ]
      ),
      ("D13", [contracts: header + "C-1,A1,2026-02-01,2027-05-23,USD,yes,60,\n", opportunities: ""]),
      ("D14", [opportunities: opportunityHeader + "O-1,A1,C-1,2026-11-23,5,open\n"]),
      (
        "D14 closed",
        [opportunities: opportunityHeader + "O-0,A1,C-1,2025-11-23,5,renewed\nO-1,A1,C-1,2027-01-15,5,open\n"]
      ),
      ("D15", [opportunities: opportunityHeader + "O-1,A1,C-1,2027-02-01,5,open\n"]),
      ("D16 over", [contracts: header + "C-1,A1,2025-02-01,2026-01-31,USD,yes,,\n", opportunities: ""]),
      (
        "D18",
        acme(
          "forecast: {category: commit}\nstakeholders: [{name: D, role: Economic Buyer}]\n",
          "- [ ] Quote due 2026-11-23\n")
      ),
      ("D19", ["content/health/h.csv": "account_id,date,measure,value\nA1,2026-05-27,nps,30\nA1,2026-11-23,nps,30\n"]),
      ("D19 override", acme("health_override: {band: red, expires: 2026-11-23}\n")),
      (
        "D20",
        [
          "content/usage/u.csv":
            "account_id,product,month,entitled,assigned,active\nA1,Service,2026-11,7,7,7\nA1,Service,2026-09,7,7,7\n"
        ]
      ),
      ("D21", ["content/products.yaml": "products:\n  - {sku: Service, status: legacy, successor: {sku: New}}\n"]),
      ("D23", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-05-25\nreview_every: 6 months\n---\n"]),
      ("D23 future", ["content/guides/g.md": "---\ntitle: G\nreviewed: 2026-11-23\nreview_every: 1 year\n---\n"]),
    ] as [(String, [String: String])])
  func isSilent(_ rule: String, _ changes: [String: String]) {
    #expect(Self.findings(changes) == [], "\(rule)")
  }
}
