/// What falls due by month: a bar for each, stacked by band, with its sum beside it. Any periods will do.
public struct MonthBars: Chart {
  /// One month.
  public struct Row: Sendable, Hashable {
    /// The month.
    public let period: ChartPeriod
    /// A page about it, relative to this one.
    public let href: String?
    /// What each band adds to the bar; negative amounts count as none.
    public let amounts: [ChartBand: Double]
    /// The sum as text.
    public let value: String

    /// A month with amounts by band.
    public init(_ period: ChartPeriod, href: String? = nil, _ amounts: [ChartBand: Double], value: String) {
      self.period = period
      self.href = href
      self.amounts = amounts
      self.value = value
    }
  }

  let title: String
  let rows: [Row]
  let valueHeader: String

  /// Rows in the order given; all bars share one scale. `valueHeader` names the values with their unit.
  public init(title: String, rows: [Row], valueHeader: String) {
    self.title = title
    self.rows = rows
    self.valueHeader = valueHeader
  }

  /// The order in the bar: what is at risk stands first, at the common base line.
  private static let order: [ChartBand] = [.red, .yellow, .green, .none]

  private static func amounts(of row: Row) -> [(ChartBand, Double)] {
    order.compactMap { band in row.amounts[band].map { (band, max($0.sane, 0)) } }
  }

  /// A list with a row for each month.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.raw("<ol class=\"rows months\">")
    let most = rows.map { Self.amounts(of: $0).reduce(0) { $0 + $1.1 } }.max() ?? 0
    for (index, row) in rows.enumerated() {
      svg.raw("<li><span class=\"lab\">")
      svg.link(row.period.name(isFirst: index == 0), to: row.href)
      svg.raw("</span><span class=\"plot\">")
      append(row, most: most, to: &svg)
      svg.raw("</span><span class=\"num\">")
      svg.text(row.value)
      svg.raw("</span></li>")
    }
    svg.raw("</ol>")
    return svg.bytes
  }

  private func append(_ row: Row, most: Double, to svg: inout SVG) {
    svg.openFluid(height: 24, "fluid", label: nil)
    svg.line("axis", x: .percent(0), from: 0, to: 24)
    var x = 0.0
    for (band, amount) in Self.amounts(of: row) where amount > 0 {
      let width = amount / most * 100
      svg.rect(band.barFill, x: .percent(min(x, 100)), width: .percent(min(width, 100)), y: 6.5, height: 11)
      x += width
    }
    svg.raw("</svg>")
  }

  /// The bands that appear, for the keys below.
  public var bands: [ChartBand] {
    Self.order.filter { band in rows.contains { ($0.amounts[band] ?? 0) > 0 } }
  }

  /// A month in each row, with the share of each band.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Month"] + bands.map(\.word) + [valueHeader],
      rows: rows.map { row in
        let sum = Self.amounts(of: row).reduce(0) { $0 + $1.1 }
        let shares = bands.map { band in
          sum > 0 ? DecimalText.grouped(max((row.amounts[band] ?? 0).sane, 0) / sum * 100) + "%" : ""
        }
        return [row.period.long] + shares + [row.value]
      })
  }
}
