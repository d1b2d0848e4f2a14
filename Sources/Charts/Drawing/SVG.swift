import Core

/// A position or length along x: in per cent of a fluid drawing, or in units of one with a `viewBox`.
enum Length {
  case percent(Double)
  case units(Double)

  fileprivate func append(to bytes: inout ByteWriter) {
    switch self {
    case .percent(let value):
      DecimalText.append(value, to: &bytes)
      bytes.append(0x25)
    case .units(let value): DecimalText.append(value, to: &bytes)
    }
  }
}

/// Writes SVG and the little HTML around it. Literals of the program go in as they are, every other text is escaped.
struct SVG: ~Copyable {
  private var out = ByteWriter(capacity: 8 << 10)

  /// What was written.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    out.add(to: &bytes)
    return bytes
  }

  /// Markup written in the program.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { out.append(UnsafeRawBufferPointer($0)) }
  }

  /// Markup made by another drawing.
  mutating func raw(_ markup: [UInt8]) { out.append(markup) }

  /// Text from outside.
  mutating func text(_ text: String) { out.appendEscapedHTML(text) }

  /// A number in the middle of an attribute.
  mutating func number(_ value: Double) { DecimalText.append(value, to: &out) }

  /// An attribute with text from outside.
  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// An attribute with a number.
  mutating func attribute(_ name: StaticString, _ value: Double) { attribute(name, .units(value)) }

  /// An attribute with a position or length.
  mutating func attribute(_ name: StaticString, _ value: Length) {
    raw(" ")
    raw(name)
    raw("=\"")
    value.append(to: &out)
    raw("\"")
  }

  mutating func line(_ style: StaticString, x: Length, from top: Double, to bottom: Double) {
    raw("<line class=\"")
    raw(style)
    raw("\"")
    attribute("x1", x)
    attribute("x2", x)
    attribute("y1", top)
    attribute("y2", bottom)
    raw("/>")
  }

  mutating func line(_ style: StaticString, y: Double, from left: Length, to right: Length) {
    raw("<line class=\"")
    raw(style)
    raw("\"")
    attribute("x1", left)
    attribute("x2", right)
    attribute("y1", y)
    attribute("y2", y)
    raw("/>")
  }

  /// A rectangle; `style` is the attributes that say how it looks, such as `class="f-r"`.
  mutating func rect(_ style: StaticString, x: Length, width: Length, y: Double, height: Double) {
    raw("<rect")
    attribute("x", x)
    attribute("width", width)
    attribute("y", y)
    attribute("height", height)
    raw(" ")
    raw(style)
    raw("/>")
  }

  /// One of the marks of `ChartDefinitions`; `offset` moves it by so many px.
  mutating func mark(
    _ id: StaticString, _ style: StaticString, x: Length, y: Double, offset: Double = 0, title: String? = nil
  ) {
    raw("<use href=\"#")
    raw(id)
    raw("\" class=\"")
    raw(style)
    raw("\"")
    attribute("x", x)
    attribute("y", y)
    if offset != 0 {
      raw(" transform=\"translate(")
      number(offset)
      raw(" 0)\"")
    }
    guard let title else { return raw("/>") }
    raw("><title>")
    text(title)
    raw("</title></use>")
  }

  /// A line through points, in units of the `viewBox`. A single point draws nothing.
  mutating func path(_ style: StaticString, _ points: [(x: Double, y: Double)], closed: Bool = false) {
    guard points.count > 1 else { return }
    raw("<path class=\"")
    raw(style)
    raw("\" d=\"")
    for (index, point) in points.enumerated() {
      raw(index == 0 ? "M" : "L")
      DecimalText.append(point.x, to: &out)
      raw(" ")
      DecimalText.append(point.y, to: &out)
    }
    raw(closed ? "Z\"/>" : "\"/>")
  }

  mutating func circle(_ style: StaticString, x: Double, y: Double, radius: Double) {
    raw("<circle class=\"")
    raw(style)
    raw("\"")
    attribute("cx", x)
    attribute("cy", y)
    attribute("r", radius)
    raw("/>")
  }

  /// A link, if there is somewhere to go.
  mutating func link(_ text: String, to href: String?) {
    guard let href else { return self.text(text) }
    raw("<a")
    attribute("href", href)
    raw(">")
    self.text(text)
    raw("</a>")
  }
}

extension SVG {
  /// Opens a drawing that is as wide as its place; x in per cent, y in px. With a label it is an image, else it is hidden
  /// from screen readers because the number stands beside it.
  mutating func openFluid(height: Double, _ style: StaticString = "fluid chart", label: String?) {
    raw("<svg class=\"")
    raw(style)
    raw("\" width=\"100%\"")
    attribute("height", height)
    if let label {
      raw(" role=\"img\"")
      attribute("aria-label", label)
    } else {
      raw(" aria-hidden=\"true\"")
    }
    raw(">")
  }

  /// Opens a fluid drawing with a title and a description of its own.
  mutating func openFluid(
    height: Double, _ style: StaticString = "fluid chart", id: String, title: String, finding: String
  ) {
    raw("<svg class=\"")
    raw(style)
    raw("\" width=\"100%\"")
    attribute("height", height)
    describe(id, title, finding)
  }

  /// Opens a drawing that is scaled as a whole.
  mutating func openScaled(width: Double, height: Double, id: String, title: String, finding: String) {
    raw("<svg viewBox=\"0 0 ")
    DecimalText.append(width, to: &out)
    raw(" ")
    DecimalText.append(height, to: &out)
    raw("\"")
    describe(id, title, finding)
  }

  private mutating func describe(_ id: String, _ title: String, _ finding: String) {
    raw(" role=\"img\"")
    attribute("aria-labelledby", "\(id)-t \(id)-d")
    raw("><title")
    attribute("id", "\(id)-t")
    raw(">")
    text(title)
    raw("</title><desc")
    attribute("id", "\(id)-d")
    raw(">")
    text(finding)
    raw("</desc>")
  }
}
