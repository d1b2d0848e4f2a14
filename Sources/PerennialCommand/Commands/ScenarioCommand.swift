import ArgumentParser
import Core
import Files
import Insight
import Portfolio

/// `perennial scenario ACCOUNT`: the scenarios of its negotiation side by side.
struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Compare the scenarios of an account's negotiation: prices by year, totals, change, limits, approver.",
    discussion: """
      Scenarios stand in the account's note, under negotiation: scenarios:. Amounts are in the contract's currency.
      `perennial explain ACCOUNT scenario.tcv.NAME` says how a figure comes about.

      EXAMPLES
        perennial scenario larkspur-robotics
        perennial scenario larkspur-robotics --only flat-1-year --only 3-years-5-once
        perennial scenario larkspur-robotics --format markdown
        perennial scenario larkspur-robotics --format csv > scenarios.csv
      """)

  /// The forms there are.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, csv, markdown
  }

  @Argument(help: ArgumentHelp("The account's slug.", valueName: "account"))
  var account: String

  @Option(help: ArgumentHelp("text, csv or markdown.", valueName: "form"))
  var format = Form.text

  @Option(help: ArgumentHelp("This scenario alone, by name; several times for several.", valueName: "scenario"))
  var only: [String] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    guard let index = Slug(account).flatMap(portfolio.account) else {
      throw ValidationError(
        "there is no account \"\(account)\""
          + meant(NearestName.of(account, among: portfolio.accounts.map(\.slug.text))))
    }
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    // The command is the team's own, on the team's own workspace.
    let scenarios = try chosen(insight.scenarios(of: index).resolved(for: .team) ?? [])
    let comparison = ScenarioComparison(scenarios, currency: insight.offerBase(of: index).currency)
    let text = ComparisonText(comparison)
    switch format {
    case .text: workspace.terminal.result(text.table.joined(separator: "\n"))
    case .csv: workspace.terminal.result(text.csv)
    case .markdown: workspace.terminal.result(text.markdown.joined(separator: "\n"))
    }
    for problem in scenarios.flatMap(\.problems) { workspace.terminal.problem("\(problem)") }
  }

  private func chosen(_ scenarios: [ScenarioValue]) throws -> [ScenarioValue] {
    guard !scenarios.isEmpty else {
      throw ValidationError(
        "\(account) has no scenario; add one to its note under `negotiation:`, like"
          + " `scenarios: [{name: Flat 1-year, term_months: 12, uplift_percent: \"0\"}]`")
    }
    return only.isEmpty ? scenarios : try only.map { try scenario($0, among: scenarios) }
  }

  private func scenario(_ name: String, among scenarios: [ScenarioValue]) throws -> ScenarioValue {
    if let found = scenarios.first(where: { $0.scenario.name == name || $0.scenario.key == name }) { return found }
    throw ValidationError(
      "there is no scenario \"\(name)\"" + meant(NearestName.of(name, among: scenarios.map(\.scenario.key))))
  }

  private func meant(_ name: String?) -> String { name.map { "; did you mean \"\($0)\"?" } ?? "" }
}
