/// Use against entitlement by month: entitled as a dashed line, assigned thin, what is used in the accent colour, or in red
/// with the excess shaded where it passed what is entitled; a trend goes on from there, dashed, in a band that says how sure it is.
/// 326 units wide, for a grid of several.
public struct UsageLines: Chart {
  let id: String
  let title: String
  let finding: String
  let periods: [ChartPeriod]
  let series: [Series]
  let trend: UsageTrendLine?

  /// One line.
  struct Series {
    let name: String
    let values: [Double?]
    let line: StaticString
    let text: StaticString
    let dot: StaticString?
  }

  /// Values for each period, nil where none is known; a series may be empty. `usedName` is what the last one is called:
  /// `active` or `measured`. Periods after the last known value are there for the `trend`. Without a `finding` the last known values
  /// are said.
  public init(
    id: String, title: String, finding: String? = nil, periods: [ChartPeriod], entitled: [Double?],
    assigned: [Double?] = [], used: [Double?], usedName: String = "active", trend: UsageTrendLine? = nil
  ) {
    self.id = id
    self.trend = trend?.fitted(to: periods.count)
    self.title = title
    self.periods = periods
    func fitted(_ values: [Double?]) -> [Double?] {
      periods.indices.map { $0 < values.count ? values[$0].map { max($0.sane, 0) } : nil }
    }
    let (entitled, used) = (fitted(entitled), fitted(used))
    let isOver = zip(entitled, used).contains { ($1 ?? 0) > ($0 ?? .infinity) }
    series = [
      Series(name: "entitled", values: entitled, line: "line s-i dash", text: "t-b", dot: nil),
      Series(name: "assigned", values: fitted(assigned), line: "line thin s-q", text: "", dot: nil),
      isOver
        ? Series(name: usedName, values: used, line: "line s-r", text: "t-r", dot: "f-r")
        : Series(name: usedName, values: used, line: "line s-a", text: "t-a", dot: "f-accent"),
    ]
    self.finding = finding ?? series.compactMap(\.described).joined(separator: ", ")
  }

  /// One drawing of 326 by 134 units.
  public var markup: [UInt8] {
    var svg = SVG()
    let most = (series.flatMap(\.values) + (trend?.values ?? [])).compactMap { $0 }.max() ?? 0
    // A band that grows beyond that is cut at the edge, so that it doesn't press the lines flat.
    let high = min(trend?.high.compactMap { $0 }.max() ?? 0, most * 1.2)
    let plot = LinePlot(
      periods: periods, from: 0, to: max(most, high) * 1.05, least: 1, format: .count, names: names.map(\.text))
    svg.openScaled(width: LinePlot.width, height: LinePlot.height, id: id, title: title, finding: finding)
    trend?.appendBand(in: plot, to: &svg)
    plot.appendAxes(to: &svg)
    appendExcess(in: plot, to: &svg)
    for line in series { plot.append(line.values, line.line, dot: line.dot, to: &svg) }
    trend?.appendLine(in: plot, entitled: series[0].values, to: &svg)
    plot.appendNames(names, to: &svg)
    svg.raw("</svg>")
    return svg.bytes
  }

  /// The last known value of each line.
  private var ends: [(line: Series, value: Double)] {
    series.compactMap { line in line.values.last { $0 != nil }.flatMap { $0 }.map { (line, $0) } }
  }

  /// What stands at the right edge. A line that a trend goes on from ends before it, so the trend is named in its place.
  private var names: [(text: String, style: StaticString, value: Double)] {
    let named = trend?.end == nil ? ends : ends.filter { $0.line.name == series[0].name }
    let lines = named.map {
      (text: "\(DecimalText.grouped($0.value)) \($0.line.name)", style: $0.line.text, value: $0.value)
    }
    return lines + (trend?.end.map { [(text: "\(DecimalText.grouped($0)) by trend", style: "t-a", value: $0)] } ?? [])
  }

  /// A period in each row.
  public var table: ChartTable {
    let shown = series.filter { $0.values.contains { $0 != nil } }
    let ahead = trend.map { [("Trend", $0.values), ("From", $0.low), ("To", $0.high)] } ?? []
    return ChartTable(
      caption: title, columns: ["Month"] + shown.map { $0.name.capitalizedASCII } + ahead.map(\.0),
      rows: periods.indices.map { index in
        [periods[index].long]
          + (shown.map(\.values) + ahead.map(\.1)).map { $0[index].map { DecimalText.grouped($0) } ?? "" }
      })
  }

  /// The area between use and entitlement wherever use is above it.
  private func appendExcess(in plot: LinePlot, to svg: inout SVG) {
    let (entitled, used) = (series[0].values, series[2].values)
    var area: [(x: Double, upper: Double, lower: Double)] = []
    func close() {
      let outline = area.map { (x: $0.x, y: $0.upper) } + area.reversed().map { (x: $0.x, y: $0.lower) }
      if area.count > 1 { svg.path("w-r", outline, closed: true) }
      area = []
    }
    var before: (x: Double, upper: Double, lower: Double)?
    for index in periods.indices {
      guard let limit = entitled[index], let use = used[index] else {
        close()
        before = nil
        continue
      }
      let here = (x: plot.x(index), upper: plot.y(use), lower: plot.y(limit))
      if let before, (before.upper < before.lower) != (here.upper < here.lower) {
        area.append(Self.crossing(before, here))
        if here.upper >= here.lower { close() }
      }
      if here.upper < here.lower { area.append(here) }
      before = here
    }
    close()
  }

  private static func crossing(
    _ a: (x: Double, upper: Double, lower: Double), _ b: (x: Double, upper: Double, lower: Double)
  ) -> (x: Double, upper: Double, lower: Double) {
    let (before, after) = (a.lower - a.upper, b.lower - b.upper)
    let share = before == after ? 0 : before / (before - after)
    let y = a.lower + (b.lower - a.lower) * share
    return (a.x + (b.x - a.x) * share, y, y)
  }
}

extension UsageLines.Series {
  /// The last known value in words.
  var described: String? {
    values.last(where: { $0 != nil }).flatMap { $0 }.map { "\(DecimalText.grouped($0)) \(name)" }
  }
}

extension String {
  /// With a capital first letter, if it is ASCII.
  var capitalizedASCII: String {
    var bytes = Array(utf8)
    if let first = bytes.first, (97...122).contains(first) { bytes[0] = first - 32 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
