/// Open risks by severity and days to renewal: a mark for each in its cell, solid while nothing is done about it.
public struct RiskMatrix: Chart {
  /// A row of the matrix.
  public struct Severity: Sendable, Hashable {
    /// What it is called: `High`.
    public let name: String
    /// The shape and colour of its marks.
    public let band: ChartBand

    /// A severity drawn in the shape of a band.
    public init(_ name: String, _ band: ChartBand) {
      self.name = name
      self.band = band
    }
  }

  /// A risk.
  public struct Item: Sendable, Hashable {
    /// Index of its severity.
    public let severity: Int
    /// Days to the renewal it threatens; negative when that has passed.
    public let days: Int
    /// Whether something is being done about it.
    public let isMitigated: Bool
    /// What the pointer shows: account and risk.
    public let tip: String

    /// A risk of the severity at that index.
    public init(severity: Int, days: Int, isMitigated: Bool, tip: String) {
      self.severity = severity
      self.days = days
      self.isMitigated = isMitigated
      self.tip = tip
    }
  }

  let id: String
  let title: String
  let finding: String?
  let severities: [Severity]
  let limits: [Int]
  let items: [Item]

  /// Rows from the worst severity down; columns end at `limits` days, ascending, and a last one holds what is later.
  public init(
    id: String, title: String, finding: String? = nil, severities: [Severity], limits: [Int] = [30, 60, 90, 180],
    items: [Item]
  ) {
    self.id = id
    self.title = title
    self.finding = finding
    self.severities = severities
    self.limits = limits.sorted()
    self.items = items
  }

  private var columns: Int { limits.count + 1 }

  /// At 326 px a column of five is 65 px wide: four marks, 14 px apart, in each of three lines.
  private static let (perLine, lines, pitch) = (4, 3, 14.0)

  /// One drawing, as wide as its place.
  public var markup: [UInt8] {
    var svg = SVG()
    let cells = severities.indices.map { row in (0..<columns).map { cell(row, $0) } }
    let heights = cells.map { row in 34 + Self.pitch * Double(row.map { Self.lineCount($0.count) }.max() ?? 1) }
    svg.openFluid(height: 22 + heights.reduce(0, +), id: id, title: title, finding: finding ?? described)
    appendHeads(bottom: 22 + heights.reduce(0, +), to: &svg)
    var y = 22.0
    for (row, height) in zip(severities.indices, heights) {
      svg.line(row == 0 ? "axis-b" : "axis", y: y, from: .percent(0), to: .percent(100))
      for column in 0..<columns { append(cells[row][column], row, column, top: y, to: &svg) }
      y += height
    }
    svg.line("axis", y: y, from: .percent(0), to: .percent(100))
    svg.raw("</svg>")
    return svg.bytes
  }

  private func column(of days: Int) -> Int { limits.firstIndex { days <= $0 } ?? limits.count }

  private func cell(_ row: Int, _ column: Int) -> [Item] {
    items.filter { $0.severity == row && self.column(of: $0.days) == column }
  }

  private static func lineCount(_ count: Int) -> Int { min(max((count + perLine - 1) / perLine, 1), lines) }

  private func x(_ column: Int) -> Double { 100 * Double(column) / Double(columns) }

  private func name(of column: Int) -> String {
    if column == limits.count { return "> \(limits.last ?? 0) days" }
    return column == 0 ? "\u{2264} \(limits[0]) days" : "\(limits[column - 1] + 1)\u{2013}\(limits[column])"
  }

  private func appendHeads(bottom: Double, to svg: inout SVG) {
    for column in 0..<columns {
      let spot = ChartLabel.Spot(x: x(column), dx: column == 0 ? 0 : 6, y: 13)
      svg.label(.init(label: ChartLabel(name(of: column), "t-q"), spot: spot, reach: .phone))
      if column > 0 { svg.line("grid", x: .percent(x(column)), from: 0, to: bottom) }
    }
  }

  /// The severity's name stands over the first cell, the number of risks over each cell that has any.
  private func append(_ cell: [Item], _ row: Int, _ column: Int, top: Double, to svg: inout SVG) {
    let severity = severities[row]
    let start = column == 0 ? 0.0 : 6
    if column == 0 {
      let name = ChartLabel(severity.name, "t-b")
      svg.label(.init(label: name, spot: .init(x: 0, y: top + 16), reach: .phone))
    }
    guard !cell.isEmpty else { return }
    let shown = cell.count > Self.perLine * Self.lines ? Self.perLine * Self.lines - 1 : cell.count
    for (index, item) in cell.prefix(shown).enumerated() {
      let (line, place) = index.quotientAndRemainder(dividingBy: Self.perLine)
      append(
        item, severity.band, x: x(column), offset: start + 6 + Self.pitch * Double(place),
        y: top + 31 + Self.pitch * Double(line), to: &svg)
    }
    let count = ChartLabel(String(cell.count), "t-q")
    let spot = ChartLabel.Spot(x: x(column + 1), dx: -6, y: top + 16, anchor: .end)
    svg.label(.init(label: count, spot: spot, reach: .phone))
  }

  private func append(_ item: Item, _ band: ChartBand, x: Double, offset: Double, y: Double, to svg: inout SVG) {
    let style = item.isMitigated ? band.hollowMarkFill : band.markFill
    svg.mark(band.mark, style, x: .percent(x), y: y, offset: offset, title: item.tip)
  }

  private var described: String {
    guard !items.isEmpty else { return "No open risks" }
    let rows = severities.indices.map { row in
      let count = items.count { $0.severity == row }
      return "\(count) \(severities[row].name)"
    }
    let near = items.count { column(of: $0.days) == 0 && !$0.isMitigated }
    return rows.joined(separator: ", ") + "; \(near) within \(limits.first ?? 0) days without mitigation"
  }

  /// A severity in each row, the number of its risks in each column.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Severity"] + (0..<columns).map { name(of: $0) },
      rows: severities.indices.map { row in
        [severities[row].name] + (0..<columns).map { String(cell(row, $0).count) }
      })
  }
}
