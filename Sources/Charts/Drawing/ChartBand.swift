/// A health band as charts show it: a word, a shape and a fill, so that colour never stands alone. Ink follows risk: red is
/// solid, yellow hatched, green hollow.
public enum ChartBand: Sendable, Hashable, CaseIterable {
  case red, yellow, green
  /// Too little data to say.
  case none

  /// As readers know it.
  public var word: String {
    switch self {
    case .red: "Red"
    case .yellow: "Yellow"
    case .green: "Green"
    case .none: "No band"
    }
  }

  var mark: StaticString {
    switch self {
    case .red: "m-r"
    case .yellow: "m-y"
    case .green: "m-g"
    case .none: "m-n"
    }
  }

  /// Class of the mark's fill.
  var markFill: StaticString {
    switch self {
    case .red: "f-r"
    case .yellow: "f-y"
    case .green: "f-g"
    case .none: "f-n"
    }
  }

  /// Classes of a mark that is only an outline.
  var hollowMarkFill: StaticString {
    switch self {
    case .red: "f-paper s-r"
    case .yellow: "f-paper o-y"
    case .green: "f-paper o-g"
    case .none: "f-n"
    }
  }

  /// Class of a mark that is parted from its neighbours by a ring of paper.
  var ringedMarkFill: StaticString {
    switch self {
    case .red: "f-r ring"
    case .yellow: "f-y ring"
    case .green: "f-g ring"
    case .none: "f-n"
    }
  }

  /// Attributes of a bar.
  var barFill: StaticString {
    switch self {
    case .red: "class=\"f-r\""
    case .yellow: "fill=\"url(#h-y)\" class=\"o-y\""
    case .green: "class=\"w-g o-g\""
    case .none: "class=\"f-n\""
    }
  }

  private var badgeClass: StaticString {
    switch self {
    case .red: "band r"
    case .yellow: "band y"
    case .green: "band g"
    case .none: "band n"
    }
  }

  /// The badge: shape and word, or the shape alone where the row says the word otherwise.
  func appendBadge(to svg: inout SVG, withWord: Bool) {
    svg.raw("<span class=\"")
    svg.raw(badgeClass)
    svg.raw("\"><svg viewBox=\"-6 -6 12 12\" aria-hidden=\"true\"><use href=\"#")
    svg.raw(mark)
    svg.raw("\"/></svg>")
    if withWord { svg.text(word) }
    svg.raw("</span>")
  }

  /// A line that names the shapes of these bands, for below a chart.
  public static func keys(_ bands: [ChartBand]) -> [UInt8] {
    var svg = SVG()
    svg.raw("<p class=\"keys\">")
    for band in bands { band.appendBadge(to: &svg, withWord: true) }
    svg.raw("</p>")
    return svg.bytes
  }
}
