import Core
import Files
import Ingest
import Insight
import Portfolio
import Templates

/// A workspace read, computed and compiled: everything a page is made from.
struct WorkspaceBook {
  let portfolio: Portfolio
  let insight: Insight
  let templates: TemplateLibrary
  let assets: [(path: String, bytes: [UInt8])]
  /// What is readable and still likely to be wrong: warnings about the whole book.
  let findings: Diagnostics
  /// Digest of all input, for the team's copy.
  let digest: ContentHash

  /// Reads the workspace; every problem goes to `log`.
  static func load(
    _ workspace: WorkspaceOptions, _ reading: ReadingOptions, quarantine: Bool, into log: inout Diagnostics
  ) async throws(FileError) -> WorkspaceBook {
    let files = workspace.files
    let portfolio = await portfolio(workspace, reading, quarantine: quarantine, into: &log)
    _ = Playbook(portfolio, into: &log)
    return WorkspaceBook(
      portfolio: portfolio,
      insight: await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers),
      templates: try WorkspaceTemplates.load(from: files, into: &log),
      assets: try WorkspaceTemplates.assets(from: files),
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
