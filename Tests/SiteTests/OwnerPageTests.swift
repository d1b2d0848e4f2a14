import Core
import Portfolio
import Testing

@testable import Site

/// One person's book: what an account executive is asked in a one-to-one.
@Suite struct OwnerPageTests {
  @Test func aSellersPageSaysWhomNobodyNamedAndWhatIsOver() async throws {
    let fixture = SiteFixture()
    let seller = try #require(fixture.plan(for: .field).context.territories.first { $0.isSeller })
    let page = try #require(try await fixture.site(for: .field)["sellers/\(seller.slug).html"])
    #expect(page.contains("id=\"gaps\""))
    let account = fixture.portfolio.accounts[try #require(seller.accounts.first)]
    let people = account.stakeholders.resolved(for: .field) ?? []
    if let buyer = people.first(where: \.isEconomicBuyer) {
      #expect(page.contains(buyer.name))
    } else {
      #expect(page.contains("none named"))
    }
  }

  @Test func whereOneStakeholderIsTheTeamsTheFieldIsNotToldWhoIsMissing() async throws {
    func row(for audience: Audience, clearance: String) async throws -> String {
      var files = SiteFixture.starterFiles
      files["content/accounts/gap.md"] = """
        ---
        name: Gap Works
        team: [{name: Gail Seller, role: Account Executive}]
        stakeholders:
          - {name: Una Open, role: user}
          - {name: Carl Quiet, role: economic buyer, stance: champion\(clearance)}
        ---
        """
      let site = try await SiteFixture(files).site(for: audience)
      return try #require(site["sellers/gail-seller.html"])
    }
    let open = try await row(for: .field, clearance: "")
    #expect(open.contains("Carl Quiet"))
    let guarded = try await row(for: .field, clearance: ", clearance: team")
    #expect(!guarded.contains("Carl Quiet") && !guarded.contains("none named"))
    #expect(try await row(for: .team, clearance: ", clearance: team").contains("Carl Quiet"))
  }

  @Test func aManagersPageLeavesThatToTheSellers() async throws {
    let fixture = SiteFixture()
    let manager = try #require(fixture.plan(for: .team).context.territories.first { !$0.isSeller })
    #expect(try await fixture.site(for: .team)["owners/\(manager.slug).html"]?.contains("id=\"gaps\"") == false)
  }

  @Test func whereStakeholdersAreTheTeamsTheFieldHasNoSuchTable() async throws {
    var files = SiteFixture.starterFiles
    files["content/portfolio.yaml"]?.append("\nclearance: {stakeholders: team}\n")
    let fixture = SiteFixture(files)
    let seller = try #require(fixture.plan(for: .field).context.territories.first { $0.isSeller })
    #expect(try await fixture.site(for: .field)["sellers/\(seller.slug).html"]?.contains("id=\"gaps\"") == false)
  }
}
