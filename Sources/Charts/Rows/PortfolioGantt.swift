public import Core

/// Contracts of many accounts over quarters, a row each: its bar to the last day in the pattern of its band, the notice
/// deadline as a tick, anniversaries of terms of several years as rings, and today through all rows.
public struct PortfolioGantt: Chart {
  /// A contract.
  public struct Row: Sendable, Hashable {
    /// The account.
    public var name: String
    /// Its page, relative to this one.
    public var href: String?
    /// The contract, for screen readers.
    public var contract: String
    /// The account's band.
    public var band: ChartBand
    /// First day of service.
    public var start: Day
    /// Last day of service.
    public var end: Day
    /// Last day on which a notice may arrive.
    public var notice: Day?
    /// Anniversaries within a term of several years.
    public var anniversaries: [Day]
    /// The last day of the term that begins by itself if no notice is given.
    public var rollsThrough: Day?
    /// What stands at the end of the row, without its unit.
    public var value: String

    /// A contract from `start` to the last day of service `end`.
    public init(
      _ name: String, href: String? = nil, contract: String, band: ChartBand, from start: Day, through end: Day,
      notice: Day? = nil, anniversaries: [Day] = [], rollsThrough: Day? = nil, value: String
    ) {
      self.name = name
      self.href = href
      self.contract = contract
      self.band = band
      self.start = start
      self.end = end
      self.notice = notice
      self.anniversaries = anniversaries
      self.rollsThrough = rollsThrough
      self.value = value
    }
  }

  /// A quarter of the axis.
  public struct Quarter: Sendable, Hashable {
    /// Its first day.
    public let start: Day
    /// Its name.
    public let period: ChartPeriod

    /// A quarter that begins on `start`.
    public init(from start: Day, _ period: ChartPeriod) {
      self.start = start
      self.period = period
    }
  }

  let id: String
  let title: String
  let rows: [Row]
  let quarters: [Quarter]
  let scale: TimeScale
  let today: Day
  let valueHeader: String

  /// Rows in the order given, over `quarters` up to the day `last`. `id` is unique in its page.
  public init(
    id: String, title: String, rows: [Row], quarters: [Quarter], through last: Day, today: Day, valueHeader: String
  ) {
    self.id = id
    self.title = title
    self.rows = rows
    self.quarters = quarters
    scale = TimeScale(from: quarters.first?.start ?? today, through: last)
    self.today = today
    self.valueHeader = valueHeader
  }

  /// A list: the axis, then a row for each contract.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.raw("<ol class=\"rows gantt\">")
    appendAxis(to: &svg)
    for row in rows { append(row, to: &svg) }
    svg.raw("</ol>")
    return svg.bytes
  }

  /// A contract in each row.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Account", "Contract", "Band", "Ends", "Notice by", valueHeader],
      rows: rows.map {
        [$0.name, $0.contract, $0.band.word, $0.end.display, $0.notice?.display ?? "", $0.value]
      })
  }
}

extension PortfolioGantt {
  /// The plot between name and value, at the least widths of the three ranges.
  private static let widths = LabelLayout.Widths(phone: 326, tablet: 297, laptop: 745)

  /// The axis also holds the lines that all rows repeat: a row refers to them by name, which is a tenth of the bytes.
  private func appendAxis(to svg: inout SVG) {
    let first = quarters.first?.period.long ?? ""
    let last = quarters.last?.period.long ?? ""
    svg.raw("<li class=\"ax\"><span></span><span class=\"plot\">")
    svg.openFluid(height: 34, label: "\(first) to \(last); the line through all rows is today, \(today.display)")
    svg.raw("<defs><g")
    svg.attribute("id", "\(id)-g")
    svg.raw(">")
    for quarter in quarters { svg.line("grid", x: .percent(scale.percent(quarter.start)), from: 0, to: 26) }
    svg.raw("</g><g")
    svg.attribute("id", "\(id)-n")
    svg.raw(">")
    if scale.contains(today) { svg.line("today", x: .percent(scale.percent(today)), from: 0, to: 26) }
    svg.raw("</g></defs>")
    appendQuarterNames(to: &svg)
    svg.raw("</svg></span><span class=\"num quiet\">")
    svg.text(valueHeader)
    svg.raw("</span></li>")
  }

  /// The names above, the months they begin in below; months as far as there is room, in an even rhythm.
  private func appendQuarterNames(to svg: inout SVG) {
    var names = LabelLayout(Self.widths, overhang: 8)
    let labels = quarters.enumerated().map { index, quarter in
      let isNews = index == 0 || quarter.period.startsYear
      let x = scale.percent(quarter.start)
      let line = ChartLabel.Line(
        prefix: isNews ? quarter.period.year : "", text: quarter.period.short, style: isNews ? "t-b" : "t-q")
      return ChartLabel([line], at: [.init(x: x, dx: 3, y: 12)])
    }
    for label in names.placeAll(labels) ?? labels.compactMap({ names.place($0) }) { svg.label(label) }
    var months = LabelLayout(Self.widths, overhang: 8)
    var named: Set<Int> = []
    for step in [8, 4, 2, 1] {
      let indexes = stride(from: 0, to: quarters.count, by: step).filter { !named.contains($0) }
      let labels = indexes.map { index in
        let start = quarters[index].start
        let name = ChartPeriod.month(of: start).long
        return ChartLabel(name, "t-q", at: .init(x: scale.percent(start), dx: 3, y: 26))
      }
      guard let placed = months.placeAll(labels) else { break }
      named.formUnion(indexes)
      for label in placed { svg.label(label) }
    }
  }

  private func append(_ row: Row, to svg: inout SVG) {
    svg.raw("<li><span class=\"lab\">")
    row.band.appendBadge(to: &svg, withWord: false)
    svg.link(row.name, to: row.href)
    svg.raw("</span><span class=\"plot\">")
    svg.openFluid(height: 26, label: row.described)
    svg.raw("<use")
    svg.attribute("href", "#\(id)-g")
    svg.raw("/>")
    appendBar(of: row, to: &svg)
    svg.raw("<use")
    svg.attribute("href", "#\(id)-n")
    svg.raw("/>")
    if let notice = row.notice, scale.contains(notice) {
      svg.line("axis-b", x: .percent(scale.percent(notice)), from: 4, to: 22)
    }
    appendEnd(of: row, to: &svg)
    svg.raw("</svg></span><span class=\"num\">")
    svg.text(row.value)
    svg.raw("</span></li>")
  }

  private func appendBar(of row: Row, to svg: inout SVG) {
    let (start, end) = (scale.percent(row.start), scale.percent(after: row.end))
    if end > start {
      svg.rect(row.band.barFill, x: .percent(start), width: .percent(end - start), y: 8, height: 10)
    }
    let rolled = row.rollsThrough.map { scale.percent(after: $0) } ?? end
    if rolled > end {
      svg.rect("class=\"f-none\"", x: .percent(end), width: .percent(rolled - end), y: 8.5, height: 9)
    }
    for day in row.anniversaries where scale.contains(day) {
      svg.mark("m-n", "anni", x: .percent(scale.percent(day)), y: 13)
    }
  }

  /// The last day: right of the bar, or left of it if there is no room, or in the last part of a bar that goes on beyond.
  private func appendEnd(of row: Row, to svg: inout SVG) {
    guard row.end >= scale.start else { return }
    let isBeyond = !scale.contains(row.end)
    var text = isBeyond ? row.end.display : row.end.shortDisplay
    if row.rollsThrough != nil, !isBeyond { text += ", rolls over" }
    let end = max(scale.percent(after: row.end), row.rollsThrough.map { scale.percent(after: $0) } ?? 0)
    var layout = LabelLayout(Self.widths, overhang: 20)
    let right = ChartLabel(text, "t-q", at: .init(x: end, dx: 7, y: 17))
    let left = ChartLabel("ends " + text, "t-q", at: .init(x: scale.percent(row.start), dx: -11, y: 17, anchor: .end))
    if let placed = layout.place(right) ?? layout.place(left) {
      svg.label(placed)
    } else if isBeyond {
      appendBeyond(text + " \u{203A}", to: &svg)
    }
  }

  private func appendBeyond(_ text: String, to svg: inout SVG) {
    let width = TextWidth.of(text) + 4
    svg.raw("<rect class=\"f-paper\" x=\"100%\" y=\"6\" height=\"14\"")
    svg.attribute("width", width)
    svg.raw(" transform=\"translate(")
    svg.number(-width)
    svg.raw(" 0)\"/>")
    var layout = LabelLayout(Self.widths)
    svg.label(layout.place(ChartLabel(text, "t-q", at: .init(x: 100, y: 17, anchor: .end))))
  }
}

extension Day {
  /// Without the year: `30 Nov`.
  fileprivate var shortDisplay: String {
    let (_, month, day) = date
    return "\(day) \(Day.monthNames[month - 1])"
  }
}

extension PortfolioGantt.Row {
  /// The row in words.
  var described: String {
    var text = "\(contract), \(band.word), ends \(end.display)"
    if let notice { text += ", notice by \(notice.display)" }
    if let rollsThrough { text += ", rolls over through \(rollsThrough.display)" }
    if let next = anniversaries.first { text += ", anniversary \(next.display)" }
    return text
  }
}
