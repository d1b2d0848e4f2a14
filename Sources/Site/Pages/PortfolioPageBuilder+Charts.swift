import Charts
import Core
import Insight
import Portfolio

extension PortfolioPageBuilder {
  /// Renewal amounts by category for this quarter and the three after it, against what is up for renewal. Where readers may not
  /// see amounts, what is up for renewal by category.
  func forecast(_ figures: BookFigures, _ quarter: FiscalQuarter) -> ChartSection? {
    guard let quarters = context.visible(figures.quarters) else { return nil }
    let shown = quarters.filter { $0.quarter >= quarter && $0.quarter < quarter.adding(4) }
    guard shown.contains(where: { !$0.renewals.isEmpty }) else { return nil }
    let chart = ForecastStack(
      title: "Forecast by quarter",
      rows: shown.map { forecast in
        let amounts = context.visible(forecast.amounts)
        let parts = ForecastCategory.drawn.map { category in
          let total = amounts?[category] ?? forecast.atr(category)
          return ForecastStack.Part(
            ForecastShade(category), category.word, total.amount.approximate, value: context.money(total))
        }
        return ForecastStack.Row(
          forecast.quarter.display, parts: parts, target: forecast.atr.amount.approximate,
          targetValue: context.money(forecast.atr))
      })
    return ChartSection(note: "", chart: chart.markup, source: nil)
  }

  /// More dots than this make a cloud, and a page too heavy to open.
  private static let mostDots = 600

  /// Annual value by score, a dot an account; of a large book the accounts of most value.
  func territory() -> ChartSection? {
    let model = context.portfolio.settings.health
    var (dots, left): ([TerritoryPlot.Dot], [String]) = ([], [])
    for insight in context.insight.accounts where !insight.arr.amount.isZero {
      let name = context.portfolio.accounts[insight.account].name
      guard let health = context.visible(insight.health) else { return nil }
      guard let score = health.score, health.band != nil else {
        left.append("\(name), \(context.money(insight.arr))")
        continue
      }
      let band = Band.allCases.first { $0 == health.band }
      dots.append(
        TerritoryPlot.Dot(
          name, x: score.approximate, value: insight.arr.amount.approximate, ChartBand(band),
          isEmphasised: health.isAtRisk,
          tip: "\(name): \(context.money(insight.arr)), score \(AccountPageBuilder.points(score))"))
    }
    guard !dots.isEmpty else { return nil }
    let worst = dots.filter(\.isEmphasised).max { $0.value < $1.value }
    let scored = dots.count
    let all = dots.reduce(0) { $0 + $1.value }
    if scored > Self.mostDots { dots = Array(dots.sorted { $0.value > $1.value }.prefix(Self.mostDots)) }
    let drawn = dots.count < scored ? "the \(dots.count) largest of \(scored)" : "\(scored)"
    let chart = TerritoryPlot(
      id: "territory", title: "Annual value by health score, \(drawn) scored accounts",
      finding: worst.map { "\($0.tip) is the largest exposure at risk." } ?? "No account is at risk.", dots: dots,
      axis: .score(yellow: model.yellow.approximate, green: model.green.approximate),
      format: .money(sign: context.portfolio.settings.currency.symbol))
    let share =
      dots.count < scored ? Int(exactly: (100 * dots.reduce(0) { $0 + $1.value } / all).rounded(.down)) ?? 0 : 100
    let largest =
      share == 100
      ? "" : "Drawn: the \(dots.count) scored accounts of most value, \(share)% of the value of all \(scored). "
    let note =
      left.isEmpty
      ? largest
      : largest
        + "Not drawn, too few fresh measures for a band: \(left.prefix(6).joined(separator: "; "))\(left.count > 6 ? "; \(left.count - 6) more" : "")."
    return ChartSection(note: note, chart: chart.markup, source: nil)
  }

  /// What falls due within 14 days: ends of contracts, notice deadlines, milestones.
  func upcoming() -> UpcomingView {
    let near = context.agenda.filter { (0...14).contains($0.day - context.asOf) }
    return UpcomingView(
      rows: near.prefix(12).map { item in
        let account = context.portfolio.accounts[item.account]
        return UpcomingRow(
          name: account.name, href: page.href(to: .account(account.slug)), what: item.what, who: item.who,
          day: DayView(day: item.day), isSoon: item.day - context.asOf <= 7)
      })
  }
}
extension ForecastCategory {
  /// The order in a bar: from certain to lost.
  static let drawn: [ForecastCategory] = [.closedWon, .commit, .bestCase, .pipeline, .omitted, .closedLost]
}
