import ArgumentParser
import Core
import Files
import Printing
import Sharing

/// What every command that writes pages as one file takes, and how it writes it.
struct CopyOptions: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "How it travels: mail, drive or zip. Default: mail; drive for a protected copy.", valueName: "way"))
  var form: ShareForm?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file. Default: the first page's name, .html or .zip.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp(
      "Protect the copy: it opens with the passphrase in this file (- for standard input). Once for each reader.",
      valueName: "file"))
  var passphraseFiles: [String] = []

  @Option(
    name: .customLong("valid-days"),
    help: ArgumentHelp("For how many days the copy should be relied on. Default: 30.", valueName: "n"))
  var validDays: Int?

  @Option(
    help: ArgumentHelp(
      "The last day to use the copy, in place of --valid-days; a protected copy shows it before it opens. A request, no lock.",
      valueName: "yyyy-mm-dd"))
  var expires: Day?

  @Flag(name: .customLong("no-record"), help: "Don't note the copy in the workspace's shares.csv.")
  var noRecord = false

  func validate() throws {
    if let validDays, validDays < 1 || validDays > 3650 {
      throw ValidationError("--valid-days must be from 1 to 3650")
    }
    if validDays != nil, expires != nil { throw ValidationError("say --valid-days or --expires, not both") }
    if isPDF, way != .mail, !isProtected {
      throw ValidationError("a PDF is made for mail; leave --for \(way.rawValue) out")
    }
    if isProtected { try validateProtection() }
  }

  private func validateProtection() throws {
    if isPDF {
      throw ValidationError(
        "a PDF can't be protected here; leave .pdf out, and the file is a page that opens in a browser")
    }
    if form == .mail {
      throw ValidationError(
        """
        a protected copy is not for mail: it needs a script to open, and mail gateways quarantine encrypted pages most of all, since \
        they look like smuggled programs. Put it where the reader can fetch it and mail the link (--for drive), or pass it on as one \
        zip (--for zip)
        """)
    }
    if passphraseFiles.count > Lockbox.mostPassphrases {
      throw ValidationError(
        "a copy opens with at most \(Lockbox.mostPassphrases) passphrases; make another one for the rest")
    }
  }

  private var isProtected: Bool { !passphraseFiles.isEmpty }
  private var way: ShareForm { form ?? (isProtected ? .drive : .mail) }
  private var isPDF: Bool { output?.lowercased().hasSuffix(".pdf") ?? false }

  /// Puts pages into one file, tells what had to stay out, writes it and notes it in the ledger.
  func write(
    _ pages: [SharedPage], by maker: CopyMaker, for audience: Audience, _ workspace: WorkspaceOptions,
    _ reading: ReadingOptions
  ) async throws {
    if let expires, expires < reading.day {
      throw ValidationError("--expires \(expires) is before the copy's own day, \(reading.day)")
    }
    let stamp = CopyStamp(
      pages, audience: audience, asOf: reading.day, validUntil: expires ?? reading.day + (validDays ?? 30), form: way,
      version: ProgramVersion.current)
    let copy = try made(pages, maker.assets, stamp, workspace.terminal)
    var log = copy.problems
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    workspace.printer.print(log)
    try await write(copy, workspace)
  }

  private func made(
    _ pages: [SharedPage], _ assets: SharedAssets, _ stamp: CopyStamp, _ terminal: Terminal
  ) throws -> MadeCopy {
    guard isProtected else { return MadeCopy(SharedFile(pages, assets: assets, stamp: stamp)) }
    let passphrases = passphraseFiles.compactMap { PassphraseFile.readStrong($0, terminal) }
    guard passphrases.count == passphraseFiles.count else { throw ExitStatus.errors }
    var random = SystemRandomNumberGenerator()
    do {
      return MadeCopy(
        try ProtectedFile(
          pages, assets: assets, stamp: stamp, for: passphrases, expires: expires, using: &random))
    } catch {
      terminal.problem("error: the copy could not be encrypted")
      throw ExitStatus.errors
    }
  }

  private func write(_ copy: MadeCopy, _ workspace: WorkspaceOptions) async throws {
    let (copy, bytes, place) = try await packed(copy, workspace)
    guard bytes.count <= way.limit else {
      workspace.terminal.problem(
        "error: the file would be \(Self.megabytes(bytes.count)), the limit \(way == .mail ? "by mail" : "of a file") is "
          + "\(Self.megabytes(way.limit)); share fewer pages" + (way == .mail ? ", or --for zip" : ""))
      throw ExitStatus.errors
    }
    try UserFile.write(bytes, to: place)
    if !noRecord { try ShareLedger.add(copy.seal, copy.stamp, to: workspace.files) }
    if !workspace.quiet { tell(copy, bytes.count, place, workspace.terminal) }
  }

  private func tell(_ copy: MadeCopy, _ size: Int, _ place: String, _ terminal: Terminal) {
    let count = FigureFormat.counted(copy.stamp.pages.count, "page", "pages")
    let audience = copy.stamp.audience
    terminal.result(
      "\(place): \(count), \(Self.megabytes(size)), build \(copy.stamp.build), \(audience.rawValue) copy as of \(copy.stamp.asOf)"
    )
    if copy.isProtected {
      let keys = FigureFormat.counted(passphraseFiles.count, "passphrase", "passphrases")
      terminal.result("protected: opens with \(keys); pass each on apart from the file, by phone for instance")
      terminal.result(way.protectedReason)
    } else {
      terminal.result(isPDF ? "PDF for mail: nothing in it can run; tables don't sort" : way.reason)
    }
    if audience == .team {
      terminal.problem("note: this is a team copy; it holds call amounts and negotiation positions")
    }
  }

  private func packed(
    _ copy: MadeCopy, _ workspace: WorkspaceOptions
  ) async throws -> (copy: MadeCopy, bytes: [UInt8], place: String) {
    if isPDF, let output {
      let copy = copy.printed(try await Self.pdf(of: copy.bytes, workspace))
      return (copy, copy.bytes, output)
    }
    guard way == .zip else { return (copy, copy.bytes, output ?? copy.name + ".html") }
    var zip = ZipArchive()
    guard zip.add(copy.bytes, at: copy.name + ".html") else { throw ExitStatus.errors }
    return (copy, zip.bytes, output ?? copy.name + ".zip")
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
