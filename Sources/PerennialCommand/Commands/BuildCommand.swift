import ArgumentParser
import Core
import Files
import Portfolio
import Site

/// `perennial build`: the site of a workspace.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site of a workspace.",
    discussion: """
      Reads content/ and templates/, writes output/. Every problem in the input is reported in one run; errors stop the build before
      anything is written. Pages that did not change are not rewritten, pages that left the book are removed, files of others are
      never touched.

      EXAMPLES
        perennial build
        perennial build --as-of 2026-11-23 --workspace my-book
        perennial build --audience field --output /mnt/share/field-copy
        perennial build --guides-only --audience field --output guides-for-field
        perennial build --all-audiences     output/customer, output/field and output/team
        perennial build --quarantine        build in spite of errors that belong to single accounts
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

  func run() async throws {
    if allAudiences { return try await runForAll() }
    let terminal = workspace.terminal
    let start = ContinuousClock.now
    do {
      var log = Diagnostics()
      let book = try await WorkspaceBook.load(workspace, reading, quarantine: quarantine, into: &log)
      let leftOut = QuarantineReport(book.portfolio)
      if reading.strict { log.append(contentsOf: book.findings) }
      try OutputGuard.check(output.path(in: workspace), in: workspace.workspace, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer, leftOut)

      var problems = log
      problems.append(contentsOf: book.findings)
      problems.append(contentsOf: leftOut.problems)
      var plan =
        guidesOnly
        ? SitePlan(
          guidesOf: book.portfolio, asOf: reading.day, for: audience, inputDigest: book.digest, links: book.links)
        : SitePlan(
          book.portfolio, book.insight, for: audience, problems: problems.sorted, inputDigest: book.digest,
          links: book.links)
      if styleBook { plan.addStyleBook() }
      guard let commit = try OutputCommit(output.files(in: workspace), force: output.force, into: &log) else {
        return try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer, leftOut)
      }
      plan.check(book.templates, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer, leftOut)
      let progress = Progress(total: plan.pageCount, terminal: terminal)
      try await plan.render(with: book.templates, assets: book.assets, jobs: reading.workers, into: commit) {
        progress.advance(by: $0)
      }
      let summary = try commit.finish()
      progress.clear()
      log.append(contentsOf: leftOut.problems)
      workspace.printer.print(log)
      report(summary, plan, problems, milliseconds: Clock.milliseconds(since: start))
      if !leftOut.isEmpty {
        leftOut.lines.forEach(terminal.problem)
        throw ExitStatus.quarantine
      }
    } catch let error as FileError {
      terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private func report(_ summary: OutputCommit.Summary, _ plan: SitePlan, _ log: Diagnostics, milliseconds: Int) {
    let terminal = workspace.terminal
    guard !workspace.quiet else { return }
    var parts = ["\(summary.written) files written", "\(summary.unchanged) unchanged"]
    if summary.removed > 0 { parts.append("\(summary.removed) removed") }
    if log.warningCount > 0 { parts.append("\(log.warningCount) warnings (perennial check lists them)") }
    terminal.result("\(plan.summary): " + parts.joined(separator: ", ") + ", \(milliseconds) ms")
    terminal.result("Open \(output.path(in: workspace))/index.html")
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
  let warnings = told.count == errors ? "" : " and \(told.count - errors) warnings"
  printer.terminal.problem("\(errors) \(errors == 1 ? "error" : "errors")\(warnings); nothing was written")
  throw ExitStatus.errors
}
