@testable import Charts

/// What a drawing holds, read back from its markup.
struct Drawing {
  /// A `<text>` with all that says where it is.
  struct Text {
    var content: String
    let style: String
    let x: Double
    let isPercent: Bool
    let dx: Double
    let y: Double
    let anchor: String

    init(_ attributes: [String: String], _ content: String) {
      let x = attributes["x"] ?? "0"
      self.content = content
      style = attributes["class"] ?? ""
      self.x = Double(x.hasSuffix("%") ? String(x.dropLast()) : x) ?? .nan
      isPercent = x.hasSuffix("%")
      dx = attributes["dx"].flatMap(Double.init) ?? 0
      y = attributes["y"].flatMap(Double.init) ?? .nan
      anchor = attributes["text-anchor"] ?? "start"
    }

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

  /// The drawings of a chart: one for each `<svg>` in it. Parts of labels that show on laptops only are left out unless asked
  /// for.
  static func drawings(in bytes: [UInt8], onLaptop: Bool = false) -> [Drawing] {
    var drawings: [Drawing] = []
    var builder = Builder(onLaptop: onLaptop)
    for piece in bytes.split(separator: UInt8(ascii: "<")) {
      let parts = piece.split(separator: UInt8(ascii: ">"), maxSplits: 1, omittingEmptySubsequences: false)
      guard let tag = parts.first else { continue }
      if tag.starts(with: "svg ".utf8), !builder.isEmpty {
        drawings.append(builder.drawing)
        builder = Builder(onLaptop: onLaptop)
      }
      builder.add(tag, content: parts.count > 1 ? parts[1] : [])
    }
    return drawings + [builder.drawing]
  }

  private struct Builder {
    let onLaptop: Bool
    private var texts: [Text] = []
    private var numbers: [String] = []

    init(onLaptop: Bool) { self.onLaptop = onLaptop }

    var isEmpty: Bool { numbers.isEmpty && texts.isEmpty }

    var drawing: Drawing {
      Drawing(
        texts: texts, percents: numbers.filter { $0.hasSuffix("%") }.compactMap { Double($0.dropLast()) },
        numbers: numbers)
    }

    mutating func add(_ tag: ArraySlice<UInt8>, content: ArraySlice<UInt8>) {
      let attributes = Self.attributes(of: tag)
      numbers += ["x", "x1", "x2", "y", "y1", "y2", "width", "height", "cx", "cy", "dx"].compactMap { attributes[$0] }
      if tag.starts(with: "text ".utf8) {
        texts.append(Text(attributes, Self.unescaped(content)))
      } else if tag.starts(with: "tspan".utf8), onLaptop {
        texts[texts.count - 1].content += Self.unescaped(content)
      } else if tag.elementsEqual("/tspan".utf8) {
        texts[texts.count - 1].content += Self.unescaped(content)
      }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
      String(decoding: bytes, as: UTF8.self).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    private static func attributes(of tag: ArraySlice<UInt8>) -> [String: String] {
      let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      var attributes: [String: String] = [:]
      for index in stride(from: 0, to: parts.count - 1, by: 2) {
        let name = parts[index].dropLast().split(separator: UInt8(ascii: " ")).last ?? []
        attributes[String(decoding: name, as: UTF8.self)] = String(decoding: parts[index + 1], as: UTF8.self)
      }
      return attributes
    }
  }

  /// Pairs of texts that overlap in a drawing of that width, among those that the stylesheet shows at the width.
  func overlaps(at width: Double, hiding hidden: Set<String>) -> [String] {
    let shown = texts.filter { text in !text.style.split(separator: " ").contains { hidden.contains(String($0)) } }
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
