import Core
import Ingest
import Insight
import Portfolio
import Testing

@testable import Site

/// What the forecast pages say, and to whom.
@Suite struct ForecastPageTests {
  /// The starter with a snapshot of the week before, in which the first renewal was in the pipeline at half its amount.
  static func files() -> [String: String] {
    let files = SiteFixture.starterFiles
    let snapshot = SiteFixture.snapshot(of: files, on: "2026-11-16", note: "before the call") { deal in
      if deal.account == "juniper-hollow" {
        deal.category = .pipeline
        deal.amount = Money(minor: deal.amount.minor / 2, deal.amount.currency)
        deal.health = 99
        deal.band = .green
        deal.risks = []
      }
    }
    return files.merging(snapshot) { _, new in new }
  }

  @Test func withoutASnapshotThePageSaysHowToWriteOne() async throws {
    let page = try #require(try await SiteFixture().site(for: .team)["forecast.html"])
    #expect(page.contains("No snapshot yet. Write one before each forecast call: perennial snapshot"))
    #expect(page.contains("No snapshot was written before a finished quarter"))
  }

  @Test func theBridgeNamesWhatMovedAndBalances() async throws {
    let site = try await SiteFixture(Self.files()).site(for: .team)
    let page = try #require(site["forecast.html"])
    #expect(page.contains("What moved since 16 Nov"))
    #expect(page.contains("Juniper Hollow"))
    let since = try #require(site["forecast/since-2026-11-16.html"])
    #expect(since.contains("Upgraded"))
    #expect(since.contains("unexplained $0.00"))
    #expect(since.contains("before the call"))
  }

  @Test func theAccountAndThePortfolioSayWhatChanged() async throws {
    let site = try await SiteFixture(Self.files()).site(for: .team)
    let account = try #require(site["accounts/juniper-hollow.html"])
    for word in ["What changed", "Forecast category", "Amount", "Health", "Green 99"] {
      #expect(account.contains(word), "\(word) is missing")
    }
    #expect(site["accounts/sablewood-clinics.html"]?.contains("id=\"changes\"") == false)
    #expect(site["index.html"]?.contains("Since last week") == true)
  }

  @Test func theFieldSeesWhatChangedButNoAmount() async throws {
    let site = try await SiteFixture(Self.files()).site(for: .field)
    let account = try #require(site["accounts/juniper-hollow.html"])
    #expect(account.contains("Forecast category"))
    #expect(!account.contains("<th scope=\"row\">Amount"))
    let page = try #require(site["forecast.html"])
    #expect(page.contains("Up for renewal, ATR"))
    #expect(!page.contains("What moved since"))
    #expect(!page.contains("If we save"))
    #expect(site["forecast/since-2026-11-16.html"] == nil)
  }

  @Test func aCustomersCopyHasNoForecast() async throws {
    let site = try await SiteFixture(Self.files()).site(for: .customer)
    #expect(!site.keys.contains { $0.hasPrefix("forecast") })
    #expect(site["accounts/juniper-hollow.html"]?.contains("What changed") == false)
  }

  @Test func aQuarterThatIsOverWithoutSnapshotsSaysSo() async throws {
    var files = SiteFixture.starterFiles
    files["content/contracts/contracts.csv"]? +=
      "C-800,0015c00001JunHo,2025-07-01,2026-06-30,renewed,USD,no,12,60,,Net 45\n"
    files["content/contracts/lines.csv"]? += "C-800-1,C-800,Bloom for users,BLOOM-USER,named_user,10,270.00,300.00,10\n"
    let fixture = SiteFixture(files)
    let past = try #require(
      fixture.plan(for: .team).context.forecast.quarters.first { $0.span.upperBound < fixture.insight.asOf })
    let html = String(
      decoding: try fixture.plan(for: .team).render(.quarter(past.quarter), with: fixture.templates), as: UTF8.self)
    #expect(html.contains("No snapshot was written in \(past.quarter.display)"))
  }
}
