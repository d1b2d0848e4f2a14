import Core
import Portfolio
import Testing

@testable import Ingest

@Suite("The catalogue")
struct CatalogueTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let entries: String
    let expected: [String]

    init(_ name: String, _ entries: String, _ expected: [String]) {
      testDescription = name
      self.entries = entries
      self.expected = expected
    }
  }

  private static func read(_ entries: String) -> (products: [Product], log: [Diagnostic]) {
    let file = SourceFile("content/products.yaml")
    var log = Diagnostics()
    let text = NoteText.decode(
      Array("products:\n\(entries)".utf8), file: file, limits: WorkspaceLimits(), account: nil, into: &log)
    guard let tree = YAMLDocument.read(text, file: file, limits: WorkspaceLimits(), into: &log) else {
      return ([], log.sorted)
    }
    let products = ProductReader(settings: Settings()).read(tree, into: &log)
    return (products, log.sorted)
  }

  static let cases = [
    Case(
      "a metric that is none", "  - {sku: A, metric: namd_user}\n",
      ["2:22: error: metric \"namd_user\" is none of the words for it [product.choice]"]),
    Case(
      "a successor that is not there", "  - {sku: A-OLD, status: legacy, successor: {sku: A-NEV}}\n  - {sku: A-NEW}\n",
      ["2:46: warning: the successor \"A-NEV\" is not in the catalogue [product.unknown-successor]"]),
    Case(
      "successors in a circle",
      "  - {sku: A, status: legacy, successor: {sku: B}}\n  - {sku: B, status: legacy, successor: {sku: A}}\n",
      [
        "2:42: error: successors go in a circle: A → B → A [product.successor-circle]",
        "3:42: error: successors go in a circle: B → A → B [product.successor-circle]",
      ]),
    Case(
      "its own successor", "  - {sku: A, status: legacy, successor: {sku: A}}\n",
      ["2:42: error: successors go in a circle: A → A [product.successor-circle]"]),
    Case(
      "a successor that is legacy itself",
      "  - {sku: A, status: legacy, successor: {sku: B}}\n  - {sku: B, status: legacy}\n",
      ["2:42: warning: the successor B is legacy itself [product.legacy-successor]"]),
    Case(
      "a successor of a product that stays", "  - {sku: A, successor: {sku: B}}\n  - {sku: B}\n",
      ["2:25: warning: A has a successor and is not legacy [product.current-successor]"]),
    Case(
      "a ratio of nothing", "  - {sku: A, status: legacy, successor: {sku: B, ratio: \"0\"}}\n  - {sku: B}\n",
      ["2:50: error: the ratio is not above zero [product.number]"]),
    Case(
      "support that ends before the sale does",
      "  - {sku: A, status: legacy, end_of_sale: 2027-06-30, end_of_life: 2026-06-30}\n",
      ["2:55: error: support ends on 2026-06-30, before the sale ends on 2027-06-30 [product.dates]"]),
    Case(
      "a price below zero", "  - {sku: A, list_price: \"-3\"}\n",
      ["2:14: error: list_price is below zero [product.number]"]),
    Case(
      "a headroom that is none", "  - {sku: A, headroom_percent: 900}\n",
      ["2:14: error: headroom_percent is not from 0 to 500 [product.number]"]),
    Case(
      "a meter that adds up users and nodes",
      "  - {sku: A, meter: m, metric: named_user}\n  - {sku: B, meter: m, metric: node}\n",
      ["3:32: warning: the meter m adds up named_user and node [product.meter-metric]"]),
    Case(
      "a meter with two ways of counting",
      "  - {sku: A, meter: m, count: peak}\n  - {sku: B, meter: m, count: latest}\n",
      ["3:31: warning: the meter m is counted as A says, not by latest [product.meter-count]"]),
    Case(
      "an enterprise licence that is counted", "  - {sku: A, metric: enterprise, count: peak}\n",
      ["2:41: warning: an enterprise licence counts nothing, so `count` has no effect [product.enterprise-count]"]),
    Case(
      "a key nearly known", "  - {sku: A, metrik: node}\n",
      ["2:14: warning: the key \"metrik\" is not known [product.unknown-key]"]),
    Case("no SKU", "  - {name: A}\n", ["2:5: error: sku is missing [product.missing]"]),
    Case(
      "nothing wrong",
      """
        - {sku: A-OLD, status: legacy, meter: m, metric: device, count: peak, end_of_sale: 2026-01-31, successor: {sku: A, ratio: "1.1", day_one: [Re-scan]}}
        - {sku: A, meter: m, metric: Node, count: peak, headroom_percent: 12.5%, unit: one host}

      """, []),
  ]

  @Test("what is wrong in it is told with its place and how to mend it", arguments: cases)
  func diagnostics(_ example: Case) {
    let log = Self.read(example.entries).log
    #expect(log.map { String($0.line.dropFirst("products.yaml:".count)) } == example.expected)
    #expect(log.allSatisfy { $0.hint?.isEmpty == false })
  }

  @Test("all nine metrics are read by their names, and by the words that price lists use")
  func metrics() {
    let words: [(String, Product.Metric)] =
      Product.Metric.allCases.map { ($0.rawValue, $0) } + [
        ("Named User", .namedUser), ("fulfiller", .namedUser), ("Concurrent User", .concurrent), ("device", .node),
        ("subscription-unit", .subscriptionUnit), ("ELA", .enterprise), ("runs", .transaction),
      ]
    #expect(Product.Metric.allCases.count == 9)
    for (word, metric) in words {
      #expect(Self.read("  - {sku: A, metric: \(word)}\n").products.first?.metric == metric)
    }
  }

  @Test("the last days of a product may stand in its entry or beside its successor")
  func ends() throws {
    let beside = "  - {sku: A, status: legacy, successor: {sku: B, end_of_sale: 2026-01-31, end_of_life: 2027-01-31}}\n"
    let own = "  - {sku: A, status: legacy, end_of_sale: 2026-01-31, end_of_life: 2027-01-31}\n"
    for entries in [beside, own] {
      let product = try #require(Self.read(entries).products.first)
      #expect(product.endOfSale?.description == "2026-01-31")
      #expect(product.endOfLife?.description == "2027-01-31")
    }
  }
}
