import Core
import Foundation

@testable import Charts

/// Charts of a given number of items, made up but always the same, and worse than real data.
enum ChartSamples {
  static let today = day("2026-11-23")

  static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  /// Numbers that look random and are the same in each run.
  struct Numbers {
    private var state: UInt64
    init(_ seed: Int) { state = UInt64(seed) &* 2 &+ 1 }

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
  }

  static let months = (0..<400).map { ChartPeriod.month(of: day("2025-11-01").adding(months: $0)) }
  static let quarters = (0..<400).map { index -> ChartPeriod in
    let year = 24 + (index + 3) / 4
    let quarter = (index + 3) % 4 + 1
    return ChartPeriod(short: "Q\(quarter)", long: "FY\(year) Q\(quarter)", startsYear: quarter == 1)
  }

  static func contracts(_ count: Int) -> ContractGantt {
    var numbers = Numbers(count)
    let terms = (0..<count).map { index -> ContractGantt.Term in
      let end = day("2026-08-31") + numbers.next(500)
      let milestones = (0..<min(numbers.next(12), 400)).map { step in
        let states: [ContractGantt.Milestone.State] = [.done, .late, .toCome]
        return ContractGantt.Milestone(
          "Milestone \(step)", on: end - 200 + numbers.next(220), states[numbers.next(3)], note: "due \(step) Dec")
      }
      return ContractGantt.Term(
        "C-\(index) & Co", detail: "$\(index),800, from 1 Feb 2024", from: end - 700, through: end,
        endLabel: "Renews \((end + 1).display)", notice: index % 3 == 0 ? nil : end - numbers.next(90),
        noticeLabel: "Notice by \(end.display)", rollsThrough: index % 4 == 1 ? end.adding(months: 12) : nil,
        rollLabel: "rolls 12 months if no notice is given", anniversaries: index % 5 == 0 ? [end - 365] : [],
        milestones: milestones)
    }
    return ContractGantt(
      id: "tl", title: "Contract timeline", finding: "Finding <of> \(count)", terms: terms,
      over: TimeScale(from: day("2026-08-01"), through: day("2027-07-31")), today: today, todayLabel: "Today, 23 Nov")
  }

  static func portfolio(_ count: Int) -> PortfolioGantt {
    var numbers = Numbers(count)
    let rows = (0..<count).map { index -> PortfolioGantt.Row in
      let end = day("2026-11-30") + numbers.next(900)
      return PortfolioGantt.Row(
        "Account & Partners \(index)", href: "accounts/account-\(index).html", contract: "C-\(index)",
        band: ChartBand.allCases[index % 4], from: end - 364, through: end, notice: index % 2 == 0 ? end - 60 : nil,
        anniversaries: index % 3 == 0 ? [end - 365] : [], rollsThrough: index % 7 == 0 ? end + 365 : nil, value: "310.0"
      )
    }
    let starts = (0..<8).map { day("2026-11-01").adding(months: 3 * $0) }
    return PortfolioGantt(
      id: "pg", title: "Eight quarters", rows: rows,
      quarters: zip(starts, quarters[9...]).map { PortfolioGantt.Quarter(from: $0, $1) }, through: day("2028-10-31"),
      today: today, valueHeader: "ATR, $K")
  }

  static func monthBars(_ count: Int) -> MonthBars {
    var numbers = Numbers(count)
    let rows = months.dropFirst(12).prefix(count).map { period -> MonthBars.Row in
      let amounts = ChartBand.allCases.map { ($0, Double(numbers.next(900) * numbers.next(2))) }
      return MonthBars.Row(period, Dictionary(uniqueKeysWithValues: amounts), value: "$\(numbers.next(999))K")
    }
    return MonthBars(title: "Ending by month", rows: rows, valueHeader: "ATR")
  }

  static func usage(_ count: Int) -> UsageLines {
    var numbers = Numbers(count)
    let used = (0..<count).map { index -> Double? in index % 17 == 5 ? nil : Double(900 + index * 3 + numbers.next(400))
    }
    return UsageLines(
      id: "u", title: "Conductor <Service>", periods: Array(months.prefix(count)),
      entitled: used.map { _ in 1200 }, assigned: used.map { $0.map { $0 * 1.1 } }, used: used)
  }

  /// Usage whose last half of the periods is still to come.
  static func usageAhead(_ count: Int) -> UsageLines {
    var numbers = Numbers(count)
    let known = count / 2
    let used = (0..<known).map { Double(900 + $0 * 12 + numbers.next(40)) }
    let values = (0..<count).map { $0 + 1 < known ? nil : Double(900 + $0 * 12) }
    return UsageLines(
      id: "ua", title: "Conductor <Assets>", periods: Array(months.prefix(count)),
      entitled: (0..<count).map { _ in Double(900 + known * 15) }, assigned: used.map { $0 * 0.97 }, used: used,
      trend: UsageTrendLine(
        values: values, low: values.map { $0.map { $0 - 60 } }, high: values.map { $0.map { $0 + 60 } },
        crossing: Double(count) * 0.7))
  }

  static func score(_ value: Double) -> ScoreBar {
    ScoreBar(value, .yellow, yellow: 50, green: 75, label: "Health \(value) of 100")
  }

  static func stack(_ count: Int) -> ForecastStack {
    var numbers = Numbers(count)
    let names = ["Closed won", "Commit", "Best case", "Pipeline", "Omitted", "Closed lost"]
    let rows = quarters.prefix(count).map { quarter -> ForecastStack.Row in
      let parts = zip(ForecastShade.allCases, names).map { shade, name -> ForecastStack.Part in
        let amount = numbers.next(3) == 0 ? 0 : numbers.next(900)
        return ForecastStack.Part(shade, name, Double(amount), value: "$\(amount)K")
      }
      let target = numbers.next(4000)
      return ForecastStack.Row(quarter.long, parts: parts, target: Double(target), targetValue: "$\(target)K")
    }
    return ForecastStack(title: "Forecast", rows: Array(rows))
  }

  static func bridge(_ count: Int) -> Waterfall {
    var numbers = Numbers(count)
    var level = 2_860_800.0
    let opening = Waterfall.Total("Opening", note: "16 Nov", level, value: "2,860,800")
    let steps = (0..<count).map { index -> Waterfall.Step in
      let change = Double(numbers.next(400_000) - 200_000)
      level += change
      return Waterfall.Step(
        "Movement \(index)", note: "Account & Partners \(index), because", change, value: "\(change)")
    }
    let closing = Waterfall.Total("Closing", note: "23 Nov", level, value: "\(level)")
    return Waterfall(
      title: "What moved", opening: opening, steps: steps, closing: closing, format: .money(sign: "$"), unit: "$")
  }

  static func ratios(_ count: Int) -> RatioLines {
    var numbers = Numbers(count)
    let gross = (0..<count).map { $0 % 11 == 3 ? nil : 0.8 + Double(numbers.next(150)) / 1000 }
    return RatioLines(
      id: "r", title: "Retention", periods: Array(quarters.prefix(count)),
      lines: [.init("NRR", gross.map { $0.map { $0 + 0.12 } }), .init("GRR", gross)])
  }

  static func prices(_ count: Int) -> PriceYears {
    var numbers = Numbers(count)
    let rows = (0..<count).map { index -> PriceYears.Row in
      let years = (0..<(1 + numbers.next(min(count, 20)))).map { _ in
        let amount = Double(numbers.next(900_000) - 20_000)
        return PriceYears.Price(amount, value: "$\(Int(amount) / 1000)K")
      }
      return PriceYears.Row("Offer <\(index)>", detail: "\(years.count) & more", years: years, total: "$1.2M")
    }
    let line = PriceYears.Price(400_000, value: "$400K")
    return PriceYears(title: "Price by year", rows: rows, today: line, floor: line, totalHeader: "Total")
  }

  static func risks(_ count: Int) -> RiskMatrix {
    var numbers = Numbers(count)
    let items = (0..<count).map { index in
      RiskMatrix.Item(
        severity: numbers.next(3), days: numbers.next(300) - 20, isMitigated: index % 3 != 0, tip: "Risk <\(index)>")
    }
    return RiskMatrix(
      id: "rm", title: "Open risks", severities: [.init("High", .red), .init("Medium", .yellow), .init("Low", .none)],
      items: items)
  }

  static func territory(_ count: Int, axis: TerritoryPlot.Axis = .score(yellow: 50, green: 75)) -> TerritoryPlot {
    var numbers = Numbers(count)
    let names = ["Elderfield", "Larkspur", "Alder & Finch", "Osier", "Nettlecombe", "Brackenridge", "Yarrow"]
    let dots = (0..<count).map { index -> TerritoryPlot.Dot in
      let x = 30 + numbers.next(68)
      let band: ChartBand = x < 50 ? .red : x < 75 ? .yellow : .green
      let value = 60_000 + numbers.next(1_000) * numbers.next(1_000)
      return TerritoryPlot.Dot(
        "\(names[index % names.count]) \(index)", x: Double(x), value: Double(value), index % 9 == 8 ? .none : band,
        isEmphasised: band == .red, tip: "\(names[index % names.count]) <\(index)>")
    }
    return TerritoryPlot(
      id: "dp", title: "Annual value by health score", finding: "\(count) accounts", dots: dots, axis: axis,
      format: .money(sign: "$"))
  }

  /// Every chart with `number` wherever one goes in, and texts that try to break out.
  static func hostile(_ number: Double) -> [(name: String, chart: any Chart)] {
    let text = "\"'><script>alert(1)</script>&\u{301}"
    let day = Day(number: number.isFinite ? Int(max(min(number, 1e6), -1e6)) : 0)
    let period = ChartPeriod(short: text, long: text, startsYear: true)
    let term = ContractGantt.Term(
      text, detail: text, from: day, through: day, endLabel: text, notice: day, noticeLabel: text, rollsThrough: day,
      rollLabel: text, anniversaries: [day], milestones: [.init(text, on: day, .late, note: text)])
    let row = PortfolioGantt.Row(
      text, href: text, contract: text, band: .red, from: day, through: day + 9999, notice: day, anniversaries: [day],
      rollsThrough: day, value: text)
    let dot = TerritoryPlot.Dot(text, x: number, value: number, .red, tip: text)
    let part = ForecastStack.Part(.best, text, number, value: text)
    let total = Waterfall.Total(text, note: text, number, value: text)
    return [
      (
        "contracts",
        ContractGantt(
          id: text, title: text, finding: text, terms: [term], over: TimeScale(from: day, through: day + 30),
          today: day,
          todayLabel: text)
      ),
      (
        "portfolio",
        PortfolioGantt(
          id: text, title: text, rows: [row], quarters: [.init(from: day, period)], through: day + 90, today: day,
          valueHeader: text)
      ),
      (
        "months",
        MonthBars(
          title: text, rows: [.init(period, href: text, [.red: number, .green: 1], value: text)], valueHeader: text)
      ),
      ("score", ScoreBar(number, .none, yellow: number, green: number, label: text)),
      (
        "usage",
        UsageLines(
          id: text, title: text, periods: [period, period], entitled: [number, 1], assigned: [1],
          used: [number, number],
          usedName: text,
          trend: UsageTrendLine(values: [number, 1], low: [number, -1], high: [number, 2], crossing: number))
      ),
      (
        "bridge",
        PriceYears(
          title: text,
          rows: [.init(text, detail: text, years: [.init(number, value: text), .init(1, value: text)], total: text)],
          today: .init(number, value: text), floor: .init(number, value: text), totalHeader: text)
      ),
      ("ratios", RatioLines(id: text, title: text, periods: [period, period], lines: [.init(text, [number, 1])])),
      (
        "stack",
        ForecastStack(title: text, rows: [.init(text, href: text, parts: [part], target: number, targetValue: text)])
      ),
      (
        "bridge",
        Waterfall(
          title: text, opening: total, steps: [.init(text, note: text, number, value: text)], closing: total,
          format: .money(sign: text), unit: text)
      ),
      (
        "risks",
        RiskMatrix(
          id: text, title: text, severities: [.init(text, .red)],
          items: [.init(severity: 0, days: Int(day.number), isMitigated: false, tip: text)])
      ),
      (
        "territory",
        TerritoryPlot(
          id: text, title: text, finding: text, dots: [dot, dot], axis: .score(yellow: number, green: number),
          format: .money(sign: text))
      ),
      (
        "territory",
        TerritoryPlot(
          id: text, title: text, finding: text, dots: [dot, dot], axis: .days, format: .count)
      ),
    ]
  }

  /// Every chart with so many items.
  static func all(_ count: Int) -> [(name: String, chart: any Chart)] {
    [
      ("contracts", contracts(count)), ("portfolio", portfolio(count)), ("months", monthBars(count)),
      ("usage", usage(count)), ("usage", usageAhead(count)), ("score", score(Double(count))),
      ("stack", stack(count)), ("bridge", bridge(count)),
      ("bridge", prices(count)), ("ratios", ratios(count)), ("risks", risks(count)),
      ("territory", territory(count)), ("territory", territory(count, axis: .days)),
    ]
  }
}
