import Core
import Ingest
import Portfolio
import Testing

@testable import Site

/// What notes point to is checked, and placed on pages as it was checked.
@Suite struct NoteLinksTests {
  private static let acme = "content/accounts/juniper-hollow.md"
  private static let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'/>"

  private static func files(_ note: String, _ more: [String: String] = [:]) -> [String: String] {
    var files = SiteFixture.starterFiles
    files[acme] = (files[acme] ?? "") + "\n## Scratch\n\n" + note + "\n"
    return files.merging(more) { $1 }
  }

  private static func links(_ fixture: SiteFixture, _ images: [String: String] = [:]) -> NoteLinks {
    let attachments = images.sorted { $0.key < $1.key }.map { Attachment(path: $0.key, bytes: Array($0.value.utf8)) }
    return NoteLinks(fixture.portfolio, attachments: attachments, others: ["content/contracts/x.csv"])
  }

  private func problems(_ note: String, _ more: [String: String] = [:]) -> [Diagnostic] {
    let fixture = SiteFixture(Self.files(note, more))
    var log = Diagnostics()
    Self.links(fixture, ["content/assets/plan.svg": Self.svg]).check(fixture.portfolio, into: &log)
    return log.sorted
  }

  @Test func theStarterHasNoBrokenLinks() {
    #expect(problems("").map(\.message).isEmpty)
  }

  static let broken: [(String, String, String?)] = [
    ("[[juniper-holow]]", "link.page", "did you mean [[juniper-hollow]]?"),
    ("[[plays/nothing-like-it]]", "link.page", nil),
    ("[a](sablewood-clinic.md)", "link.page", "did you mean \"content/accounts/sablewood-clinics.md\"?"),
    ("[a](sablewood-clinics.md#no-such-heading)", "link.anchor", nil),
    ("[a](#scrach)", "link.anchor", "did you mean \"#scratch\"?"),
    ("[a](../contracts/x.csv)", "link.unpublished", "put a file that readers may open into content/assets/"),
    ("![a](../assets/plam.svg)", "image.missing", "did you mean \"content/assets/plan.svg\"?"),
    ("{{ account.health.scor }}", "figure.unknown", "did you mean \"{{ account.health.score }}\"?"),
    ("{{ sablewood-clinic.arr }}", "figure.unknown", "did you mean \"{{ sablewood-clinics.arr }}\"?"),
    ("{{ account.milestone.kickof }}", "figure.unknown", "did you mean \"{{ account.milestone.kickoff }}\"?"),
    ("{{ book.gr }}", "figure.unknown", "did you mean \"{{ book.grr }}\"?"),
  ]

  @Test("a broken target is told with its place, the nearest name and its account", arguments: broken)
  func brokenTarget(_ note: String, _ code: String, _ hint: String?) throws {
    let problem = try #require(problems("x\n\n- " + note).first)
    #expect(problem.code == code && problem.hint == hint)
    let lines = Self.files("x\n\n- " + note)[Self.acme]?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    let place = problem.location.map { "\($0.file.path):\($0.line):\($0.column)" }
    #expect(place == "\(Self.acme):\((lines.lastIndex { $0.hasPrefix("- ") } ?? 0) + 1):3")
    #expect(problem.account == "juniper-hollow")
  }

  @Test("guides and plays are checked like notes", arguments: ["guides", "plays"])
  func enablementIsChecked(_ folder: String) {
    let path = "content/\(folder)/extra.md"
    let body = "---\ntitle: Extra\nclearance: team\n---\n[[nowhere-at-all]] {{ account.nonsense }} ![a](no.png)\n"
    let found = problems("", [path: body])
    #expect(Set(found.map(\.code)) == ["link.page", "figure.unknown", "image.missing"] && found.count == 3)
    #expect(found.allSatisfy { $0.location?.file.path == path && $0.location?.line == 5 && $0.account == nil })
  }

  @Test func linksLeadToWhatTheirPagesHave() async throws {
    let note = """
      [[sablewood-clinics]] [b](../guides/first-renewal-call.md) [own](#scratch) [log](#log) [next](#next-steps) \
      [dates](#contracts) [far](juniper-hollow/more.md#deep-heading) {{ sablewood-clinics.arr }} {{ arr }}
      """
    let more = "# More\n\n## Deep heading\n\nText, [back](../juniper-hollow.md#scratch).\n"
    let fixture = SiteFixture(Self.files(note, ["content/accounts/juniper-hollow/more.md": more]))
    let page = try #require(try await fixture.site(for: .team)["accounts/juniper-hollow.html"])
    let wanted = [
      "<a href=\"../accounts/sablewood-clinics.html\">Sablewood Clinics</a>",
      "href=\"../guides/first-renewal-call.html\"", "<a href=\"#note-scratch\">own</a>", "<a href=\"#log\">log</a>",
      "<a href=\"#next\">next</a>", "<a href=\"#contracts\">dates</a>", "href=\"#note2-deep-heading\"",
      "id=\"note2-deep-heading\"", "<a href=\"#note-scratch\" title=\"Juniper Hollow Foods\">back</a>",
    ]
    for text in wanted { #expect(page.contains(text), "\(text)") }
    let ids = page.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
    for hash in page.split(separator: "href=\"#").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
      #expect(ids.contains(hash), "\(hash)")
    }
  }

  @Test func aCustomersCopyTellsNothingOfOtherAccounts() async throws {
    let note =
      "::: customer\nOurs {{ account.arr }}, theirs {{ sablewood-clinics.name }}{{ book.arr }} [[sablewood-clinics]].\n:::"
    let fixture = SiteFixture(Self.files(note))
    let page = try #require(try await fixture.site(for: .customer)["accounts/juniper-hollow.html"])
    #expect(page.contains("theirs ––"))
    #expect(!page.contains("Sablewood Clinics"))
  }

  @Test func imagesAreCopiedWithTheirSizeWhereTheyAreSeen() async throws {
    let note = """
      ![Plan](<../assets/a plan.svg>)

      ::: customer
      ![Shot](juniper-hollow/shot.svg) [order form](../assets/order.txt)
      :::
      """
    let images = [
      "content/assets/a plan.svg": Self.svg, "content/accounts/juniper-hollow/shot.svg": Self.svg,
      "content/assets/order.txt": "Form", "content/assets/unused.svg": Self.svg,
    ]
    let fixture = SiteFixture(Self.files(note))
    let links = Self.links(fixture, images)
    var log = Diagnostics()
    links.check(fixture.portfolio, into: &log)
    #expect(log.sorted.map(\.message).isEmpty)
    func site(_ audience: Audience) async throws -> [String: String] {
      try await fixture.site(
        SitePlan(
          fixture.portfolio, fixture.insight, for: audience, problems: [], inputDigest: ContentHash([1]), links: links))
    }
    let team = try await site(.team)
    let page = try #require(team["accounts/juniper-hollow.html"])
    #expect(page.contains("<img src=\"../assets/a%20plan.svg\" alt=\"Plan\" width=\"40\" height=\"30\""))
    #expect(page.contains("<img src=\"../images/accounts/juniper-hollow/shot.svg\""))
    #expect(page.contains("<a href=\"../assets/order.txt\">order form</a>"))
    #expect(team["assets/unused.svg"] != nil)
    let customer = try await site(.customer)
    let files = customer.keys.filter { $0.hasPrefix("images/") || $0.hasPrefix("assets/") }.sorted()
    #expect(files == ["assets/order.txt", "images/accounts/juniper-hollow/shot.svg"])
  }

  @Test func headingsLeaveTheIdsOfThePageAlone() async throws {
    let body = "---\ntitle: Extra\n---\n" + PageIDs.reserved.map { "## \($0)\n" }.joined(separator: "\n")
    let fixture = SiteFixture(Self.files("", ["content/guides/extra.md": body, "content/plays/extra.md": body]))
    let site = try await fixture.site(for: .team)
    for path in ["guides/extra.html", "plays/extra.html"] {
      let page = try #require(site[path])
      let ids = page.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
      #expect(Set(ids).count == ids.count)
      #expect(ids.contains("main-1"))
    }
  }

  @Test func settingsReachNotesGuidesAndPlays() async throws {
    let body = "\"Quoted\" -- a<b>c</b><script>d</script>\n"
    func site(_ settings: String) async throws -> [String] {
      let files = Self.files(
        body,
        [
          "content/portfolio.yaml": settings, "content/guides/extra.md": body, "content/plays/extra.md": body,
        ])
      let site = try await SiteFixture(files).site(for: .team)
      return ["accounts/juniper-hollow.html", "guides/extra.html", "plays/extra.html"].compactMap { site[$0] }
    }
    for page in try await site("title: T\n") {
      #expect(page.contains("&quot;Quoted&quot; -- a&lt;b&gt;c&lt;/b&gt;&lt;script&gt;"))
    }
    for page in try await site("smart_punctuation: true\nhtml: allow\n") {
      #expect(page.contains("“Quoted” – a<b>c</b>&lt;script>"))
    }
  }
}
