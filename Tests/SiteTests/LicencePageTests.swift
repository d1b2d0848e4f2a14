import Core
import Insight
import Portfolio
import Testing

@testable import Site

/// Licence desk and migrations in each copy: quantities are the customer's own, what we make of them is not.
@Suite struct LicencePageTests {
  /// A book with an over-deployment, a trend, a season, a mapped and an unmapped legacy product, and a move that was made. Each guarded
  /// figure is a number that stands nowhere else.
  static var files: [String: String] {
    var files = SiteFixture.starterFiles
    files["content/accounts/canary.md"] = "---\nname: Canary Works\nid: K1\n---\nText.\n"
    files["content/products.yaml"] = """
      products:
        - {sku: BLOOM-USER, name: Bloom for users, metric: named_user, list_price: "300", currency: USD}
        - {sku: BLOOM-NODE, name: Bloom for nodes, metric: node, list_price: "30", currency: USD, count: peak}
        - {sku: KA-OVER, name: Overgrown, metric: node, list_price: "30"}
        - {sku: KA-GROW, name: Growing, metric: capacity, unit: one terabyte, headroom_percent: "20"}
        - {sku: KA-NEW, name: Newfound, metric: concurrent, list_price: "91.37"}
        - {sku: KA-LOST, name: Lostling, metric: node, status: legacy}
        - sku: KA-OLD
          name: Oldtimer
          metric: named_user
          status: legacy
          end_of_sale: 2026-01-31
          successor: {sku: KA-NEW, ratio: "0.4", price_effect_percent: "13", confidence: low, evidence: kaevidence, review_date: 2026-11-01}
        - sku: KA-GONE
          name: Goner
          status: legacy
          successor: {sku: KA-NEW, ratio: "1", day_one: [kadayone]}

      """
    files["content/contracts/contracts.csv"]? += """
      C-900,K1,2026-02-01,2027-01-31,active,USD,no,,,,Net 45
      C-901,K1,2025-10-01,2026-10-31,renewed,USD,no,,,,Net 45

      """
    files["content/contracts/lines.csv"]? += """
      C-900-1,C-900,Overgrown,KA-OVER,node,1000,17.31,,
      C-900-2,C-900,Growing,KA-GROW,capacity,2000,23.57,,
      C-900-3,C-900,Oldtimer,KA-OLD,named_user,333,41.11,,
      C-900-4,C-900,Lostling,KA-LOST,node,7,100.00,,
      C-900-5,C-900,Newfound,KA-NEW,concurrent,100,80.00,,
      C-901-1,C-901,Goner,KA-GONE,named_user,90,80.00,,

      """
    var usage = "account_id,product,month,entitled,assigned,active\n"
    for place in 0..<24 {
      let month = Month(of: day("2024-11-01")).adding(place)
      let name = String(month.firstDay.description.prefix(7))
      let base = 1000 + 40 * place
      usage += "K1,Growing,\(name),2000,,\(place % 12 == 1 ? base * 5 / 4 : base)\n"
      if place > 12 {
        usage += "K1,Overgrown,\(name),1000,,\(1000 + 3 * place)\nK1,Oldtimer,\(name),333,\(70 + 10 * place),90\n"
      }
    }
    files["content/usage/canary.csv"] = usage
    return files
  }

  private static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  @Test func theFixtureReadsWithoutErrors() {
    #expect(SiteFixture(Self.files).log.sorted.filter { $0.severity == .error }.map(\.message) == [])
  }

  @Test func theDeskAnswersItsQuestions() async throws {
    let site = try await SiteFixture(Self.files).site(for: .team)
    let licences = try #require(site["licenses.html"])
    for word in ["Over-deployed", "Running out", "Shelfware", "Seasonal peaks", "By product", "Overgrown", "Dec"] {
      #expect(licences.contains(word), "\(word) is missing")
    }
    let account = try #require(site["accounts/canary.html"])
    #expect(account.contains("Overgrown is 69 over the 1,000 entitled"))
    #expect(account.contains("Growing peaks in Dec"))
    #expect(account.contains("Oldtimer grows by 10 a month and passes its 333 on"))
    #expect(account.contains("peak 300, Oct 2026"))
    #expect(account.contains("right size 330, −123"))
    #expect(account.contains("<small>users, latest month</small>"))
    let product = try #require(site["products/ka-grow.html"])
    #expect(product.contains("one terabyte") || product.contains("One terabyte"))
    #expect(product.contains("../metrics.html#capacity"))
    #expect(product.contains("20%"))
  }

  @Test func theBoardSaysWhoMustMoveByWhenAndWhatItDoes() async throws {
    let site = try await SiteFixture(Self.files).site(for: .team)
    let board = try #require(site["migrations.html"])
    // 333 at 41.11 are 13,689.63; +13% 15,469.28; 134 sessions at list 91.37 are 12,243.58.
    for word in [
      "31 Jan 2027", "contract end", "13,690", "15,469", "12,244", "134", "kaevidence", "review due", "Lostling",
    ] {
      #expect(board.contains(word), "\(word) is missing")
    }
    #expect(board.contains("users → concurrent users"))
    // 90 moved to 100 on 1 November.
    #expect(board.contains("kadayone"))
    #expect(board.contains("id=\"day1-1-1\""))
    #expect(board.contains("+10"))
  }

  @Test func everyMetricIsExplainedAndLinked() async throws {
    for audience in Audience.allCases {
      let site = try await SiteFixture(Self.files).site(for: audience)
      let page = try #require(site["metrics.html"])
      for metric in Product.Metric.allCases {
        #expect(page.contains("id=\"\(metric.anchor)\""))
        let guide = MetricGuide(metric)
        for text in [guide.counts, guide.leavesOut, guide.method, guide.surprise, guide.remedy] {
          #expect(!text.isEmpty)
        }
      }
    }
  }

  /// What we make of the customer's counts: exposure, unused value, right size, trend, season, maps, list prices.
  static let guarded = [
    "1,194", "15,469", "12,244", "91.37", "kaevidence", "kadayone", "right size", "runs out",
    "by trend", "Growing peaks in", "Running out", "Seasonal", "Unused",
  ]

  @Test func aCustomersCopyHoldsCountsAlone() async throws {
    let site = try await SiteFixture(Self.files).site(for: .customer)
    let page = try #require(site["accounts/canary.html"])
    #expect(page.contains("1,069"))
    #expect(page.contains("Overgrown"))
    for path in ["licenses.html", "migrations.html", "products/ka-grow.html"] { #expect(site[path] == nil, "\(path)") }
    for word in Self.guarded {
      let holders = site.filter { $0.value.contains(word) }.keys.sorted()
      #expect(holders.isEmpty, "\(word) is in \(holders)")
    }
  }

  @Test func listPricesAndActivityCanBeGuardedFurther() async throws {
    var files = Self.files
    files["content/portfolio.yaml", default: ""] += "\nclearance: {activity: team, list_prices: team}\n"
    let site = try await SiteFixture(files).site(for: .field)
    #expect(site["licenses.html"] != nil)
    #expect(site["migrations.html"] == nil)
    for word in [
      "15,469", "12,244", "$91.37", "kaevidence", "kadayone", "right size 330", "by trend", "Running out",
    ] {
      let holders = site.filter { $0.value.contains(word) }.keys.sorted()
      #expect(holders.isEmpty, "\(word) is in \(holders)")
    }
  }
}
