import ArgumentParser
import Core
import Files
import Ingest
import Portfolio
import Printing
import Sharing
import Site

/// `perennial pdf PAGE…`: pages on paper, through an installed browser.
struct PDFCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pdf",
    abstract: "Print an account, a guide or any other page to PDF, through an installed Chromium.",
    discussion: """
      A page is named by the slug or name of an account, guide, play or person, or by its path in the site. Each becomes one PDF
      named after it. Nothing else is built or changed. The paper is the browser's: Letter where the system's region uses it, else A4.

      EXAMPLES
        perennial pdf larkspur-robotics
        perennial pdf "Larkspur Robotics" --sources        with the source of every figure
        perennial pdf guides/give-get risks --audience field --output handouts
        perennial pdf --pack forecast                      a meeting's pack, as perennial pack makes it
        perennial pdf --pack escalation larkspur-robotics
      """)

  @Argument(help: ArgumentHelp("What to print.", valueName: "page"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp("A meeting's pack: forecast, seller, at-risk, escalation, qbr or week.", valueName: "ritual"))
  var pack: PackRitual?

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the PDFs.", valueName: "dir"))
  var output = "."

  @Option(
    help: ArgumentHelp(
      "Who the copy is for: team, field or customer. Default: team; field for a seller's pack.", valueName: "audience"))
  var audience: Audience?

  @Flag(help: "Print the source of each figure of an account below it.")
  var sources = false

  @Option(help: ArgumentHelp("The browser, if it isn't found by itself.", valueName: "program"))
  var browser: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let pack {
      if names.count > 1 { throw ValidationError("a pack is about one name at most") }
      try pack.check(names.first)
    } else if names.isEmpty {
      throw ValidationError("name at least one page, or a --pack")
    }
  }

  private var reader: Audience { audience ?? pack?.audience ?? .team }

  func run() async throws {
    do {
      guard let chromium = await Chromium.installed(at: browser ?? environment("PERENNIAL_BROWSER")) else {
        throw noBrowser()
      }
      if let pack { return try await print(pack, with: chromium) }
      var log = Diagnostics()
      let book = try await WorkspaceBook.load(workspace, reading, quarantine: false, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let plan = SitePlan(
        book.portfolio, book.insight, for: reader, problems: log.sorted, inputDigest: book.digest, links: book.links)
      let paths = try names.map { name in
        let named = plan.paths(named: name) + (Slug(from: name).map { plan.paths(named: $0.text) } ?? [])
        guard let path = named.first else { throw unknown(name, plan) }
        return path
      }
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      for asset in book.assets + plan.attachments { try folder.files.write(asset.bytes, to: "site/" + asset.path) }
      for path in paths {
        for file in try plan.html(at: path, with: book.templates) {
          try folder.files.write(file.bytes, to: "site/" + file.path)
        }
        try await print(path, with: chromium, in: folder)
      }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    } catch let error as Chromium.Failure {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  /// Printed beside its page first, so that a PDF in the output folder is always a whole one.
  private func print(_ path: String, with chromium: Chromium, in folder: TemporaryFolder) async throws {
    let name = "\(path.split(separator: "/").last ?? "page")".dropLast(".html".utf8.count) + ".pdf"
    let page = "\(folder.path)/site/\(path)" + (sources ? "#sources" : "")
    try await chromium.print(page, to: "\(folder.path)/page.pdf", scratch: folder.path + "/browser")
    let bytes = try folder.files.read("page.pdf")
    try DiskFiles(root: output).replace(String(name), with: bytes)
    workspace.terminal.result("\(output == "." ? "" : output + "/")\(name)")
  }

  /// The pack's one file, printed as it is, stamp and all.
  private func print(_ pack: PackRitual, with chromium: Chromium) async throws {
    var log = Diagnostics()
    let book = try await CopySource.load(workspace, reading, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let maker = CopyMaker(book, for: reader)
    let pages = try maker.pages(of: pack, names.first)
    let stamp = CopyStamp(
      pages, audience: reader, asOf: reading.day, validUntil: reading.day + 30, form: .mail,
      version: ProgramVersion.current)
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = pages.first?.path ?? "pack.html"
    try folder.files.write(SharedFile(pages, assets: maker.assets, stamp: stamp).bytes, to: "site/" + path)
    try await print(path, with: chromium, in: folder)
  }

  private func noBrowser() -> ExitCode {
    workspace.terminal.problem(
      """
      error: no browser \(browser.map { "at \"\($0)\"" } ?? "found to print with")
        hint: install Chromium (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), or name one \
      with --browser or PERENNIAL_BROWSER; or open the page in any browser and print it there
      """)
    return ExitStatus.errors
  }

  private func unknown(_ name: String, _ plan: SitePlan) -> ValidationError {
    let near = plan.nearestPage(to: name).map { "; did you mean \"\($0)\"?" } ?? ""
    return ValidationError("the \(reader.rawValue) copy has no page \"\(name)\"\(near)")
  }
}
