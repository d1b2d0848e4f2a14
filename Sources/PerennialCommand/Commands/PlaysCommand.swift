import ArgumentParser
import Core
import Files
import Insight
import Portfolio

/// `perennial plays`: what applies to whom, and why.
struct PlaysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plays",
    abstract: "List the plays and the accounts they apply to now; explain one account.",
    discussion: """
      EXAMPLES
        perennial plays
        perennial plays --explain larkspur-robotics
        perennial plays --explain larkspur-robotics --audience field
        perennial plays --names             what a trigger can ask for
      """)

  @Option(help: ArgumentHelp("Ask every trigger of this account, test by test.", valueName: "account"))
  var explain: String?

  @Flag(help: "List the names that triggers know.")
  var names = false

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("As far as this audience may know.", valueName: "audience"))
  var audience = Audience.team

  func run() async throws {
    if names { return PlayVariable.allCases.map(Self.line).forEach(workspace.terminal.result) }
    var log = Diagnostics()
    let portfolio = await WorkspaceBook.portfolio(workspace, reading, quarantine: false, into: &log)
    let playbook = Playbook(portfolio, into: &log)
    try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
    let insight = await Insight(of: portfolio, asOf: reading.day, jobs: reading.workers)
    let lines = try explain.map { try trace($0, playbook, insight) } ?? overview(playbook, insight)
    for line in lines { workspace.terminal.result(line) }
  }

  private static func line(_ name: PlayVariable) -> String {
    let kind =
      switch name.type {
      case .number(.share): "share, like 80%"
      case .number(let unit): unit.rawValue
      case .flag: "true or false"
      case .choice(let words): words.joined(separator: ", ")
      case .text: "text"
      }
    return "\(name.rawValue): \(name.title) (\(kind))"
  }

  private func overview(_ playbook: Playbook, _ insight: Insight) -> [String] {
    let portfolio = insight.portfolio
    let matches = insight.accounts.indices.flatMap { playbook.matches(of: $0, in: insight, for: audience) }
    return portfolio.plays.indices.filter { portfolio.plays[$0].clearance <= audience }.flatMap { index in
      let (play, mine) = (portfolio.plays[index], matches.filter { $0.play == index })
      let title = "\(play.slug): \(FigureFormat.counted(mine.count, "account", "accounts"))"
      return [title + (play.trigger.map { " when \($0)" } ?? ", no trigger")]
        + mine.map {
          "  \(portfolio.accounts[$0.account].slug): \($0.text)\($0.further > 0 ? "; and \($0.further) more" : "")"
        }
    }
  }

  private func trace(_ name: String, _ playbook: Playbook, _ insight: Insight) throws -> [String] {
    let portfolio = insight.portfolio
    guard let account = Slug(name).flatMap(portfolio.account) else {
      let nearest = NearestName.of(name, among: portfolio.accounts.map(\.slug.text))
      throw ValidationError("there is no account \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    let traces = playbook.trace(of: account, in: insight, for: audience)
    guard !traces.isEmpty else { return ["no play of the workspace is asked for this audience"] }
    return traces.flatMap { trace in
      let place = trace.contract.map { " (\(portfolio.contracts[$0].id))" } ?? ""
      let head = "\(portfolio.plays[trace.play].slug): \(trace.applies ? "applies" : "does not apply")\(place)"
      if trace.lines.isEmpty { return [head, "  no running contract that is still to be decided"] }
      return [head] + trace.lines.map { "  \($0.answer.rawValue): \($0.rule)\($0.value.map { " — \($0)" } ?? "")" }
    }
  }
}
