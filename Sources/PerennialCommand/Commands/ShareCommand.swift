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

      EXAMPLES
        perennial share larkspur-robotics
        perennial share larkspur-robotics week guides/uplift-talk-track --for drive -o for-raj.html
        perennial share larkspur-robotics --audience customer -o larkspur.pdf
      """)

  @Argument(
    help: ArgumentHelp("Accounts, guides, plays or pages: larkspur-robotics, week, owners/ana.", valueName: "page"))
  var names: [String]

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Who the file is for: team, field or customer.", valueName: "audience"))
  var audience = Audience.field

  @Option(name: .customLong("for"), help: ArgumentHelp("How it travels: mail, drive or zip.", valueName: "way"))
  var form = ShareForm.mail

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file. Default: the first page's name, .html or .zip.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("valid-days"),
    help: ArgumentHelp("For how many days the copy should be relied on.", valueName: "n"))
  var validDays = 30

  @Flag(name: .customLong("no-record"), help: "Don't note the copy in the workspace's shares.csv.")
  var noRecord = false

  func validate() throws {
    if names.isEmpty { throw ValidationError("name at least one page") }
    if validDays < 1 || validDays > 3650 { throw ValidationError("--valid-days must be from 1 to 3650") }
    if isPDF, form != .mail { throw ValidationError("a PDF is made for mail; leave --for \(form.rawValue) out") }
  }

  private var isPDF: Bool { output?.lowercased().hasSuffix(".pdf") ?? false }

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let maker = CopyMaker(book, for: audience)
      maker.plan.check(book.templates, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let paths = try maker.paths(named: names, audience: audience)
      let pages = try maker.pages(at: paths)
      let stamp = CopyStamp(
        pages, audience: audience, asOf: reading.day, validUntil: reading.day + validDays, form: form,
        version: ProgramVersion.current)
      let file = SharedFile(pages, assets: maker.assets, stamp: stamp)
      log = file.problems
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      workspace.printer.print(log)
      try write(file, named: Self.name(of: paths))
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private static func name(of paths: [String]) -> String {
    let last = paths.first?.utf8.split(separator: 0x2F).last.map { String(Substring($0)) } ?? "copy.html"
    return String(last.dropLast(".html".count))
  }

  private func write(_ file: SharedFile, named name: String) throws {
    let (bytes, place, seal) = try packed(file, name)
    guard bytes.count <= form.limit else {
      workspace.terminal.problem(
        "error: the file would be \(Self.megabytes(bytes.count)), the limit \(form == .mail ? "by mail" : "of a file") is "
          + "\(Self.megabytes(form.limit)); share fewer pages" + (form == .mail ? ", or --for zip" : ""))
      throw ExitStatus.errors
    }
    guard CopyFile.write(bytes, to: place) else {
      workspace.terminal.problem("error: cannot write \(place)")
      throw ExitStatus.errors
    }
    if !noRecord { try ShareLedger.add(seal, file.stamp, to: workspace.files) }
    guard !workspace.quiet else { return }
    let count = FigureFormat.counted(file.stamp.pages.count, "page", "pages")
    workspace.terminal.result(
      "\(place): \(count), \(Self.megabytes(bytes.count)), build \(file.stamp.build), \(audience.rawValue) copy as of \(reading.day)"
    )
    workspace.terminal.result(isPDF ? "PDF for mail: nothing in it can run; tables don't sort" : form.reason)
    if audience == .team {
      workspace.terminal.problem("note: this is a team copy; it holds call amounts and negotiation positions")
    }
  }

  private func packed(_ file: SharedFile, _ name: String) throws -> (bytes: [UInt8], place: String, seal: String) {
    if isPDF, let output {
      guard let pdf = try BrowserPrinter.pdf(of: file.bytes) else {
        workspace.terminal.problem(
          "error: no PDF could be made: install Chromium or Chrome, or name one in CHROMIUM, or share the page as .html"
        )
        throw ExitStatus.errors
      }
      let sealed = SealedPDF.sealed(pdf, file.stamp)
      return (sealed, output, CopyCheck(sealed)?.seal ?? "")
    }
    guard form == .zip else { return (file.bytes, output ?? name + ".html", file.seal) }
    var zip = ZipArchive()
    guard zip.add(file.bytes, at: name + ".html") else { throw ExitStatus.errors }
    return (zip.bytes, output ?? name + ".zip", file.seal)
  }

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\((bytes + 999) / 1000) KB" : "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
  }
}
