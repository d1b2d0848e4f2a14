import ArgumentParser
import Core
import Files
import Insight
import Portfolio
import Site

/// `perennial digest`: the week's changes as Markdown.
struct DigestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Print what changed since the last snapshot as Markdown, to paste into a chat or a mail.",
    discussion: """
      Where the forecast stands, what moved deal by deal, health and risks, escalations with overdue updates, what is due.

      EXAMPLES
        perennial digest
        perennial digest --since 2026-11-02
        perennial digest --audience field
      """)

  @Option(
    help: ArgumentHelp(
      "Since the newest snapshot of this day or before. Default: the newest one.", valueName: "yyyy-mm-dd"))
  var since: Day?

  @Option(help: ArgumentHelp("Print what this audience may know.", valueName: "audience"))
  var audience = Audience.team

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    workspace.terminal.result(Array(Digest(insight, for: audience, since: since).markdown.utf8))
  }
}
