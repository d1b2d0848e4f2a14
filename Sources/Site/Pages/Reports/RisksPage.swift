import Charts
import Core
import Insight
import Portfolio

/// `risks.html`: what is at risk, who acts? Open risks by severity and days to renewal, escalations, what is overdue.
struct RisksPage {
  /// An open risk of an account.
  struct Entry {
    let account: Int
    let risk: Risk
    let daysLeft: Int?
    let atr: Total?
  }

  let context: SiteContext
  let page = PageID.report(.risks)

  /// Open risks, worst and nearest first.
  static func entries(_ context: SiteContext) -> [Entry] {
    context.insight.accounts.flatMap { insight in
      (context.visible(context.portfolio.accounts[insight.account].risks) ?? []).filter(\.status.isOpen).map {
        Entry(account: insight.account, risk: $0, daysLeft: insight.daysLeft, atr: insight.atr)
      }
    }.sorted {
      (-$0.risk.severity.rank, $0.daysLeft ?? .max, $0.account, $0.risk.id)
        < (-$1.risk.severity.rank, $1.daysLeft ?? .max, $1.account, $1.risk.id)
    }
  }

  func build() -> ReportPage {
    let entries = Self.entries(context)
    let escalated = entries.filter { $0.risk.escalatedTo != nil }
    let late = entries.filter(isLate)
    let bare = entries.filter { ($0.risk.mitigation ?? "").isEmpty }
    let accounts = Set(entries.map(\.account))
    let atRisk = context.visible(context.insight.book).flatMap { context.visible($0.all.atRisk) }
    return ReportPage(
      frame: context.reportFrame(.risks, "Risks", "What is at risk, and who acts."), heading: "Risks",
      subtitle:
        "\(FigureFormat.counted(entries.count, "open risk", "open risks")) on \(FigureFormat.counted(accounts.count, "account", "accounts"))",
      tiles: [
        FigureTile(
          label: "At risk, annual value", value: atRisk.map { context.money($0.arr) }, exact: atRisk?.arr.exact,
          note: "red accounts, and yellow ones that fall"),
        FigureTile(label: "Past due", value: String(late.count), note: "mitigation late", isBad: !late.isEmpty),
        FigureTile(label: "No mitigation", value: String(bare.count), note: "nobody acts yet", isBad: !bare.isEmpty),
        FigureTile(label: "Escalated", value: String(escalated.count), note: "with someone above the team"),
      ],
      sections: [
        matrix(entries),
        section("register", "Open risks", "Worst first, then by days to renewal", entries),
        escalations(),
        section("late", "Mitigation overdue", "Due date passed", late),
      ].compactMap { $0 })
  }

  /// What is with someone above the team: what was asked, what comes next, and whether they still hear of it.
  private func escalations() -> ReportSection? {
    let all = context.escalations
    guard !all.isEmpty else { return nil }
    let late = all.count(where: \.isOverdue)
    return ReportSection(
      id: "escalated", heading: "Escalations",
      note:
        "With someone above the team; \(late == 0 ? "all updates in time" : FigureFormat.counted(late, "update", "updates") + " overdue")",
      table: TableView(
        "Escalations",
        columns: [
          .text("Brief"), .text("Risk"), .text("With"), .text("Ask"), .number("Next date"), .number("Last update"),
        ],
        rows: all.prefix(200).map { item in
          let account = context.portfolio.accounts[item.account]
          let risk = item.risk
          let tag = TagView(
            tone: .late,
            word: item.updateDue.map { "update \(FigureFormat.remaining($0 - context.asOf))" } ?? "no update")
          return RowView([
            .header(account.name, href: page.href(to: .escalation(account.slug))),
            .text("\(risk.id) \(risk.title)", small: risk.severity.word), .text(risk.escalatedTo ?? ""),
            risk.ask.map { .full($0) } ?? CellView(isFull: true, tag: TagView(tone: .late, word: "No ask")),
            .day(risk.nextDate ?? risk.due), .day(item.lastUpdate, tag: item.isOverdue ? tag : nil),
          ])
        }))
  }

  private func isLate(_ entry: Entry) -> Bool { entry.risk.due.map { $0 < context.asOf } ?? false }

  /// Severity against time: what is near and bad stands top left. A risk of an account without a renewal ahead has no column.
  private func matrix(_ entries: [Entry]) -> ReportSection? {
    let severities = Level.allCases.sorted { $0.rank > $1.rank }.filter { level in
      entries.contains { $0.risk.severity == level }
    }
    let items = entries.compactMap { entry in
      entry.daysLeft.map { days in
        RiskMatrix.Item(
          severity: severities.firstIndex(of: entry.risk.severity) ?? 0, days: days,
          isMitigated: !(entry.risk.mitigation ?? "").isEmpty,
          tip: "\(context.portfolio.accounts[entry.account].name): \(entry.risk.title)")
      }
    }
    guard !items.isEmpty else { return nil }
    let undated = entries.count - items.count
    let chart = RiskMatrix(
      id: "risk-matrix", title: "Open risks by severity and days to renewal",
      severities: severities.map { RiskMatrix.Severity($0.word, ChartBand(BandView.band(of: $0))) }, items: items)
    return ReportSection(
      id: "matrix", heading: "Severity and time",
      note: "Days to the renewal; solid marks have no mitigation yet"
        + (undated == 0 ? "" : "; \(FigureFormat.counted(undated, "risk", "risks")) without a renewal ahead not drawn"),
      chart: chart.markup)
  }

  private func section(_ id: String, _ heading: String, _ note: String, _ entries: [Entry]) -> ReportSection? {
    guard !entries.isEmpty else { return nil }
    return ReportSection(
      id: id, heading: heading, note: note,
      table: TableView(
        heading,
        columns: [
          .text("Account"), .text("Risk"), .text("Severity"), .text("Mitigation"), .text("Owner"), .number("Due"),
          .number("ATR, \(context.portfolio.settings.currency.symbol)K"), .number("Days left"),
        ], rows: entries.map(row), isSortable: id == "register"))
  }

  private func row(_ entry: Entry) -> RowView {
    let account = context.portfolio.accounts[entry.account]
    let risk = entry.risk
    let escalation = risk.escalatedTo.map { "escalated to \($0)" }
    let mitigation =
      (risk.mitigation ?? "").isEmpty
      ? CellView(isFull: true, tag: TagView(tone: .late, word: "No mitigation yet")) : .full(risk.mitigation ?? "")
    let late =
      isLate(entry)
      ? risk.due.map { TagView(tone: .late, word: FigureFormat.remaining($0 - context.asOf)) } : nil
    let due = CellView.day(risk.due, tag: late)
    var severity = CellView.band(BandView(severity: risk.severity))
    severity.key = String(risk.severity.rank)
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))),
      .text("\(risk.id) \(risk.title)", small: escalation), severity,
      mitigation, .person(risk.owner), due,
      .text(entry.atr.map { FigureFormat.decimal($0.amount * Rational(1, over: 1000), digits: 1) } ?? "–"),
      .text(entry.daysLeft.map { FigureFormat.decimal(Rational($0), digits: 0) } ?? "–"),
    ])
  }
}
