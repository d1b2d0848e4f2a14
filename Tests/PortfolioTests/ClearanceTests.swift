import Core
import Testing

@testable import Portfolio

@Suite struct ClearanceTests {
  private let place = SourceLocation(SourceFile("test"))

  private func account(_ slug: String, parent: String? = nil) throws -> Account {
    Account(
      slug: try #require(Slug(slug)), id: slug, name: slug, location: place, parent: parent.flatMap { Slug($0) },
      owner: Restricted("", for: .field),
      team: Restricted([], for: .field), profile: AccountProfile(), stakeholders: RestrictedList([], for: .field),
      risks: RestrictedList([], for: .field), healthOverride: Restricted(nil, for: .field),
      sentiment: Restricted(nil, for: .field), call: Restricted(nil, for: .field),
      negotiation: Restricted(nil, for: .team),
      actions: [], touches: Restricted([], for: .field), extra: RestrictedList([], for: .team), notes: [])
  }

  private func contract(_ id: String, account: Int, _ start: String, _ end: String) throws -> Contract {
    Contract(
      id: id, account: account, start: try #require(Day(iso: start)), end: try #require(Day(iso: end)), status: .active,
      currency: .usd, renewal: RenewalTerms(), location: place)
  }

  private func reading(_ account: Int, _ measure: String, _ day: String) throws -> HealthReading {
    HealthReading(
      account: account, measure: measure, day: try #require(Day(iso: day)), value: 1, note: nil, location: place)
  }

  @Test func rowsFollowTheirAccountsThroughSorting() throws {
    var draft = PortfolioDraft(settings: Settings())
    draft.accounts = [try account("zinnia"), try account("aster", parent: "zinnia")]
    draft.contracts = [
      try contract("C-2", account: 0, "2026-01-01", "2026-12-31"),
      try contract("C-1", account: 1, "2026-01-01", "2026-12-31"),
      try contract("C-0", account: 0, "2025-01-01", "2025-12-31"),
    ]
    draft.readings = [
      try reading(0, "nps", "2026-02-01"), try reading(1, "nps", "2026-01-01"), try reading(0, "nps", "2026-01-01"),
    ]
    let portfolio = Portfolio(draft)
    #expect(portfolio.accounts.map(\.slug.text) == ["aster", "zinnia"])
    #expect(portfolio.contracts(of: 0).map(\.id) == ["C-1"])
    #expect(portfolio.contracts(of: 1).map(\.id) == ["C-0", "C-2"])
    #expect(portfolio.readings(of: 1).resolved(for: .field)?.map(\.day.description) == ["2026-01-01", "2026-02-01"])
    #expect(portfolio.children(of: 1) == [0])
  }

  @Test func guardedRowsAreWithheldBelowTheirClearance() throws {
    var draft = PortfolioDraft(settings: Settings())
    draft.accounts = [try account("aster")]
    draft.readings = [try reading(0, "nps", "2026-01-01")]
    #expect(Portfolio(draft).readings(of: 0).resolved(for: .customer) == nil)
    draft.settings.clearance[.health] = .team
    #expect(Portfolio(draft).readings(of: 0).resolved(for: .field) == nil)
    #expect(Portfolio(draft).readings(of: 0).resolved(for: .team)?.count == 1)
  }

  @Test(arguments: ClearancePolicy.Part.allCases)
  func nothingIsClearedForCustomersByDefault(part: ClearancePolicy.Part) {
    #expect(ClearancePolicy()[part] >= .field)
  }
}
