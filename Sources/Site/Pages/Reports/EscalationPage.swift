import Core
import Insight
import Portfolio
import Search

/// `escalations/<account>.html`: one page for someone above the team — what it is about, what is asked of them, until when.
struct EscalationPage {
  let context: SiteContext
  let index: Int
  let escalations: [Escalation]
  let page: PageID

  /// Nil if the account has nothing escalated that this copy may know.
  init?(_ context: SiteContext, account slug: Slug) {
    guard let index = context.portfolio.account(slug) else { return nil }
    escalations = context.escalations.filter { $0.account == index }
    guard !escalations.isEmpty else { return nil }
    self.context = context
    self.index = index
    page = .escalation(slug)
  }

  private var account: Account { context.portfolio.accounts[index] }
  private var insight: AccountInsight { context.insight.accounts[index] }

  func build() -> ReportPage {
    let heading = "\(account.name): escalation"
    return ReportPage(
      frame: context.frame(
        for: page, title: heading, description: "Escalation brief on \(account.name), \(context.asOf.display).",
        crumbs: [
          LinkView(label: "Portfolio", href: page.href(to: .portfolio)),
          LinkView(label: "Risks", href: page.href(to: .report(.risks))), LinkView(label: account.name, href: nil),
        ]),
      heading: heading,
      subtitle: "For \(recipients), \(context.asOf.display)", lede: summary, tiles: tiles(),
      sections: escalations.map(brief) + [steps(), changes(), log()].compactMap(\.self))
  }

  private var recipients: String {
    var names: [String] = []
    for name in escalations.compactMap(\.risk.escalatedTo) where !names.contains(name) { names.append(name) }
    return names.joined(separator: " and ")
  }

  /// Two sentences: what is at stake, and what happened.
  private var summary: String { "\(stake). \(story)." }

  private var stake: String {
    var text = account.name
    if let next = insight.next, let atr = insight.atr {
      let contract = context.portfolio.contracts[next.contract]
      text +=
        next.dates.daysLeft < 0
        ? " ended on \(contract.end.display) with \(atr.short) to renew"
        : " renews on \(contract.renewalDate.display) with \(atr.short) a year at stake"
    } else {
      text += " has nothing to renew"
    }
    if let health = context.visible(insight.health), let band = health.band {
      text += ", is \(band.word.lowercased())\(health.isFalling ? " and falling" : "")"
    }
    if let category = context.visible(insight.forecast)?.category { text += ", forecast \(category.word.lowercased())" }
    return text
  }

  private var story: String {
    guard let first = escalations.first else { return "" }
    let risk = first.risk
    let since = risk.opened.map { " since \($0.display)" } ?? ""
    let more = escalations.count > 1 ? ", with \(escalations.count - 1) more" : ""
    return
      "\(risk.title), \(risk.severity.word.lowercased()) severity, is open\(since) and was escalated to \(risk.escalatedTo ?? "")\(more)"
  }

  private func tiles() -> [FigureTile] {
    var tiles: [FigureTile] = []
    if let atr = insight.atr {
      tiles.append(FigureTile(label: "At stake, ATR", value: atr.short, exact: atr.exact, note: "next renewal"))
    }
    if let next = insight.next {
      let contract = context.portfolio.contracts[next.contract]
      tiles.append(
        FigureTile(
          label: "Renews", value: contract.renewalDate.display, note: FigureFormat.remaining(next.dates.daysLeft),
          isBad: next.dates.daysLeft < 0))
      if let notice = next.dates.notice?.day {
        tiles.append(
          FigureTile(
            label: "Notice by", value: notice.display,
            note: notice < context.asOf ? "passed" : FigureFormat.remaining(notice - context.asOf)))
      }
    }
    let late = escalations.filter(\.isOverdue)
    let due = escalations.compactMap(\.updateDue).min()
    tiles.append(
      FigureTile(
        label: "Update due", value: due?.display, note: late.isEmpty ? "in time" : "overdue", isBad: !late.isEmpty))
    return tiles
  }

  private func brief(_ escalation: Escalation) -> ReportSection {
    let risk = escalation.risk
    var rows = [
      row("Ask", risk.ask.map { CellView.full($0) } ?? missing("No ask yet: write `ask:` into the risk")),
      row("Of", .full(risk.escalatedTo ?? "")),
      row("Owner", risk.owner.map { .person($0) } ?? missing("No owner")),
      row(
        "What is done",
        (risk.mitigation ?? "").isEmpty ? missing("No mitigation yet") : .full(risk.mitigation ?? "")),
      row("Next date", nextDate(risk)),
      row(
        "Ends when",
        risk.exitCriteria.map { CellView.full($0) } ?? missing("No exit criteria: write `exit_criteria:` into the risk")
      ),
    ]
    rows.append(row("Last update", lastUpdate(escalation)))
    return ReportSection(
      id: Slug(from: risk.id)?.text ?? "risk", heading: "\(risk.id) \(risk.title)",
      note: "\(risk.severity.word) severity, update \(Self.words(escalation.cadence))",
      table: TableView("Escalation \(risk.id)", columns: [.text("Item"), .text("What")], rows: rows))
  }

  private func row(_ name: String, _ cell: CellView) -> RowView { RowView([.header(name), cell]) }

  private func missing(_ text: String) -> CellView { CellView(isFull: true, tag: TagView(tone: .late, word: text)) }

  private func nextDate(_ risk: Risk) -> CellView {
    guard let day = risk.nextDate ?? risk.due else { return missing("No date") }
    let days = day - context.asOf
    return .day(day, tag: days < 0 ? TagView(tone: .late, word: FigureFormat.remaining(days)) : nil)
  }

  private func lastUpdate(_ escalation: Escalation) -> CellView {
    guard let day = escalation.lastUpdate else { return missing("Never") }
    let late = escalation.updateDue.map { context.asOf - $0 } ?? 0
    return .day(
      day,
      tag: escalation.isOverdue ? TagView(tone: .late, word: "next is \(FigureFormat.remaining(-late))") : nil)
  }

  private static func words(_ cadence: Int) -> String { cadence == 1 ? "daily" : "every \(cadence) days" }

  private func steps() -> ReportSection? {
    let items = context.agendaPlaces.of([index]).map { context.agenda[$0] }.filter { $0.day - context.asOf <= 30 }
      .prefix(8)
    guard !items.isEmpty else { return nil }
    return ReportSection(
      id: "steps", heading: "Next steps", note: "Overdue and within 30 days",
      table: TableView(
        "Next steps", columns: [.text("What"), .text("Who"), .number("Day")],
        rows: items.map { item in
          let days = item.day - context.asOf
          return RowView([
            .header(item.what), .person(item.who),
            .day(item.day, tag: days < 0 ? TagView(tone: .late, word: FigureFormat.remaining(days)) : nil),
          ])
        }))
  }

  private func changes() -> ReportSection? {
    let changes = context.forecast.changes(of: index)
    guard let day = context.forecast.changesDay, !changes.isEmpty else { return nil }
    return ReportSection(
      id: "changes", heading: "What changed", note: "Since the snapshot of \(day.display)",
      table: ChangesView(context: context, page: page).table(changes, limit: 10, namesAccounts: false))
  }

  /// The last touches, so that the reader knows what the customer heard.
  private func log() -> ReportSection? {
    let touches = (context.visible(account.touches) ?? []).filter { $0.day <= context.asOf }.prefix(5)
    guard !touches.isEmpty else { return nil }
    return ReportSection(
      id: "log", heading: "Context", note: "The last conversations",
      more: LinkView(label: account.name, href: page.href(to: .account(account.slug))),
      table: TableView(
        "The last conversations", columns: [.text("Day"), .text("What")],
        rows: touches.map { touch in
          RowView([.day(touch.day), .full(context.visible(touch.title) ?? touch.kind.rawValue)])
        }))
  }
}

extension SiteContext {
  /// A page for each account with something escalated, in the accounts' order.
  var escalationPages: [PageID] {
    Set(escalations.map(\.account)).sorted().map { .escalation(portfolio.accounts[$0].slug) }
  }

  /// Briefs, to be found by name.
  var escalationEntries: [SearchEntry] {
    Set(escalations.map(\.account)).sorted().map { account in
      let note = portfolio.accounts[account]
      return SearchEntry(
        kind: .page, title: "\(note.name): escalation", href: PageID.escalation(note.slug).path, subtitle: "Escalation")
    }
  }
}
