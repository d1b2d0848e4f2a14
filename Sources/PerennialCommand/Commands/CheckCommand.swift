import ArgumentParser
import Core
import Files
import Ingest
import Portfolio
import Proof
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
        perennial check --offline           prove the built site: every link resolves, nothing comes from outside
        perennial check --offline --output /mnt/share/field-copy
      """)

  @Option(
    name: .customLong("explain-columns"),
    help: ArgumentHelp("Show how each column of an export is read, and why.", valueName: "file"))
  var explainedFile: String?

  @Flag(help: "Prove the built site instead of the input: links, anchors, policies, nothing from outside.")
  var offline = false

  @Option(help: ArgumentHelp("The site that --offline looks at. Default: output/ in the workspace.", valueName: "dir"))
  var output: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if output != nil, !offline { throw ValidationError("--output belongs to --offline: check itself writes nothing") }
  }

  func run() async throws {
    if let explainedFile { return try explainColumns(of: explainedFile) }
    if offline { return try prove(output ?? workspace.workspace + "/output") }
    do {
      var log = Diagnostics()
      let book = try await WorkspaceBook.load(workspace, reading, quarantine: false, into: &log)
      SitePlan(book.portfolio, book.insight, for: .team, problems: [], inputDigest: book.digest, links: book.links)
        .check(book.templates, into: &log)
      log.append(contentsOf: book.findings)
      var printer = workspace.printer
      printer.limit = .max
      printer.print(log)
      let bookSize = [
        FigureFormat.counted(book.portfolio.accounts.count, "account", "accounts"),
        FigureFormat.counted(book.portfolio.contracts.count, "contract", "contracts"),
      ].joined(separator: ", ")
      let findings = [
        FigureFormat.counted(log.errorCount, "error", "errors"),
        FigureFormat.counted(log.warningCount, "warning", "warnings"),
      ].joined(separator: ", ")
      workspace.terminal.result("\(bookSize): \(findings)")
      if log.stopsBuild(strict: reading.strict) { throw ExitStatus.errors }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private func prove(_ folder: String) throws {
    let files = DiskFiles(root: folder)
    var log = Diagnostics()
    do {
      let summary = try SiteProof(files).run(into: &log)
      DiagnosticPrinter(format: workspace.diagnostics, terminal: workspace.terminal, files: files).print(log)
      if log.stopsBuild() { throw ExitStatus.errors }
      let links = FigureFormat.counted(summary.outside, "link leads", "links lead")
      workspace.terminal.result(
        "\(summary.pages) pages and \(summary.files) other files in \(folder): all \(summary.references) references resolve, "
          + "nothing is loaded from outside (\(links) out when followed)")
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
