import Core
import Files
import Foundation
import Ingest
import Insight
import Portfolio
import Testing

@testable import Site

/// Scenarios whose figures `Tests/Oracle/scenarios.py` computed: the worked cases of figures.md, and 200 random ones.
@Suite("Scenarios agree with the oracle")
struct ScenarioCaseTests {
  private let cases: ScenarioCases

  init() throws { cases = try ScenarioCases() }

  @Test("to the cent and the millionth, all cases read from notes and exports")
  func figures() throws {
    let insight = try cases.insight()
    #expect(cases.all.count >= 217)
    for (index, example) in cases.all.enumerated() {
      let slug = try #require(Slug(ScenarioCases.slug(index)))
      let account = try #require(insight.portfolio.account(slug))
      let value = try #require(insight.scenarios(of: account).resolved(for: .team)?.first, "\(example.name)")
      let (found, expected) = (ScenarioCases.Expected(value), example.expect)
      if found != expected {
        Issue.record("\(example.name): \(found.text), the oracle says \(expected.text)")
      }
    }
  }

  @Test("every scenario figure has its explanation, and says what the table says")
  func explanations() throws {
    let insight = try cases.insight()
    for account in insight.portfolio.accounts.indices.prefix(40) {
      let value = try #require(insight.scenarios(of: account).resolved(for: .team)?.first)
      let names = insight.figureNames(ofAccount: account, for: .team).filter { $0.kind.subject == .scenario }
      #expect(names.count == 12)
      #expect(insight.figureNames(ofAccount: account, for: .field).allSatisfy { $0.kind.subject != .scenario })
      for name in names {
        let figure = try #require(insight.figure(name, account: account))
        #expect(figure.resolved(for: .field) == nil)
        let shown = try #require(figure.resolved(for: .team))
        #expect(!shown.explanation.formula.isEmpty)
        // Where every line was taken out, there is nothing to name.
        let hasReasons = !shown.explanation.inputs.isEmpty || !shown.explanation.exclusions.isEmpty
        #expect(hasReasons || value.value.lines.isEmpty, "\(name)")
        if name.kind == .scenarioTCV {
          #expect(shown.plain == Money(rounding: value.value.total, value.value.base.currency).description)
        }
      }
    }
  }
}

/// The calculator starts from what the oracle resolved; that it computes the same is `Tests/Browser/check_scenarios.py`'s to say.
@Suite("The calculator starts from the scenarios")
struct CalculatorDataTests {
  @Test("terms and lines of every case are those of the oracle")
  func data() throws {
    let cases = try ScenarioCases()
    let insight = try cases.insight()
    for (index, example) in cases.all.enumerated() {
      let slug = try #require(Slug(ScenarioCases.slug(index)))
      let account = try #require(insight.portfolio.account(slug))
      let scenarios = try #require(insight.scenarios(of: account).resolved(for: .team))
      let data = CalculatorData(
        scenarios, base: insight.offerBase(of: account), settings: insight.portfolio.settings)
      let found = try #require(try JSONSerialization.jsonObject(with: Data(data.json)) as? [String: Any])
      let offer = try #require((found["offers"] as? [[String: Any]])?.first)
      let expected = try #require(cases.calculator(index))
      #expect(Self.differences(found["base"], expected["base"], "base") == [], "\(example.name)")
      let other = try #require(expected["offer"] as? [String: Any])
      for key in ["terms", "lines"] { #expect(Self.differences(offer[key], other[key], key) == [], "\(example.name)") }
    }
  }

  /// What the page knows besides: how a line is called, and how the note names it.
  private static let besides: Set<String> = ["name", "line", "sku", "to", "add"]

  /// Where two JSON values differ; numbers in text are compared as numbers.
  private static func differences(_ found: Any?, _ expected: Any?, _ path: String) -> [String] {
    switch (found, expected) {
    case (let a as [String: Any], let b as [String: Any]):
      return Set(a.keys).union(b.keys).subtracting(besides).sorted().flatMap {
        differences(a[$0], b[$0], "\(path).\($0)")
      }
    case (let a as [Any], let b as [Any]):
      guard a.count == b.count else { return ["\(path): \(a.count) and \(b.count)"] }
      return zip(a, b).enumerated().flatMap { differences($1.0, $1.1, "\(path)[\($0)]") }
    default:
      let (a, b) = (found.map { "\($0)" } ?? "none", expected.map { "\($0)" } ?? "none")
      return a == b || number(a) != nil && number(a) == number(b) ? [] : ["\(path): \(a) and \(b)"]
    }
  }

  private static func number(_ text: String) -> Rational? {
    let parts = text.split(separator: "/").map { Rational(decimal: String($0)) }
    guard let above = parts.first ?? nil else { return nil }
    return parts.count == 2 ? parts[1].flatMap(above.divided) : above
  }
}

/// The cases as they are kept in `Tests/Fixtures/Scenarios`.
struct ScenarioCases {
  /// A case.
  struct Case: Decodable {
    let name: String
    let expect: Expected
  }

  /// What a scenario comes to: money in minor units, shares in millionths.
  struct Expected: Decodable, Equatable {
    let years: [[String]]
    let arr, exit_arr, tcv, change: String
    let margin, headroom, uplift, discount, list_discount, cagr: String?
    let unit_prices: [[String?]]
    let approver: String?
    let flags: [String]

    init(_ scenario: ScenarioValue) {
      let value = scenario.value
      func money(_ amount: Rational) -> String { String(Money(rounding: amount, value.base.currency).minor) }
      func share(_ share: Rational?) -> String? { share.map { String($0.rounded(digits: 6)) } }
      years = value.years.map { [money($0.amount), money($0.annual)] }
      (arr, exit_arr, tcv) = (money(value.arr), money(value.exitARR), money(value.total))
      change = money(value.change)
      (margin, headroom) = (scenario.margin.map(money), value.headroom.map(money))
      (uplift, discount) = (share(value.effectiveUplift), share(value.discount))
      (list_discount, cagr) = (share(value.listDiscount), share(value.growth))
      unit_prices = value.unitPrices.map { [$0.metric?.rawValue, money($0.price)] }
      approver = scenario.approver
      flags = scenario.flags.map(\.word)
    }

    var text: String {
      "years \(years) arr \(arr) exit \(exit_arr) tcv \(tcv) change \(change) margin \(margin ?? "-") headroom \(headroom ?? "-") uplift \(uplift ?? "-") discount \(discount ?? "-") list \(list_discount ?? "-") cagr \(cagr ?? "-") unit \(unit_prices) approver \(approver ?? "-") \(flags)"
    }
  }

  let all: [Case]
  private let facts: [[String: Any]]
  private let head: [String: Any]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Scenarios/cases.json")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { Data($0.utf8) }
    func object(_ data: Data) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    head = try object(try #require(lines.first))
    facts = try lines.dropFirst().map(object)
    all = try lines.dropFirst().map { try JSONDecoder().decode(Case.self, from: $0) }
  }

  /// What the oracle says the calculator starts from.
  func calculator(_ index: Int) -> [String: Any]? { facts[index]["calculator"] as? [String: Any] }

  static func slug(_ index: Int) -> String { "case-\(index)" }

  /// A workspace with an account for each case, as notes and exports.
  func files() throws -> [String: String] {
    var contracts = "contract_id,account_id,start_date,end_date,status,currency,uplift_cap_percent\n"
    var lines = "line_id,contract_id,product,sku,quantity,unit_price\n"
    var settings = head["settings"] as? [String: Any] ?? [:]
    (settings["percent"], settings["decimal"]) = ("percent", "point")
    settings["exchange_rates"] = ["EUR": "1.08", "JPY": "0.0065", "KWD": "3.25"]
    var files = [
      "content/portfolio.yaml": try Self.json(settings),
      "content/products.yaml": try Self.json(["products": head["products"] ?? []]),
    ]
    for (index, fact) in facts.enumerated() {
      let (slug, name) = (Self.slug(index), fact["name"] as? String ?? "")
      let currency = fact["currency"] as? String ?? ""
      files["content/accounts/\(slug).md"] =
        "---\n" + (try Self.json(["name": name, "id": slug, "negotiation": fact["plan"] ?? [:]])) + "\n---\n"
      func row(_ contract: [String: Any]) -> String {
        func text(_ key: String) -> String { contract[key] as? String ?? "" }
        return
          "\(slug)-\(text("id")),\(slug),\(text("start")),\(text("end")),active,\(currency),\(text("cap"))\n"
      }
      // Ids are unique in a book: each account's are led by its name, and `co_term` is read so too.
      contracts += row(fact["contract"] as? [String: Any] ?? [:])
      for other in fact["others"] as? [[String: Any]] ?? [] { contracts += row(other) }
      for line in fact["lines"] as? [[String: Any]] ?? [] {
        func text(_ key: String) -> String { line[key] as? String ?? "" }
        lines += "\(text("id")),\(slug)-C-1,\(text("sku")),\(text("sku")),\(text("quantity")),\(text("unit_price"))\n"
      }
      files["content/accounts/\(slug).md"] = files["content/accounts/\(slug).md"]?.replacingOccurrences(
        of: "\"C-2\"", with: "\"\(slug)-C-2\"")
    }
    files["content/contracts/contracts.csv"] = contracts
    files["content/contracts/lines.csv"] = lines
    return files
  }

  func insight() throws -> Insight {
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(MemoryFiles(try files()), into: &log)
    for problem in log.sorted where problem.severity == .error { Issue.record("\(problem)") }
    return Insight(of: portfolio, asOf: Day(iso: "2026-07-01") ?? Day(number: 0))
  }

  private static func json(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: .sortedKeys), as: UTF8.self)
  }
}
