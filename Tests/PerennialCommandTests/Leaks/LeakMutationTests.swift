import Audit
import Core
import Portfolio
import Proof
import Testing

@testable import PerennialCommand

extension LeakProofs {
  /// A single clearance that is too low is found: a proof that can't fail would prove nothing.
  @Suite struct LeakMutationTests {
    @Test(arguments: Weakening.parts + Weakening.places) func aLevelTooLowIsFound(weakening: Weakening) async throws {
      let (right, weak) = try #require(weakening.workspaces())
      let (book, _) = try MadeCopy.book(of: right, snapshot: false)
      let (weakBook, log) = try MadeCopy.book(of: weak, snapshot: false)
      try #require(log.errorCount == 0, "\(log.sorted.filter { $0.severity == .error })")
      let values = await BookValues(book.insight, jobs: 1).values
      for audience in [Audience.field, .customer] {
        let search = LeakSearch(values, for: audience)
        let copy = try await MadeCopy(weakBook, for: audience, withShares: false)
        if copy.files.contains(where: { !search.findings(in: $0.value, at: $0.key).leaks.isEmpty }) { return }
      }
      Issue.record("nothing was found")
    }

    /// A discount has too few figures to be looked for: the twins tell.
    @Test func whatCanNotBeLookedForMakesTwinsDiffer() async throws {
      let prices = ClearancePolicy.Part.listPrices.rawValue
      let weakening = Weakening(
        what: prices, folder: "content/portfolio.yaml", old: "clearance:\n", new: "clearance:\n  \(prices): customer\n")
      let weak = try #require(weakening.workspaces()).weak
      let twin = try #require(weakening.workspaces(twinFor: .customer)).weak
      var copies: [[String: [UInt8]]] = []
      for workspace in [weak, twin] {
        let book = try MadeCopy.book(of: workspace, snapshot: false).book
        copies.append(try await MadeCopy(book, for: .customer, withShares: false).files)
      }
      #expect(copies[0] != copies[1])
    }
  }
}
