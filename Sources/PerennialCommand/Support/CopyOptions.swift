import ArgumentParser
import Core
import Files
import Printing
import Sharing

/// What every command that writes pages as one file takes, and how it writes it.
struct CopyOptions: ParsableArguments {
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
    if validDays < 1 || validDays > 3650 { throw ValidationError("--valid-days must be from 1 to 3650") }
    if isPDF, form != .mail { throw ValidationError("a PDF is made for mail; leave --for \(form.rawValue) out") }
  }

  private var isPDF: Bool { output?.lowercased().hasSuffix(".pdf") ?? false }

  /// Puts pages into one file, tells what had to stay out, writes it and notes it in the ledger.
  func write(
    _ pages: [SharedPage], by maker: CopyMaker, for audience: Audience, _ workspace: WorkspaceOptions,
    _ reading: ReadingOptions
  ) async throws {
    let stamp = CopyStamp(
      pages, audience: audience, asOf: reading.day, validUntil: reading.day + validDays, form: form,
      version: ProgramVersion.current)
    let file = SharedFile(pages, assets: maker.assets, stamp: stamp)
    var log = file.problems
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    workspace.printer.print(log)
    try await write(file, named: Self.name(of: pages), workspace)
  }

  private static func name(of pages: [SharedPage]) -> String {
    let last = pages.first?.path.utf8.split(separator: 0x2F).last.map { String(Substring($0)) } ?? "copy.html"
    return String(last.dropLast(".html".count))
  }

  private func write(_ file: SharedFile, named name: String, _ workspace: WorkspaceOptions) async throws {
    let (bytes, place, seal) = try await packed(file, name, workspace)
    guard bytes.count <= form.limit else {
      workspace.terminal.problem(
        "error: the file would be \(Self.megabytes(bytes.count)), the limit \(form == .mail ? "by mail" : "of a file") is "
          + "\(Self.megabytes(form.limit)); share fewer pages" + (form == .mail ? ", or --for zip" : ""))
      throw ExitStatus.errors
    }
    try UserFile.write(bytes, to: place)
    if !noRecord { try ShareLedger.add(seal, file.stamp, to: workspace.files) }
    guard !workspace.quiet else { return }
    let count = FigureFormat.counted(file.stamp.pages.count, "page", "pages")
    let audience = file.stamp.audience
    workspace.terminal.result(
      "\(place): \(count), \(Self.megabytes(bytes.count)), build \(file.stamp.build), \(audience.rawValue) copy as of \(file.stamp.asOf)"
    )
    workspace.terminal.result(isPDF ? "PDF for mail: nothing in it can run; tables don't sort" : form.reason)
    if audience == .team {
      workspace.terminal.problem("note: this is a team copy; it holds call amounts and negotiation positions")
    }
  }

  private func packed(
    _ file: SharedFile, _ name: String, _ workspace: WorkspaceOptions
  ) async throws -> (bytes: [UInt8], place: String, seal: String) {
    if isPDF, let output {
      let sealed = SealedPDF.sealed(try await Self.pdf(of: file.bytes, workspace), file.stamp)
      return (sealed, output, CopyCheck(sealed)?.seal ?? "")
    }
    guard form == .zip else { return (file.bytes, output ?? name + ".html", file.seal) }
    var zip = ZipArchive()
    guard zip.add(file.bytes, at: name + ".html") else { throw ExitStatus.errors }
    return (zip.bytes, output ?? name + ".zip", file.seal)
  }

  private static func pdf(of page: [UInt8], _ workspace: WorkspaceOptions) async throws -> [UInt8] {
    guard let chromium = await Chromium.installed(at: environment("PERENNIAL_BROWSER")) else {
      workspace.terminal.problem(
        """
        error: no browser found to make a PDF with
          hint: install Chromium (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), or name \
        one in PERENNIAL_BROWSER; or share the page as .html
        """)
      throw ExitStatus.errors
    }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.files.write(page, to: "copy.html")
    do {
      try await chromium.print(
        "\(folder.path)/copy.html", to: "\(folder.path)/copy.pdf", scratch: folder.path + "/browser")
    } catch {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
    return try folder.files.read("copy.pdf")
  }

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\((bytes + 999) / 1000) KB" : "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
  }
}
