import ArgumentParser
import Core
import Files
import Insight
import Portfolio
import Sharing
import Site
import Templates

/// Renders pages of one audience's copy and puts them into one file.
struct CopyMaker {
  let book: CopySource
  let plan: SitePlan
  let assets: SharedAssets

  init(_ book: CopySource, for audience: Audience) {
    self.book = book
    // The digest of all input would let a reader test guesses at what he may not see; no copy holds it.
    plan = SitePlan(
      book.portfolio, book.insight, for: audience, problems: [], inputDigest: ContentHash([]), links: book.links)
    assets = SharedAssets(book.assets + plan.attachments)
  }

  /// The pages at `paths`, each with the further sheets of its tables.
  func pages(at paths: [String]) throws -> [SharedPage] {
    try paths.flatMap { try plan.html(at: $0, with: book.templates) }.map { SharedPage(path: $0.path, bytes: $0.bytes) }
  }

  /// Every file of the copy, by path, as a build writes them.
  func site(jobs: Int) async throws -> [SharedPage] {
    let files = MemoryFiles()
    var log = Diagnostics()
    guard let commit = try OutputCommit(files, force: true, into: &log) else { return [] }
    try await plan.render(with: book.templates, assets: book.assets, jobs: jobs, into: commit) { _ in }
    _ = try commit.finish()
    return files.contents.filter { !$0.key.hasPrefix(".") }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { SharedPage(path: StartPage.folder + $0.key, file: $0.value) }
  }

  /// The paths that `names` mean, without repetition.
  func paths(named names: [String], audience: Audience) throws -> [String] {
    var paths: [String] = []
    for name in names {
      let found = plan.paths(named: name)
      guard found.count == 1, let path = found.first else { throw ValidationError(problem(name, found, audience)) }
      if !paths.contains(path) { paths.append(path) }
    }
    return paths
  }

  private func problem(_ name: String, _ found: [String], _ audience: Audience) -> String {
    guard found.isEmpty else { return "\"\(name)\" means \(found.joined(separator: " and ")); say which" }
    let team = SitePlan(
      book.portfolio, book.insight, for: .team, problems: [], inputDigest: ContentHash([]), links: book.links)
    if !team.paths(named: name).isEmpty {
      return "the \(audience.rawValue) copy has no page \"\(name)\": only a copy for a more trusted audience has"
    }
    return "there is no page \"\(name)\"" + (plan.nearestPage(to: name).map { "; did you mean \"\($0)\"?" } ?? "")
  }
}
