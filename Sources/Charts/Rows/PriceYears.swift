/// What offers cost a year, year by year: a row of bars for each offer on one scale, with the price of today as a line through all.
public struct PriceYears: Chart {
  /// The price of one year.
  public struct Price: Sendable, Hashable {
    /// Its amount; below zero is drawn as nothing.
    public let amount: Double
    /// The amount as text.
    public let value: String

    /// A price.
    public init(_ amount: Double, value: String) {
      self.amount = amount
      self.value = value
    }
  }

  /// An offer.
  public struct Row: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Under the name: its term.
    public let detail: String
    /// From its first year on.
    public let years: [Price]
    /// What all years come to, as text.
    public let total: String

    /// An offer.
    public init(_ name: String, detail: String, years: [Price], total: String) {
      self.name = name
      self.detail = detail
      self.years = years
      self.total = total
    }
  }

  let title: String
  let rows: [Row]
  let today: Price?
  let floor: Price?
  let totalHeader: String

  /// Rows in the order given. Bars below `floor` are hollow. `totalHeader` stands above the totals.
  public init(title: String, rows: [Row], today: Price? = nil, floor: Price? = nil, totalHeader: String) {
    self.title = title
    self.rows = rows
    self.today = today
    self.floor = floor
    self.totalHeader = totalHeader
  }

  private static let widths = LabelLayout.Widths(phone: 326, tablet: 273, laptop: 721)
  private static let (height, top, base) = (68.0, 18.0, 66.0)

  private var count: Int { rows.map(\.years.count).max() ?? 0 }

  /// A list with a row for each offer.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.raw("<ol class=\"rows bridge years\"><li class=\"ax\"><span></span><span class=\"plot\">")
    appendAxis(to: &svg)
    svg.raw("</span><span class=\"num quiet small\">")
    svg.text(totalHeader)
    svg.raw("</span></li>")
    let most = max(rows.flatMap(\.years).map(\.amount.sane).max() ?? 0, today?.amount.sane ?? 0)
    for row in rows {
      svg.raw("<li><span class=\"lab\"><b>")
      svg.text(row.name)
      svg.raw("</b> <small class=\"quiet\">")
      svg.text(row.detail)
      svg.raw("</small></span><span class=\"plot\">")
      append(row, most: most, to: &svg)
      svg.raw("</span><span class=\"num\">")
      svg.text(row.total)
      svg.raw("</span></li>")
    }
    svg.raw("</ol>")
    return svg.bytes
  }

  /// Where the bar of a year begins, per cent.
  private func x(_ year: Int) -> Double { Double(year) / Double(max(count, 1)) * 100 }
  private var width: Double { 76 / Double(max(count, 1)) }

  private func appendAxis(to svg: inout SVG) {
    svg.openFluid(height: 18, label: nil)
    var layout = LabelLayout(Self.widths)
    for year in 0..<count {
      svg.label(layout.place(ChartLabel("Year \(year + 1)", "t-q", at: .init(x: x(year), y: 13))))
    }
    svg.raw("</svg>")
  }

  private func append(_ row: Row, most: Double, to svg: inout SVG) {
    let scale = Scale(0, most, ticks: 4, from: Self.base, to: Self.top)
    svg.openFluid(height: Self.height, "fluid chart halo", label: described(row))
    for (year, price) in row.years.enumerated() where price.amount.sane > 0 {
      let y = scale.position(price.amount)
      let isBelow = floor.map { price.amount.sane < $0.amount.sane } ?? false
      svg.rect(
        isBelow ? "class=\"f-dn\"" : "class=\"f-commit\"", x: .percent(x(year)), width: .percent(width), y: y,
        height: Self.base - y)
    }
    if let today { svg.line("axis-b dash", y: scale.position(today.amount), from: .percent(0), to: .percent(100)) }
    svg.line("axis", y: Self.base, from: .percent(0), to: .percent(100))
    appendLabels(of: row, on: scale, to: &svg)
    svg.raw("</svg>")
  }

  /// The price above each bar; the same price twice is written once.
  private func appendLabels(of row: Row, on scale: Scale, to svg: inout SVG) {
    var layout = LabelLayout(Self.widths)
    for (year, price) in row.years.enumerated() where year == 0 || row.years[year - 1].value != price.value {
      let y = min(scale.position(max(price.amount.sane, 0)), Self.base) - 5
      svg.label(layout.place(ChartLabel(price.value, "t-b", at: .init(x: x(year), y: y))))
    }
  }

  private func described(_ row: Row) -> String {
    let years = row.years.enumerated().map { "year \($0 + 1) \($1.value)" }.joined(separator: ", ")
    let lines = [today.map { "today \($0.value)" }, floor.map { "walk-away \($0.value)" }].compactMap(\.self)
    return (["\(row.name): \(years); \(totalHeader) \(row.total)"] + lines).joined(separator: "; ")
  }

  /// An offer in each row, a year in each column.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Scenario"] + (0..<count).map { "Year \($0 + 1)" } + [totalHeader],
      rows: rows.map { row in
        [row.name] + (0..<count).map { row.years.indices.contains($0) ? row.years[$0].value : "" } + [row.total]
      })
  }
}
