import Core
import Files
import Ingest
import Serving
import Site

/// A workspace that is built again whenever something in it changes, and served: `perennial serve` without its command line.
struct LiveSession: Sendable {
  /// The workspace's folder.
  let workspace: String
  /// The site's folder.
  let output: String
  /// Asked before each build: the day may be another one.
  let options: @Sendable () -> SiteBuilder.Options
  let terminal: Terminal
  /// Notes as they were read, from build to build.
  private let notes = NoteCache()
  private let memory = BuildMemory()
  private let state = LiveState()

  init(
    workspace: String, output: String, terminal: Terminal, options: @escaping @Sendable () -> SiteBuilder.Options
  ) {
    self.workspace = workspace
    self.output = output
    self.terminal = terminal
    self.options = options
  }

  /// Where a browser finds a session.
  static func address(_ port: Int) -> String { "http://127.0.0.1:\(port)/" }

  /// Ports that are tried when none is asked for.
  private static let ports = 4100...4119

  /// Listens at `port`, or at the first that is free; builds, says `ready`, then serves and builds until the task is cancelled.
  func run(port: Int?, ready: @Sendable (Int) async -> Void = { _ in }) async throws {
    let server = try await listen(port)
    // Watched before the first build reads, so that no change is missed.
    let changes = try FolderWatch.changes(below: workspace, in: ["content", "templates"])
    await withDiscardingTaskGroup { tasks in
      tasks.addTask { await server.run() }
      await build()
      await ready(server.port)
      for await _ in changes { await build() }
      tasks.cancelAll()
    }
  }

  private func listen(_ port: Int?) async throws(SiteServer.Failure) -> SiteServer {
    let site = DiskFiles(root: output, keepsFolders: false)
    guard port == nil else { return try await SiteServer.listen(site: site, state: state, port: port ?? 0) }
    for port in Self.ports.dropLast() {
      do { return try await SiteServer.listen(site: site, state: state, port: port) } catch  where error.isInUse {}
    }
    return try await SiteServer.listen(site: site, state: state, port: Self.ports.upperBound)
  }

  /// One build with what earlier ones know.
  private func outcome() async throws -> SiteBuilder.Outcome {
    var log = Diagnostics()
    try OutputGuard.check(output, in: workspace, into: &log)
    if log.stopsBuild() {
      var refused = SiteBuilder.Outcome()
      refused.log = log
      return refused
    }
    return try await SiteBuilder(
      workspace: DiskFiles(root: workspace), output: DiskFiles(root: output), options: options(), notes: notes,
      memory: memory
    ).build()
  }

  private func build() async {
    let page = preview()
    do {
      let outcome = try await outcome()
      if outcome.isBuilt { tellBuilt(outcome, after: page) } else { tellFailed(outcome) }
    } catch {
      terminal.problem("error: \(error)")
      state.failed([LiveProblem(severity: "error", place: nil, message: "\(error)")], count: 1)
    }
  }

  /// Shows the one page that has new words, if that is all that has changed; a failure is the build's to tell.
  private func preview() -> String? {
    let files = DiskFiles(root: workspace)
    guard let page = try? memory.preview(files, into: DiskFiles(root: output), options()) else { return nil }
    state.built(changed: true)
    return page
  }

  /// Pages need not load once more for the search index and the digest on the front page, which change with every word.
  private func tellBuilt(_ outcome: SiteBuilder.Outcome, after page: String?) {
    let changed = outcome.changed.contains { path in
      page.map { path != $0 && path != "index.html" && !path.utf8.starts(with: "search/".utf8) } ?? true
    }
    state.built(changed: changed)
    if !terminal.isQuiet { BuildReport(outcome).lines.prefix(1).forEach(terminal.result) }
    outcome.leftOut.lines.forEach(terminal.problem)
  }

  private func tellFailed(_ outcome: SiteBuilder.Outcome) {
    var log = outcome.log
    log.append(contentsOf: outcome.leftOut.problems)
    let printer = DiagnosticPrinter(format: .text, terminal: terminal, files: DiskFiles(root: workspace))
    printer.print(log)
    terminal.problem("The last good build is still served.")
    // Warnings stop a build only where they count as errors.
    let told = log.errorCount > 0 && !options().strict ? log.sorted.filter { $0.severity == .error } : log.sorted
    var lines = SourceLines(files: DiskFiles(root: workspace))
    state.failed(
      DiagnosticPrinter.mostImportant(100, of: told).map { LiveProblem($0, &lines) }, count: told.count)
  }
}

extension LiveProblem {
  /// A diagnostic for an open page.
  fileprivate init(_ diagnostic: Diagnostic, _ lines: inout SourceLines) {
    self.init(
      severity: diagnostic.severity.rawValue, place: diagnostic.location?.description, message: diagnostic.message,
      excerpt: diagnostic.location.flatMap { lines.excerpt(at: $0) }, hint: diagnostic.hint)
  }
}
