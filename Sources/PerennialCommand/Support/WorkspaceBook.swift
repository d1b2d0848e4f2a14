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
  /// What was read.
  let inputs: InputDigests

  /// Digest of all input, for the team's copy.
  var digest: ContentHash { inputs.all }

  /// Reads the workspace; every problem goes to `log`.
  static func load(
    _ workspace: WorkspaceOptions, _ reading: ReadingOptions, quarantine: Bool, into log: inout Diagnostics
  ) async throws(FileError) -> WorkspaceBook {
    var clock = StageClock()
    let options = SiteBuilder.Options(asOf: reading.day, quarantine: quarantine, jobs: reading.workers)
    let files = try RecordingFiles(workspace.files, folders: ["content", "templates"])
    return try await load(files, options, into: &log, clock: &clock)
  }

  /// The same from files that may watch what is read.
  static func load(
    _ files: RecordingFiles, _ options: SiteBuilder.Options, notes: NoteCache? = nil, into log: inout Diagnostics,
    clock: inout StageClock
  ) async throws(FileError) -> WorkspaceBook {
    var reader = ReaderOptions()
    reader.quarantine = options.quarantine
    reader.jobs = options.jobs
    reader.notes = notes
    var portfolio = await PortfolioReader(reader).readConcurrently(files, into: &log)
    let assets = try WorkspaceTemplates.assets(from: files)
    let templates = try WorkspaceTemplates.load(from: files, into: &log)
    var broken = Diagnostics()
    let links = try WorkspaceLinks.load(from: files, portfolio, assets: assets.map(\.path), into: &broken)
    readRest(of: files, besides: log.all + portfolio.quarantined.flatMap(\.diagnostics), into: &broken)
    if options.quarantine { portfolio = portfolio.quarantining(&broken) }
    log.append(contentsOf: broken)
    _ = Playbook(portfolio, into: &log)
    clock.begin("figures")
    let insight = await Insight(of: portfolio, asOf: options.asOf, jobs: options.jobs)
    var findings = DataQuality.findings(portfolio, asOf: options.asOf)
    insight.checkScenarios(into: &findings)
    return WorkspaceBook(
      portfolio: portfolio, insight: insight, templates: templates, assets: assets, links: links, findings: findings,
      inputs: InputDigests(files.digests.map { ($0.entry.path, $0.digest) }))
  }

  /// Reads what no reader asked for, so that its digest is known; what can't be read is an error, of its account if it has one.
  /// Files of which an error is told already may stay unread: they are too large, or could not be read.
  private static func readRest(of files: RecordingFiles, besides told: [Diagnostic], into log: inout Diagnostics) {
    let told = Set((told + log.all).filter { $0.severity == .error }.compactMap { $0.location?.file.path })
    for error in files.complete(without: told) { log.append(PortfolioReader.unreadable(error, at: error.path)) }
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
