import Core
import Insight
import Portfolio

extension WeekPage {
  /// Rows shown, and plays of one account among them: the account's page has them all.
  private static let playLimits = (rows: 15, account: 2)

  /// What to run: the plays that apply to the most urgent accounts.
  func playsSection() -> ReportSection? {
    guard !context.enablement.plays.isEmpty else { return nil }
    let rows = urgentMatches()
    let more = LinkView(label: "All plays", href: page.href(to: .guides) + "#plays")
    guard !rows.isEmpty else {
      return ReportSection(id: "run", heading: "What to run", more: more, empty: "No play applies to an account today.")
    }
    let accounts = context.enablement.matches.count { !$0.isEmpty }
    return ReportSection(
      id: "run", heading: "What to run",
      note:
        "Plays for the most urgent of \(FigureFormat.counted(accounts, "account", "accounts")), by ATR at stake × urgency",
      more: more,
      table: TableView(
        "Plays to run",
        columns: [.text("Account"), .text("Play"), .text("Why it applies"), .text("Owner"), .number("Renews")],
        rows: rows.map(row)))
  }

  private func urgentMatches() -> [PlayMatch] {
    let insight = context.insight
    func weight(_ account: Int) -> Rational {
      (insight.accounts[account].atr?.amount ?? .zero)
        * Attention.urgency(days: insight.accounts[account].daysLeft ?? 365)
    }
    let accounts = context.enablement.matches.indices.filter { !context.enablement.matches[$0].isEmpty }
      .map { (account: $0, weight: weight($0)) }
      .sorted { $0.weight == $1.weight ? $0.account < $1.account : $0.weight > $1.weight }
    var rows: [PlayMatch] = []
    for (account, _) in accounts where rows.count < Self.playLimits.rows {
      rows += context.enablement.matches[account].prefix(Self.playLimits.account)
    }
    return Array(rows.prefix(Self.playLimits.rows))
  }

  private func row(_ match: PlayMatch) -> RowView {
    let account = context.portfolio.accounts[match.account]
    let play = context.portfolio.plays[match.play]
    let next = context.insight.accounts[match.account].next.map { context.portfolio.contracts[$0.contract].renewalDate }
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))),
      .link(play.title, page.href(to: .play(play.slug))), .full(match.text.capitalizedFirst),
      .person(account.ownerName(for: context.audience)), .day(next),
    ])
  }
}
