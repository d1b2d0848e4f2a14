import Core

/// A start or end tag as it stands in a page.
struct HTMLTag {
  /// Lower case.
  let name: String
  /// As in the page: names of SVG keep their case.
  let written: String
  let isEnd: Bool
  let isSelfClosing: Bool
  var attributes: [Attribute]

  /// An attribute. Its value is kept as written: references are not resolved.
  struct Attribute {
    /// Lower case.
    let name: String
    /// As in the page: `viewBox` keeps its case.
    let written: String
    var value: [UInt8]?
  }

  /// Whether it has no content and no end tag.
  var isVoid: Bool { isSelfClosing || Self.voids.contains(name) }

  private static let voids: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  /// The value of an attribute with its references resolved.
  subscript(name: String) -> String? {
    attributes.first { $0.name == name }.map { HTMLText.resolved($0.value ?? []) }
  }

  /// Whether `word` is among its classes.
  func hasClass(_ word: String) -> Bool {
    self["class"]?.utf8.split(separator: 0x20).contains { $0.elementsEqual(word.utf8) } ?? false
  }

  /// Writes it, values in double quotes.
  func write(to html: inout [UInt8], as other: String? = nil) {
    html.append(isEnd ? "</" : "<")
    html.append(other ?? written)
    for attribute in attributes {
      html.append(" " + attribute.written)
      guard let value = attribute.value else { continue }
      html.append("=\"")
      for byte in value {
        if byte == 0x22 { html.append("&quot;") } else { html.append(byte) }
      }
      html.append("\"")
    }
    html.append(isSelfClosing ? "/>" : ">")
  }
}

/// Character references.
enum HTMLText {
  private static let names: [(String, UInt8)] = [
    ("amp;", 0x26), ("lt;", 0x3C), ("gt;", 0x3E), ("quot;", 0x22), ("#39;", 0x27), ("apos;", 0x27),
  ]

  /// The text of `bytes`; a reference that no template of ours writes stays as it is.
  static func resolved(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x26, let (name, byte) = names.first(where: { bytes[(index + 1)...].starts(with: $0.0.utf8) })
      {
        text.append(byte)
        index += name.utf8.count + 1
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
