import Core
import Insight
import Portfolio

/// `forecast/since-<date>.html`: what moved since a snapshot, quarter by quarter and account by account.
struct MovementPage {
  let context: SiteContext
  let snapshot: Snapshot
  let page: PageID

  init(_ context: SiteContext, since snapshot: Snapshot) {
    self.context = context
    self.snapshot = snapshot
    page = .movement(snapshot.day)
  }

  func build() -> ReportPage {
    let heading = "Since \(snapshot.day.display)"
    let quarters = context.forecast.quarters.filter { $0.span.upperBound >= context.asOf }
    let sections = quarters.compactMap(section) + [changes()].compactMap(\.self)
    return ReportPage(
      frame: context.frame(
        for: page, title: heading, description: "What moved in the forecast since \(snapshot.day.display).",
        crumbs: [
          LinkView(label: "Portfolio", href: page.href(to: .portfolio)),
          LinkView(label: "Forecast", href: page.href(to: .forecast)), LinkView(label: heading, href: nil),
        ]),
      heading: heading,
      subtitle: [FigureFormat.counted(context.asOf - snapshot.day, "day", "days") + " ago", snapshot.note]
        .compactMap(\.self).joined(separator: ", "), sections: sections)
  }

  private func section(_ quarter: QuarterForecast) -> ReportSection? {
    guard let bridge = context.forecast.bridge(from: snapshot, quarter.span) else { return nil }
    let view = MovementView(context: context, page: page, bridge: bridge, from: snapshot.day)
    let id = quarter.quarter.slug
    guard !bridge.movements.isEmpty else {
      return ReportSection(
        id: id, heading: quarter.quarter.display,
        empty: "Nothing moved: open commit and best case stand at \(bridge.closing.exact).")
    }
    return ReportSection(
      id: id, heading: quarter.quarter.display, note: "Open commit and best case, balanced to the cent",
      more: LinkView(label: "\(quarter.quarter.display) forecast", href: page.href(to: .quarter(quarter.quarter))),
      chart: view.chart(title: "\(quarter.quarter.display) since \(snapshot.day.display)", to: context.asOf),
      table: view.table("\(quarter.quarter.display), deal by deal"), sources: [view.source].compactMap(\.self))
  }

  /// Everything that is not as it was, account by account.
  private func changes() -> ReportSection? {
    let all = context.insight.changes(since: snapshot.day)?.resolved(for: context.audience) ?? []
    guard !all.isEmpty else { return nil }
    return ReportSection(
      id: "changes", heading: "Account by account", note: "Category, amount, close date, health, risks",
      table: ChangesView(context: context, page: page).table(all, limit: 500, namesAccounts: true))
  }
}

/// What changed, as a table.
struct ChangesView {
  let context: SiteContext
  let page: PageID

  func table(_ changes: [AccountChange], limit: Int, namesAccounts: Bool) -> TableView {
    let columns: [ColumnView] = [.text("What"), .text("Was"), .text("Is")]
    var rows = changes.prefix(limit).map { row($0, namesAccounts: namesAccounts) }
    if changes.count > limit {
      let rest = FigureFormat.counted(changes.count - limit, "more change", "more changes")
      rows.append(RowView((namesAccounts ? [.header(rest)] : []) + [.text(namesAccounts ? "" : rest), .none, .none]))
    }
    return TableView("What changed", columns: (namesAccounts ? [.text("Account")] : []) + columns, rows: rows)
  }

  private func row(_ change: AccountChange, namesAccounts: Bool) -> RowView {
    let account = context.portfolio.accounts[change.account]
    let deal = change.deal.isEmpty ? nil : contract(change)
    let cells: [CellView] = [
      namesAccounts ? .text(change.kind.title, small: deal) : .header(change.kind.title, small: deal),
      .full(change.from.isEmpty ? "–" : change.from),
      CellView(text: change.to.isEmpty ? "–" : change.to, isFull: true, isBad: change.isWorse == true),
    ]
    return RowView(
      (namesAccounts ? [.header(account.name, href: page.href(to: .account(account.slug)))] : []) + cells)
  }

  /// The contract of a deal, which readers know better than the opportunity's id.
  private func contract(_ change: AccountChange) -> String? {
    let renewals = context.visible(context.insight.accounts[change.account].renewals) ?? []
    let renewal = renewals.first { $0.opportunity?.id == change.deal }
    return renewal?.contract.map { context.portfolio.contracts[$0].id }
  }
}
