/// A text in a chart, with the places where it may stand.
struct ChartLabel {
  /// One line of the text and its class.
  struct Line {
    /// Shown on laptops only, before the text.
    let prefix: String
    let text: String
    let style: StaticString
    private let width: Double
    private let prefixWidth: Double

    init(prefix: String = "", text: String, style: StaticString) {
      self.prefix = prefix
      self.text = text
      self.style = style
      width = TextWidth.of(text)
      prefixWidth = TextWidth.of(prefix)
    }

    func width(at reach: LabelLayout.Reach) -> Double { width + (reach == .laptop ? prefixWidth : 0) }
  }

  enum Anchor {
    case start, middle, end
  }

  /// A place: `x` in per cent, moved by `dx` px; `y` is the base line of the first line, in px.
  struct Spot {
    let x: Double
    var dx: Double = 0
    let y: Double
    var anchor: Anchor = .start
  }

  let lines: [Line]
  /// In order of preference.
  let spots: [Spot]
  /// Takes a lesser spot rather than be hidden on phones.
  let mattersOnPhones: Bool

  init(_ lines: [Line], at spots: [Spot], mattersOnPhones: Bool = false) {
    self.lines = lines
    self.spots = spots
    self.mattersOnPhones = mattersOnPhones
  }

  init(_ text: String, _ style: StaticString, at spots: Spot...) {
    self.init([Line(text: text, style: style)], at: spots)
  }

  /// px from one line to the next.
  static let leading = 14.0

  /// The room it takes in a drawing that is `total` px wide.
  func box(at spot: Spot, in total: Double, _ reach: LabelLayout.Reach) -> LabelBox {
    let width = lines.reduce(0) { max($0, $1.width(at: reach)) }
    let anchor = spot.x / 100 * total + spot.dx
    let left =
      switch spot.anchor {
      case .start: anchor
      case .middle: anchor - width / 2
      case .end: anchor - width
      }
    return LabelBox(
      left: left, right: left + width, top: spot.y - 9, bottom: spot.y + 3 + Self.leading * Double(lines.count - 1))
  }
}

/// An upright rectangle in px.
struct LabelBox {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  /// Whether two boxes come nearer than `gap` px to each other, sideways.
  func overlaps(_ other: LabelBox, gap: Double) -> Bool {
    left < other.right + gap && other.left < right + gap && top < other.bottom && other.top < bottom
  }
}

/// An estimate of how wide a text is at the charts' 11.5 px, on the generous side: nobody knows the reader's font.
enum TextWidth {
  static func of(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + 0.118 * Double($1.isASCII ? Int(plain[Int($1.value)]) : width(of: $1)) }
  }

  private static let plain = (UInt8(0)..<128).map { UInt8(width(of: Unicode.Scalar($0))) }

  /// In hundredths of the font's size, as the bold cuts of the usual sans-serif fonts have it.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case " ", ".", ",", ":", ";", "'", "!", "|", "i", "j", "l", "\u{A0}", "\u{203A}": 29
    case "f", "r", "t", "(", ")", "-", "/", "I": 38
    case "m", "M", "W", "%", "@": 89
    case "w": 78
    case "A"..."Z": 72
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
    // From Hangul Jamo on, most scripts that are not Latin, Greek or Cyrillic fill a square.
    case "\u{1100}"..."\u{115F}", "\u{2E80}"...: 100
    default: 58
    }
  }
}

extension String {
  /// The first `count` characters and an ellipsis, if there are more.
  func shortened(to count: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(count) { scalars.append(scalar) }
    return unicodeScalars.count > count ? String(scalars) + "\u{2026}" : self
  }
}
