public import ArgumentParser
public import Core
import Files

/// What every command that reads a workspace takes.
struct WorkspaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace: the folder that holds content/.", valueName: "dir"))
  var workspace = "."

  @Flag(name: .shortAndLong, help: "Say nothing but problems.")
  var quiet = false

  @Option(help: ArgumentHelp("How problems are printed: text, or json (one object a line).", valueName: "form"))
  var diagnostics = DiagnosticPrinter.Format.text

  var files: DiskFiles { DiskFiles(root: workspace) }
  var terminal: Terminal { Terminal(isQuiet: quiet) }
  var printer: DiagnosticPrinter { DiagnosticPrinter(format: diagnostics, terminal: terminal, files: files) }
}

/// What every command that computes figures takes.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The day the book is looked at. Default: today, or SOURCE_DATE_EPOCH's day.", valueName: "yyyy-mm-dd"))
  var asOf: Day?

  @Option(help: ArgumentHelp("How many accounts are worked on at once. Default: one for each core.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  var day: Day { asOf ?? Clock.today }
  var workers: Int { min(max(jobs ?? Processors.count, 1), 256) }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }
}

extension Day: ExpressibleByArgument {
  /// Reads `2026-11-23`.
  public init?(argument: String) { self.init(iso: argument) }
}

extension Audience: ExpressibleByArgument {}
extension DiagnosticPrinter.Format: ExpressibleByArgument {}
