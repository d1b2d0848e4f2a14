/// Decides which labels of a drawing show at which width, so that those that do never overlap.
///
/// A fluid drawing is not known to be any width, but texts move apart as it widens. So it is tried at the least width of each
/// of the stylesheet's three ranges; a label that does not fit on phones gets class `w`, one that needs a laptop `w2`, and one
/// that fits nowhere is dropped. What is dropped or hidden stands in the row, in the description or in the table.
struct LabelLayout {
  /// The least px a drawing has on phones (from 360 px), from 641 px and from 1,089 px of window width.
  struct Widths: Sendable {
    let phone: Double
    let tablet: Double
    let laptop: Double

    /// As wide as the page, or its column beside the section navigation.
    static let page = Widths(phone: 326, tablet: 590, laptop: 860)
    /// In half of the page, one below the other on narrow windows.
    static let column = Widths(phone: 326, tablet: 590, laptop: 590)
    /// A drawing that is scaled as a whole has one width.
    static func fixed(_ width: Double) -> Widths { Widths(phone: width, tablet: width, laptop: width) }

    var all: [Double] { [phone, tablet, laptop] }
  }

  /// From which width on a label shows.
  enum Reach: Int, CaseIterable {
    case phone, tablet, laptop

    static let allCases: [Reach] = [.phone, .tablet, .laptop]
  }

  struct Placed {
    let label: ChartLabel
    let spot: ChartLabel.Spot
    let reach: Reach
  }

  private let widths: [Double]
  /// What is taken at each width.
  private var taken: [[LabelBox]]
  /// How far labels may stand out on each side, px.
  private let overhang: Double
  private static let gap = 6.0

  init(_ widths: Widths, overhang: Double = 0) {
    self.widths = widths.all
    self.overhang = overhang
    taken = [[], [], []]
  }

  /// Keeps labels off a mark that is as high and as wide as a letter.
  mutating func avoid(x: Double, y: Double) { avoid(x: x, halfWidth: 2, from: y - 6, to: y + 6) }

  /// Keeps labels off an upright line.
  mutating func avoidLine(x: Double, from top: Double, to bottom: Double) {
    avoid(x: x, halfWidth: -2, from: top, to: bottom)
  }

  /// Keeps labels off a text that shows at all widths.
  mutating func keepFree(_ label: ChartLabel, at spot: ChartLabel.Spot) {
    for reach in Reach.allCases {
      taken[reach.rawValue].append(label.box(at: spot, in: widths[reach.rawValue], reach))
    }
  }

  private mutating func avoid(x: Double, halfWidth: Double, from top: Double, to bottom: Double) {
    for (level, width) in widths.enumerated() {
      let center = x / 100 * width
      taken[level].append(LabelBox(left: center - halfWidth, right: center + halfWidth, top: top, bottom: bottom))
    }
  }

  /// Takes the best free spot from the narrowest range on that it fits in; nil if there is none. Of two spots the preferred
  /// one wins even if it is hidden on narrow windows, unless the label matters there.
  mutating func place(_ label: ChartLabel, from least: Reach = .phone) -> Placed? {
    let choices = label.spots.compactMap { spot in
      Reach.allCases.first { $0.rawValue >= least.rawValue && fits(label, spot, from: $0) }.map { (spot, $0) }
    }
    let limits = label.mattersOnPhones ? Reach.allCases : [.laptop]
    for limit in limits {
      guard let (spot, reach) = choices.first(where: { $0.1.rawValue <= limit.rawValue }) else { continue }
      for level in Reach.allCases where level.rawValue >= reach.rawValue {
        taken[level.rawValue].append(label.box(at: spot, in: widths[level.rawValue], level))
      }
      return Placed(label: label, spot: spot, reach: reach)
    }
    return nil
  }

  /// Places labels of an even rhythm: all of them from the same range on, or none.
  mutating func placeAll(_ labels: [ChartLabel]) -> [Placed]? {
    for reach in Reach.allCases {
      var trial = self
      let placed = labels.compactMap { trial.place($0, from: reach) }
      guard placed.count == labels.count, placed.allSatisfy({ $0.reach == reach }) else { continue }
      self = trial
      return placed
    }
    return nil
  }

  private func fits(_ label: ChartLabel, _ spot: ChartLabel.Spot, from least: Reach) -> Bool {
    Reach.allCases.allSatisfy { reach in
      let level = reach.rawValue
      guard level >= least.rawValue else { return true }
      let box = label.box(at: spot, in: widths[level], reach)
      guard box.left >= -overhang, box.right <= widths[level] + overhang else { return false }
      return !taken[level].contains { $0.overlaps(box, gap: Self.gap) }
    }
  }
}

extension SVG {
  /// Writes a label where it was placed; nothing if it was dropped.
  mutating func label(_ placed: LabelLayout.Placed?) {
    guard let placed else { return }
    for (index, line) in placed.label.lines.enumerated() {
      raw("<text class=\"")
      raw(line.style)
      switch placed.reach {
      case .phone: break
      case .tablet: raw(" w")
      case .laptop: raw(" w2")
      }
      raw("\"")
      switch placed.spot.anchor {
      case .start: break
      case .middle: raw(" text-anchor=\"middle\"")
      case .end: raw(" text-anchor=\"end\"")
      }
      attribute("x", .percent(placed.spot.x))
      if placed.spot.dx != 0 { attribute("dx", placed.spot.dx) }
      attribute("y", placed.spot.y + ChartLabel.leading * Double(index))
      raw(">")
      if !line.prefix.isEmpty {
        raw("<tspan class=\"w2\">")
        text(line.prefix)
        raw("</tspan>")
      }
      text(line.text)
      raw("</text>")
    }
  }
}
