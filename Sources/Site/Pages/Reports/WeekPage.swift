import Core
import Insight
import Portfolio

/// `week.html`: what do I do now? Overdue actions, deadlines and milestones within 14 days, quiet accounts, stale data.
struct WeekPage {
  /// Days ahead that the page looks.
  static let daysAhead = 14

  let context: SiteContext
  let page = PageID.report(.week)

  func build() -> ReportPage {
    let due = context.agenda
    let late = due.filter { $0.day < context.asOf }
    let coming = due.filter { (0...Self.daysAhead).contains($0.day - context.asOf) }
    let quiet = quietAccounts()
    let stale = staleAccounts()
    return ReportPage(
      frame: context.reportFrame(
        .week, "This week", "What to do now: overdue, due within 14 days, gone quiet, gone stale."),
      heading: "This week",
      subtitle: "\(context.asOf.weekdayName) \(context.asOf.display) to \((context.asOf + Self.daysAhead).display)",
      tiles: [
        tile("Overdue", late.count, "actions and milestones", isBad: !late.isEmpty),
        tile("Due in 14 days", coming.count, "actions, deadlines, milestones"),
        tile("Gone quiet", quiet.count, "no touch within the cadence"),
        tile("Gone stale", stale.count, "health data too old to count"),
      ],
      sections: [
        section("overdue", "Overdue", late, empty: "Nothing is overdue."),
        section("due", "Due within 14 days", coming, empty: "Nothing falls due within 14 days."),
        playsSection(), quietSection(quiet), staleSection(stale),
      ].compactMap { $0 })
  }

  private func tile(_ label: String, _ count: Int, _ note: String, isBad: Bool = false) -> FigureTile {
    FigureTile(label: label, value: String(count), note: note, isBad: isBad)
  }

  private func section(_ id: String, _ heading: String, _ items: [AgendaItem], empty: String) -> ReportSection {
    guard !items.isEmpty else { return ReportSection(id: id, heading: heading, empty: empty) }
    return ReportSection(
      id: id, heading: heading, note: FigureFormat.counted(items.count, "item", "items"),
      table: TableView(
        heading, columns: [.text("Account"), .text("What"), .text("Owner"), .number("Day")], rows: items.map(row)))
  }

  private func row(_ item: AgendaItem) -> RowView {
    let account = context.portfolio.accounts[item.account]
    let days = item.day - context.asOf
    let tag =
      days < 0
      ? TagView(tone: .late, word: FigureFormat.remaining(days))
      : days <= 7 ? TagView(tone: .soon, word: days == 0 ? "today" : "in \(FigureFormat.days(days))") : nil
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))), .full(item.what), .person(item.who),
      .day(item.day, tag: tag),
    ])
  }

  private func quietAccounts() -> [(account: Int, touch: TouchInsight)] {
    context.insight.accounts.compactMap { insight in
      guard let touch = context.visible(insight.touch), touch.isQuiet, !insight.arr.amount.isZero else { return nil }
      return (insight.account, touch)
    }.sorted { ($1.touch.daysSince ?? .max, $0.account) < ($0.touch.daysSince ?? .max, $1.account) }
  }

  private func quietSection(_ quiet: [(account: Int, touch: TouchInsight)]) -> ReportSection {
    guard !quiet.isEmpty else {
      return ReportSection(id: "quiet", heading: "Gone quiet", empty: "Every account was touched within its cadence.")
    }
    return ReportSection(
      id: "quiet", heading: "Gone quiet", note: "No touch within the cadence",
      table: TableView(
        "Accounts without a touch within their cadence",
        columns: [.text("Account"), .text("Owner"), .number("Last touch"), .number("Days since"), .number("Cadence")],
        rows: quiet.map { item in
          let account = context.portfolio.accounts[item.account]
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))),
            .person(account.ownerName(for: context.audience)),
            item.touch.last.map { .day($0.day) } ?? .text("", tag: TagView(tone: .late, word: "never")),
            .text(item.touch.daysSince.map(String.init) ?? "–"), .text(String(item.touch.cadence)),
          ])
        }))
  }

  private func staleAccounts() -> [(account: Int, measures: [MeasureScore])] {
    context.insight.accounts.compactMap { insight in
      guard !insight.arr.amount.isZero, let health = context.visible(context.insight.health(of: insight.account)),
        !health.now.stale.isEmpty
      else { return nil }
      return (insight.account, health.now.stale)
    }
  }

  private func staleSection(_ stale: [(account: Int, measures: [MeasureScore])]) -> ReportSection {
    guard !stale.isEmpty else {
      return ReportSection(id: "stale", heading: "Gone stale", empty: "All health data are fresh.")
    }
    return ReportSection(
      id: "stale", heading: "Gone stale", note: "Measures too old to count in the score",
      table: TableView(
        "Accounts with stale health data", columns: [.text("Account"), .text("Measures"), .text("Owner")],
        rows: stale.map { item in
          let account = context.portfolio.accounts[item.account]
          let measures = item.measures.map { "\($0.rule.title)\($0.day.map { ", \($0.display)" } ?? "")" }
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))), .full(measures.joined(separator: "; ")),
            .person(account.ownerName(for: context.audience)),
          ])
        }))
  }
}
