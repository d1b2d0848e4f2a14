import BuiltIn
import Core
import Files
import Ingest
import Insight
import Portfolio
import Templates
import Testing

@testable import Site

/// A small site in memory: the starter workspace, or files of a test's own.
struct SiteFixture {
  let portfolio: Portfolio
  let insight: Insight
  let templates: TemplateLibrary
  let log: Diagnostics

  static let asOf = Day(iso: "2026-11-23") ?? Day(number: 0)

  static var starterFiles: [String: String] {
    Dictionary(uniqueKeysWithValues: BuiltInFile.all(in: "starter").map { ($0.path, $0.text) })
  }

  init(_ files: [String: String] = starterFiles, asOf: Day = SiteFixture.asOf) {
    var log = Diagnostics()
    portfolio = PortfolioReader().read(MemoryFiles(files), into: &log)
    insight = Insight(of: portfolio, asOf: asOf)
    let sources = BuiltInFile.all(in: "templates").filter { $0.path.hasSuffix(".mustache") }.map {
      TemplateSource(
        name: String($0.path.dropLast(9)), bytes: Array($0.text.utf8), file: SourceFile("templates/" + $0.path))
    }
    templates = TemplateLibrary.compile(sources, into: &log)
    self.log = log
  }

  func plan(for audience: Audience) -> SitePlan {
    SitePlan(portfolio, insight, for: audience, problems: log.sorted, inputDigest: ContentHash([1]))
  }

  /// Every file of the copy.
  func site(for audience: Audience) async throws -> [String: String] { try await site(plan(for: audience)) }

  func site(_ plan: SitePlan) async throws -> [String: String] {
    let files = MemoryFiles()
    var log = Diagnostics()
    let commit = try #require(try OutputCommit(files, force: false, into: &log))
    try await plan.render(with: templates, assets: [], jobs: 2, into: commit) { _ in }
    _ = try commit.finish()
    return files.contents.filter { !$0.key.hasPrefix(".perennial") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// The snapshot that `files` would give on a day, with deals changed.
  static func snapshot(
    of files: [String: String], on day: String, note: String? = nil, _ change: (inout SnapshotDeal) -> Void
  ) -> [String: String] {
    let fixture = SiteFixture(files, asOf: Day(iso: day) ?? asOf)
    guard let now = fixture.insight.snapshot(note: note).resolved(for: .team) else { return [:] }
    let deals = now.deals.map { deal in
      var deal = deal
      change(&deal)
      return deal
    }
    let changed = Snapshot(day: now.day, deals: deals, currency: now.currency, note: note)
    let text = String(decoding: SnapshotFile.bytes(changed, after: nil), as: UTF8.self)
    return [SnapshotFile.path(of: now.day): text]
  }
}
