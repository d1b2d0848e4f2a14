import Core
import Portfolio
import Testing

@testable import Site

/// Briefs of escalated accounts, and the digest.
@Suite struct EscalationTests {
  static var files: [String: String] {
    var files = ForecastPageTests.files()
    let risk =
      "risks:\n  - {id: R7, title: Sponsor *left*, severity: high, status: open, owner: Mia Chen, opened: 2026-10-02,"
      + " escalated_to: VP Success, ask: Twenty minutes with the CFO, exit_criteria: Signed, next_date: 2026-11-27,"
      + " last_update: 2026-11-10}\n"
    files["content/accounts/juniper-hollow.md"]?.replace("risks:\n", with: risk)
    return files
  }

  @Test func theBriefSaysWhatIsAskedOfWhomAndUntilWhen() async throws {
    let site = try await SiteFixture(Self.files).site(for: .team)
    let page = try #require(site["escalations/juniper-hollow.html"])
    for words in [
      "For VP Success", "Twenty minutes with the CFO", "Signed", "27 Nov 2026", "Mia Chen", "next is 10 days late",
      "was escalated to VP Success",
    ] {
      #expect(page.contains(words), "\(words) is missing")
    }
    #expect(site["risks.html"]?.contains("escalations/juniper-hollow.html") == true)
    #expect(site["risks.html"]?.contains("1 update overdue") == true)
  }

  @Test func aCustomersCopyHasNoBrief() async throws {
    let site = try await SiteFixture(Self.files).site(for: .customer)
    #expect(!site.keys.contains { $0.hasPrefix("escalations/") })
  }

  @Test func theDigestTellsTheWeekInMarkdown() {
    let fixture = SiteFixture(Self.files)
    let text = Digest(fixture.insight, for: .team).markdown
    for words in [
      "Since the snapshot of 16 Nov 2026.", "## What moved", "**Upgraded** Juniper Hollow", "## Health and risks",
      "## Escalations", "Sponsor \\*left\\*", "**update overdue**",
    ] {
      #expect(text.contains(words), "\(words) is missing from \(text)")
    }
  }

  @Test func theFieldsDigestSaysNoAmountThatMoved() {
    let fixture = SiteFixture(Self.files)
    let text = Digest(fixture.insight, for: .field).markdown
    #expect(!text.contains("What moved"))
    #expect(text.contains("forecast category: Pipeline → Best case"))
    #expect(!text.contains("88,000") && !text.contains("$88"))
  }

  @Test func withoutASnapshotTheDigestSaysHowToWriteOne() {
    let text = Digest(SiteFixture().insight, for: .team).markdown
    #expect(text.contains("perennial snapshot"))
    #expect(Digest(SiteFixture().insight, for: .customer).markdown.contains("not part of this copy"))
  }
}
