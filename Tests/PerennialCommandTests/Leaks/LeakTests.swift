import Audit
import Core
import Foundation
import Portfolio
import Proof
import Testing

@testable import PerennialCommand

extension LeakProofs {
  /// Random workspaces with a canary in every guardable place: no copy for a lower audience holds one above its clearance, and none
  /// depends on what is above it.
  @Suite struct LeakTests {
    /// `PERENNIAL_LEAK_WORKSPACES=300` proves more than every test run has time for; `PERENNIAL_LEAK_SEEDS=19,46` makes those again.
    static let seeds: [UInt64] = {
      let environment = ProcessInfo.processInfo.environment
      if let seeds = environment["PERENNIAL_LEAK_SEEDS"] {
        return seeds.split(separator: ",").compactMap { UInt64($0) }
      }
      return Array(0..<(environment["PERENNIAL_LEAK_WORKSPACES"].flatMap { UInt64($0) } ?? 8))
    }()

    @Test(arguments: seeds) func noCopyHoldsOrTellsWhatIsAboveIt(seed: UInt64) async throws {
      let workspace = RandomWorkspace(seed: seed)
      let hasSnapshot = seed % 3 == 0
      let (book, log) = try MadeCopy.book(of: workspace, snapshot: hasSnapshot)
      try #require(log.errorCount == 0, "seed \(seed): \(log.sorted.filter { $0.severity == .error })")
      let values = await BookValues(book.insight, jobs: 1).values
      for audience in [Audience.field, .customer] {
        let copy = try await MadeCopy(book, for: audience, withShares: true)
        for (canary, files) in copy.holders(of: workspace.canaries.filter({ $0.clearance > audience })) {
          Issue.record("seed \(seed), \(audience): \(canary) is in \(files)")
        }
        var search = LeakSearch(values, for: audience)
        var leaks = copy.leaks(search)
        if !leaks.isEmpty {
          // As the audit does: what the program says of a book without any guarded value is no leak.
          search = search.disregarding(try await CopyAudit(book, jobs: 1).words(for: audience, search))
          leaks = copy.leaks(search)
        }
        #expect(
          leaks.isEmpty,
          "seed \(seed), \(audience): \(leaks.prefix(5).map { (search.values[$0.value].place, $0) })")
        // Who may know lines of files can count what stands above them.
        if audience < workspace.clearance[.provenance] { try await expectTwin(seed, audience, copy, hasSnapshot) }
      }
    }

    /// The same workspace with everything above `audience` replaced gives the same copy, byte for byte: no count, order, page name or
    /// digest tells of it.
    private func expectTwin(_ seed: UInt64, _ audience: Audience, _ copy: MadeCopy, _ hasSnapshot: Bool) async throws {
      let (twin, log) = try MadeCopy.book(of: RandomWorkspace(seed: seed, twinFor: audience), snapshot: hasSnapshot)
      try #require(log.errorCount == 0, "seed \(seed): \(log.sorted.filter { $0.severity == .error })")
      let other = try await MadeCopy(twin, for: audience, withShares: false)
      let compared = copy.files.filter {
        other.files[$0.key] != nil || !$0.key.hasPrefix("packs/") && !$0.key.hasPrefix("share-")
      }
      let wrong = Set(compared.keys).union(other.files.keys).filter { compared[$0] != other.files[$0] }.sorted()
      #expect(wrong.isEmpty, "seed \(seed), \(audience): \(wrong) tell; \(difference(wrong.first, copy, other))")
    }

    private func difference(_ path: String?, _ a: MadeCopy, _ b: MadeCopy) -> String {
      guard let path, let x = a.files[path], let y = b.files[path] else { return "" }
      let place = zip(x, y).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(x.count, y.count)
      func around(_ bytes: [UInt8]) -> String {
        String(decoding: bytes[max(0, place - 80)..<min(bytes.count, place + 80)], as: UTF8.self)
      }
      return "…\(around(x))… against …\(around(y))…"
    }

    /// What never shows in the team's copy either would prove nothing by its absence.
    @Test func theTeamsCopyShowsEveryKindOfPlace() async throws {
      var silent: Set<String>?
      for seed in [UInt64(0), 3] {
        let workspace = RandomWorkspace(seed: seed)
        let (book, _) = try MadeCopy.book(of: workspace, snapshot: true)
        let copy = try await MadeCopy(book, for: .team, withShares: false)
        let shown = copy.holders(of: workspace.canaries).keys
        let unseen = Set(workspace.canaries.map(\.place)).filter { place in
          !shown.contains { $0.place == place }
        }
        silent = silent.map { $0.intersection(unseen) } ?? unseen
      }
      #expect(silent == Self.neverShown)
    }

    /// Places whose words are on no page: stages are read and not shown, list prices show as discounts, targets rounded.
    static let neverShown: Set<String> = ["opportunities.stage", "targets"]
  }
}
