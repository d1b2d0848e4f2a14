import Core
import Insight
import Portfolio

extension PortfolioPageBuilder {
  /// Rows before the page says how many more accounts changed.
  private static let rowLimit = 8

  /// What changed since the last snapshot, an account a row, those that moved most money first.
  func since() -> ReportSection? {
    guard let day = context.forecast.changesDay else { return nil }
    let days = context.asOf - day
    let heading = days == 7 ? "Since last week" : "Since \(day.display)"
    let accounts = changedAccounts()
    let more =
      context.forecast.last.map { LinkView(label: "All that moved", href: page.href(to: .movement($0.day))) }
      ?? LinkView(label: "Forecast", href: page.href(to: .forecast))
    guard !accounts.isEmpty else {
      return ReportSection(
        id: "since", heading: heading, more: more, empty: "Nothing changed since the snapshot of \(day.display).")
    }
    return ReportSection(
      id: "since", heading: heading,
      note:
        "\(FigureFormat.counted(accounts.count, "account", "accounts")) changed since the snapshot of \(day.display)",
      more: more,
      table: TableView(
        "What changed since \(day.display)",
        columns: [
          .text("Account"), .text("What changed"), .text("Manager"),
          .number("ATR, \(context.portfolio.settings.currency.symbol)K"),
        ],
        rows: accounts.prefix(Self.rowLimit).map(row)))
  }

  private func changedAccounts() -> [(account: Int, changes: [AccountChange])] {
    var groups: [(account: Int, changes: [AccountChange])] = []
    for change in context.forecast.changes {
      if groups.last?.account == change.account {
        groups[groups.count - 1].changes.append(change)
      } else {
        groups.append((change.account, [change]))
      }
    }
    return groups.sorted { a, b in
      let (x, y) = (weight(a.changes), weight(b.changes))
      if x != y { return x < y }
      let (p, q) = (atStake(a.account), atStake(b.account))
      return p == q ? a.account < b.account : p > q
    }
  }

  /// Categories and deals first, then amounts and dates, then health and risks.
  private func weight(_ changes: [AccountChange]) -> Int {
    changes.map { change in
      switch change.kind {
      case .category, .new, .gone: 0
      case .amount, .closeDate: 1
      case .health, .risks: 2
      }
    }.min() ?? 2
  }

  private func atStake(_ account: Int) -> Rational { context.insight.accounts[account].atr?.amount ?? .zero }

  private func row(_ account: Int, _ changes: [AccountChange]) -> RowView {
    let note = portfolio.accounts[account]
    let told = changes.prefix(3).map { change in
      let words = [change.from, change.to].filter { !$0.isEmpty }
      return "\(change.kind.title): \(words.joined(separator: " to "))"
    }
    let more = changes.count > 3 ? ["\(changes.count - 3) more"] : []
    return RowView([
      .header(note.name, href: page.href(to: .account(note.slug)) + "#changes"),
      .full((told + more).joined(separator: "; ")),
      .person(note.ownerName(for: context.audience)),
      .text(FigureFormat.decimal(atStake(account) * Rational(1, over: 1000), digits: 1)),
    ])
  }
}
