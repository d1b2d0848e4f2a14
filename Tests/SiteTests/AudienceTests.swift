import Core
import Portfolio
import Testing

@testable import Site

/// A unique canary in every guarded place of an account: no copy below its clearance holds it, in any file.
@Suite struct AudienceTests {
  /// Canaries by the least trusted audience that may see them.
  static let canaries: [(word: String, clearance: Audience)] = [
    ("kanegotiation", .team), ("kacallreason", .team), ("katradeitem", .team), ("kascenario", .team),
    ("kaposition", .team), ("kainterest", .team), ("kabatna", .team), ("kaladder", .team), ("kaexchange", .team),
    ("kaclause", .team), ("kadecision", .team), ("kapaper", .team), ("kascenarionote", .team), ("118,877", .team),
    ("126,360", .team), ("kaproposedname", .team), ("kaproposedtitle", .customer), ("kaproposedsummary", .customer),
    ("111,375", .customer),
    ("kateamblock", .team),
    ("kaplainnote", .team), ("kaextra", .team), ("kaloggedtitle", .team), ("kanextstep", .team), ("771234.00", .team),
    ("771,234", .team), ("665,544", .team), ("kariskname", .field), ("kamitigation", .field), ("kastakeholder", .field),
    ("Kaowner", .field), ("Kacolleague", .field),
    ("Kaauthor", .field), ("kaguidetext", .customer), ("kasegment", .field), ("kaindustry", .field),
    ("kafieldblock", .field), ("kaoverride", .field),
    ("kareading", .field), ("551,122", .team), ("kasnapshotnote", .team),
    ("kacustomerblock", .customer), ("Canary Works", .customer),
  ]

  static var files: [String: String] {
    var files = SiteFixture.starterFiles
    files["content/guides/canary-guide.md"] = """
      ---
      title: A guide for everyone
      clearance: customer
      owner: kaauthor@example.com
      reviewed: 2026-11-01
      ---
      kaguidetext

      """
    files["content/accounts/canary.md"] = """
      ---
      name: Canary Works
      id: "0015c00001Canary"
      owner: kaowner@example.com
      team: [{name: Kim Kacolleague, role: CSM}]
      segment: kasegment
      industry: kaindustry
      kaextra: kaextra
      stakeholders: [{name: Mx kastakeholder, role: economic buyer, stance: champion, last_contact: 2026-11-01}]
      risks: [{id: R1, title: kariskname, severity: high, status: open, mitigation: kamitigation, due: 2026-12-01}]
      health_override: {band: red, reason: kaoverride, by: you@example.com, expires: 2026-12-31}
      forecast: {category: commit, amount: "771234", currency: USD, reason: kacallreason, by: you@example.com, date: 2026-11-16}
      negotiation:
        strategy: kanegotiation
        our_position: kaposition
        their_interest: kainterest
        their_batna: kabatna
        walk_away_amount: "118877"
        gives: [{item: katradeitem, value: "665544"}]
        ladder: [{concession: kaladder, for: kaexchange, planned: 2026-12-01}]
        clauses: [{clause: kaclause, state: open}]
        decision_process: [{step: kadecision, who: Mx, date: 2026-12-02}]
        paper_process: [{step: kapaper, who: Mx, date: 2026-12-03}]
        scenarios:
          - {name: kascenario, term_months: 12, uplift_percent: "4", note: kascenarionote}
          - name: kaproposedname
            note: kascenarionote
            lines: [{sku: BLOOM-USER, price: "247.50"}]
            propose: {title: kaproposedtitle, summary: kaproposedsummary, valid_until: 2026-12-31}
      ---
      ## Summary
      kaplainnote

      ::: team
      kateamblock
      :::

      ::: field
      kafieldblock
      :::

      ::: customer
      kacustomerblock
      :::

      ## Next steps
      - [ ] kanextstep due 2026-12-01

      ## Log
      ### 2026-11-10 Call kaloggedtitle
      kaplainnote
      """
    files["content/contracts/contracts.csv"]? +=
      "C-900,0015c00001Canary,2026-02-01,2027-01-31,active,USD,yes,12,60,,Net 45\n"
    files["content/contracts/lines.csv"]? +=
      "C-900-1,C-900,Bloom for users,BLOOM-USER,named_user,450,270.00,300.00,10\n"
    files["content/health/health.csv"]? += "0015c00001Canary,2026-11-16,open_p1,1,kareading\n"
    files["content/opportunities/opportunities.csv"]? +=
      "O-900,0015c00001Canary,C-900,2027-01-20,771234.00,USD,commit,Closing,open,\n"
    return files.merging(
      SiteFixture.snapshot(of: files, on: "2026-11-16", note: "kasnapshotnote") { deal in
        if deal.id == "O-900" { (deal.category, deal.amount) = (.pipeline, Money(minor: 55_112_200, .usd)) }
      }
    ) { _, new in new }
  }

  @Test(arguments: Audience.allCases)
  func noCopyHoldsWhatIsAboveItsClearance(audience: Audience) async throws {
    let site = try await SiteFixture(Self.files).site(for: audience)
    for (word, clearance) in Self.canaries {
      let holders = site.filter { $0.value.lowercased().contains(word.lowercased()) }.keys.sorted()
      if audience < clearance { #expect(holders.isEmpty, "\(word) is in \(holders)") }
    }
  }

  @Test func theTeamsCopyHoldsThemAll() async throws {
    let site = try await SiteFixture(Self.files).site(for: .team)
    let pages = [
      "accounts/canary.html", "accounts/canary-negotiation.html", "proposals/canary.html", "guides/canary-guide.html",
    ]
    let page = try pages.map { try #require(site[$0]) }.joined()
    let elsewhere = ["771234.00", "kasnapshotnote"]
    for (word, _) in Self.canaries where !elsewhere.contains(word) {
      #expect(page.contains(word), "\(word) is missing")
    }
  }

  @Test(arguments: [Audience.field, .customer])
  func lowerCopiesHaveTheProposalAndNothingElseOfTheNegotiation(audience: Audience) async throws {
    let site = try await SiteFixture(Self.files).site(for: audience)
    #expect(!site.keys.contains { $0.contains("negotiation") })
    #expect(!site.values.contains { $0.contains("-negotiation.html") })
    let proposal = try #require(site["proposals/canary.html"])
    for word in ["kaproposedtitle", "kaproposedsummary", "247.50", "111,375", "31 Dec 2026"] {
      #expect(proposal.contains(word), "\(word) is missing")
    }
    // Neither the list price nor the distance to it, no limit, no other scenario.
    for word in ["300.00", "135,000", "17.5%", "121,500", "walk", "Walk", "margin", "Approver"] {
      #expect(!proposal.contains(word), "\(word) is on the proposal")
    }
  }

  @Test func withoutAChoiceThereIsNoProposal() async throws {
    var files = Self.files
    files["content/accounts/canary.md"] = files["content/accounts/canary.md"]?.replacing(
      "propose: {", with: "kapropose: {")
    for audience in Audience.allCases {
      let site = try await SiteFixture(files).site(for: audience)
      #expect(!site.keys.contains { $0.hasPrefix("proposals/") })
      #expect(!site.values.contains { $0.contains("proposals/") })
    }
  }

  @Test func theFieldsCopyHoldsWhatItMay() async throws {
    let site = try await SiteFixture(Self.files).site(for: .field)
    let page = try ["accounts/canary.html", "proposals/canary.html", "guides/canary-guide.html"]
      .map { try #require(site[$0]) }.joined()
    for (word, clearance) in Self.canaries where clearance <= .field {
      #expect(page.contains(word), "\(word) is missing")
    }
  }

  @Test func aCustomersCopyNamesNoOtherAccount() async throws {
    let site = try await SiteFixture(Self.files).site(for: .customer)
    let page = try #require(site["accounts/canary.html"])
    #expect(page.contains("kacustomerblock"))
    for (path, text) in site where path != "accounts/juniper-hollow.html" {
      #expect(!text.contains("Juniper Hollow"), "\(path) names another account")
    }
    #expect(site["accounts.html"] == nil)
    #expect(site["risks.html"] == nil)
  }

  @Test func lowerCopiesSayNoFileOrLine() async throws {
    for audience in [Audience.customer, .field] {
      for (path, text) in try await SiteFixture(Self.files).site(for: audience) {
        #expect(!text.contains("content/accounts/"), "\(path) names an input file")
        #expect(!text.contains(".csv:"), "\(path) names an input file")
      }
    }
  }
}
