import ArgumentParser
import Core
import Files
import Insight
import Portfolio
import Site

/// `perennial export json|csv`: every figure, for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write every figure to standard output: json with its explanation, csv as a table.",
    discussion: """
      An export holds what its audience may know and nothing else. In CSV, cells that a spreadsheet would take for formulas are
      led by an apostrophe.

      EXAMPLES
        perennial export json > figures.json
        perennial export csv --audience field > figures.csv
      """)

  /// The forms there are.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, csv
  }

  @Argument(help: ArgumentHelp("json or csv.", valueName: "form"))
  var form: Form

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Export what this audience may know.", valueName: "audience"))
  var audience = Audience.team

  func run() async throws {
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    switch form {
    case .json: workspace.terminal.result(FigureExport.json(insight, for: audience))
    case .csv: workspace.terminal.result(FigureTable(insight, for: audience).csv)
    }
  }
}
