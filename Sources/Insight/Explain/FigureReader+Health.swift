import Core
import Portfolio

extension FigureReader {
  func health(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    if name.kind == .healthMeasure, !settings.health.measures.contains(where: { $0.key == name.subject }) { return nil }
    return insight.health(of: account).map { health in
      switch name.kind {
      case .healthScore: score(name, health)
      case .healthCoverage: coverage(name, health)
      case .healthBand: band(name, health)
      case .healthTrend: trend(name, health)
      default: measure(name, health)
      }
    }
  }

  private func score(_ name: FigureName, _ health: HealthInsight) -> Figure {
    var draft = draft(name)
    add(health.now, to: &draft)
    guard let score = health.now.score else { return draft.unknown("no measure is present and fresh") }
    let terms = health.now.measures.filter { !$0.effectiveShare.isZero }.map {
      "\(FigureFormat.percent($0.effectiveShare)) × \(FigureFormat.trimmed($0.points ?? .zero, digits: 1))"
    }
    draft.substitution = terms.joined(separator: " + ")
    if health.now.isInsufficient {
      draft.exclude("Band", "coverage \(FigureFormat.percent(health.now.coverage)) is below the floor")
    }
    return draft.figure(FigureFormat.decimal(score, digits: 1), plain: score.decimalText(digits: 1))
  }

  /// Measures as inputs with their weights; those that don't count as exclusions.
  private func add(_ score: HealthScore, to draft: inout ExplanationDraft) {
    for measure in score.measures {
      switch measure.freshness {
      case .fresh:
        draft.input("\(measure.rule.title), \(measure.rule.sourceText)", text(of: measure), at: measure.sources.first)
        draft.weight(measure.rule.title, FigureFormat.percent(measure.effectiveShare))
      case .stale:
        let day = measure.day?.display ?? ""
        draft.exclude(
          measure.rule.title, "stale: from \(day), counts for \(FigureFormat.days(measure.rule.staleAfter))",
          at: measure.sources.first)
      case .missing: draft.exclude(measure.rule.title, "no value", at: measure.rule.location)
      }
    }
  }

  private func text(of measure: MeasureScore) -> String {
    var text = measure.value.map(measure.rule.text) ?? "not known"
    if let ratio = measure.ratio {
      text += " (\(FigureFormat.trimmed(ratio.active, digits: 3)) of \(FigureFormat.trimmed(ratio.of, digits: 3)))"
    }
    if let day = measure.day { text += ", \(day.display)" }
    return measure.points.map { "\(text): \(FigureFormat.trimmed($0, digits: 1)) points" } ?? text
  }

  private func coverage(_ name: FigureName, _ health: HealthInsight) -> Figure {
    var draft = draft(name)
    for measure in health.now.measures {
      let share = FigureFormat.percent(measure.share)
      if measure.freshness == .fresh {
        draft.input(measure.rule.title, share, at: measure.sources.first)
      } else {
        draft.exclude("\(measure.rule.title), \(share)", measure.freshness.rawValue, at: measure.sources.first)
      }
    }
    return draft.share(health.now.coverage, unknown: "")
  }

  private func band(_ name: FigureName, _ health: HealthInsight) -> Figure {
    var draft = draft(name)
    let model = settings.health
    draft.input("Score", health.now.score.map { FigureFormat.decimal($0, digits: 1) } ?? "not known")
    draft.input("Coverage", FigureFormat.percent(health.now.coverage))
    draft.input("Computed band", health.now.band?.title ?? "none: insufficient data")
    draft.input("Green from", FigureFormat.trimmed(model.green, digits: 1))
    draft.input("Yellow from", FigureFormat.trimmed(model.yellow, digits: 1))
    if let override = health.override {
      let text = [override.band.title, override.author, override.reason].compactMap(\.self).joined(separator: ", ")
      if health.isOverrideInForce {
        draft.input("Override", text, at: override.location)
      } else {
        draft.exclude("Override \(text)", "expired \(override.expires?.display ?? "")", at: override.location)
      }
    }
    if let sentiment = health.sentiment {
      let text = [sentiment.band.title, sentiment.author, sentiment.reason].compactMap(\.self).joined(separator: ", ")
      draft.input("Sentiment, beside the score", text, at: sentiment.location)
    }
    if let next = health.nextBand(model) {
      let steps = next.steps.map { "\($0.measure.rule.title) \(FigureFormat.signed($0.points, digits: 1))" }
      draft.substitution =
        "\(FigureFormat.signed(next.needed, digits: 1)) to \(next.band.title): \(steps.joined(separator: ", "))"
    }
    guard let band = health.band else { return draft.figure("No band", plain: "none") }
    return draft.figure(band.title, plain: band.rawValue)
  }

  private func trend(_ name: FigureName, _ health: HealthInsight) -> Figure {
    var draft = draft(name)
    func text(_ score: HealthScore) -> String {
      score.score.map { FigureFormat.decimal($0, digits: 1) } ?? "not known"
    }
    draft.input("Score", text(health.now))
    draft.input("Score from data dated to \(health.before.day.display)", text(health.before))
    for movement in health.movements {
      draft.input(
        "Moved by \(movement.now.rule.title)", FigureFormat.signed(movement.change, digits: 1),
        at: movement.now.sources.first ?? movement.before.sources.first)
    }
    guard let trend = health.trend else { return draft.unknown("there is no score to compare with") }
    draft.substitution = "\(text(health.now)) − \(text(health.before))"
    return draft.figure(FigureFormat.signed(trend, digits: 1), plain: trend.decimalText(digits: 1))
  }

  private func measure(_ name: FigureName, _ health: HealthInsight) -> Figure {
    guard let measure = health.now.measures.first(where: { $0.rule.key == name.subject }) else {
      return draft(name).unknown("no such measure")
    }
    let rule = measure.rule
    var draft = draft(name, subject: rule.title)
    for source in measure.sources { draft.input(rule.sourceText, text(of: measure), at: source) }
    draft.weight(rule.title, FigureFormat.percent(measure.effectiveShare))
    if rule.steps.isEmpty {
      draft.input("100 points at", rule.text(of: rule.green), at: rule.location)
      draft.input("50 points at", rule.text(of: rule.yellow), at: rule.location)
    } else {
      for step in rule.steps {
        draft.input("From \(rule.text(of: step.from))", "\(FigureFormat.trimmed(step.points, digits: 1)) points")
      }
    }
    guard let points = measure.points else {
      return draft.unknown(measure.freshness == .stale ? "the last value is stale" : "there is no value")
    }
    draft.substitution = "Costs \(FigureFormat.decimal(measure.cost, digits: 1)) points of the score"
    return draft.figure(FigureFormat.decimal(points, digits: 1), plain: points.decimalText(digits: 1))
  }
}
