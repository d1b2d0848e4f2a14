import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("Clearances of entries, keys and notes") struct ClearanceReadingTests {
  private func read(_ head: String, settings: String = "", others: [String: String] = [:]) -> (Portfolio, Diagnostics) {
    var files = [
      "content/accounts/acme.md": "---\nname: Acme\n\(head)\n---\nText.\n", "content/portfolio.yaml": settings,
    ]
    for (path, text) in others { files[path] = text }
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(MemoryFiles(files), into: &log)
    return (portfolio, log)
  }

  @Test func oneStakeholderOrRiskMayBeForFewerOrMore() throws {
    let (portfolio, log) = read(
      """
      stakeholders: [{name: Dana Lee}, {name: Quiet One, clearance: team}, {name: Open One, audience: customer}]
      risks: [{title: Known, clearance: field}, {title: Hidden, clearance: team}]
      """)
    #expect(log.errorCount == 0)
    let account = try #require(portfolio.accounts.first)
    #expect(account.stakeholders.resolved(for: .customer)?.map(\.name) == ["Open One"])
    #expect(account.stakeholders.resolved(for: .field)?.map(\.name) == ["Dana Lee", "Open One"])
    #expect(account.stakeholders.whole.clearance == .team)
    #expect(account.risks.resolved(for: .customer) == nil)
    #expect(account.risks.resolved(for: .field)?.map(\.title) == ["Known"])
  }

  @Test func judgementsMayBeToo() throws {
    let (portfolio, _) = read(
      """
      sentiment: {band: red, clearance: team}
      health_override: {band: red, expires: 2027-01-01}
      forecast: {category: commit, clearance: team, audience: field}
      """)
    let account = try #require(portfolio.accounts.first)
    #expect(account.sentiment.clearance == .team)
    #expect(account.healthOverride.clearance == .field)
    #expect(account.call.clearance == .team, "of two the higher counts")
  }

  @Test func keysAreClearedOneByOne() throws {
    let (portfolio, log) = read(
      "segment: Enterprise\nindustry: Mining\nhobby: Sailing\nplan: Secret",
      settings: "clearance: {profile: team, fields: {industry: customer, hobby: field}}")
    #expect(log.errorCount == 0)
    let account = try #require(portfolio.accounts.first)
    #expect(account.profile.segment.clearance == .team)
    #expect(account.profile.industry.clearance == .customer)
    #expect(account.extra.resolved(for: .customer) == nil)
    #expect(account.extra.resolved(for: .field)?.map(\.key) == ["hobby"])
    #expect(account.extra.resolved(for: .team)?.map(\.key) == ["hobby", "plan"])
  }

  @Test func ownerAndTeamAreForFieldUnlessTheSettingsLetCustomersKnow() throws {
    let head = "owner: ana@example.com\nteam: [{name: Mia Chen, role: CSM}]"
    let (standard, _) = read(head)
    let (cleared, log) = read(head, settings: "clearance: {contacts: customer}")
    #expect(log.errorCount == 0)
    for (portfolio, clearance) in [(standard, Audience.field), (cleared, .customer)] {
      let account = try #require(portfolio.accounts.first)
      #expect(account.owner.clearance == clearance)
      #expect(account.team.clearance == clearance)
    }
    let (_, refused) = read(head, settings: "clearance: {contacts: team}")
    #expect(refused.sorted.contains { $0.message == "contacts can't be kept from field" && $0.severity == .error })
  }

  @Test func pathsAreForFieldUnlessTheySayOtherwise() {
    let (portfolio, _) = read(
      "", others: ["content/guides/paths.yaml": "paths: [{key: a, steps: []}, {key: b, clearance: team, steps: []}]"])
    #expect(portfolio.paths.map(\.clearance) == [.field, .team])
  }

  static let slips = [
    ("risks: [{title: T, clearence: team}]", "account.clearance"), ("clearanse: field", "account.clearance"),
    ("Clearance: team", "account.clearance"), ("stakeholders: [{name: N, audiance: team}]", "account.clearance"),
    ("risks: [{title: T, clearance: teem}]", "account.choice"),
  ]

  @Test(arguments: slips) func aSlipThatWouldLetOutIsAnError(head: String, code: String) {
    #expect(read(head).1.all.filter { $0.severity == .error }.map(\.code) == [code])
  }

  @Test(arguments: ["appearance: tidy", "science: yes", "audit: done", "clear: yes"])
  func otherKeysAreTheUsersOwn(head: String) {
    #expect(read(head).1.errorCount == 0)
  }

  @Test(arguments: [
    "{helth: team}", "{fields: {stakeholders: field}}", "{fields: {name: team}}", "{fields: {plan: all}}",
  ])
  func settingsThatClearNothingAreErrors(clearance: String) {
    #expect(read("", settings: "clearance: \(clearance)").1.errorCount == 1)
  }
}
