import Core
import Files
import Ingest
import Insight
import Portfolio
import Site
import Templates

/// A workspace read, computed and compiled: everything a page is made from.
struct WorkspaceBook {
  let portfolio: Portfolio
  let insight: Insight
  let templates: TemplateLibrary
  let assets: [(path: String, bytes: [UInt8])]
  /// What notes may point to.
  let links: NoteLinks
  /// What is readable and still likely to be wrong: warnings about the whole book.
  let findings: Diagnostics
  /// Digest of all input, for the team's copy.
  let digest: ContentHash

  /// Reads the workspace; every problem goes to `log`.
  static func load(
    _ workspace: WorkspaceOptions, _ reading: ReadingOptions, quarantine: Bool, into log: inout Diagnostics
  ) async throws(FileError) -> WorkspaceBook {
    let files = workspace.files
    var portfolio = await portfolio(workspace, reading, quarantine: quarantine, into: &log)
    let assets = try WorkspaceTemplates.assets(from: files)
    var broken = Diagnostics()
    let links = try WorkspaceLinks.load(from: files, portfolio, assets: assets.map(\.path), into: &broken)
    if quarantine { portfolio = portfolio.quarantining(&broken) }
    log.append(contentsOf: broken)
    _ = Playbook(portfolio, into: &log)
    return WorkspaceBook(
      portfolio: portfolio,
      insight: await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers),
      templates: try WorkspaceTemplates.load(from: files, into: &log),
      assets: assets,
      links: links,
      findings: DataQuality.findings(portfolio, asOf: reading.day),
      digest: try InputDigest.of(files))
  }

  /// The portfolio alone, for commands that make no pages.
  static func portfolio(
    _ workspace: WorkspaceOptions, _ reading: ReadingOptions, quarantine: Bool, into log: inout Diagnostics
  ) async -> Portfolio {
    var options = ReaderOptions()
    options.quarantine = quarantine
    options.jobs = reading.workers
    return await PortfolioReader(options).readConcurrently(workspace.files, into: &log)
  }
}
