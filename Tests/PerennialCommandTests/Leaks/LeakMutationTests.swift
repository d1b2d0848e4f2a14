import Audit
import Core
import Portfolio
import Proof
import Testing

@testable import PerennialCommand

/// A single clearance that is too low is found: a proof that can't fail would prove nothing.
@Suite struct LeakMutationTests {
  /// Places where one level is weakened: what stands in which files, and what it becomes.
  struct Weakening: CustomTestStringConvertible, Sendable {
    let what: String
    let folder: String
    let old: String
    let new: String

    var testDescription: String { what }
  }

  /// Every part of the book, one level lower. A customer's copy has no plays whatever the settings say.
  static let parts: [Weakening] = ClearancePolicy.Part.allCases.filter { $0 != .plays }.map { part in
    let lower: Audience = ClearancePolicy()[part] == .team ? .field : .customer
    return Weakening(
      what: part.rawValue, folder: "content/portfolio.yaml", old: "clearance:\n",
      new: "clearance:\n  \(part.rawValue): \(lower.rawValue)\n")
  }

  static let places: [Weakening] = [
    Weakening(what: "own key", folder: "content/portfolio.yaml", old: "nickname: team", new: "nickname: customer"),
    Weakening(what: "block in a note", folder: "content/accounts/", old: "::: team\n", new: "::: field\n"),
    Weakening(what: "block for field", folder: "content/accounts/", old: "::: field\n", new: "::: customer\n"),
    Weakening(what: "block in a guide", folder: "content/guides/", old: "::: team\n", new: "::: customer\n"),
    Weakening(what: "block in a play", folder: "content/plays/", old: "::: team\n", new: "::: field\n"),
    Weakening(
      what: "guide", folder: "content/guides/", old: "clearance: team\nversions", new: "clearance: field\nversions"),
    Weakening(what: "play", folder: "content/plays/", old: "clearance: team\n", new: "clearance: field\n"),
    Weakening(what: "path", folder: "content/guides/paths.yaml", old: "clearance: field", new: "clearance: customer"),
    Weakening(what: "note", folder: "content/accounts/", old: "\nname: Open", new: "\nclearance: field\nname: Open"),
    Weakening(what: "risk", folder: "content/accounts/", old: "  - {id: R0,", new: "  - {clearance: customer, id: R0,"),
    Weakening(
      what: "stakeholder", folder: "content/accounts/", old: "  - {name:", new: "  - {audience: customer, name:"),
    Weakening(
      what: "forecast call", folder: "content/accounts/", old: "forecast: {category",
      new: "forecast: {clearance: customer, category"),
  ]

  @Test(arguments: parts + places) func aLevelTooLowIsFound(weakening: Weakening) async throws {
    let workspace = try #require(plain(with: weakening))
    let weak = try #require(workspace.replacing(weakening.old, with: weakening.new, in: weakening.folder))
    let (book, _) = try MadeCopy.book(of: workspace, snapshot: false)
    let (weakBook, log) = try MadeCopy.book(of: weak, snapshot: false)
    try #require(log.errorCount == 0, "\(log.sorted.filter { $0.severity == .error })")
    let values = await BookValues(book.insight, jobs: 1).values
    var found = 0
    for audience in [Audience.field, .customer] {
      let search = LeakSearch(values, for: audience, words: try await CopyAudit.words(for: audience, book))
      let right = try await MadeCopy(book, for: audience, withShares: false)
      let wrong = try await MadeCopy(weakBook, for: audience, withShares: false)
      #expect(right.files.allSatisfy { search.findings(in: $0.value, at: $0.key).leaks.isEmpty })
      found += wrong.files.reduce(0) { $0 + search.findings(in: $1.value, at: $1.key).leaks.count }
    }
    #expect(found > 0, "\(weakening.what): nothing was found")
  }

  /// The first workspace that has what is to be weakened, without clearances of single entries.
  private func plain(with weakening: Weakening) -> RandomWorkspace? {
    (0..<20).lazy.map { RandomWorkspace(seed: $0, isPlain: true) }
      .first { $0.replacing(weakening.old, with: weakening.new, in: weakening.folder) != nil }
  }
}
