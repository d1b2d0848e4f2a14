import ArgumentParser
import Core
import Files
import Sharing
import Site

/// `perennial share`: pages as one file.
struct ShareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Write pages as one self-contained file for one audience.",
    discussion: """
      Styles, pictures and charts are inside the file; links between its pages work, links to other pages are text. It holds what
      its audience may see and nothing else, says which build it is, and can be checked with perennial verify.

      By mail (the default) the file has no script: mail gateways quarantine pages that have one. --for drive and --for zip keep
      sorting and filtering. A file for mail is at most 7 MB, any other 50 MB. With --output NAME.pdf an installed Chromium makes
      a PDF of it.

      With --passphrase-file the file opens with a passphrase and tells nothing without it. Such a file goes by drive or zip, never by
      mail. perennial passphrase FILE makes a strong one; docs/threat-model.md says what it stands against.

      EXAMPLES
        perennial share larkspur-robotics
        perennial share larkspur-robotics week guides/champion-left --for drive -o for-raj.html
        perennial share larkspur-robotics --audience customer -o larkspur.pdf
        perennial share larkspur-robotics week --for zip --passphrase-file ~/keys/raj --passphrase-file ~/keys/mia
      """)

  @Argument(
    help: ArgumentHelp("Accounts, guides, plays or pages: larkspur-robotics, week, owners/ana.", valueName: "page"))
  var names: [String]

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Who the file is for: team, field or customer.", valueName: "audience"))
  var audience = Audience.field

  @OptionGroup var copy: CopyOptions

  func validate() throws {
    if names.isEmpty { throw ValidationError("name at least one page") }
  }

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let maker = CopyMaker(book, for: audience)
      maker.plan.check(book.templates, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let paths = try maker.paths(named: names, audience: audience)
      try await copy.write(try maker.pages(at: paths), by: maker, for: audience, workspace, reading)
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}
