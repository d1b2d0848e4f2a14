import Charts
import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// Charts on the page; the table has every product.
  private static let chartLimit = 3

  /// A chart for each meter of several products and for each other product, with the trend where it says something: first what is
  /// over, then what runs out.
  func usageCharts() -> [UsageChartView] {
    let licences = insight.licences
    let pooled = licences.pools.filter { $0.members.count > 1 && $0.months.count > 1 }
    let single = licences.products.indices.filter { place in
      licences.products[place].usage.count > 1 && !pooled.contains { $0.members.contains(place) }
    }
    let order = single.sorted { (rank(licences.pool(ofProduct: $0)), $0) < (rank(licences.pool(ofProduct: $1)), $1) }
    let charts =
      pooled.filter { rank($0) < 2 }.map(chart)
      + order.map { chart(of: licences.products[$0], in: licences.pool(ofProduct: $0)) }
      + pooled.filter { rank($0) == 2 }.map(chart)
    return Array(charts.prefix(Self.chartLimit))
  }

  /// 0 for what is over, 1 for what runs out, 2 for the rest.
  private func rank(_ pool: MeterPool?) -> Int {
    guard let pool else { return 2 }
    return pool.isOver ? 0 : context.visible(pool.forecast)?.outlook.runOut == nil ? 2 : 1
  }

  private func chart(of licence: ProductLicence, in pool: MeterPool?) -> UsageChartView {
    let product = portfolio.products[licence.product]
    let rows = portfolio.usage[licence.usage]
    let hasAssigned = rows.contains { $0.assigned != nil }
    let ahead = pool.flatMap { TrendAhead($0, context) }
    let periods = rows.map(\.month) + (ahead?.months ?? [])
    return UsageChartView(
      name: product.name,
      note: note(product.metric?.unit.capitalizedFirst ?? "Units", rows.first?.month, rows.last?.month, ahead),
      chart: UsageLines(
        id: "u-\(Slug(from: product.sku)?.text ?? "product")", title: "\(product.name): entitled and used by month",
        finding: ahead?.finding, periods: periods.map { ChartPeriod.month(of: $0.firstDay) },
        entitled: rows.map { $0.entitled?.rational.approximate } + entitledAhead(ahead, pool),
        assigned: hasAssigned ? rows.map { $0.assigned?.rational.approximate } : [],
        used: rows.map { $0.active?.rational.approximate }, usedName: hasAssigned ? "active" : "measured",
        trend: ahead?.line(over: periods)
      ).markup)
  }

  private func chart(of pool: MeterPool) -> UsageChartView {
    let products = pool.members.map { portfolio.products[insight.licences.products[$0].product] }
    let ahead = TrendAhead(pool, context)
    let periods = pool.months.map(\.month) + (ahead?.months ?? [])
    let name = products.map(\.name).joined(separator: " + ")
    return UsageChartView(
      name: name,
      note: note("One meter", pool.months.first?.month, pool.months.last?.month, ahead),
      chart: UsageLines(
        id: "m-\(Slug(from: pool.meter)?.text ?? "meter")", title: "\(name): entitled and measured by month",
        finding: ahead?.finding, periods: periods.map { ChartPeriod.month(of: $0.firstDay) },
        entitled: periods.map { _ in pool.entitled.approximate }, used: pool.months.map { $0.measured.approximate },
        usedName: "measured", trend: ahead?.line(over: periods)
      ).markup)
  }

  private func entitledAhead(_ ahead: TrendAhead?, _ pool: MeterPool?) -> [Double?] {
    (ahead?.months ?? []).map { _ in pool?.entitled.approximate }
  }

  private func note(_ what: String, _ first: Month?, _ last: Month?, _ ahead: TrendAhead?) -> String {
    let span = [first, last].compactMap { $0?.display }.joined(separator: " to ")
    return "\(what), \(span)" + (ahead.map { "; passes \($0.runOut.day.display)" } ?? "")
  }
}

/// The months in which a trend is drawn beyond the measured ones: one past the day on which entitlement runs out, or to where that
/// is all but certain.
private struct TrendAhead {
  let runOut: RunOut
  let trend: UsageTrend
  let entitled: Rational
  let months: [Month]

  init?(_ pool: MeterPool, _ context: SiteContext) {
    guard let forecast = context.visible(pool.forecast), let runOut = forecast.outlook.runOut,
      let trend = forecast.trend
    else { return nil }
    (self.runOut, self.trend, entitled) = (runOut, trend, pool.entitled)
    let end = min(max(runOut.latest ?? trend.last, Month(of: runOut.day).adding(1)), trend.last.adding(trend.span))
    months = (1...max(1, Int(end.number - trend.last.number))).map { trend.last.adding($0) }
  }

  /// From the last measured month on.
  func line(over periods: [Month]) -> UsageTrendLine {
    let drawn = periods.map { $0 >= trend.last ? $0 : nil }
    let heights = drawn.map { $0.map { trend.value(at: $0).approximate } }
    let margins = drawn.map { $0.map { (trend.margin(at: $0) ?? .zero).approximate } }
    let low = zip(heights, margins).map { height, margin in height.flatMap { h in margin.map { h - $0 } } }
    let high = zip(heights, margins).map { height, margin in height.flatMap { h in margin.map { h + $0 } } }
    let after = heights.indices.first { (heights[$0] ?? 0) > entitled.approximate }
    let crossing = after.flatMap { after -> Double? in
      guard after > 0, let before = heights[after - 1], let above = heights[after], above > before else { return nil }
      return Double(after - 1) + (entitled.approximate - before) / (above - before)
    }
    return UsageTrendLine(values: heights, low: low, high: high, crossing: crossing)
  }

  var finding: String {
    "Measured use rises by \(FigureFormat.trimmed(trend.slope, digits: 1)) a month and passes the "
      + "\(FigureFormat.trimmed(entitled, digits: 1)) entitled on \(runOut.day.display) by trend; "
      + "with 95% at the end of \(runOut.range)."
  }
}
