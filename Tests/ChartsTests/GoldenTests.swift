import Core
import Testing

@testable import Charts

/// The drawings of the sample pages, byte for byte.
@Suite struct GoldenTests {
  private static func day(_ text: String) -> Day { ChartSamples.day(text) }

  @Test func contractGantt() throws {
    let milestones: [ContractGantt.Milestone] = [
      .init("Kick-off", on: Self.day("2026-08-05"), .done, note: "5 Aug"),
      .init("Value review", on: Self.day("2026-10-04"), .done, note: "4 Oct"),
      .init("Proposal", on: Self.day("2026-11-03"), .late, note: "20 days late"),
      .init("Terms", on: Self.day("2026-12-03"), .toCome, note: "3 Dec"),
      .init("Signature", on: Self.day("2027-01-02"), .toCome, note: "2 Jan"),
    ]
    let chart = ContractGantt(
      id: "tl", title: "Contract timeline, August 2026 to July 2027",
      finding: "C-2041 runs to 31 January 2027; notice must arrive by 2 December 2026, 9 days from today.",
      terms: [
        ContractGantt.Term(
          "C-2041", detail: "$412,800, from 1 Feb 2024", from: Self.day("2024-02-01"), through: Self.day("2027-01-31"),
          endLabel: "Renews 1 Feb 2027", notice: Self.day("2026-12-02"), noticeLabel: "Notice by 2 Dec",
          rollsThrough: Self.day("2028-01-31"), rollLabel: "rolls 12 months if no notice is given",
          milestones: milestones),
        ContractGantt.Term(
          "C-2310", detail: "$99,200, from 1 Aug 2025", from: Self.day("2025-08-01"), through: Self.day("2027-07-31"),
          endLabel: "Renews 1 Aug 2027"),
      ], over: TimeScale(from: Self.day("2026-08-01"), through: Self.day("2027-07-31")), today: ChartSamples.today,
      todayLabel: "Today, 23 Nov")
    try expectSnapshot(chart.markup, "contracts.svg")
  }

  @Test func portfolioGantt() throws {
    try expectSnapshot(ChartSamples.portfolio(9).markup, "portfolio.html")
  }

  @Test func monthBars() throws {
    let amounts: [[ChartBand: Double]] = [
      [.green: 494, .none: 64], [.red: 88, .yellow: 232, .green: 640], [.red: 296, .yellow: 1533], [.green: 152],
      [.yellow: 128, .green: 720], [.yellow: 264], [.yellow: 880], [.yellow: 196], [:], [.red: 112], [.green: 540],
      [.green: 430],
    ]
    let rows = zip(ChartSamples.months[12...], amounts).map { period, amounts in
      MonthBars.Row(period, amounts, value: "$\(Int(amounts.values.reduce(0, +)))K")
    }
    let chart = MonthBars(title: "Ending by month", rows: rows, valueHeader: "ATR")
    try expectSnapshot(chart.markup + ChartBand.keys(chart.bands) + chart.table.markup, "months.html")
  }

  @Test func usageLines() throws {
    let active: [Double] = [790, 814, 838, 850, 874, 886, 910, 924, 910, 898, 886, 840]
    let assigned: [Double] = [930, 940, 950, 960, 970, 980, 985, 990, 1000, 1005, 1010, 1010]
    let measured: [Double] = [3550, 3610, 3640, 3700, 3760, 3800, 3860, 3920, 3990, 4120, 4240, 4310]
    let months = Array(ChartSamples.months.prefix(12))
    let service = UsageLines(
      id: "u-service", title: "Conductor Service: entitled and used by month", periods: months,
      entitled: active.map { _ in 1200 }, assigned: assigned, used: active)
    let assets = UsageLines(
      id: "u-assets", title: "Conductor Assets: entitled and used by month",
      finding: "Entitled 4,000; measured nodes passed that in August and reached 4,310 in October.", periods: months,
      entitled: measured.map { _ in 4000 }, used: measured, usedName: "measured")
    try expectSnapshot(service.markup, "usage-under.svg")
    try expectSnapshot(assets.markup, "usage-over.svg")
  }

  @Test func usageTrend() throws {
    let measured: [Double] = [3620, 3650, 3640, 3700, 3735, 3740, 3790, 3805, 3850, 3860, 3890, 3925]
    let ahead = (0..<6).map { 3925 + 27.5 * Double($0) }
    let blank = [Double?](repeating: nil, count: 11)
    let chart = UsageLines(
      id: "u-trend", title: "Conductor Assets: entitled and used by month",
      finding: "Measured use rises by 27.5 a month and passes the 4,000 entitled on 22 January 2027 by trend.",
      periods: Array(ChartSamples.months.prefix(17)), entitled: (0..<17).map { _ in 4000 }, used: measured,
      usedName: "measured",
      trend: UsageTrendLine(
        values: blank + ahead, low: blank + ahead.enumerated().map { $1 - 30 - 3 * Double($0) },
        high: blank + ahead.enumerated().map { $1 + 30 + 3 * Double($0) }, crossing: 13.73))
    try expectSnapshot(chart.markup, "usage-trend.svg")
    #expect(chart.table.columns == ["Month", "Entitled", "Measured", "Trend", "From", "To"])
  }

  @Test func smallBars() throws {
    let score = ScoreBar(65, .yellow, yellow: 50, green: 75, label: "Health 65 of 100, Yellow; Green from 75")
    let share = ShareBar([(.commit, 0.783), (.won, 0.093)], label: "Call 78.3% of ATR; won 9.3%")
    let spark = Sparkline([3, 3, 2, nil, 2, 2, 1, 1, 4])
    try expectSnapshot(
      score.markup + MeasureBar(50, .yellow, marks: [50, 75]).markup + share.markup + spark.markup, "small.html")
    try expectSnapshot(ChartDefinitions.markup, "definitions.svg")
  }

  @Test func forecastStack() throws {
    func part(_ shade: ForecastShade, _ name: String, _ amount: Double, _ value: String) -> ForecastStack.Part {
      ForecastStack.Part(shade, name, amount, value: value)
    }
    let chart = ForecastStack(
      title: "Forecast by quarter",
      rows: [
        ForecastStack.Row(
          "FY27 Q4", href: "forecast/fy27-q4.html",
          parts: [
            part(.won, "Won", 326, "$326K"), part(.commit, "Commit", 856, "$856K"),
            part(.best, "Best case", 1668.4, "$1.67M"), part(.pipeline, "Pipeline", 210, "$210K"),
            part(.omitted, "Omitted", 88, "$88K"), part(.lost, "Lost", 64, "$64K"),
          ], target: 3346.8, targetValue: "$3.35M"),
        ForecastStack.Row(
          "FY28 Q1", parts: [part(.best, "Best case", 908, "$908K"), part(.pipeline, "Pipeline", 368, "$368K")],
          target: 1264, targetValue: "$1.26M"),
        ForecastStack.Row(
          "FY28 Q2", parts: [part(.pipeline, "Pipeline", 1175, "$1.18M")], target: 1175, targetValue: "$1.18M"),
        ForecastStack.Row("FY28 Q3", parts: [], target: 0, targetValue: "$0"),
      ])
    try expectSnapshot(chart.markup, "stack.html")
  }

  @Test func waterfall() throws {
    let chart = Waterfall(
      title: "What moved since 16 Nov", opening: .init("Opening", note: "16 Nov", 2_860_800, value: "2,860,800"),
      steps: [
        .init("New", note: "Fernhollow Foods, no opportunity until 17 Nov", 184_000, value: "+184,000"),
        .init("Amount up", note: "Cedarline Logistics, 5% uplift agreed", 32_000, value: "+32,000"),
        .init("Upgraded", note: "Saltbush Water, pipeline to best case", 232_000, value: "+232,000"),
        .init("Downgraded", note: "Nettlecombe Pharma, best case to pipeline", -210_000, value: "\u{2212}210,000"),
        .init(
          "Amount down", note: "Elderfield \u{2212}$70K, Larkspur \u{2212}$26.4K", -96_400, value: "\u{2212}96,400"),
        .init("Pushed out", note: "Goldenrod Media to FY28 Q1", -88_000, value: "\u{2212}88,000"),
        .init("Lost", note: "Thistle & Co", -64_000, value: "\u{2212}64,000"),
        .init("Won", note: "Hawthorn Freight, signed 20 Nov", -326_000, value: "\u{2212}326,000", kind: .won),
      ], closing: .init("Closing", note: "23 Nov", 2_524_400, value: "2,524,400"), format: .money(sign: "$"), unit: "$")
    try expectSnapshot(chart.markup, "waterfall.html")
  }

  @Test func priceYears() throws {
    func price(_ amount: Double) -> PriceYears.Price { .init(amount * 1000, value: "$\(Int(amount))K") }
    let chart = PriceYears(
      title: "Price by year",
      rows: [
        .init("Roll over", detail: "12 months", years: [price(433)], total: "$433K"),
        .init("Flat & 1,100 users", detail: "12 months", years: [price(386)], total: "$386K"),
        .init("Three years", detail: "36 months", years: [price(406), price(406), price(418)], total: "$1.23M"),
      ], today: price(413), floor: price(400), totalHeader: "Total")
    try expectSnapshot(chart.markup + chart.table.markup, "price-years.html")
  }

  @Test func ratioLines() throws {
    let chart = RatioLines(
      id: "rt", title: "Retention by quarter", periods: Array(ChartSamples.quarters.prefix(8)),
      lines: [
        .init("NRR", [1.04, 1.05, 1.03, 1.01, 1.02, 0.99, 1.0, 1.031]),
        .init("GRR", [0.93, 0.94, 0.92, 0.9, 0.91, nil, 0.88, 0.912]),
      ])
    try expectSnapshot(chart.markup, "ratios.svg")
  }

  @Test func riskMatrix() throws {
    try expectSnapshot(ChartSamples.risks(44).markup, "risks.svg")
  }

  @Test func territoryPlot() throws {
    try expectSnapshot(ChartSamples.territory(24).markup, "territory.svg")
    try expectSnapshot(ChartSamples.territory(40, axis: .days).markup, "territory-days.svg")
  }
}
