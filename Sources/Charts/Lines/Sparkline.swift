/// A series as small as a word: its course, and where it stands now.
public struct Sparkline: Sendable {
  let values: [Double?]
  let label: String?

  /// Values from old to new; nil where none is known. Without a `label` it is hidden from screen readers, for cells that say
  /// the number beside it.
  public init(_ values: [Double?], label: String? = nil) {
    self.values = values.map { $0.map(\.sane) }
    self.label = label
  }

  /// One drawing of 96 by 22 px; nothing if there are no values.
  public var markup: [UInt8] {
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max(), let last = values.lastIndex(where: { $0 != nil }) else {
      return []
    }
    var svg = SVG()
    svg.raw("<svg class=\"spark\" viewBox=\"0 0 96 22\"")
    if let label {
      svg.raw(" role=\"img\"")
      svg.attribute("aria-label", label)
      svg.raw(">")
    } else {
      svg.raw(" aria-hidden=\"true\">")
    }
    func point(_ index: Int, _ value: Double) -> (x: Double, y: Double) {
      let x = values.count > 1 ? 2 + 86 * Double(index) / Double(values.count - 1) : 88
      return (x, high > low ? 19 - 16 * (value - low) / (high - low) : 11)
    }
    for run in values.runs { svg.path("line thin s-q", run.map { point($0.index, $0.value) }) }
    let end = point(last, values[last] ?? 0)
    svg.circle("f-accent", x: end.x, y: end.y, radius: 2.5)
    svg.raw("</svg>")
    return svg.bytes
  }
}

extension [Double?] {
  /// The stretches without gaps.
  var runs: [[(index: Int, value: Double)]] {
    var runs: [[(index: Int, value: Double)]] = []
    var isOpen = false
    for (index, value) in enumerated() {
      guard let value else {
        isOpen = false
        continue
      }
      if isOpen { runs[runs.count - 1].append((index, value)) } else { runs.append([(index, value)]) }
      isOpen = true
    }
    return runs
  }
}
