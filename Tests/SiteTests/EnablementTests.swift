import Core
import Insight
import Markdown
import Portfolio
import Testing

@testable import Site

/// Guides and plays find the account, and the account finds its guide.
@Suite struct EnablementTests {
  static var files: [String: String] {
    var files = SiteFixture.starterFiles.filter { !$0.key.contains("/plays/") }
    files["content/plays/no-champion.md"] = """
      ---
      title: Find a champion
      trigger: days_left <= 4000 and not (days_left > 4000)
      related: [notice]
      clearance: field
      ---
      Ask about [[guides/words]] and ARR.
      """
    files["content/plays/quoted.md"] = """
      ---
      title: Quoted plan
      trigger: uplift > 0 or uplift <= 0
      clearance: field
      ---
      Body.
      """
    files["content/plays/quiet.md"] = "---\ntitle: Without a trigger\nclearance: field\n---\nBody.\n"
    files["content/guides/notice.md"] = """
      ---
      title: Notice
      kind: playbook
      roles: [CSM]
      level: new
      stage: [T-90]
      owner: you@example.com
      reviewed: 2026-11-01
      review_every: 7 days
      clearance: field
      versions:
        - {date: 2026-01-01, note: First}
        - {date: 2026-11-10, note: Shorter}
      ---
      The ARR, the `ARR` and the ARR again; Gross Churn and churning.

      ## E-mail: the date

      > Dear {{ account.economic_buyer }}, {{ account.name }} ends on {{ account.end_date }}. {{ account.nonsense }}
      """
    files["content/guides/words.md"] = """
      ---
      title: Words
      kind: glossary
      clearance: field
      ---
      ### ARR
      Annual recurring revenue.

      ### Gross churn
      What went.
      """
    files["content/guides/paths.yaml"] = """
      paths:
        - {key: first, title: First days, roles: [CSM], steps: [{guide: words, minutes: 50}, {guide: notice, task: Try it}]}
      """
    return files
  }

  private let fixture = SiteFixture(files)

  private func context(_ audience: Audience) -> SiteContext {
    SiteContext(fixture.portfolio, fixture.insight, for: audience, problems: [], inputDigest: ContentHash([1]))
  }

  @Test func theWorkspaceIsRight() {
    #expect(fixture.log.sorted.map(\.message).isEmpty)
  }

  @Test func guideAndAccountAgreeWhoFitsWhom() throws {
    let context = context(.team)
    var count = 0
    for guide in context.guides {
      let fromGuide = context.accounts(for: guide).map(\.account).sorted()
      let fromAccounts = context.insight.accounts.indices.filter { account in
        context.guides(for: account).contains { $0.guide.slug == guide.slug }
      }
      #expect(fromGuide == Array(fromAccounts))
      count += fromGuide.count
    }
    #expect(count > 0)
  }

  @Test func thePagesLinkToEachOtherWithTheReason() async throws {
    let site = try await fixture.site(for: .team)
    let account = try #require(site["accounts/juniper-hollow.html"])
    #expect(account.contains("href=\"../plays/no-champion.html\""))
    #expect(account.contains("<td class=\"full names\"><a href=\"../guides/notice.html\">Notice</a>"))
    let play = try #require(site["plays/no-champion.html"])
    #expect(play.contains("href=\"../accounts/juniper-hollow.html\""))
    #expect(play.contains("Days left on the contract at most 4,000"))
    #expect(play.contains("content/plays/no-champion.md:3:10"))
    let guide = try #require(site["guides/notice.html"])
    #expect(guide.contains("Used on these accounts now"))
    #expect(guide.contains("href=\"../plays/no-champion.html\""))
    #expect(guide.contains("Step 2 of 2"))
    #expect(site["plays/quiet.html"]?.contains("has no trigger") == true)
    #expect(site["paths/first.html"]?.contains("data-step=\"first/words\"") == true)
    #expect(site["week.html"]?.contains("What to run") == true)
  }

  @Test func theFieldsCopyMatchesOnlyByWhatItMaySee() async throws {
    let team = context(.team).enablement
    let field = context(.field).enablement
    let index = try #require(fixture.portfolio.plays.firstIndex { $0.slug.text == "quoted" })
    #expect(!team.accounts[index].isEmpty)
    #expect(field.accounts[index].isEmpty)
    #expect(try await fixture.site(for: .field)["plays/quoted.html"]?.contains("content/plays") == false)
  }

  @Test func aCustomersCopyRunsNoPlay() async throws {
    let site = try await fixture.site(for: .customer)
    #expect(site.keys.filter { $0.hasPrefix("plays/") }.isEmpty)
    #expect(site.values.allSatisfy { !$0.contains("Find a champion") })
  }

  @Test func freshnessIsSaidByTheReviewDay() throws {
    let guide = try #require(fixture.portfolio.guides.first { $0.slug.text == "notice" })
    func word(_ day: String) -> String? { Day(iso: day).flatMap { GuidePage.freshness(guide, $0) }?.word }
    #expect(word("2026-11-01") == "review due 8 Nov")
    #expect(word("2026-11-08") == "review due 8 Nov")
    #expect(word("2026-11-09") == "review 1 day late")
    #expect(word("2026-10-20") == "fresh to 8 Nov")
    #expect(guide.versions.map(\.note) == ["Shorter", "First"])
    #expect(guide.lastChange == Day(iso: "2026-11-10"))
  }

  @Test func aTermIsLinkedOnceOutsideCodeAndWithinWholeWords() async throws {
    let guide = try #require(try await fixture.site(for: .team)["guides/notice.html"])
    let term = "<a class=\"term\" href=\"../guides/words.html#arr\">ARR</a>"
    #expect(guide.contains("The \(term), the <code>ARR</code> and the ARR again; "))
    #expect(guide.contains("<a class=\"term\" href=\"../guides/words.html#gross-churn\">Gross Churn</a> and churning"))
    #expect(try await fixture.site(for: .team)["guides/words.html"]?.contains("class=\"term\"") == false)
  }

  @Test(
    "terms are never linked inside tags, attributes or links",
    arguments: [
      ("<p title=\"ARR > ARR\">x</p>", "<p title=\"ARR > ARR\">x</p>"),
      ("<a href=\"x\">ARR</a>", "<a href=\"x\">ARR</a>"),
      ("<h2>ARR</h2>", "<h2>ARR</h2>"),
      ("&ARR; ARRs", "&ARR; <a class=\"term\" href=\"guides/words.html#arr\">ARRs</a>"),
      ("arr ARRx XARR", "arr ARRx XARR"), ("<p", "<p"), ("&", "&"), ("", ""),
    ])
  func linking(html: String, expected: String) {
    let linked = context(.team).glossary.linked(Array(html.utf8), on: .guides)
    #expect(String(decoding: linked, as: UTF8.self) == expected)
  }

  @Test func anEMailIsFilledInOnTheAccountsPage() async throws {
    let site = try await fixture.site(for: .team)
    #expect(site["guides/notice.html"]?.contains("Dear <span class=\"blank\">‹economic buyer›</span>") == true)
    #expect(site["guides/notice.html"]?.contains("<a href=\"../words/juniper-hollow.html\">filled in</a>") == true)
    let account = try #require(site["accounts/juniper-hollow.html"])
    #expect(account.contains("<a href=\"../words/juniper-hollow.html#say-1\">E-mail: the date</a>"))
    let words = try #require(site["words/juniper-hollow.html"])
    #expect(words.contains("<h2 id=\"say-1\">E-mail: the date</h2>"))
    #expect(words.contains("Juniper Hollow Foods ends on <span class=\"figure\""))
    #expect(words.contains("</span>. –</p>"))
    #expect(try await fixture.site(for: .customer).keys.filter { $0.hasPrefix("words/") }.isEmpty)
  }

  @Test func whatIsNotKnownOfAnAccountStaysABlankThere() async throws {
    var files = Self.files
    files["content/plays/no-champion.md"]? +=
      "\n## E-mail: hello\n\n> Dear {{ account.economic_buyer }}, {{ account.champion }}\n"
    files["content/accounts/bare.md"] = "---\nname: Bare\nid: BARE\n---\n"
    files["content/contracts/bare.csv"] =
      "contract_id,account_id,start_date,end_date,currency\nB1,BARE,2026-01-01,2026-12-31,USD\n"
    let words = try await SiteFixture(files).site(for: .team)["words/bare.html"]
    #expect(
      words?.contains("Dear <span class=\"blank\">‹economic buyer›</span>, <span class=\"blank\">‹champion›") == true)
  }

  @Test func onlySectionsThatNameTheAccountAreFilledIn() throws {
    let context = context(.team)
    let index = try #require(fixture.portfolio.guides.firstIndex { $0.slug.text == "notice" })
    #expect(context.enablement.fillable.ofGuide[index].map(\.title) == ["E-mail: the date"])
    for account in context.insight.accounts.indices {
      #expect(context.hasWords(account) == !context.words(for: account).isEmpty)
    }
  }

  @Test func aReplacedGuideStandsForItsLinksAlone() async throws {
    var files = Self.files
    files["content/guides/words-two.md"] =
      "---\ntitle: Notice anew\nstage: [T-90]\nsupersedes: [notice]\nclearance: field\n---\nText.\n"
    let fixture = SiteFixture(files)
    let site = try await fixture.site(for: .team)
    let old = try #require(site["guides/notice.html"])
    #expect(old.contains("Read <a href=\"../guides/words-two.html\">Notice anew</a> instead"))
    #expect(!old.contains("Used on these accounts now"))
    #expect(site["guides/words-two.html"]?.contains("<h2>Replaces</h2><p>Notice</p>") == true)
    #expect(site["guides.html"]?.contains("Expiring and stale") == false)
    #expect(site["accounts/juniper-hollow.html"]?.contains("guides/notice.html") == false)
  }

  @Test func theIndexNamesEveryStageAndWhatIsStale() async throws {
    let site = try await fixture.site(for: .team)
    let index = try #require(site["guides.html"])
    #expect(index.contains("Review was due 8 Nov 2026, You"))
    #expect(index.contains("<dt>T-90</dt>"))
    #expect(index.contains("<dt>Glossary</dt>"))
  }

  @Test(
    "words are ordered by days, by level, by bytes",
    arguments: [
      (["post-renewal", "T-30", "", "in notice", "T-180"], ["T-180", "T-30", "in notice", "post-renewal", ""]),
      (["expert", "practitioner", "new"], ["new", "practitioner", "expert"]),
      (["T-5", "T-10000", "T-x"], ["T-10000", "T-5", "T-x"]),
    ])
  func order(words: [String], expected: [String]) {
    #expect(words.sorted { GuideOrder($0) < GuideOrder($1) } == expected)
  }

  @Test(
    "on a phone the cells of a card say which column they are of",
    arguments: [
      (
        "<table>\n<tr>\n<th scope=\"col\">They</th>\n<th scope=\"col\">You <em>say</em> &quot;x&quot;</th>\n</tr>\n<tr>\n<td>a</td>\n<td class=\"num\">b</td>\n</tr></table>",
        "<table class=\"stackable cards\">\n<tr>\n<th scope=\"col\">They</th>\n<th scope=\"col\">You <em>say</em> &quot;x&quot;</th>\n</tr>\n<tr>\n<td>a</td>\n<td data-l=\"You say &quot;x&quot;\" class=\"num\">b</td>\n</tr></table>"
      ),
      ("<table><tr><td>a</td><td>b</td></tr>", "<table class=\"stackable cards\"><tr><td>a</td><td>b</td></tr>"),
      ("<p>x <", "<p>x <"), ("<th>", "<th>"), ("", ""),
    ])
  func cards(html: String, expected: String) {
    #expect(String(decoding: TableCards.labelled(Array(html.utf8)), as: UTF8.self) == expected)
  }

  @Test func theFeedTellsChangesNewestFirst() throws {
    let feed = String(decoding: try #require(GuideFeed.bytes(context(.team))), as: UTF8.self)
    #expect(feed.contains("<updated>2026-11-10T00:00:00Z</updated>\n<link href=\"guides/notice.html\"/>"))
    #expect(feed.contains("<summary>Shorter</summary>"))
    #expect(feed == String(decoding: try #require(GuideFeed.bytes(context(.team))), as: UTF8.self))
  }

  @Test func aCopyOfGuidesAloneNamesNoAccount() async throws {
    let plan = SitePlan(
      guidesOf: fixture.portfolio, asOf: SiteFixture.asOf, for: .field, inputDigest: ContentHash([1]))
    let site = try await fixture.site(plan)
    #expect(
      site.keys.filter { $0.hasSuffix(".html") }.sorted() == [
        "guides.html", "guides/first-renewal-call.html", "guides/notice.html", "guides/words.html", "index.html",
        "paths/first.html", "plays/no-champion.html", "plays/quiet.html", "plays/quoted.html", "search.html",
      ])
    for (path, text) in site { #expect(!text.contains("Juniper"), "\(path) names an account") }
    #expect(site["index.html"]?.contains("Learning paths") == true)
  }
}
