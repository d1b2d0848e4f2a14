/// Gross and net retention by quarter: two lines against 100 per cent. 326 units wide, for a grid of several.
public struct RatioLines: Chart {
  let id: String
  let title: String
  let finding: String
  let periods: [ChartPeriod]
  let lines: [Line]

  /// One ratio over all periods.
  public struct Line: Sendable, Hashable {
    /// What it is called: `NRR`.
    public let name: String
    /// Shares of 1, old to new; nil where none is known.
    public let values: [Double?]

    /// A ratio by period.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  /// At most three lines, the first in the accent colour, the second in ink, the third thin and grey. Without a `finding` the
  /// last known values are said.
  public init(id: String, title: String, finding: String? = nil, periods: [ChartPeriod], lines: [Line]) {
    self.id = id
    self.title = title
    self.periods = periods
    self.lines = lines.prefix(3).map { line in
      Line(line.name, periods.indices.map { $0 < line.values.count ? line.values[$0].map { $0.sane } : nil })
    }
    self.finding = finding ?? self.lines.compactMap(Self.name).joined(separator: ", ")
  }

  private static let styles: [(line: StaticString, text: StaticString, dot: StaticString?)] = [
    ("line s-a", "t-a", "f-accent"), ("line s-i", "t-b", "f-ink"), ("line thin s-q", "t-q", nil),
  ]

  /// One drawing of 326 by 134 units. The axis need not begin at 0, since lines show change and not size.
  public var markup: [UInt8] {
    var svg = SVG()
    let known = lines.flatMap(\.values).compactMap { $0 }
    let plot = LinePlot(
      periods: periods, from: min(known.min() ?? 0.9, 1), to: max(known.max() ?? 1, 1), least: 0.01, format: .percent,
      names: lines.compactMap(Self.name))
    svg.openScaled(width: LinePlot.width, height: LinePlot.height, id: id, title: title, finding: finding)
    plot.appendAxes(to: &svg)
    plot.append(periods.map { _ in 1.0 }, "line thin s-i dash", dot: nil, to: &svg)
    for (line, style) in zip(lines, Self.styles) { plot.append(line.values, style.line, dot: style.dot, to: &svg) }
    let names = zip(lines, Self.styles).compactMap { line, style in
      Self.name(of: line).flatMap { name in Self.last(of: line).map { (name, style.text, $0) } }
    }
    plot.appendNames(names, to: &svg)
    svg.raw("</svg>")
    return svg.bytes
  }

  private static func last(of line: Line) -> Double? { line.values.last { $0 != nil }.flatMap { $0 } }

  private static func name(of line: Line) -> String? { last(of: line).map { "\(line.name) \(percent($0))" } }

  private static func percent(_ share: Double) -> String { DecimalText.grouped(share * 100, digits: 1) + "%" }

  /// A period in each row.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Period"] + lines.map(\.name),
      rows: periods.indices.map { index in
        [periods[index].long] + lines.map { $0.values[index].map(Self.percent) ?? "" }
      })
  }
}
