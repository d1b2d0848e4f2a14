import Charts
import Core
import Insight
import Portfolio

extension NegotiationPageBuilder {
  /// The scenarios side by side, each figure with its source.
  var comparison: ReportSection {
    guard !scenarios.isEmpty else {
      return ReportSection(
        id: "scenarios", heading: "Scenarios",
        empty:
          "No scenario yet. Add one to the note, under negotiation: scenarios: [{name: Flat 1-year, term_months: 12}].")
    }
    let comparison = ScenarioComparison(scenarios, currency: base.currency)
    return ReportSection(
      id: "scenarios", heading: "Scenarios",
      note: "\(FigureFormat.counted(scenarios.count, "way", "ways")) to sign, amounts in \(base.currency.code)",
      table: TableView(
        "Scenarios side by side",
        columns: [.text("Figure")] + comparison.names.map { .number($0) },
        rows: comparison.rows.map(row)),
      sources: sources)
  }

  private func row(_ row: ScenarioComparison.Row) -> RowView {
    RowView(
      [.header(row.label)]
        + row.shown.map { text in
          row.label == "Flags"
            ? CellView(tag: text.isEmpty ? TagView(tone: .ok, word: "none") : TagView(tone: .late, word: text))
            : .text(text)
        })
  }

  /// Where the figures of each scenario come from.
  private var sources: [SourceView] {
    guard context.showsProvenance else { return [] }
    let figures = context.visible(context.insight.scenarioFigures(of: index)) ?? []
    return zip(scenarios, figures).map { scenario, figures in
      SourceView(figures.map(\.explanation), for: context.audience, label: scenario.scenario.name)
    }
  }

  /// Price by year, an offer a row.
  var chart: ReportSection? {
    guard !scenarios.isEmpty else { return nil }
    func price(_ amount: Rational) -> PriceYears.Price {
      PriceYears.Price(amount.approximate, value: FigureFormat.short(amount, base.currency))
    }
    let rows = scenarios.map { scenario in
      let value = scenario.value
      return PriceYears.Row(
        scenario.scenario.name,
        detail: Term(from: value.span.lowerBound, through: value.span.upperBound).text,
        years: value.years.map { price($0.annual) }, total: FigureFormat.short(value.total, base.currency))
    }
    let floor = scenarios[0].walkAway
    let chart = PriceYears(
      title: "Price by year", rows: rows, today: price(base.annual), floor: floor.map(price), totalHeader: "Total")
    let lines =
      ["the dashed line is today's \(FigureFormat.short(base.annual, base.currency))"]
      + (floor.map { ["hollow bars are below the walk-away of \(FigureFormat.short($0, base.currency))"] } ?? [])
    return ReportSection(
      id: "by-year", heading: "Price by year", note: lines.joined(separator: "; ").capitalizedFirst,
      chart: chart.markup)
  }

  /// What the calculator starts from.
  var calculator: CalculatorView? {
    guard !scenarios.isEmpty else { return nil }
    let data = CalculatorData(scenarios, base: base, settings: context.portfolio.settings)
    return CalculatorView(
      data: String(decoding: data.json, as: UTF8.self),
      offers: scenarios.enumerated().map { CalculatorOffer(number: $0, name: $1.scenario.name) },
      currency: base.currency.code)
  }

  /// What is proposed to the customer, and what of it is not shown.
  var proposal: ReportSection? {
    let chosen = plan.scenarios.filter { $0.proposed != nil }
    guard !chosen.isEmpty else { return nil }
    let shown = context.visible(context.insight.proposal(of: index)) ?? []
    let isShown = context.proposes(index)
    return ReportSection(
      id: "proposal", heading: "Proposed to the customer",
      note: "\(shown.count) of \(chosen.count) on the page that the customer's copy has too",
      more: isShown ? LinkView(label: "The proposal", href: page.href(to: .proposal(account.slug))) : nil,
      table: TableView(
        "Proposed scenarios", columns: [.text("Scenario"), .text("What the customer reads"), .text("Good until")],
        rows: chosen.map { scenario in
          let last = scenario.proposed?.validUntil
          let isOver = last.map { $0 < asOf } ?? false
          return RowView([
            .header(scenario.name), .text(scenario.proposed?.title ?? "its term"),
            last.map { .day($0, tag: isOver ? TagView(tone: .late, word: "over, not shown") : nil) }
              ?? .text("\(context.portfolio.settings.offerPolicy.proposalDays) days from each build"),
          ])
        }),
      empty: shown.count < chosen.count
        ? "A scenario is not shown once its last day is past, or while a line of it has no price of its own: write price: into each added line."
        : nil)
  }
}
