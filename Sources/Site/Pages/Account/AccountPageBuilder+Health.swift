import Charts
import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// "Why?": the score in words. Nil where readers may not see health.
  func why(_ health: HealthInsight) -> WhyView {
    let now = health.now
    let movements = health.movements
    return WhyView(
      band: now.band.map { BandView($0, score: now.score.map(Self.points)) },
      noBand: "\(FigureFormat.percent(now.coverage, digits: 0)) of the measures are fresh: insufficient data.",
      trend: TrendView(health.trend, health.direction),
      judgements: judgements(health),
      costs: now.costliest.prefix(3).map { cost($0, movements) },
      nextBand: health.nextBand(context.portfolio.settings.health).flatMap(nextBand))
  }

  /// Points of the score as shown: `65`.
  static func points(_ value: Rational) -> String { FigureFormat.decimal(value, digits: 0) }

  private func cost(_ measure: MeasureScore, _ movements: [HealthInsight.Movement]) -> CostView {
    let movement = movements.first { $0.now.rule.key == measure.rule.key }
    let isBiggest = movement != nil && movements.first?.now.rule.key == measure.rule.key
    let change = movement.map { FigureFormat.signed($0.change, digits: 1) }
    let detail = change.map { isBiggest ? "Moved the score most, \($0)" : "\($0) in 30 days" } ?? "Unchanged"
    return CostView(
      points: FigureFormat.signed(-measure.cost, digits: 1),
      text: "\(measure.rule.title): \(measure.reason)", detail: detail)
  }

  private func nextBand(_ next: HealthInsight.NextBand) -> NextBandView? {
    guard !next.steps.isEmpty else { return nil }
    let steps = next.steps.map { step in
      let target = step.target.map { " to \(step.measure.rule.text(of: $0))" } ?? " to full points"
      return step.measure.rule.title.lowercased() + target
    }
    return NextBandView(
      points: FigureFormat.signed(next.needed, digits: 1),
      goal: "To \(next.band.word) at \(Self.points(next.threshold))", text: steps.joined(separator: ", "))
  }

  private func judgements(_ health: HealthInsight) -> [JudgementView] {
    var views: [JudgementView] = []
    if let override = health.override {
      let expiry = override.expires.map { day in
        health.isOverrideInForce ? "until \(day.display)" : "expired \(day.display), no longer counts"
      }
      views.append(
        JudgementView(
          band: BandView(override.band), text: "set by hand: " + (override.reason ?? "no reason given"),
          detail: [override.author.map(PersonView.name(fromAddress:)), expiry].compactMap { $0 }.joined(separator: ", ")
        ))
    }
    if let sentiment = health.sentiment, sentiment.band != health.now.band || sentiment.reason != nil {
      views.append(
        JudgementView(
          band: BandView(sentiment.band), text: "felt: " + (sentiment.reason ?? "no reason given"),
          detail: [sentiment.author.map(PersonView.name(fromAddress:)), sentiment.day?.display].compactMap { $0 }
            .joined(separator: ", ")))
    }
    return views
  }

  /// The scorecard.
  func healthSection(_ health: HealthInsight, source: SourceView?) -> HealthSection {
    let model = context.portfolio.settings.health
    let now = health.now
    let counted = now.measures.filter { $0.points != nil }
    let (yellow, green) = (Self.points(model.yellow), Self.points(model.green))
    return HealthSection(
      note:
        "\(now.score.map { "\(Self.points($0)) of 100" } ?? "No score"); \(FigureFormat.counted(now.measures.count, "measure", "measures")), costliest first",
      scaleNote: "0 to 100, marks at \(yellow) and \(green)",
      rows: now.measures.sorted { ($0.points == nil ? 1 : 0, $1.cost) < ($1.points == nil ? 1 : 0, $0.cost) }
        .map { measureRow($0, health) },
      total: HealthTotal(
        band: BandView(now.band, score: now.band == nil ? nil : now.score.map(Self.points)),
        rule: ", Green from \(green), Yellow from \(yellow)",
        points: now.score.map { FigureFormat.decimal($0, digits: 1) } ?? "",
        weight: FigureFormat.percent(now.coverage, digits: 0),
        costs: FigureFormat.signed(-counted.reduce(Rational.zero) { $0 + $1.cost }, digits: 1),
        coverage: coverage(now)),
      source: source)
  }

  private func measureRow(_ measure: MeasureScore, _ health: HealthInsight) -> MeasureRow {
    let model = context.portfolio.settings.health
    return MeasureRow(
      title: measure.rule.title, sourceName: measure.rule.sourceText,
      value: measure.value.map { measure.rule.text(of: $0) },
      meter: measure.points.map {
        MeasureBar(
          $0.approximate, ChartBand(model.band(for: $0)), marks: [model.yellow.approximate, model.green.approximate]
        ).markup
      } ?? [],
      points: measure.points.map { FigureFormat.decimal($0, digits: 0) } ?? "–",
      weight: FigureFormat.percent(measure.share, digits: 0),
      costs: measure.points == nil ? "–" : FigureFormat.signed(-measure.cost, digits: 1),
      spark: spark(measure),
      day: measure.day.map(DayView.init(day:)),
      tag: measure.freshness == .stale ? TagView(tone: .late, word: "stale, left out") : nil,
      why: measure.note ?? measure.reason)
  }

  private func coverage(_ score: HealthScore) -> String {
    var parts = ["Coverage \(FigureFormat.percent(score.coverage, digits: 0))"]
    if !score.stale.isEmpty { parts.append("stale: " + score.stale.map(\.rule.title).joined(separator: ", ")) }
    if !score.missing.isEmpty { parts.append("missing: " + score.missing.map(\.rule.title).joined(separator: ", ")) }
    return parts.count == 1 ? parts[0] + ", nothing stale" : parts.joined(separator: "; ")
  }
}

extension MeasureScore {
  /// The value in words: `840 of 1,200 active`, `2`.
  var reason: String {
    if let ratio {
      return "\(FigureFormat.trimmed(ratio.active, digits: 0)) of \(FigureFormat.trimmed(ratio.of, digits: 0))"
    }
    switch freshness {
    case .missing: return "no value"
    case .stale: return "\(value.map { rule.text(of: $0) } ?? "no value"), too old to count"
    default: return value.map { "\(rule.text(of: $0))" } ?? "no value"
    }
  }
}
