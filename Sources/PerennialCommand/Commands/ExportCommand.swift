import ArgumentParser
import Core
import Files
import Insight
import Portfolio
import Sharing
import Site

/// `perennial export json|csv|ics|schema`: figures, tables and dates for other programs.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Write to standard output: figures (json, csv), the tables of a page (csv), dates (ics), the form of the json (schema).",
    discussion: """
      json holds every figure with its explanation, csv every figure or, with --page, the tables of a page. ics holds notice
      deadlines, renewals, milestones, touchpoints and tasks due, for a calendar; --owner and --account narrow it.
      An export holds what its audience may know and nothing else. In CSV, cells that a spreadsheet would take for formulas are
      led by an apostrophe.

      EXAMPLES
        perennial export json > figures.json
        perennial export csv --audience field > figures.csv
        perennial export csv --page risks --audience field > risks.csv
        perennial export ics --owner ana@example.com > renewals.ics
        perennial export schema > figures.schema.json
      """)

  /// The forms there are.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, csv, ics, schema
  }

  @Argument(help: ArgumentHelp("json, csv, ics or schema.", valueName: "form"))
  var form: Form

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Export what this audience may know.", valueName: "audience"))
  var audience = Audience.team

  @Option(help: ArgumentHelp("csv: the tables of this page instead of all figures.", valueName: "page"))
  var page: String?

  @Option(help: ArgumentHelp("ics: accounts of this renewals manager alone, by address or name.", valueName: "owner"))
  var owner: String?

  @Option(help: ArgumentHelp("ics: this account alone.", valueName: "account"))
  var account: String?

  func validate() throws {
    if page != nil, form != .csv { throw ValidationError("--page belongs to export csv") }
    if owner != nil || account != nil, form != .ics {
      throw ValidationError("--owner and --account belong to export ics")
    }
    if form == .ics, audience == .customer, account == nil {
      throw ValidationError("a customer's calendar names no other account; say which with --account")
    }
  }

  func run() async throws {
    if form == .schema { return workspace.terminal.result(FigureSchema.text) }
    if let page { return try await table(page) }
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    switch form {
    case .json: workspace.terminal.result(FigureExport.json(insight, for: audience))
    case .csv: workspace.terminal.result(FigureTable(insight, for: audience).csv)
    case .ics: workspace.terminal.result(try calendar(insight).bytes)
    case .schema: break
    }
  }

  private func calendar(_ insight: Insight) throws -> CalendarExport {
    let portfolio = insight.portfolio
    let slug = account.flatMap { Slug($0) }
    if let account, slug.flatMap(portfolio.account) == nil {
      let nearest = NearestName.of(account, among: portfolio.accounts.map(\.slug.text))
      throw ValidationError("there is no account \"\(account)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    let calendar = CalendarExport(insight, for: audience, CalendarExport.Selection(owner: owner, account: slug))
    if let owner, calendar.count == 0 { throw ValidationError("no date belongs to an account of \"\(owner)\"") }
    return calendar
  }

  private func table(_ name: String) async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let maker = CopyMaker(book, for: audience)
      let pages = try maker.pages(at: maker.paths(named: [name], audience: audience))
      let tables = pages.compactMap { TableText.csv($0.bytes) }
      guard !tables.isEmpty else { throw ValidationError("the page \"\(name)\" has no table") }
      workspace.terminal.result(Array(tables.joined(separator: [0x0A])))
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}
