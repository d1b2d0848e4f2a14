import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// What the positions say, in sentences: over, running out, seasons. A customer's copy shows counts, not what we make of them.
  func findings() -> [FindingView] {
    let licences = insight.licences
    return licences.pools.compactMap { pool -> FindingView? in
      guard let forecast = context.visible(pool.forecast) else { return nil }
      let name = pool.members.map { portfolio.products[licences.products[$0].product].name }.joined(separator: " + ")
      if pool.isOver { return over(name, pool) }
      return forecast.outlook.runOut.map { runOut(name, pool, forecast, $0) }
    }
      + licences.pools.compactMap { pool -> FindingView? in
        guard let season = context.visible(pool.forecast)?.season else { return nil }
        let name = pool.members.map { portfolio.products[licences.products[$0].product].name }.joined(separator: " + ")
        let years = season.peaks.map { "\($0.month.display) \(FigureFormat.signedPercent($0.lift, digits: 0))" }
        return FindingView(
          tag: TagView(tone: .plain, word: "season"),
          text: "\(name) peaks in \(season.monthName): \(years.joined(separator: ", ")) against the trend.")
      }
  }

  private func over(_ name: String, _ pool: MeterPool) -> FindingView {
    let (over, exposure) = (FigureFormat.trimmed(pool.over, digits: 1), context.visible(pool.exposureToTermEnd))
    let owed = exposure.map { Money(rounding: $0, portfolio.settings.currency) }.map { money in
      ", \(FigureFormat.exact(money)) to the end of the term"
    }
    return FindingView(
      tag: TagView(tone: .late, word: "over"),
      text: "\(name) is \(over) over the \(FigureFormat.trimmed(pool.entitled, digits: 1)) entitled\(owed ?? "").")
  }

  private func runOut(_ name: String, _ pool: MeterPool, _ forecast: PoolForecast, _ runOut: RunOut) -> FindingView {
    let slope = forecast.trend.map { FigureFormat.trimmed($0.slope, digits: 1) } ?? ""
    let isBefore = pool.endsAfter(runOut)
    let mean = pool.lag > 0 ? "; the mean of 12 months, which counts, about 5½ months later" : ""
    let term = pool.termEnd.map { end in
      isBefore
        ? ", \(FigureFormat.days(end - runOut.day - pool.lag)) before the term ends"
        : ", not before the term ends on \(end.display)"
    }
    return FindingView(
      tag: TagView(tone: isBefore ? .soon : .plain, word: "runs out"),
      text: "\(name) grows by \(slope) a month and passes its \(FigureFormat.trimmed(pool.entitled, digits: 1)) on "
        + "\(runOut.day.display) (\(runOut.range))\(mean)\(term ?? "").")
  }

  /// Legacy products: what they become, by when, and what that does to the renewal.
  func migrationsTable() -> TableView? {
    guard let needs = context.visible(insight.licences.migrations), !needs.isEmpty else { return nil }
    let symbol = portfolio.settings.currency.symbol
    return TableView(
      "Migrations",
      columns: [
        .text("Legacy product"), .text("Becomes"), .number("Move by"), .number("Quantity"),
        .number("At flat spend, \(symbol)"), .number("With price effect, \(symbol)"), .number("At list, \(symbol)"),
        .text("Confidence"),
      ],
      rows: needs.map { need in
        let new = need.newQuantity.map { FigureFormat.decimal(Rational($0), digits: 0) }
        return RowView([
          .header(portfolio.products[need.product].name, href: page.href(to: .report(.migrations)) + "#board"),
          MigrationCells.successor(need, context), MigrationCells.deadline(need),
          .text(new ?? "–", small: "for \(LicenceCells.units(need.quantity))"),
          .text(LicenceCells.money(need.annual)), .text(LicenceCells.money(need.annualWithEffect)),
          .text(LicenceCells.money(context.visible(need.annualAtList))), MigrationCells.confidence(need, context),
        ])
      })
  }
}
