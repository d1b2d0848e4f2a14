/// The frame of a line chart of 326 units: periods along x, values along y, the names of the lines at their ends.
struct LinePlot {
  static let width = 326.0
  static let height = 134.0
  private static let (top, bottom) = (10.0, 114.0)

  private let periods: [ChartPeriod]
  private let scale: Scale
  private let format: AxisFormat
  private let left: Double
  private let right: Double

  /// Leaves room for the widest value at the left and the widest of `names` at the right.
  init(
    periods: [ChartPeriod], from low: Double, to high: Double, least: Double, format: AxisFormat, names: [String]
  ) {
    self.periods = periods
    self.format = format
    scale = Scale(low, high, ticks: 4, least: least, from: Self.bottom, to: Self.top)
    let ticks = scale.ticks.map { [format, scale] in TextWidth.of(format.text($0, on: scale)) }
    left = min(max((ticks.max() ?? 0) + 6, 36), 80)
    right = min(max(Self.width - 8 - (names.map { TextWidth.of($0) }.max() ?? 0), 140), 232)
  }

  /// Where a period is; a single one stands at the end.
  func x(_ index: Int) -> Double {
    periods.count > 1 ? left + (right - left) * Double(index) / Double(periods.count - 1) : right
  }

  /// Where a value is.
  func y(_ value: Double) -> Double { scale.position(value) }

  /// Lines and texts of both axes. Periods are named from the last back in even steps, as far as there is room.
  func appendAxes(to svg: inout SVG) {
    for tick in scale.ticks {
      svg.line(tick == scale.low ? "axis" : "grid", y: y(tick), from: .units(left), to: .units(right))
      svg.plain(format.text(tick, on: scale), "t-q", x: left - 6, y: y(tick) + 4, .end)
    }
    // More than a year of months, or of quarters.
    let spansYears = periods.count > 13 || periods.count { $0.startsYear } > 1
    for index in PeriodTicks.indexes(of: periods, positions: periods.indices.map(x), spansYears: spansYears) {
      svg.plain(spansYears ? periods[index].long : periods[index].short, "t-q", x: x(index), y: 130, .middle)
    }
  }

  /// A line with gaps where a value is missing, and a dot at its last value; a value without neighbours is a dot of its own.
  func append(_ values: [Double?], _ style: StaticString, dot: StaticString?, to svg: inout SVG) {
    let runs = values.runs
    for run in runs { svg.path(style, run.map { (x($0.index), y($0.value)) }) }
    for run in runs.dropLast() where run.count == 1 {
      svg.circle(dot ?? "f-grey", x: x(run[0].index), y: y(run[0].value), radius: 1.5)
    }
    guard let last = runs.last, let end = last.last, dot != nil || last.count == 1 else { return }
    svg.circle(dot ?? "f-grey", x: x(end.index), y: y(end.value), radius: 3)
  }

  /// The names of the lines beside their ends, moved apart where they would touch.
  func appendNames(_ names: [(text: String, style: StaticString, value: Double)], to svg: inout SVG) {
    let wanted = names.map { y($0.value) + 4 }
    let ys = VerticalSpread.positions(wanted, gap: 14, in: Self.top + 4...Self.bottom + 4)
    for (name, y) in zip(names, ys) { svg.plain(name.text, name.style, x: right + 8, y: y, .start) }
  }
}

extension SVG {
  /// A text at a place that is known to be free, in a drawing that is scaled as a whole.
  mutating func plain(_ text: String, _ style: StaticString, x: Double, y: Double, _ anchor: ChartLabel.Anchor) {
    raw("<text class=\"")
    raw(style)
    raw("\"")
    switch anchor {
    case .start: break
    case .middle: raw(" text-anchor=\"middle\"")
    case .end: raw(" text-anchor=\"end\"")
    }
    attribute("x", x)
    attribute("y", y)
    raw(">")
    self.text(text)
    raw("</text>")
  }
}
