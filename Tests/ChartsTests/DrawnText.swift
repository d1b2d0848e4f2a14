import Foundation

@testable import Charts

/// What a drawing holds, read back from its markup.
struct Drawing {
  /// A `<text>` with all that says where it is.
  struct Text {
    let content: String
    let style: String
    let x: Double
    let isPercent: Bool
    let dx: Double
    let y: Double
    let anchor: String

    /// Its box in a drawing of that width, by the same estimate as the layout's.
    func box(in width: Double) -> LabelBox {
      let anchorX = (isPercent ? x / 100 * width : x) + dx
      let length = TextWidth.of(content)
      let left = anchor == "middle" ? anchorX - length / 2 : anchor == "end" ? anchorX - length : anchorX
      return LabelBox(left: left, right: left + length, top: y - 9, bottom: y + 3)
    }
  }

  let texts: [Text]
  let percents: [Double]
  let numbers: [String]

  /// The drawings of a chart: one for each `<svg>` in it.
  /// Parts of labels that show on laptops only are left out unless asked for.
  static func drawings(in bytes: [UInt8], onLaptop: Bool = false) -> [Drawing] {
    let whole = String(decoding: bytes, as: UTF8.self)
    let hidden = onLaptop ? #/</?tspan[^>]*>/# : #/<tspan class="w2">[^<]*</tspan>/#
    let markup = whole.replacing(hidden, with: "")
    return markup.components(separatedBy: "<svg").dropFirst().map { Drawing(markup: $0) }
  }

  private init(markup: String) {
    let tags = markup.components(separatedBy: "<").dropFirst()
    texts = tags.filter { $0.hasPrefix("text ") }.map(Self.text)
    let attributes = tags.flatMap { tag in
      ["x", "x1", "x2", "y", "y1", "y2", "width", "height", "cx", "cy", "dx"].compactMap { Self.attribute($0, in: tag) }
    }
    numbers = attributes
    percents = attributes.filter { $0.hasSuffix("%") }.compactMap { Double($0.dropLast()) }
  }

  private static func text(_ tag: String) -> Text {
    let x = attribute("x", in: tag) ?? "0"
    let content = tag.components(separatedBy: ">").dropFirst().joined()
      .replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    return Text(
      content: content, style: attribute("class", in: tag) ?? "", x: Double(x.replacing("%", with: "")) ?? .nan,
      isPercent: x.hasSuffix("%"), dx: attribute("dx", in: tag).flatMap(Double.init) ?? 0,
      y: attribute("y", in: tag).flatMap(Double.init) ?? .nan, anchor: attribute("text-anchor", in: tag) ?? "start")
  }

  static func attribute(_ name: String, in tag: String) -> String? {
    guard let start = tag.range(of: " \(name)=\"") else { return nil }
    return tag[start.upperBound...].components(separatedBy: "\"").first
  }

  /// Pairs of texts that overlap in a drawing of that width, among those that the stylesheet shows at the width.
  func overlaps(at width: Double, hiding hidden: Set<String>) -> [String] {
    let shown = texts.filter { text in !text.style.components(separatedBy: " ").contains { hidden.contains($0) } }
    let boxes = shown.map { (text: $0, box: $0.box(in: width)) }.sorted { $0.box.top < $1.box.top }
    var found: [String] = []
    for (index, upper) in boxes.enumerated() {
      for lower in boxes[(index + 1)...] {
        guard lower.box.top < upper.box.bottom else { break }
        if upper.box.overlaps(lower.box, gap: -1) {
          found.append("\(upper.text.content) | \(lower.text.content) at \(width)")
        }
      }
    }
    return found
  }
}
