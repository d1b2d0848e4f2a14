import Core
import Portfolio

extension FigureReader {
  func pool(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    let licences = insight.accounts[account].licences
    guard let pool = licences.pools.first(where: { $0.meter == name.subject }) else { return nil }
    switch name.kind {
    case .runsOut: return pool.forecast.map { runsOut(name, pool, licences, $0) }
    case .season: return pool.forecast.map { season(name, pool, licences, $0.season) }
    default: return trueUp(name, pool, licences)
    }
  }

  private func trueUp(_ name: FigureName, _ pool: MeterPool, _ licences: LicenceInsight) -> Restricted<Figure> {
    var draft = draft(name, subject: pool.meter)
    for member in pool.members {
      let licence = licences.products[member]
      draft.input(
        "\(portfolio.products[licence.product].name), \(counting(licence))",
        "\(text(licence.measured)) of \(text(licence.entitled))", at: row(licence))
      addRate(licence.lines, nil, to: &draft)
    }
    if pool.members.count > 1 { draft.input("Pooled", "\(text(pool.measured)) of \(text(pool.entitled))") }
    if let rate = pool.rate { draft.input("Rate a year", FigureFormat.exact(Money(rounding: rate, rollUp.currency))) }
    draft.substitution = "max(0, \(text(pool.measured)) − \(text(pool.entitled))) × \(text(pool.rate))"
    if name.kind == .trueUpToTermEnd {
      draft.substitution = "\(draft.substitution ?? "") × \(pool.daysLeft) ÷ 365"
      draft.input("Term ends", pool.termEnd?.display ?? "not known")
    }
    let value = name.kind == .trueUp ? pool.exposure : pool.exposureToTermEnd
    return value.map { [draft] in draft.money($0, rollUp.currency, unknown: "no active line gives a price") }
  }

  private func runsOut(
    _ name: FigureName, _ pool: MeterPool, _ licences: LicenceInsight, _ forecast: PoolForecast
  ) -> Figure {
    var draft = draft(name, subject: pool.meter)
    addMonths(of: pool, licences, to: &draft)
    draft.input("Entitled", text(pool.entitled), at: firstRow(pool, licences))
    if pool.lag > 0 { draft.input("Counted", "mean of 12 months, which follows the months by about 5½ months") }
    if let trend = forecast.trend {
      draft.input("Change a month", FigureFormat.signed(trend.slope, digits: 1))
      if let error = trend.error { draft.input("A month lies off the line by", "± \(text(error))") }
      draft.substitution = trend.line(to: pool.entitled)
    }
    guard let runOut = forecast.outlook.runOut else {
      return draft.unknown(forecast.outlook.reason ?? "more is used than entitled already")
    }
    draft.input("With 95%, at the end of", runOut.range)
    return draft.day(runOut.day, unknown: "")
  }

  private func season(
    _ name: FigureName, _ pool: MeterPool, _ licences: LicenceInsight, _ season: UsageSeason?
  ) -> Figure {
    var draft = draft(name, subject: pool.meter)
    guard let season else {
      return draft.unknown("no calendar month was the highest in each of two whole years, by a tenth or more")
    }
    for peak in season.peaks {
      draft.input(
        "\(peak.month.display)",
        "\(text(peak.measured)), \(FigureFormat.signedPercent(peak.lift)) against \(text(peak.expected)) on the line")
    }
    draft.substitution =
      "\(season.monthName), \(FigureFormat.signedPercent(season.lift)) on average of \(season.peaks.count) years"
    return draft.figure("\(season.monthName), \(FigureFormat.signedPercent(season.lift))", plain: season.monthName)
  }

  private func firstRow(_ pool: MeterPool, _ licences: LicenceInsight) -> SourceLocation? {
    pool.members.lazy.compactMap { row(licences.products[$0]) }.first
  }

  /// The first and the last measured month; `perennial explain` and the page's chart have those between.
  private func addMonths(of pool: MeterPool, _ licences: LicenceInsight, to draft: inout ExplanationDraft) {
    let rows = pool.members.map { portfolio.usage[licences.products[$0].usage] }
    func place(_ month: Month) -> SourceLocation? {
      rows.lazy.compactMap { rows in rows.first { $0.month == month } }.first?.location
    }
    draft.input("Measured months", "\(pool.months.count)")
    for month in [pool.months.first, pool.months.count > 1 ? pool.months.last : nil].compactMap(\.self) {
      draft.input("Measured, \(month.month.display)", text(month.measured), at: place(month.month))
    }
  }
}

extension UsageTrend {
  /// The line in numbers, solved for a level.
  func line(to level: Rational) -> String {
    let now = value(at: last)
    let sign = slope < .zero ? FigureFormat.minus : "+"
    return "\(FigureFormat.trimmed(now, digits: 1)) at the end of \(last.display) "
      + "\(sign) \(FigureFormat.trimmed(slope.magnitude, digits: 1)) a month, against \(FigureFormat.trimmed(level, digits: 1))"
  }
}

extension RunOut {
  /// `Feb 2027 to May 2027`, or an open end.
  public var range: String {
    guard let latest else { return "\(earliest.display) or later" }
    return earliest == latest ? earliest.display : "\(earliest.display) to \(latest.display)"
  }
}

extension UsageOutlook {
  /// Why no date is given; nil if one is, or more is used than entitled already.
  public var reason: String? {
    if case .silent(let silence) = self { return silence.reason }
    return nil
  }
}
