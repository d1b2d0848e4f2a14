import Core
import Files
import Insight
import Portfolio
import Site
import Templates

/// What copies are made from: a workspace read, computed and compiled. No digest of all input: no copy may hold one.
struct CopySource {
  let portfolio: Portfolio
  let insight: Insight
  let templates: TemplateLibrary
  let assets: [(path: String, bytes: [UInt8])]
  /// What notes may point to.
  let links: NoteLinks

  /// Reads the workspace; every problem goes to `log`.
  static func load(
    _ workspace: WorkspaceOptions, _ reading: ReadingOptions, into log: inout Diagnostics
  ) async throws(FileError) -> CopySource {
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    let assets = try WorkspaceTemplates.assets(from: workspace.files)
    let links = try WorkspaceLinks.load(from: workspace.files, portfolio, assets: assets.map(\.path), into: &log)
    _ = Playbook(portfolio, into: &log)
    return CopySource(
      portfolio: portfolio, insight: await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers),
      templates: try WorkspaceTemplates.load(from: workspace.files, into: &log), assets: assets, links: links)
  }
}
