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

    /// Days and what is computed prove nothing by themselves: they are told to be looked at.
    @Test func whatIsComputedIsToldToBeLookedAt() async throws {
      let name = ClearancePolicy.Part.activity.rawValue
      let weakening = Weakening(
        what: name, folder: "content/portfolio.yaml", old: "clearance:\n", new: "clearance:\n  \(name): customer\n")
      let (right, weak) = try #require(weakening.workspaces())
      var suspicions: [Int] = []
      let values = await BookValues(try MadeCopy.book(of: right, snapshot: false).book.insight, jobs: 1).values
      let search = LeakSearch(values, for: .customer)
      for workspace in [right, weak] {
        let copy = try await MadeCopy(
          try MadeCopy.book(of: workspace, snapshot: false).book, for: .customer, withShares: false)
        suspicions.append(copy.files.reduce(0) { $0 + search.findings(in: $1.value, at: $1.key).suspicions.count })
      }
      #expect(suspicions[0] < suspicions[1])
    }

    /// A discount has too few figures to be looked for: the twins tell.
    @Test func whatCanNotBeLookedForMakesTwinsDiffer() async throws {
      let name = ClearancePolicy.Part.listPrices.rawValue
      let weakening = Weakening(
        what: name, folder: "content/portfolio.yaml", old: "clearance:\n", new: "clearance:\n  \(name): customer\n")
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
