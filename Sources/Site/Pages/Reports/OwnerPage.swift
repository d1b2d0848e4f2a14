import Core
import Insight
import Portfolio

/// `owners/<slug>.html` and `sellers/<slug>.html`: one person's book, to take into a 1:1.
struct OwnerPage {
  let context: SiteContext
  let person: Territory
  let page: PageID

  init(_ context: SiteContext, owner person: Territory) {
    self.context = context
    self.person = person
    page = person.isSeller ? .seller(person.slug) : .owner(person.slug)
  }

  private var portfolio: Portfolio { context.portfolio }
  private var symbol: String { portfolio.settings.currency.symbol }

  func build() -> ReportPage {
    let frame = context.frame(
      for: page, title: person.name, description: "\(person.name)'s book on \(context.asOf.display).",
      crumbs: [LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: person.name, href: nil)])
    guard let figures = context.visible(context.insight.figures(of: person.accounts)) else {
      return ReportPage(frame: frame, heading: person.name, subtitle: "")
    }
    let attention = context.attentionPlaces.of(person.accounts).map { context.attention[$0] }
    return ReportPage(
      frame: frame, heading: person.name,
      subtitle:
        "\(person.isSeller ? "Account executive" : "Renewals manager"), \(FigureFormat.counted(person.accounts.count, "account", "accounts"))",
      tiles: tiles(figures),
      sections: [attentionSection(attention), dueSection(), timelineSection(), gapsSection(), accountsSection()]
        .compactMap { $0 })
  }

  private func tiles(_ figures: BookFigures) -> [FigureTile] {
    let quarter = portfolio.settings.fiscalYear.quarter(of: context.asOf)
    let forecast = context.visible(figures.quarters)?.first { $0.quarter == quarter }
    let amounts = forecast.flatMap { context.visible($0.amounts) }
    let risk = context.visible(figures.atRisk)
    var tiles = [
      FigureTile(
        label: "Annual value", value: context.money(figures.arr), exact: figures.arr.exact,
        note: FigureFormat.counted(figures.contracts, "contract", "contracts"))
    ]
    if let forecast {
      tiles.append(
        FigureTile(
          label: "Due \(quarter.display), ATR", value: context.money(forecast.atr), exact: forecast.atr.exact,
          note: FigureFormat.counted(forecast.renewals.count, "renewal", "renewals")))
    }
    if let amounts {
      tiles.append(
        FigureTile(
          label: "Called", value: context.money(amounts.called), exact: amounts.called.exact,
          share: amounts.mostLikely.map { FigureFormat.percent($0) }, note: "of ATR"))
    }
    if let risk {
      tiles.append(
        FigureTile(
          label: "At risk", value: context.money(risk.arr), exact: risk.arr.exact,
          note: FigureFormat.counted(risk.accounts.count, "account", "accounts")))
    }
    return tiles
  }

  private func attentionSection(_ attention: [(account: Int, list: AttentionList)]) -> ReportSection {
    guard !attention.isEmpty else {
      return ReportSection(id: "attention", heading: "Needs attention", empty: "Nothing needs attention.")
    }
    return ReportSection(
      id: "attention", heading: "Needs attention", note: "ATR at stake × urgency",
      table: TableView(
        "Accounts that need attention",
        columns: [
          .text("Account"), .text("Health"), .text("Why it is here"), .number("ATR, \(symbol)K"), .number("Days left"),
        ],
        rows: attention.map { item in
          let account = portfolio.accounts[item.account]
          let insight = context.insight.accounts[item.account]
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))), context.bandCell(insight),
            .full(item.list.reasons.map(\.text).joined(separator: "; ")),
            .text(FigureFormat.decimal(item.list.atStake.amount * Rational(1, over: 1000), digits: 1)),
            .text(insight.daysLeft.map { FigureFormat.decimal(Rational($0), digits: 0) } ?? "–"),
          ])
        }))
  }

  private func dueSection() -> ReportSection? {
    let items = context.agendaPlaces.of(person.accounts).map { context.agenda[$0] }
      .filter { $0.day - context.asOf <= 30 }
    guard !items.isEmpty else { return nil }
    return ReportSection(
      id: "due", heading: "Overdue, and due within 30 days", note: FigureFormat.counted(items.count, "item", "items"),
      table: TableView(
        "Overdue and due", columns: [.text("Account"), .text("What"), .text("Who"), .number("Day")],
        rows: items.map { item in
          let account = portfolio.accounts[item.account]
          let days = item.day - context.asOf
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))), .full(item.what), .person(item.who),
            .day(item.day, tag: days < 0 ? TagView(tone: .late, word: FigureFormat.remaining(days)) : nil),
          ])
        }))
  }

  private func timelineSection() -> ReportSection? {
    let entries = context.timelinePlaces.of(person.accounts).map { context.timeline.entries[$0] }
    guard !entries.isEmpty else { return nil }
    let most = 200
    return ReportSection(
      id: "timeline", heading: "Eight quarters",
      note: entries.count > most
        ? "The next \(most) of \(entries.count) contracts, to their last day; all stand in the timeline"
        : "Every contract to its last day",
      chart: context.gantt(
        Array(entries.prefix(most)), id: "own", title: "\(person.name)'s contracts", from: page))
  }

  private func accountsSection() -> ReportSection {
    ReportSection(
      id: "accounts", heading: "Accounts", note: FigureFormat.counted(person.accounts.count, "account", "accounts"),
      table: TableView(
        "\(person.name)'s accounts",
        columns: [
          .text("Account", order: "ascending"), .text("Health"), .number("ARR, \(symbol)K"), .number("Renews"),
          .text("Forecast"),
        ],
        rows: person.accounts.map { index in
          let account = portfolio.accounts[index]
          let insight = context.insight.accounts[index]
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))), context.bandCell(insight),
            .text(FigureFormat.decimal(insight.arr.amount * Rational(1, over: 1000), digits: 1)),
            .day(insight.next.map { portfolio.contracts[$0.contract].renewalDate }),
            .category(context.visible(insight.forecast)?.category.map(CategoryView.init(category:))),
          ])
        }, isSortable: true))
  }
}

extension SiteContext {
  /// An account's band and trend in a table.
  func bandCell(_ insight: AccountInsight) -> CellView {
    guard let health = visible(insight.health) else { return .none }
    return .band(
      BandView(health.band, score: health.band == nil ? nil : health.score.map(AccountPageBuilder.points)),
      trend: TrendView(health.trend, health.direction), key: health.score?.decimalText(digits: 2) ?? "-1")
  }
}
