/// A bridge from an opening to a closing figure: each movement begins where the one before ended.
public struct Waterfall: Chart {
  /// A movement.
  public struct Step: Sendable, Hashable {
    /// How it is drawn: what comes in solid, what falls away hollow, what is won in ink.
    public enum Kind: Sendable, Hashable {
      case up, down, won
    }

    /// What moved: `Pushed out`.
    public let name: String
    /// Whose, in a few words.
    public let note: String
    /// By how much, with its sign.
    public let change: Double
    /// The same as text.
    public let value: String
    /// How it is drawn.
    public let kind: Kind

    /// A movement; without a kind its sign decides.
    public init(_ name: String, note: String = "", _ change: Double, value: String, kind: Kind? = nil) {
      self.name = name
      self.note = note
      self.change = change
      self.value = value
      self.kind = kind ?? (change < 0 ? .down : .up)
    }
  }

  /// A figure at an end of the bridge.
  public struct Total: Sendable, Hashable {
    /// What it is: `Opening`.
    public let name: String
    /// Its day: `16 Nov`.
    public let note: String
    /// How much.
    public let amount: Double
    /// The same as text.
    public let value: String

    /// An opening or closing figure.
    public init(_ name: String, note: String = "", _ amount: Double, value: String) {
      self.name = name
      self.note = note
      self.amount = amount
      self.value = value
    }
  }

  let title: String
  let opening: Total
  let steps: [Step]
  let closing: Total
  let format: AxisFormat
  let unit: String

  /// From `opening` over `steps` to `closing`. `unit` heads the values.
  public init(title: String, opening: Total, steps: [Step], closing: Total, format: AxisFormat, unit: String) {
    self.title = title
    self.opening = opening
    self.steps = steps
    self.closing = closing
    self.format = format
    self.unit = unit
  }

  private static let widths = LabelLayout.Widths(phone: 326, tablet: 313, laptop: 761)

  /// A list: the axis, the opening, each movement, the closing.
  public var markup: [UInt8] {
    var svg = SVG()
    let levels = steps.reduce(into: [opening.amount.sane]) { $0.append(($0.last ?? 0) + $1.change.sane) }
    let scale = Self.scale(over: levels + [closing.amount.sane])
    svg.raw("<ol class=\"rows bridge\">")
    appendAxis(scale, to: &svg)
    append(opening, on: scale, to: &svg)
    for (step, level) in zip(steps, levels) { append(step, from: level, on: scale, to: &svg) }
    append(closing, on: scale, to: &svg)
    svg.raw("</ol>")
    return svg.bytes
  }

  /// Begins at 0 unless the movements are small against the totals; then it begins near them, and the totals are cut.
  private static func scale(over levels: [Double]) -> Scale {
    let (low, high) = (levels.min() ?? 0, levels.max() ?? 0)
    let start = low > 0.6 * high && high > low ? low - (high - low) * 0.4 : min(low, 0)
    return Scale(max(start, min(low, 0)), high, ticks: 8, from: 0, to: 100)
  }

  private func appendAxis(_ scale: Scale, to svg: inout SVG) {
    let (low, high) = (format.text(scale.low, on: scale), format.text(scale.high, on: scale))
    let cut = scale.low > 0 ? "; opening and closing bars are cut at \(low)" : ""
    svg.raw("<li class=\"ax\"><span></span><span class=\"plot\">")
    svg.openFluid(height: 18, label: "Axis from \(low) to \(high)\(cut)")
    var layout = LabelLayout(Self.widths, overhang: 12)
    let labels = scale.ticks.map { tick in
      let anchor: ChartLabel.Anchor = tick == scale.low ? .start : tick == scale.ticks.last ? .end : .middle
      let spot = ChartLabel.Spot(x: scale.position(tick), y: 12, anchor: anchor)
      return ChartLabel([.init(text: format.text(tick, on: scale), style: "t-q")], at: [spot])
    }
    let (even, odd) = (stride(from: 0, to: labels.count, by: 2), stride(from: 1, to: labels.count, by: 2))
    for group in [even, odd] {
      for label in layout.placeAll(group.map { labels[$0] }) ?? [] { svg.label(label) }
    }
    svg.raw("</svg></span><span class=\"num quiet\">")
    svg.text(unit)
    svg.raw("</span></li>")
  }

  private func appendGrid(_ scale: Scale, to svg: inout SVG) {
    for tick in scale.ticks { svg.line("grid", x: .percent(scale.position(tick)), from: 0, to: 30) }
  }

  private func append(_ total: Total, on scale: Scale, to svg: inout SVG) {
    svg.raw("<li class=\"tot\"><span class=\"lab\">")
    svg.text(total.name)
    if !total.note.isEmpty {
      svg.raw(" <span class=\"quiet small\">")
      svg.text(total.note)
      svg.raw("</span>")
    }
    svg.raw("</span><span class=\"plot\">")
    svg.openFluid(height: 30, "fluid", label: nil)
    appendGrid(scale, to: &svg)
    let (zero, end) = (scale.position(0), scale.position(total.amount))
    let (left, right) = (min(zero, end), max(zero, end))
    svg.rect("class=\"f-won\"", x: .percent(left), width: .percent(right - left), y: 7, height: 16)
    if scale.low > 0 {
      svg.raw("<path class=\"brk\" d=\"M14 6l-5 5 6 4-5 5 5 4\" transform=\"translate(6 -2)\"/>")
    }
    svg.raw("</svg></span><span class=\"num\">")
    svg.text(total.value)
    svg.raw("</span></li>")
  }

  private func append(_ step: Step, from level: Double, on scale: Scale, to svg: inout SVG) {
    let (before, after) = (scale.position(level), scale.position(level + step.change.sane))
    let (left, right) = (min(before, after), max(before, after))
    svg.raw("<li><span class=\"lab\">")
    svg.text(step.name)
    svg.raw("</span><span class=\"plot\">")
    svg.openFluid(height: 30, "fluid chart halo", label: nil)
    appendGrid(scale, to: &svg)
    svg.line("axis", x: .percent(before), from: 0, to: 7)
    svg.rect(step.kind.fill, x: .percent(left), width: .percent(right - left), y: 7, height: 16)
    svg.line("axis", x: .percent(after), from: 23, to: 30)
    if !step.note.isEmpty {
      var layout = LabelLayout(Self.widths)
      let spots = [
        ChartLabel.Spot(x: left, dx: -8, y: 19, anchor: .end), .init(x: right, dx: 8, y: 19, anchor: .start),
      ]
      svg.label(layout.place(ChartLabel([.init(text: step.note, style: "t-q")], at: spots, mattersOnPhones: true)))
    }
    svg.raw("</svg></span><span class=\"num\">")
    svg.text(step.value)
    svg.raw("</span></li>")
  }

  /// The figures at both ends and each movement, in a row each.
  public var table: ChartTable {
    let rows = [[opening.name, opening.note, opening.value]] + steps.map { [$0.name, $0.note, $0.value] }
    return ChartTable(
      caption: title, columns: ["Movement", "What", unit], rows: rows + [[closing.name, closing.note, closing.value]])
  }
}

extension Waterfall.Step.Kind {
  var fill: StaticString {
    switch self {
    case .up: "class=\"f-up\""
    case .down: "class=\"f-dn\""
    case .won: "class=\"f-won\""
    }
  }
}
