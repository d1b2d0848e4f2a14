import ArgumentParser
import Audit
import Core
import Files
import Site

/// `perennial audit`: what each audience sees, and the proof that no copy holds more.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show what each audience sees, and prove that no copy holds more.",
    discussion: """
      Makes each lower copy anew, with its exports, and searches all its bytes for every value above it: as it is, escaped, encoded,
      split by tags, rounded. A copy that was published before is searched too, and compared with the one that would be made now:
      pages added, removed and changed, and what its readers would see for the first time. Writes nothing.

      Values that say nothing by themselves, such as a severity or a two-digit rate, can't be looked for; they are counted, and
      --list names each of them.

      EXAMPLES
        perennial audit
        perennial audit --audience field --output /mnt/share/west
        perennial audit --list
        perennial audit --format json > audit.json

      Exit code 3 if a copy holds what it may not.
      """)

  /// How the report is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(
    help: ArgumentHelp(
      "Only the copy for this audience: field or customer; team to compare alone.", valueName: "audience"))
  var audience: Audience?

  @Option(
    help: ArgumentHelp(
      "Where copies were built or published. Default: output/ in the workspace, if there is one.", valueName: "dir"))
  var output: String?

  @Option(help: ArgumentHelp("How the report is printed: text or json.", valueName: "form"))
  var format = Format.text

  @Flag(help: "Name every page, every newly visible place and every value that can't be looked for.")
  var list = false

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      CopyMaker(book, for: .team).plan.check(book.templates, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let published = try copies()
      let audit = await CopyAudit(book, jobs: reading.workers)
      let report = try await audit.report(for: audience.map { [$0] } ?? Audience.allCases, against: published)
      switch format {
      case .text: report.lines(listsAll: list).forEach(workspace.terminal.result)
      case .json: workspace.terminal.result(report.json)
      }
      if !report.holds { throw ExitStatus.leak }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  /// The copies to look at. A folder that was named must hold one.
  private func copies() throws -> [CopyAudit.Published] {
    let found = try CopyAudit.Published.all(in: output ?? workspace.workspace + "/output")
    if let output, found.allSatisfy({ audience != nil && $0.audience != audience }) {
      let who = audience.map { "for \($0.rawValue) " } ?? ""
      throw ValidationError("there is no copy \(who)in \(output): build or publish one there first")
    }
    return found
  }
}
