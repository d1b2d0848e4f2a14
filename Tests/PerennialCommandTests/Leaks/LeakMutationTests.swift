import Audit
import Core
import Portfolio
import Proof
import Testing

@testable import PerennialCommand

/// A single clearance that is too low is found: a proof that can't fail would prove nothing.
@Suite struct LeakMutationTests {
  @Test(arguments: Weakening.parts + Weakening.places) func aLevelTooLowIsFound(weakening: Weakening) async throws {
    let (right, weak) = try #require(weakening.workspaces())
    let (book, _) = try MadeCopy.book(of: right, snapshot: false)
    let (weakBook, log) = try MadeCopy.book(of: weak, snapshot: false)
    try #require(log.errorCount == 0, "\(log.sorted.filter { $0.severity == .error })")
    let values = await BookValues(book.insight, jobs: 1).values
    var (leaks, isTold) = (0, false)
    for audience in [Audience.field, .customer] {
      let search = LeakSearch(values, for: audience)
      let copy = try await MadeCopy(weakBook, for: audience, withShares: false)
      leaks += copy.files.reduce(0) { $0 + search.findings(in: $1.value, at: $1.key).leaks.count }
      let twin = try MadeCopy.book(of: try #require(weakening.workspaces(twinFor: audience)).weak, snapshot: false)
      isTold = try await MadeCopy(twin.book, for: audience, withShares: false).files != copy.files || isTold
    }
    // What is raised comes from the streams of the level below: its twins are the same.
    #expect(isTold || weakening.raised != nil, "copies of twins are the same")
    // A discount has too few figures to be looked for; the twins alone tell.
    #expect(leaks > 0 || weakening.what == ClearancePolicy.Part.listPrices.rawValue, "no leak was found")
  }
}
