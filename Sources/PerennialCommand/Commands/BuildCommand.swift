import ArgumentParser
import Core
import Files

/// `perennial build`: the site of a workspace.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site of a workspace.",
    discussion: """
      Reads content/ and templates/, writes output/. Every problem in the input is reported in one run; errors stop the build before
      anything is written. Pages made from the same are not made again, pages that left the book are removed, files of others are
      never touched.

      EXAMPLES
        perennial build
        perennial build --as-of 2026-11-23 --workspace my-book
        perennial build --audience field --output /mnt/share/field-copy
        perennial build --guides-only --audience field --output guides-for-field
        perennial build --all-audiences     output/customer, output/field and output/team
        perennial build --quarantine        build in spite of errors that belong to single accounts
        perennial build --verify            prove that pages which were kept are those that would be made
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("Who the copy is for: team, field or customer.", valueName: "audience"))
  var audience = Audience.team

  @Flag(
    name: .customLong("all-audiences"), help: "A copy for each audience, each in a folder of the output named after it."
  )
  var allAudiences = false

  @Flag(
    name: .customLong("guides-only"), help: "A site of guides, plays and learning paths alone, without any account.")
  var guidesOnly = false

  @Flag(
    name: .customLong("style-book"),
    help: "Add style-book.html: every component in every state, for those who change styles.")
  var styleBook = false

  @Flag(help: "Build in spite of errors that belong to single accounts; they appear as marked cards and in no total.")
  var quarantine = false

  @Flag(help: "In the end, make all pages once more in memory and compare them byte for byte with what is on the disk.")
  var verify = false

  @Option(
    help: ArgumentHelp("Write how long each stage and template took to this file, as JSON.", valueName: "file"))
  var timings: String?

  func run() async throws {
    if allAudiences { return try await runForAll() }
    let terminal = workspace.terminal
    do {
      var log = Diagnostics()
      try OutputGuard.check(output.path(in: workspace), in: workspace.workspace, into: &log)
      try stopOnErrors(&log, strict: false, printer: workspace.printer)
      var builder = SiteBuilder(
        workspace: workspace.files, output: output.files(in: workspace), options: options)
      builder.progress = { total in
        let progress = Progress(total: total, terminal: terminal)
        return { progress.advance(by: $0) }
      }
      var outcome = try await builder.build()
      terminal.progress("")
      guard outcome.isBuilt else {
        return try stopOnErrors(&outcome.log, strict: reading.strict, printer: workspace.printer, outcome.leftOut)
      }
      workspace.printer.print(outcome.log)
      let report = BuildReport(outcome)
      if !workspace.quiet {
        report.lines.forEach(terminal.result)
        terminal.result("Open \(output.path(in: workspace))/index.html")
      }
      if let timings { try UserFile.write(report.json, to: timings) }
      try prove(outcome)
      if !outcome.leftOut.isEmpty {
        outcome.leftOut.lines.forEach(terminal.problem)
        throw ExitStatus.quarantine
      }
    } catch let error as FileError {
      terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private var options: SiteBuilder.Options {
    SiteBuilder.Options(
      asOf: reading.day, audience: audience, guidesOnly: guidesOnly, styleBook: styleBook, quarantine: quarantine,
      strict: reading.strict,
      force: output.force, jobs: reading.workers, verifies: verify)
  }

  private func prove(_ outcome: SiteBuilder.Outcome) throws {
    guard let (wrong, count) = outcome.verified else { return }
    guard wrong.isEmpty else {
      for path in wrong.prefix(20) { workspace.terminal.problem("differs: \(path.clippedLine)") }
      if wrong.count > 20 { workspace.terminal.problem("… and \(wrong.count - 20) more") }
      workspace.terminal.problem(
        "error: \(wrong.count) of \(count) files are not what a clean build writes; run perennial clean, build again and report it"
      )
      throw ExitStatus.errors
    }
    if !workspace.quiet {
      workspace.terminal.result("Verified: \(count) files are byte for byte what a clean build writes")
    }
  }

  /// Builds one copy after the other; accounts in quarantine are told in the end, errors at once.
  private func runForAll() async throws {
    var isPartial = false
    for audience in Audience.allCases {
      var build = self
      build.allAudiences = false
      build.audience = audience
      build.output.output = output.path(in: workspace) + "/" + audience.rawValue
      do { try await build.run() } catch let code as ExitCode where code == ExitStatus.quarantine { isPartial = true }
    }
    if isPartial { throw ExitStatus.quarantine }
  }
}

/// Prints what was found and ends the command if it must; warnings are kept for the closing report.
func stopOnErrors(
  _ log: inout Diagnostics, strict: Bool, printer: DiagnosticPrinter, _ quarantine: QuarantineReport = .init()
) throws {
  guard log.stopsBuild(strict: strict) else { return }
  log.append(contentsOf: quarantine.problems)
  printer.print(log)
  let told = log.sorted
  let errors = told.count { $0.severity == .error }
  let warnings = told.count == errors ? "" : " and " + FigureFormat.counted(told.count - errors, "warning", "warnings")
  printer.terminal.problem(FigureFormat.counted(errors, "error", "errors") + warnings + "; nothing was written")
  throw ExitStatus.errors
}
