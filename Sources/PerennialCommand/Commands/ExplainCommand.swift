import ArgumentParser
import Core
import Files
import Insight
import Portfolio

/// `perennial explain ACCOUNT [FIGURE]`: why a number is what it is.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a figure is what it is: rule, numbers, inputs with file and line, what was left out.",
    discussion: """
      Without a figure, all figures of the account are listed with the names to ask for. `book` in place of an account asks for
      figures of the whole book.

      EXAMPLES
        perennial explain larkspur-robotics
        perennial explain larkspur-robotics health.score
        perennial explain book book.grr
      """)

  @Argument(help: ArgumentHelp("The account's slug, or book.", valueName: "account"))
  var account: String

  @Argument(help: ArgumentHelp("The figure's name: arr, health.score, notice_deadline, …", valueName: "figure"))
  var figure: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Explain as far as this audience may know.", valueName: "audience"))
  var audience = Audience.team

  func run() async throws {
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    for line in try lines(insight) { workspace.terminal.result(line) }
  }

  private func lines(_ insight: Insight) throws -> [String] {
    if account == "book" { return try bookLines(insight) }
    let slugs = insight.portfolio.accounts.map(\.slug.text)
    guard let index = Slug(account).flatMap(insight.portfolio.account) else {
      throw ValidationError("there is no account \"\(account)\"" + meant(NearestName.of(account, among: slugs)))
    }
    guard let figure else { return ExplanationTree.lines(account: index, in: insight, for: audience) }
    let names = insight.figureNames(ofAccount: index, for: audience).map(\.description)
    guard names.contains(figure), let found = insight.figure(named: figure, account: index)?.resolved(for: audience)
    else {
      throw ValidationError("the account has no figure \"\(figure)\"" + meant(NearestName.of(figure, among: names)))
    }
    return ExplanationTree.lines(found, for: audience)
  }

  private func bookLines(_ insight: Insight) throws -> [String] {
    let kinds = FigureKind.allCases.filter(\.isOfBook)
    guard let figure else {
      return kinds.compactMap { kind in
        insight.bookFigure(kind)?.resolved(for: audience).map { "\(kind.rawValue) = \($0.text)" }
      }
    }
    let name = figure.utf8.starts(with: "book.".utf8) ? figure : "book.\(figure)"
    guard let found = FigureKind(rawValue: name).flatMap({ insight.bookFigure($0) })?.resolved(for: audience) else {
      throw ValidationError(
        "the book has no figure \"\(name)\"" + meant(NearestName.of(name, among: kinds.map(\.rawValue))))
    }
    return ExplanationTree.lines(found, for: audience)
  }

  private func meant(_ name: String?) -> String { name.map { "; did you mean \"\($0)\"?" } ?? "" }
}
