/// Accounts as dots: value upwards, health or days left along, band by shape. Names stand where there is room, the most
/// valuable first.
public struct TerritoryPlot: Chart {
  /// An account.
  public struct Dot: Sendable, Hashable {
    /// Its name, as short as people say it.
    public let name: String
    /// Its score or the days it has left.
    public let x: Double
    /// What it is worth.
    public let value: Double
    /// Its band.
    public let band: ChartBand
    /// Whether it is written in bold.
    public let isEmphasised: Bool
    /// What the pointer shows: name and figures.
    public let tip: String

    /// An account at a score or number of days.
    public init(_ name: String, x: Double, value: Double, _ band: ChartBand, isEmphasised: Bool = false, tip: String) {
      self.name = name
      self.x = x.sane
      self.value = max(value.sane, 0)
      self.band = band
      self.isEmphasised = isEmphasised
      self.tip = tip
    }
  }

  /// What runs along.
  public enum Axis: Sendable, Hashable {
    /// Health scores, with the scores from which a band begins.
    case score(yellow: Double, green: Double)
    /// Days left, from 0.
    case days
  }

  let id: String
  let title: String
  let finding: String
  let dots: [Dot]
  let axis: Axis
  let format: AxisFormat

  /// A drawing 330 px high. `id` is unique in its page; `finding` says in words what the drawing shows.
  public init(id: String, title: String, finding: String, dots: [Dot], axis: Axis, format: AxisFormat) {
    self.id = id
    self.title = title
    self.finding = finding
    self.dots = dots
    self.axis = axis
    self.format = format
  }

  private static let (left, top, bottom) = (9.0, 26.0, 296.0)

  /// One drawing, as wide as its place.
  public var markup: [UInt8] {
    var svg = SVG()
    let xs = horizontal
    let ys = Scale(0, dots.map(\.value).max() ?? 0, ticks: 6, from: Self.bottom, to: Self.top)
    svg.openFluid(height: 330, "fluid chart halo", id: id, title: title, finding: finding)
    appendValues(ys, to: &svg)
    appendBands(xs, to: &svg)
    appendTicks(xs, to: &svg)
    for dot in dots {
      svg.mark(
        dot.band.mark, dot.band.ringedMarkFill, x: .percent(xs.position(dot.x)), y: ys.position(dot.value),
        title: dot.tip)
    }
    appendNames(xs, ys, to: &svg)
    svg.raw("</svg>")
    return svg.bytes
  }

  private var horizontal: Scale {
    let known = dots.map(\.x)
    switch axis {
    case .score(let yellow, _):
      let low = min(known.min() ?? 0, yellow.share - 10)
      return Scale(max(min(low, 100), 0), 100, ticks: 8, from: Self.left, to: 100)
    case .days: return Scale(0, max(known.max() ?? 0, 1), ticks: 7, least: 1, from: Self.left, to: 100)
    }
  }

  private func appendValues(_ ys: Scale, to svg: inout SVG) {
    for tick in ys.ticks {
      let y = ys.position(tick)
      svg.line(tick == 0 ? "axis-b" : "grid", y: y, from: .percent(0), to: .percent(100))
      svg.label(
        .init(label: ChartLabel(format.text(tick, on: ys), "t-q"), spot: .init(x: 0, y: y - 4), reach: .phone))
    }
  }

  /// Where each band begins, with its shape and word; for scores only.
  private func appendBands(_ xs: Scale, to svg: inout SVG) {
    guard case .score(let yellow, let green) = axis else { return }
    var layout = LabelLayout(.column)
    for (band, from) in [(ChartBand.red, xs.low), (.yellow, yellow.share), (.green, green.share)] {
      let x = xs.position(from)
      guard from >= xs.low, band != .red || from < yellow,
        let label = layout.place(ChartLabel(band.word, "t-b", at: .init(x: x, dx: 18, y: 13)))
      else { continue }
      svg.line("axis", x: .percent(x), from: 0, to: Self.bottom)
      svg.mark(band.mark, band.markFill, x: .percent(x), y: 9, offset: 8)
      svg.label(label)
    }
  }

  private func appendTicks(_ xs: Scale, to svg: inout SVG) {
    for tick in xs.ticks {
      let spot = ChartLabel.Spot(
        x: xs.position(tick), y: 313, anchor: tick == xs.ticks.last ? .end : .middle)
      let label = ChartLabel([.init(text: AxisFormat.count.text(tick, on: xs), style: "t-q")], at: [spot])
      svg.label(.init(label: label, spot: spot, reach: .phone))
    }
    let name = axis == .days ? "Days left" : "Health score"
    let spot = ChartLabel.Spot(x: 100, y: 328, anchor: .end)
    svg.label(.init(label: ChartLabel(name, "t-q"), spot: spot, reach: .phone))
  }

  private func appendNames(_ xs: Scale, _ ys: Scale, to svg: inout SVG) {
    var layout = LabelLayout(.column)
    for dot in dots { layout.avoid(x: xs.position(dot.x), y: ys.position(dot.value)) }
    for tick in ys.ticks {
      layout.keepFree(ChartLabel(format.text(tick, on: ys), "t-q"), at: .init(x: 0, y: ys.position(tick) - 4))
    }
    let order = dots.indices.sorted { matters($0, before: $1) }
    for index in order.prefix(60) {
      let dot = dots[index]
      let (x, y) = (xs.position(dot.x), ys.position(dot.value))
      let spots = [4.0, -2, 10].flatMap { shift in
        [ChartLabel.Spot(x: x, dx: 9, y: y + shift), .init(x: x, dx: -9, y: y + shift, anchor: .end)]
      }
      let line = ChartLabel.Line(text: dot.name, style: dot.isEmphasised ? "t-b" : "t-q")
      svg.label(layout.place(ChartLabel([line], at: spots)))
    }
  }

  private func matters(_ a: Int, before b: Int) -> Bool {
    if dots[a].isEmphasised != dots[b].isEmphasised { return dots[a].isEmphasised }
    return (-dots[a].value, a) < (-dots[b].value, b)
  }

  /// An account in each row.
  public var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Account", axis == .days ? "Days left" : "Health score", "Band", "Value"],
      rows: dots.map {
        [$0.name, DecimalText.grouped($0.x), $0.band.word, DecimalText.grouped($0.value)]
      })
  }
}
