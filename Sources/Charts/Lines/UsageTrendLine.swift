/// A line through measurements, followed beyond the last of them: values for each period, nil where it isn't drawn.
public struct UsageTrendLine: Sendable, Hashable {
  /// Height of the line.
  public let values: [Double?]
  /// Lower edge of the band in which a single period is expected.
  public let low: [Double?]
  /// Upper edge.
  public let high: [Double?]
  /// Where the line passes what is entitled, in periods from the first.
  public let crossing: Double?

  /// A line by period.
  public init(values: [Double?], low: [Double?], high: [Double?], crossing: Double?) {
    self.values = values
    self.low = low
    self.high = high
    self.crossing = crossing
  }

  /// With a value for each of `count` periods, every number drawable and none below zero.
  func fitted(to count: Int) -> UsageTrendLine {
    func fit(_ values: [Double?]) -> [Double?] {
      (0..<count).map { $0 < values.count ? values[$0].map { max($0.sane, 0) } : nil }
    }
    let place = crossing.map { $0.sane }.flatMap { $0 >= 0 && $0 <= Double(max(count - 1, 0)) ? $0 : nil }
    return UsageTrendLine(values: fit(values), low: fit(low), high: fit(high), crossing: place)
  }

  /// The last value.
  var end: Double? { values.last { $0 != nil }.flatMap { $0 } }

  /// The band as an area, under everything else.
  func appendBand(in plot: LinePlot, to svg: inout SVG) {
    let edges = values.indices.compactMap { index in
      low[index].flatMap { low in high[index].map { (x: plot.x(index), low: plot.y(low), high: plot.y($0)) } }
    }
    guard edges.count > 1 else { return }
    svg.path("f-track", edges.map { ($0.x, $0.high) } + edges.reversed().map { ($0.x, $0.low) }, closed: true)
  }

  /// The line, dashed, and a ring where it passes what is entitled.
  func appendLine(in plot: LinePlot, entitled: [Double?], to svg: inout SVG) {
    plot.append(values, "line s-a dash", dot: nil, to: &svg)
    guard let crossing, values.count > 1 else { return }
    let index = min(Int(crossing), values.count - 2)
    guard let level = entitled[index + 1] ?? entitled[index] else { return }
    let x = plot.x(index) + (plot.x(index + 1) - plot.x(index)) * (crossing - Double(index))
    svg.circle("anni", x: x, y: plot.y(level), radius: 3)
  }
}
