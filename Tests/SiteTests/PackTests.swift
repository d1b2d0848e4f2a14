import Core
import Testing

@testable import Site

/// Packs: what a meeting needs, in the order of its agenda.
@Suite struct PackTests {
  static let fixture = SiteFixture(EscalationTests.files)

  private func pack(_ ritual: PackRitual, _ name: String? = nil, for audience: Audience = .team) throws -> [String] {
    try Self.fixture.plan(for: audience).pack(ritual, of: name, with: Self.fixture.templates).map(\.path)
  }

  private func cover(_ ritual: PackRitual, _ name: String? = nil) throws -> String {
    let pages = try Self.fixture.plan(for: .team).pack(ritual, of: name, with: Self.fixture.templates)
    return String(decoding: try #require(pages.first).bytes, as: UTF8.self)
  }

  @Test func theForecastPackFollowsTheCall() throws {
    let paths = try pack(.forecast)
    #expect(
      paths == [
        "pack-forecast.html", "forecast/since-2026-11-16.html", "forecast.html", "risks.html",
        "escalations/juniper-hollow.html",
      ])
    let cover = try cover(.forecast)
    #expect(cover.contains("1. Has the forecast changed?") && cover.contains("Help needed: Juniper Hollow"))
    #expect(cover.contains("Called at"), "the cover says where the number stands")
    #expect(cover.contains("Snapshot compared with") && cover.contains("16 Nov 2026"))
  }

  @Test func aSellersPackHoldsTheirAccountsByRenewal() throws {
    let seller = try #require(Self.fixture.plan(for: .field).context.territories.first { $0.isSeller })
    let paths = try pack(.seller, seller.name, for: .field)
    #expect(paths.first == "pack-seller-\(seller.slug).html")
    #expect(paths.dropFirst().first == "sellers/\(seller.slug).html")
    #expect(paths.dropFirst(2).allSatisfy { $0.hasPrefix("accounts/") })
  }

  @Test func anEscalationsPackIsTheBriefAndWhatStandsBehindIt() throws {
    let paths = try pack(.escalation, "juniper-hollow")
    #expect(
      paths.prefix(3) == [
        "pack-escalation-juniper-hollow.html", "escalations/juniper-hollow.html", "accounts/juniper-hollow.html",
      ])
  }

  @Test(arguments: [PackRitual.atRisk, .qbr, .week])
  func everyPageOfAPackIsOnItsAgenda(_ ritual: PackRitual) throws {
    let cover = try cover(ritual)
    let paths = try pack(ritual).dropFirst()
    #expect(!paths.isEmpty)
    for path in paths { #expect(cover.contains("href=\"\(path)\""), "\(path) is not on the agenda") }
  }

  @Test func anUnknownNameIsToldWithTheNearest() {
    #expect(throws: PackProblem.unknown("Juniper Holow Foods", nearest: "Juniper Hollow Foods")) {
      try pack(.escalation, "Juniper Holow Foods")
    }
    #expect(throws: PackProblem.self) { try pack(.seller, "Nobody") }
  }

  @Test func whatIsNotEscalatedHasNoPack() {
    #expect(throws: PackProblem.empty("nothing of Sablewood Clinics is escalated: an open risk with escalated_to is")) {
      try pack(.escalation, "sablewood-clinics")
    }
  }

  @Test(arguments: PackRitual.allCases)
  func aPackHoldsNothingAboveItsReaders(_ ritual: PackRitual) throws {
    let plan = Self.fixture.plan(for: .field)
    let name =
      ritual.subject == .seller
      ? plan.context.territories.first { $0.isSeller }?.name : ritual.subject == .account ? "juniper-hollow" : nil
    let pages = (try? plan.pack(ritual, of: name, with: Self.fixture.templates)) ?? []
    for page in pages {
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(!text.contains("Called at") && !text.contains("Walk-away"), "\(page.path) shows what is the team's")
    }
  }
}
