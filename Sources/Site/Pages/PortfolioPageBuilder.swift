import Charts
import Core
import Insight
import Portfolio

/// Makes the portfolio page of a copy.
struct PortfolioPageBuilder {
  let context: SiteContext
  let page = PageID.portfolio

  var portfolio: Portfolio { context.portfolio }
  private var asOf: Day { context.asOf }
  private var symbol: String { portfolio.settings.currency.symbol }

  func build() -> PortfolioPage {
    let settings = portfolio.settings
    let title = settings.title
    let frame = context.frame(
      for: page, title: title, description: "\(title) on \(asOf.display): what needs me, and where the number stands.")
    guard let book = context.visible(context.insight.book) else { return customerPage(frame) }
    let figures = book.all
    let quarter = settings.fiscalYear.quarter(of: asOf)
    let last = settings.fiscalYear.end(of: quarter)
    return PortfolioPage(
      frame: frame, heading: title,
      subtitle:
        "\(FigureFormat.counted(portfolio.accounts.count, "account", "accounts")), \(FigureFormat.counted(book.owners.count, "manager", "managers"))",
      quarterNote: "\(quarter.display) ends \(last.display), \(FigureFormat.remaining(last - asOf))",
      tiles: tiles(figures, quarter),
      sources: [context.source(["book.arr", "book.at_risk"], account: nil)].compactMap { $0 },
      attention: attention(), since: since(), months: months(figures), timeline: timeline(),
      forecast: forecast(figures, quarter),
      territory: territory(), owners: owners(book, quarter), next: upcoming(), quarantine: quarantine())
  }

  /// A customer's copy has no page about several accounts.
  private func customerPage(_ frame: PageFrame) -> PortfolioPage {
    PortfolioPage(
      frame: frame, heading: portfolio.settings.organization ?? portfolio.settings.title,
      subtitle: "Open the page of your account, or a guide.", quarterNote: nil, tiles: [], sources: [], attention: nil,
      since: nil,
      months: [], timeline: nil, forecast: nil, territory: nil, owners: nil, next: nil, quarantine: nil)
  }

  private func tiles(_ figures: BookFigures, _ quarter: FiscalQuarter) -> [FigureTile] {
    let contracts = FigureFormat.counted(figures.contracts, "contract", "contracts")
    var tiles = [
      FigureTile(
        label: "Annual value under management", value: context.money(figures.arr), exact: figures.arr.exact,
        note: "\(FigureFormat.counted(figures.accounts.count, "account", "accounts")), \(contracts)")
    ]
    if let forecast = context.visible(figures.quarters)?.first(where: { $0.quarter == quarter }) {
      tiles.append(
        FigureTile(
          label: "Due this quarter, ATR", value: context.money(forecast.atr), exact: forecast.atr.exact,
          note: "\(FigureFormat.counted(forecast.renewals.count, "renewal", "renewals")), \(quarter.display)"))
      if let amounts = context.visible(forecast.amounts) { tiles.append(calledTile(amounts)) }
    }
    if let risk = context.visible(figures.atRisk) {
      tiles.append(
        FigureTile(
          label: "At risk", value: context.money(risk.arr), exact: risk.arr.exact,
          share: risk.arr.share(of: figures.arr).map { FigureFormat.percent($0) },
          note: "\(FigureFormat.counted(risk.accounts.count, "account", "accounts")): red, or yellow and falling"))
    }
    return tiles
  }

  private func calledTile(_ amounts: QuarterAmounts) -> FigureTile {
    let percent = { (share: Rational?) in share.map { FigureFormat.percent($0) } ?? "–" }
    let bar = ShareBar(
      [(.commit, amounts.mostLikely?.approximate ?? 0), (.won, amounts.worst?.approximate ?? 0)],
      label: "Call \(percent(amounts.mostLikely)) of ATR; won \(percent(amounts.worst))")
    // Without a swing in the calls, best says no more than what is won.
    var note = "Won so far \(percent(amounts.worst))"
    if let best = amounts.best, best > amounts.mostLikely ?? .zero { note += ", best \(percent(best))" }
    if let gap = amounts.gap {
      note +=
        ", \(gap.amount < 0 ? "gap" : "above target by") \(FigureFormat.short(gap.amount.magnitude, gap.currency))"
    }
    return FigureTile(
      label: "Called against ATR", value: context.money(amounts.called), exact: amounts.called.exact,
      share: amounts.mostLikely.map { FigureFormat.percent($0) }, bar: amounts.mostLikely == nil ? [] : bar.markup,
      note: amounts.mostLikely == nil ? "nothing is up for renewal" : note)
  }

  private func attention() -> AttentionView {
    let all = context.attention
    let shown = all.prefix(10)
    return AttentionView(
      countNote: "\(FigureFormat.counted(all.count, "account", "accounts")), ATR at stake × urgency",
      atrHeader: "ATR, \(symbol)K",
      more: all.count > shown.count ? "\(all.count - shown.count) more, and this week" : "This week",
      moreHref: page.href(to: .report(.week)),
      rows: shown.map { attentionRow($0.account, $0.list) },
      source: context.showsProvenance
        ? SourceView(formulas: [Attention.formula], inputs: attentionInputs(shown), leftOut: []) : nil)
  }

  private func attentionRow(_ index: Int, _ list: AttentionList) -> AttentionRow {
    let account = portfolio.accounts[index]
    let insight = context.insight.accounts[index]
    let health = context.visible(insight.health)
    return AttentionRow(
      href: page.href(to: .account(account.slug)), name: account.name,
      band: health.map { BandView($0.band, score: $0.band == nil ? nil : $0.score.map(AccountPageBuilder.points)) },
      why: list.reasons.prefix(2).map(\.text).joined(separator: "; ")
        + (list.reasons.count > 2 ? "; \(list.reasons.count - 2) more" : ""),
      atr: FigureFormat.decimal(list.atStake.amount * Rational(1, over: 1000), digits: 1),
      daysLeft: insight.daysLeft.map { FigureFormat.decimal(Rational($0), digits: 0) },
      isSoon: (insight.daysLeft ?? 999) <= 30)
  }

  private func attentionInputs(_ shown: ArraySlice<(account: Int, list: AttentionList)>) -> [SourceInputView] {
    shown.compactMap { account, list in
      guard let reason = list.reasons.first else { return nil }
      return SourceInputView(
        name: portfolio.accounts[account].name, value: reason.kind.rule,
        place: reason.location.map(\.description))
    }
  }

  private func months(_ figures: BookFigures) -> [UInt8] {
    let bands = context.visible(figures.monthsByBand)
    let rows = figures.months.enumerated().map { place, month in
      let amounts: [ChartBand: Double] =
        bands.map { bands in
          let band = bands[place]
          return [
            .red: band.red.amount.approximate, .yellow: band.yellow.amount.approximate,
            .green: band.green.amount.approximate, .none: band.none.amount.approximate,
          ]
        } ?? [.none: month.atr.amount.approximate]
      return MonthBars.Row(
        .month(of: month.month.firstDay), amounts, value: month.atr.amount.isZero ? "–" : context.money(month.atr))
    }
    let chart = MonthBars(title: "Ending by month", rows: rows, valueHeader: "ATR, \(symbol)")
    return chart.markup + ChartBand.keys(chart.bands)
  }

  private func timeline() -> ChartSection? {
    let entries = context.timeline.entries.filter { $0.contract.end <= asOf + 365 }
    guard !entries.isEmpty else { return nil }
    let shown = Array(entries.prefix(40))
    let note =
      shown.count < entries.count
      ? "The next \(shown.count) of \(entries.count) contracts that end within a year."
      : "Every contract that ends within a year."
    return ChartSection(
      note: note,
      chart: context.gantt(shown, over: 5, id: "year", title: "Contracts that end within 12 months", from: page),
      source: nil)
  }

  /// Managers in the book's order; of many, those with most at risk, and the others folded away.
  private func owners(_ book: BookInsight, _ quarter: FiscalQuarter) -> OwnersView {
    let most = 12
    let isLong = book.owners.count > most + 3
    let risk = { (slice: BookSlice) in context.visible(slice.figures.atRisk)?.arr.amount ?? 0 }
    let slices = isLong ? book.owners.sorted { risk($0) > risk($1) } : book.owners
    let rows = slices.map { slice in
      let name = slice.key.flatMap { $0.isEmpty ? nil : PersonView.name(fromAddress: $0) }
      let territory = context.territories.first { !$0.isSeller && $0.name == name }
      return ownerRow(
        name ?? "No owner", territory.map { page.href(to: .owner($0.slug)) }, slice.figures, quarter)
    }
    return OwnersView(
      valueHeader: "Value, \(symbol)K", dueHeader: "Due \(quarter.display), \(symbol)K",
      riskHeader: "At risk, \(symbol)K",
      note: isLong
        ? "\(most) of \(rows.count)\(context.visible(book.all.atRisk) == nil ? "" : ", those with most at risk")" : "",
      rows: isLong ? Array(rows.prefix(most)) : rows, more: isLong ? Array(rows.dropFirst(most)) : [],
      moreNote: "\(rows.count - most) more managers",
      total: ownerRow("Territory", nil, book.all, quarter))
  }

  private func ownerRow(
    _ name: String, _ href: String?, _ figures: BookFigures, _ quarter: FiscalQuarter
  ) -> OwnerRow {
    let thousands = { (total: Total?) in
      total.map { FigureFormat.decimal($0.amount * Rational(1, over: 1000), digits: 1) } ?? "–"
    }
    let due = context.visible(figures.quarters)?.first { $0.quarter == quarter }?.atr
    return OwnerRow(
      name: name, href: href, accounts: FigureFormat.decimal(Rational(figures.accounts.count), digits: 0),
      value: thousands(figures.arr), due: thousands(due), risk: thousands(context.visible(figures.atRisk)?.arr))
  }

  private func quarantine() -> QuarantineView? {
    guard context.audience == .team, !portfolio.quarantined.isEmpty else { return nil }
    return QuarantineView(
      cards: portfolio.quarantined.map { account in
        QuarantineCard(
          name: account.name,
          problems: account.diagnostics.map { problem in
            ProblemView(place: problem.location.map(\.description) ?? "", message: problem.message)
          })
      })
  }
}
