import ArgumentParser
import Core
import Files
import Ingest
import Insight
import Portfolio

/// `perennial snapshot`: what the forecast says today, kept for good.
struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Keep what the forecast says today in content/snapshots/.",
    discussion: """
      Writes one row for each open or recently closed renewal: category, amount, dates, call, owner, health, risks. Later builds
      tell from it what moved, and how right the forecast was. Write one before each forecast call and commit it.

      A snapshot is never overwritten and holds the digest of the one before it: one that was changed later is an error.

      EXAMPLES
        perennial snapshot
        perennial snapshot --note "after the Monday call" --as-of 2026-11-23
      """)

  @Option(help: ArgumentHelp("A remark, kept in the file.", valueName: "text"))
  var note: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    let earlier = portfolio.snapshots.resolved(for: .team) ?? []
    checkDay(earlier.last?.day, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    guard let snapshot = insight.snapshot(note: note).resolved(for: .team) else { return }
    let path = SnapshotFile.path(of: snapshot.day)
    do {
      try workspace.files.create(SnapshotFile.bytes(snapshot, after: earlier.last), at: path)
    } catch {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
    let count = FigureFormat.counted(snapshot.deals.count, "renewal", "renewals")
    workspace.terminal.result("\(workspace.workspace)/\(path): \(count)")
  }

  private func checkDay(_ newest: Day?, into log: inout Diagnostics) {
    guard let newest, newest >= reading.day else { return }
    let file = SourceLocation(SourceFile(SnapshotFile.path(of: newest)))
    log.append(
      newest == reading.day
        ? .error(
          "snapshot.exists", "there is a snapshot of \(newest) already; snapshots are never overwritten", at: file,
          hint: "write the next one on another day, or delete this one if nothing was built on it yet")
        : .error(
          "snapshot.clock", "the newest snapshot is of \(newest), after \(reading.day)", at: file,
          hint: "the clock went backwards: look at `--as-of`"))
  }
}
