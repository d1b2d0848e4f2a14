import ArgumentParser
import Core
import Files
import Sharing
import Site

/// `perennial publish`: one audience's copy for a shared drive, or as a zip.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write one audience's copy to a folder for a shared drive, or to a zip.",
    discussion: """
      start.html says what the copy is and leads to its pages, which stand in site/ and carry its stamp. Whom the copy is for has to be said. A folder
      is updated as a build updates its output: changed files only, files of others never. The same copy is the same zip, byte by
      byte. perennial verify start.html tells which build it is and whether it is superseded.

      EXAMPLES
        perennial publish /mnt/share/west --audience field
        perennial publish west.zip --audience field
      """)

  @Argument(help: ArgumentHelp("A folder, or a file that ends in .zip.", valueName: "dir|zip"))
  var target: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Who the copy is for: team, field or customer. Has to be said.", valueName: "audience"))
  var audience: Audience?

  @Option(
    name: .customLong("valid-days"),
    help: ArgumentHelp("For how many days the copy should be relied on.", valueName: "n"))
  var validDays = 30

  @Flag(help: "Add the copy to a folder that holds other files; none of them is ever overwritten.")
  var force = false

  func validate() throws {
    if validDays < 1 || validDays > 3650 { throw ValidationError("--valid-days must be from 1 to 3650") }
    if audience == nil {
      throw ValidationError(
        "say whom the copy is for: --audience field, customer or, with call amounts and negotiation, team")
    }
  }

  private var isZip: Bool { target.lowercased().hasSuffix(".zip") }

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      let audience = audience ?? .customer
      let maker = CopyMaker(book, for: audience)
      maker.plan.check(book.templates, into: &log)
      if !isZip { try OutputGuard.check(target, in: workspace.workspace, into: &log) }
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let files = try await maker.site(jobs: reading.workers)
      let stamp = CopyStamp(
        copyOf: files, audience: audience, asOf: reading.day, validUntil: reading.day + validDays,
        form: isZip ? .zip : .drive, version: ProgramVersion.current)
      let start = StartPage.html(title: maker.plan.title, note: maker.plan.note, fileCount: files.count, stamp)
      let pages = files.map { StampedPage.stamped($0, stamp) }
      try write([SharedPage(path: StartPage.path, file: start)] + pages, &log)
      try ShareLedger.add(CopyCheck(start)?.seal ?? "", stamp, to: workspace.files)
      guard !workspace.quiet else { return }
      workspace.terminal.result(
        "\(target): \(maker.plan.summary), \(audience.rawValue) copy as of \(reading.day), build \(stamp.build)")
      workspace.terminal.result(isZip ? "Unpack all of it, then open start.html" : "Open \(target)/start.html")
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  private func write(_ files: [SharedPage], _ log: inout Diagnostics) throws {
    guard !isZip else { return try zip(files) }
    guard let commit = try OutputCommit(DiskFiles(root: target), force: force, into: &log) else {
      return try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    }
    for file in files { try commit.stage(file.bytes, at: file.path) }
    _ = try commit.finish()
  }

  private func zip(_ files: [SharedPage]) throws {
    var zip = ZipArchive()
    for file in files where !zip.add(file.bytes, at: file.path) {
      workspace.terminal.problem("error: the copy is too large for a zip (4 GB, 65,535 files); publish a folder")
      throw ExitStatus.errors
    }
    try UserFile.write(zip.bytes, to: target)
  }
}
