import Charts
import Core

/// The charts of the style book: each kind with a few items, so that all marks and labels of it show.
enum StyleBookCharts {
  static func sections(asOf: Day) -> [ReportSection] {
    let quarters = (1...6).map {
      ChartPeriod(
        short: "Q\(($0 - 1) % 4 + 1)", long: "FY\(26 + ($0 - 1) / 4) Q\(($0 - 1) % 4 + 1)",
        startsYear: ($0 - 1) % 4 == 0)
    }
    let months = (0..<12).map { ChartPeriod.month(of: asOf.adding(months: $0 - 11)) }
    return [
      chart("gantt", "Contract timeline", gantt(asOf)), chart("stack", "Forecast by quarter", stack),
      chart("bridge", "What moved", bridge), chart("years", "Price by year", years),
      chart("matrix", "Severity and time", matrix),
      chart("plot", "Value by score", plot),
      ReportSection(
        id: "lines", heading: "Lines and bars", note: "Small, side by side",
        panels: [
          panel("Ratios by quarter", ratios(quarters)), panel("Used more than bought", usage(months, over: true)),
          panel("Used less than bought", usage(months, over: false)),
          panel("A red score", score(24, .red)), panel("A yellow score", score(62, .yellow)),
          panel("A green score", score(91, .green)),
        ]),
    ]
  }

  private static func chart(_ id: String, _ heading: String, _ chart: some Chart) -> ReportSection {
    ReportSection(id: id, heading: heading, chart: chart.markup)
  }

  private static func panel(_ heading: String, _ chart: some Chart) -> ChartPanel {
    ChartPanel(heading: heading, note: "One finding in words", chart: chart.markup)
  }

  private static func gantt(_ today: Day) -> ContractGantt {
    let end = today + 150
    let milestones = [
      ContractGantt.Milestone("Kick-off", on: today - 30, .done, note: "done"),
      ContractGantt.Milestone("Proposal", on: today + 20, .late, note: "late"),
      ContractGantt.Milestone("Signature", on: end - 30, .toCome, note: "to come"),
    ]
    let terms = [
      ContractGantt.Term(
        "C-1042", detail: "$310,800, from 1 Feb 2024", from: today - 580, through: end,
        endLabel: "Renews \((end + 1).display)",
        notice: end - 60, noticeLabel: "Notice by \((end - 60).display)", rollsThrough: end.adding(months: 12),
        rollLabel: "rolls 12 months if no notice is given", anniversaries: [today + 60], milestones: milestones),
      ContractGantt.Term(
        "C-1043", detail: "$40,000", from: today - 200, through: today + 90, endLabel: "Ends \((today + 90).display)",
        notice: nil,
        noticeLabel: "", rollsThrough: nil, rollLabel: "", anniversaries: [], milestones: []),
    ]
    return ContractGantt(
      id: "sb-gantt", title: "Contract timeline", finding: "Two contracts, one with a notice deadline", terms: terms,
      over: TimeScale(from: today - 110, through: today + 250), today: today, todayLabel: "Today")
  }

  private static var stack: ForecastStack {
    let amounts: [[Double]] = [[620, 140, 90, 40, 0, 30], [0, 480, 260, 210, 60, 0], [0, 0, 120, 700, 0, 0]]
    return ForecastStack(
      title: "Forecast by quarter",
      rows: amounts.enumerated().map { index, parts in
        ForecastStack.Row(
          "FY27 Q\(index + 1)",
          parts: zip(ForecastShade.allCases, parts).map { shade, amount in
            ForecastStack.Part(shade, "\(shade)".capitalizedFirst, amount, value: "$\(Int(amount))K")
          }, target: 900, targetValue: "$900K")
      })
  }

  private static var bridge: Waterfall {
    Waterfall(
      title: "What moved", opening: Waterfall.Total("Opening", note: "16 Nov", 2_860_000, value: "2,860,000"),
      steps: [
        Waterfall.Step("New", note: "Juniper Media", 120_000, value: "+120,000"),
        Waterfall.Step("Lower", note: "Osier Textiles", -64_000, value: "−64,000"),
        Waterfall.Step("Out of the quarter", note: "Redbud Telecom", -310_000, value: "−310,000"),
      ], closing: Waterfall.Total("Closing", note: "23 Nov", 2_606_000, value: "2,606,000"), format: .money(sign: "$"),
      unit: "$")
  }

  private static var years: PriceYears {
    func price(_ thousands: Double) -> PriceYears.Price { .init(thousands * 1000, value: "$\(Int(thousands))K") }
    return PriceYears(
      title: "Price by year",
      rows: [
        PriceYears.Row("Flat", detail: "12 months", years: [price(386)], total: "$386K"),
        PriceYears.Row("Three years", detail: "36 months", years: [406, 418, 431].map(price), total: "$1.26M"),
      ], today: price(413), floor: price(400), totalHeader: "Total")
  }

  private static var matrix: RiskMatrix {
    let days = [12, 25, 44, 58, 71, 85, 120, 160, 240, 300]
    return RiskMatrix(
      id: "sb-matrix", title: "Open risks",
      severities: [.init("High", .red), .init("Medium", .yellow), .init("Low", .green)],
      items: days.enumerated().map {
        .init(severity: $0 % 3, days: $1, isMitigated: $0 % 4 != 0, tip: "Risk \($0 + 1)")
      })
  }

  private static var plot: TerritoryPlot {
    let dots: [(String, Double, Double, ChartBand)] = [
      ("Larkspur", 24, 880, .red), ("Osier", 41, 210, .red), ("Redbud", 62, 497, .yellow),
      ("Harebell", 67, 113, .yellow),
      ("Juniper", 82, 640, .green), ("Fennel", 93, 90, .green),
    ]
    return TerritoryPlot(
      id: "sb-plot", title: "Annual value by health score", finding: "Larkspur is the largest exposure at risk.",
      dots: dots.map { TerritoryPlot.Dot($0, x: $1, value: $2 * 1000, $3, isEmphasised: $3 == .red, tip: $0) },
      axis: .score(yellow: 50, green: 75), format: .money(sign: "$"))
  }

  private static func ratios(_ quarters: [ChartPeriod]) -> RatioLines {
    RatioLines(
      id: "sb-ratios", title: "Retention", periods: quarters,
      lines: [.init("NRR", [1.07, 1.04, 1.02, nil, 0.99, 1.01]), .init("GRR", [1, 0.99, 0.98, 0.97, 0.96, 0.97])])
  }

  private static func usage(_ months: [ChartPeriod], over: Bool) -> UsageLines {
    let used = months.indices.map { Double((over ? 980 : 610) + $0 * (over ? 34 : -8)) }
    return UsageLines(
      id: over ? "sb-over" : "sb-under", title: "Conductor Service", periods: months,
      entitled: months.map { _ in 1200 },
      assigned: used.map { $0 * 1.1 }, used: used)
  }

  private static func score(_ value: Double, _ band: ChartBand) -> ScoreBar {
    ScoreBar(value, band, yellow: 50, green: 75, label: "Health \(Int(value)) of 100")
  }
}
