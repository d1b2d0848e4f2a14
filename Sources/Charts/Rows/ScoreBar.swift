/// A score from 0 to 100 against the thresholds of its bands, with the thresholds named below.
public struct ScoreBar: Chart {
  let score: Double
  let band: ChartBand
  let yellow: Double
  let green: Double
  let label: String

  /// `yellow` and `green` are the scores from which a band begins. `label` says the finding in words, for screen readers.
  public init(_ score: Double, _ band: ChartBand, yellow: Double, green: Double, label: String) {
    self.score = score.share
    self.band = band
    self.yellow = yellow.share
    self.green = max(yellow.share, green.share)
    self.label = label
  }

  /// One drawing, as wide as its place.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.openFluid(height: 40, label: label)
    svg.rect("class=\"f-track\"", x: .percent(0), width: .percent(100), y: 9, height: 8)
    svg.rect(band.barFill, x: .percent(0), width: .percent(score), y: 8, height: 10)
    for threshold in [yellow, green] { svg.line("axis-b", x: .percent(threshold), from: 4, to: 22) }
    svg.mark(band.mark, band.ringedMarkFill, x: .percent(score), y: 13)
    appendLabels(to: &svg)
    svg.raw("</svg>")
    return svg.bytes
  }

  private func appendLabels(to svg: inout SVG) {
    var layout = LabelLayout(LabelLayout.Widths(phone: 280, tablet: 340, laptop: 340), overhang: 1)
    let marks = [(yellow, "Yellow"), (green, "Green")]
    for (threshold, name) in marks.reversed() {
      let text = "\(DecimalText.grouped(threshold)) \(name)"
      let spots = [ChartLabel.Anchor.middle, .start, .end].map { ChartLabel.Spot(x: threshold, y: 36, anchor: $0) }
      svg.label(layout.place(ChartLabel([.init(text: text, style: "t-q")], at: spots, mattersOnPhones: true)))
    }
    for (x, text, anchor) in [(0.0, "0", ChartLabel.Anchor.start), (100, "100", .end)] {
      svg.label(layout.place(ChartLabel(text, "t-q", at: .init(x: x, y: 36, anchor: anchor))))
    }
  }

  /// Score and thresholds.
  public var table: ChartTable {
    ChartTable(
      caption: label, columns: ["Score", "Of 100"],
      rows: [
        ["Score", DecimalText.grouped(score)], ["Yellow from", DecimalText.grouped(yellow)],
        ["Green from", DecimalText.grouped(green)],
      ])
  }
}

/// The points of one measure, for the cell of a table that holds the number too: hidden from screen readers.
public struct MeasureBar: Sendable {
  let points: Double
  let band: ChartBand
  let marks: [Double]

  /// `marks` are the points at which bands begin, drawn as ticks.
  public init(_ points: Double, _ band: ChartBand, marks: [Double]) {
    self.points = points.share
    self.band = band
    self.marks = marks.map(\.share)
  }

  /// One drawing, as wide as its cell.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.openFluid(height: 16, "fluid", label: nil)
    svg.rect("class=\"f-track\"", x: .percent(0), width: .percent(100), y: 5, height: 6)
    switch band {
    case .red: svg.rect("class=\"f-r\"", x: .percent(0), width: .percent(points), y: 3, height: 10)
    case .yellow: svg.rect("class=\"f-y\"", x: .percent(0), width: .percent(points), y: 3, height: 10)
    case .green: svg.rect("class=\"f-g\"", x: .percent(0), width: .percent(points), y: 3, height: 10)
    case .none: svg.rect("class=\"f-n\"", x: .percent(0), width: .percent(points), y: 3, height: 10)
    }
    for mark in marks { svg.line("axis-b", x: .percent(mark), from: 0, to: 16) }
    svg.raw("</svg>")
    return svg.bytes
  }
}

/// Parts of a whole on one thin track, such as what is won and called against what is up for renewal.
public struct ShareBar: Sendable {
  let parts: [(shade: ForecastShade, share: Double)]
  let label: String

  /// Shares of 1, each measured from the left, drawn in this order: later ones lie over earlier ones.
  public init(_ parts: [(shade: ForecastShade, share: Double)], label: String) {
    self.parts = parts.map { ($0.shade, ($0.share * 100).share) }
    self.label = label
  }

  /// One drawing, as wide as its place.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.openFluid(height: 10, "fluid", label: label)
    svg.rect("class=\"f-track\"", x: .percent(0), width: .percent(100), y: 2, height: 6)
    for part in parts { svg.rect(part.shade.barFill, x: .percent(0), width: .percent(part.share), y: 2, height: 6) }
    svg.raw("</svg>")
    return svg.bytes
  }
}

extension Double {
  /// A number of 0...100.
  var share: Double { Swift.min(Swift.max(sane, 0), 100) }
}
