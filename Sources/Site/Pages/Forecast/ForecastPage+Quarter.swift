import Charts
import Core
import Insight
import Portfolio

extension ForecastPage {
  /// The three renewals that would add most, and what the quarter would be with them.
  func savesSection() -> ReportSection? {
    guard let amounts, !isPast, let all = context.visible(context.insight.saves(of: forecast)), !all.isEmpty else {
      return nil
    }
    let saves = all.prefix(3)
    let gain = saves.reduce(into: Total(.zero, amounts.called.currency)) { $0 += $1.gain }
    let quarter = amounts.called + gain
    let share = { (total: Total) in
      total.share(of: amounts.atr).map { ", \(FigureFormat.percent($0)) of ATR" } ?? ""
    }
    let which = saves.count == 1 ? "this one" : saves.count == 2 ? "these two" : "these three"
    return ReportSection(
      id: "saves", heading: "If we save \(which), the quarter is \(quarter.short)",
      note: "\(String(share(quarter).dropFirst(2))); the call is \(amounts.called.short)\(share(amounts.called))",
      table: TableView(
        "What would add most to the call",
        columns: [
          .text("Account"), .text("Category"), .text("Health"), .number("Ends"), .number("ATR, \(symbol)"),
          .number("Would add, \(symbol)"), .text("How"),
        ], rows: saves.compactMap(saveRow),
        footer: RowView([
          .text("Together"), .none, .none, .none, .none, .text(gain.signed), .none,
        ])))
  }

  private func saveRow(_ save: ForecastSave) -> RowView? {
    guard let renewal = renewal(save.renewal) else { return nil }
    let how: CellView =
      if let intervention = save.intervention { .full(intervention) } else if save.isNamed {
        .full("Swing of the call; no intervention named")
      } else { CellView(isFull: true, tag: TagView(tone: .late, word: "No save named")) }
    return RowView([
      accountCell(save.renewal.account), category(renewal),
      context.bandCell(context.insight.accounts[save.renewal.account]), .day(renewal.end), .text(renewal.atr.bare),
      .text(save.gain.signed), how,
    ])
  }

  func category(_ renewal: RenewalForecast) -> CellView {
    renewal.category.map { .category(CategoryView(category: $0)) } ?? .text("No call")
  }

  /// Worst, most likely and best, and the weighted figures, with the rule of each.
  func rangeSection() -> ReportSection? {
    guard let amounts, !isPast else { return nil }
    let swings = renewals.filter { context.visible($0.renewal.swing) != nil && !$0.renewal.isDecided }
    let named = swings.map { account, renewal in
      let how = renewal.call.flatMap { context.visible($0.intervention) }
      return portfolio.accounts[account].name + (how.map { ": \($0)" } ?? "")
    }
    let swing =
      named.isEmpty ? "No open call names what could be won back, and by what" : named.joined(separator: "; ")
    let (won, called) = (amounts.wonATR, amounts.called)
    let rows: [(String, Total, String)] = [
      ("Worst", won, "Won so far, each at most its ATR"),
      ("Most likely", called, "The manager's call: won, commit, and best case that was called"),
      ("Call and every swing", called + amounts.swing, "If every named save succeeds on top of the call"),
      ("Best", won + amounts.swing, "Won and swing alone; it passes the call as open renewals are won"),
      ("Swing", amounts.swing, swing),
      ("Weighted, capped", amounts.weighted, "Each at most its ATR, times the weight of its category"),
      ("Weighted, uncapped", amounts.weightedUncapped, "Amounts as they are, times the weight"),
    ]
    return ReportSection(
      id: "range", heading: "Worst, most likely, best", note: "Share of ATR \(forecast.atr.exact)",
      table: TableView(
        "The quarter's range",
        columns: [.text("Figure"), .number("Share of ATR"), .number("Amount, \(symbol)"), .text("What it is")],
        rows: rows.map { name, total, rule in
          RowView([
            .header(name), .text(total.share(of: amounts.atr).map { FigureFormat.percent($0) } ?? "–"),
            .text(total.bare), .full(rule),
          ])
        }))
  }

  /// All quarters with a page, as bars and in figures.
  func quartersSection() -> ReportSection? {
    let quarters = context.forecast.quarters
    let chart = ForecastStack(
      title: "Forecast by quarter",
      rows: quarters.map { quarter in
        let amounts = context.visible(quarter.amounts)
        let parts = ForecastCategory.drawn.map { category in
          // What is lost has no amount any more; its ATR says how much.
          let total = category == .closedLost ? quarter.atr(category) : amounts?[category] ?? quarter.atr(category)
          return ForecastStack.Part(
            ForecastShade(category), category.word, total.amount.approximate, value: context.money(total))
        }
        return ForecastStack.Row(
          quarter.quarter.display, href: page.href(to: .quarter(quarter.quarter)), parts: parts,
          target: quarter.atr.amount.approximate, targetValue: context.money(quarter.atr))
      })
    return ReportSection(
      id: "quarters", heading: "Quarter by quarter", note: "Amounts by category; the line is what is up for renewal",
      chart: chart.markup, table: amounts == nil ? nil : quartersTable(quarters))
  }

  private func quartersTable(_ quarters: [QuarterForecast]) -> TableView {
    TableView(
      "Forecast by quarter",
      columns: [
        .text("Quarter"), .number("ATR, \(symbol)"), .number("Won, \(symbol)"), .number("Commit, \(symbol)"),
        .number("Best case, \(symbol)"), .number("Pipeline, \(symbol)"), .number("Lost ATR, \(symbol)"),
        .number("Weighted, \(symbol)"), .number("Call, \(symbol)"), .number("Target, \(symbol)"),
        .number("Gap, \(symbol)"),
      ],
      rows: quarters.compactMap { quarter in
        guard let amounts = context.visible(quarter.amounts) else { return nil }
        let gap = amounts.gap
        return RowView([
          .header(quarter.quarter.display, href: page.href(to: .quarter(quarter.quarter))),
          .text(quarter.atr.bare), .text(amounts[.closedWon].bare), .text(amounts[.commit].bare),
          .text(amounts[.bestCase].bare), .text(amounts[.pipeline].bare), .text(quarter.atr(.closedLost).bare),
          .text(amounts.weighted.bare), .text(amounts.called.bare), .text(amounts.target?.bare ?? "–"),
          .text(gap?.signed ?? "–", isBad: gap.map { $0.amount < 0 } ?? false),
        ])
      })
  }

  /// Every renewal of the quarter.
  func renewalsSection() -> ReportSection? {
    let all = renewals
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(Self.rowLimit)
    var rows = shown.map(renewalRow)
    if all.count > shown.count {
      let rest = all.dropFirst(shown.count).reduce(into: Total(.zero, forecast.atr.currency)) { $0 += $1.renewal.atr }
      rows.append(
        RowView([
          .header("\(FigureFormat.counted(all.count - shown.count, "smaller renewal", "smaller renewals"))"), .none,
          .none, .none, .text(rest.bare), .none, .none, .none, .full("Not listed one by one"),
        ]))
    }
    let count = FigureFormat.counted(all.count, "renewal", "renewals")
    return ReportSection(
      id: "renewals", heading: isPast ? "Renewals of the quarter" : "Renewals this quarter",
      note: "\(count), largest first",
      table: TableView(
        "Up for renewal in \(forecast.quarter.display)",
        columns: [
          .text("Account"), .text("Category"), .text("Health"), .number("Ends"),
          .number("ATR, \(symbol)", order: "descending"), .number("Amount, \(symbol)"), .number("Change, \(symbol)"),
          .number("Weighted, \(symbol)"), .text(isPast ? "Closed" : "Next step"),
        ], rows: rows, footer: totals(count)))
  }

  private func totals(_ count: String) -> RowView? {
    guard let amounts else { return nil }
    let sum = ForecastCategory.allCases.filter { $0 != .closedLost }.reduce(into: Total(.zero, amounts.called.currency))
    { $0 += amounts[$1] }
    let change = Total(sum.amount - forecast.atr.amount + forecast.otherLines.amount, sum.currency)
    return RowView([
      .text(count), .none, .none, .none, .text(forecast.atr.bare), .text(sum.bare), .text(change.signed),
      .text(amounts.weighted.bare), .none,
    ])
  }

  private func renewalRow(_ account: Int, _ renewal: RenewalForecast) -> RowView {
    // What is lost brings nothing, whatever amount the CRM still shows.
    let isLost = renewal.category == .closedLost
    let amount = isLost ? Total(.zero, renewal.atr.currency) : context.visible(renewal.amount)
    let change = amount.map { Total($0.amount - renewal.atr.amount, $0.currency).signed }
    let contract = renewal.contract.map { portfolio.contracts[$0].id }
    return RowView([
      accountCell(account, small: contract), category(renewal), context.bandCell(context.insight.accounts[account]),
      .day(renewal.end), .text(renewal.atr.bare), .text(amount?.bare ?? "–"), .text(change ?? "–"),
      .text(context.visible(renewal.weighted).map { Total($0, renewal.atr.currency).bare } ?? "–"),
      isPast ? .day(renewal.closedOn) : nextStep(account, renewal),
    ])
  }

  private func nextStep(_ account: Int, _ renewal: RenewalForecast) -> CellView {
    if renewal.category?.isClosed == true {
      return .full(renewal.closedOn.map { "Closed \($0.display)" } ?? "Closed")
    }
    guard let step = nextSteps[account] else {
      return CellView(isFull: true, tag: TagView(tone: .late, word: "No dated step"))
    }
    let days = step.day - asOf
    return .full(
      "\(step.what), \(DayView(day: step.day).shortText)",
      tag: days < 0 ? TagView(tone: .late, word: FigureFormat.remaining(days)) : nil)
  }
}
