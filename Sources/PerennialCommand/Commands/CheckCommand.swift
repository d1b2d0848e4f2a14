import ArgumentParser
import Core
import Files
import Ingest
import Portfolio
import Site

/// `perennial check`: everything that is wrong in the input, nothing written.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report everything that is wrong in the input; write nothing.",
    discussion: """
      EXAMPLES
        perennial check
        perennial check --strict --diagnostics json
        perennial check --explain-columns content/contracts/2026.csv
      """)

  @Option(
    name: .customLong("explain-columns"),
    help: ArgumentHelp("Show how each column of an export is read, and why.", valueName: "file"))
  var explainedFile: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    if let explainedFile { return try explainColumns(of: explainedFile) }
    do {
      var log = Diagnostics()
      let book = try await WorkspaceBook.load(workspace, reading, quarantine: false, into: &log)
      SitePlan(book.portfolio, book.insight, for: .team, problems: [], inputDigest: book.digest)
        .check(book.templates, into: &log)
      log.append(contentsOf: book.findings)
      var printer = workspace.printer
      printer.limit = .max
      printer.print(log)
      let (errors, warnings) = (log.errorCount, log.warningCount)
      workspace.terminal.result(
        "\(book.portfolio.accounts.count) accounts, \(book.portfolio.contracts.count) contracts: \(errors) errors, \(warnings) warnings"
      )
      if log.stopsBuild(strict: reading.strict) { throw ExitStatus.errors }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private func explainColumns(of path: String) throws {
    guard let bytes = UserFile.read(path) else {
      workspace.terminal.problem("error: cannot read \"\(path)\"; check the path and its permissions")
      throw ExitStatus.errors
    }
    let folders = path.utf8.split(separator: 0x2F).map { String(Substring($0)) }
    let inside = folders.lastIndex(of: "content").map { folders[$0...].joined(separator: "/") } ?? path
    let settings = ImportSettings.read(workspace.files)
    let kinds = RowKind.kinds(at: inside)
    let (tables, problems) =
      kinds.isEmpty
      ? (ImportPlan(bytes, name: path, settings: settings).tables, Diagnostics())
      : TableExplanation.explain(bytes, path: inside, kinds: kinds, settings: settings)
    for table in tables { for line in table.lines { workspace.terminal.result(line) } }
    var log = problems
    for table in tables { log.append(contentsOf: table.problems) }
    workspace.printer.print(log)
    if log.stopsBuild() { throw ExitStatus.errors }
  }
}
