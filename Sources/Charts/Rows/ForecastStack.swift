/// What is forecast by quarter: a bar for each, stacked from certain to lost, with a tick at what is up for renewal.
public struct ForecastStack: Chart {
  /// A category's part of a quarter.
  public struct Part: Sendable, Hashable {
    /// How it looks.
    public let shade: ForecastShade
    /// What it is called: `Best case`.
    public let name: String
    /// Its amount; negative amounts are drawn as none.
    public let amount: Double
    /// The amount as text.
    public let value: String

    /// A category's part.
    public init(_ shade: ForecastShade, _ name: String, _ amount: Double, value: String) {
      self.shade = shade
      self.name = name
      self.amount = amount
      self.value = value
    }
  }

  /// A quarter.
  public struct Row: Sendable, Hashable {
    /// Its name: `FY27 Q4`.
    public let name: String
    /// A page about it, relative to this one.
    public let href: String?
    /// Its parts in the order drawn.
    public let parts: [Part]
    /// What is up for renewal.
    public let target: Double
    /// The same as text.
    public let targetValue: String

    /// A quarter and what is up for renewal in it.
    public init(_ name: String, href: String? = nil, parts: [Part], target: Double, targetValue: String) {
      self.name = name
      self.href = href
      self.parts = parts
      self.target = target
      self.targetValue = targetValue
    }
  }

  let title: String
  let rows: [Row]
  let targetName: String
  let targetHeader: String

  /// Rows in the order given on one scale. `targetName` is written at the first row's tick, `targetHeader` above the values.
  public init(title: String, rows: [Row], targetName: String = "up for renewal", targetHeader: String = "ATR") {
    self.title = title
    self.rows = rows
    self.targetName = targetName
    self.targetHeader = targetHeader
  }

  private static let widths = LabelLayout.Widths(phone: 326, tablet: 409, laptop: 857)

  /// A list with a row for each quarter.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.raw(
      "<ol class=\"rows stack\"><li class=\"ax\"><span></span><span class=\"plot\"></span><span class=\"num quiet small\">"
    )
    svg.text(targetHeader)
    svg.raw("</span></li>")
    let most = rows.map { max($0.sum, $0.target.sane) }.max() ?? 0
    let scale = Scale(0, most, ticks: 6, from: 0, to: 100)
    for (index, row) in rows.enumerated() {
      svg.raw("<li><span class=\"lab\"><b>")
      svg.link(row.name, to: row.href)
      svg.raw("</b></span><span class=\"plot\">")
      append(row, isFirst: index == 0, on: scale, to: &svg)
      svg.raw("</span><span class=\"num\">")
      svg.text(row.targetValue)
      svg.raw("</span></li>")
    }
    svg.raw("</ol>")
    return svg.bytes
  }

  private func append(_ row: Row, isFirst: Bool, on scale: Scale, to svg: inout SVG) {
    svg.openFluid(height: 44, label: row.described(targetHeader))
    var x = 0.0
    var starts: [Double] = []
    for part in row.parts {
      let width = scale.position(max(part.amount.sane, 0))
      starts.append(x)
      if width > 0 { svg.rect(part.shade.barFill, x: .percent(x), width: .percent(width), y: 4, height: 18) }
      x = min(x + width, 100)
    }
    let target = scale.position(row.target)
    if row.target > 0 { svg.line("axis-b", x: .percent(target), from: -2, to: 26) }
    appendLabels(of: row, starts, target, isFirst: isFirst, to: &svg)
    svg.raw("</svg>")
  }

  /// Names below the parts, the largest first; what finds no room is in the row's description.
  private func appendLabels(of row: Row, _ starts: [Double], _ target: Double, isFirst: Bool, to svg: inout SVG) {
    let style: StaticString = isFirst ? "t-b" : "t-q"
    var layout = LabelLayout(Self.widths, overhang: 1)
    var placed = [LabelLayout.Placed?](repeating: nil, count: row.parts.count)
    let order = row.parts.indices.sorted { (-row.parts[$0].amount.sane, $0) < (-row.parts[$1].amount.sane, $1) }
    for index in order where row.parts[index].amount > 0 {
      let text = "\(row.parts[index].name) \(row.parts[index].value)"
      placed[index] = layout.place(ChartLabel(text, style, at: .init(x: starts[index], y: 37)))
    }
    for label in placed { svg.label(label) }
    if isFirst { appendTargetName(of: row, target, to: &svg) }
  }

  /// Right of the first row's tick, if the bar does not reach there.
  private func appendTargetName(of row: Row, _ target: Double, to svg: inout SVG) {
    guard row.target > 0, row.sum <= row.target else { return }
    var layout = LabelLayout(Self.widths)
    svg.label(layout.place(ChartLabel(targetName, "t-b", at: .init(x: target, dx: 6, y: 17))))
  }

  /// A quarter in each row, a category in each column.
  public var table: ChartTable {
    var names: [String] = []
    for part in rows.flatMap(\.parts) where !names.contains(part.name) { names.append(part.name) }
    return ChartTable(
      caption: title, columns: ["Quarter"] + names + [targetHeader],
      rows: rows.map { row in
        [row.name] + names.map { name in row.parts.first { $0.name == name }?.value ?? "" } + [row.targetValue]
      })
  }
}

extension ForecastStack.Row {
  /// What all parts come to.
  var sum: Double { parts.reduce(0) { $0 + max($1.amount.sane, 0) } }

  /// The row in words.
  func described(_ targetHeader: String) -> String {
    let parts = parts.filter { $0.amount > 0 }.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    return "\(name): \(parts.isEmpty ? "nothing forecast" : parts); \(targetHeader) \(targetValue)"
  }
}
