/// Finds files that a browser would run if a reader opened them: pages, scripts, and pictures with a script in them.
///
/// A picture shown in a page never runs its script, but it can be opened for itself, from the disk, without any policy. So attachments
/// that act are refused. This looks for more than could run, not less: a picture without scripts, events, entities and foreign
/// elements passes, whatever made it.
public enum ActiveContent {
  private static let pages = [
    ".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".hta",
    ".svgz", ".swf",
  ]

  /// What in the file acts, for a message: `the element <script>`; nil if nothing does.
  public static func find(in bytes: [UInt8], path: String) -> String? {
    let name = path.lowercased()
    if let end = pages.first(where: { name.hasSuffix($0) }) { return "a file of kind \(end)" }
    // A browser tells a picture's kind by its name alone, but for SVG without one of the raster kinds' names.
    guard name.hasSuffix(".svg") else { return nil }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      return "text that is not UTF-8"
    }
    return findInMarkup(bytes)
  }

  private static let elements: Set<String> = [
    "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video", "html", "body",
    "base", "meta",
    "link", "form",
  ]

  private static func findInMarkup(_ bytes: [UInt8]) -> String? {
    if loads(bytes) { return "a style that loads something" }
    var scan = MarkupScan(bytes)
    while let part = scan.next() {
      switch part {
      case .declaration(let text):
        if text.contains("<!entity") || text.contains("[") { return "a document type with entities" }
        if text.hasPrefix("<?xml-stylesheet") { return "a style sheet of its own" }
      case .element(let name):
        if elements.contains(local(name)) { return "the element <\(local(name))>" }
      case .attribute(let name, let value):
        if local(name).hasPrefix("on") { return "the attribute \(local(name))" }
        if let reason = address(local(name), value) { return reason }
      }
    }
    return nil
  }

  /// Addresses may lead into the picture itself (`#part`) or hold a raster picture; animations may not lead anywhere else.
  private static func address(_ name: String, _ value: [UInt8]) -> String? {
    let text = String(decoding: plain(value), as: UTF8.self)
    switch name {
    case "href", "src", "action", "formaction", "data":
      let isInner = text.hasPrefix("#") || text.isEmpty
      let isPicture = ["png", "jpeg", "jpg", "gif", "webp"].contains { text.hasPrefix("data:image/\($0)") }
      return isInner || isPicture ? nil : "an address that leads out of it"
    case "to", "from", "values", "by", "attributename":
      return text.contains("script:") || text.contains("href") || text.contains("data:") ? "an animated address" : nil
    default: return nil
    }
  }

  /// Whether some style imports a sheet, or names a file that isn't a part of the picture; as it is written, and as a browser reads
  /// it, for which `\75rl(` and `&#117;rl(` are `url(`.
  private static func loads(_ bytes: [UInt8]) -> Bool {
    let read = resolved(bytes)
    if loads(String(decoding: read, as: UTF8.self)) { return true }
    return read.contains(0x5C) && loads(String(decoding: unescaped(read), as: UTF8.self))
  }

  private static func loads(_ text: String) -> Bool {
    if ["@import", "image-set(", "src("].contains(where: text.contains) { return true }
    let parts = text.components(after: "url(")
    return parts.contains { part in
      let target = part.drop { $0 == 0x22 || $0 == 0x27 || $0 <= 0x20 }
      return !target.starts(with: "#".utf8) && !target.starts(with: "data:image/".utf8)
    }
  }

  /// The value as a browser takes it for an address: references decoded, no white space or control characters, lower case.
  private static func plain(_ value: [UInt8]) -> [UInt8] { resolved(value).filter { $0 > 0x20 } }

  /// References decoded, ASCII in lower case.
  private static func resolved(_ value: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count)
    var rest = value[...]
    while let byte = rest.popFirst() {
      if byte == 0x26, let end = rest.prefix(12).firstIndex(of: 0x3B) {
        let decoded = reference(rest[..<end])
        rest = rest[(end + 1)...]
        if let decoded { bytes.append(contentsOf: String(decoded).lowercased().utf8) }
      } else {
        bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    return bytes
  }

  /// Escapes of a style decoded (CSS Syntax 4.3.7): a backslash and up to six hexadecimal digits with a space, or any other character.
  private static func unescaped(_ style: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = style[...]
    while let byte = rest.popFirst() {
      guard byte == 0x5C else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(6).prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      guard !digits.isEmpty else { continue }
      rest = rest.dropFirst(digits.count)
      if let space = rest.first, [0x20, 0x09, 0x0A, 0x0D, 0x0C].contains(space) { rest = rest.dropFirst() }
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
      bytes.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").lowercased().utf8)
    }
    return bytes
  }

  private static func reference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    if text.hasPrefix("#x") { return UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
    if text.hasPrefix("#") { return UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init) }
    return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "colon": ":", "tab": "\t"][text]
  }

  /// The name without its prefix: `xlink:href` is an `href`, `svg:script` a `script`.
  private static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: 0x3A).map { String(name[name.utf8.index(after: $0)...]) } ?? name
  }
}

extension String {
  /// What follows each occurrence of `mark`, up to the next.
  fileprivate func components(after mark: String) -> [ArraySlice<UInt8>] {
    let (bytes, mark) = (Array(utf8), Array(mark.utf8))
    var parts: [ArraySlice<UInt8>] = []
    var place = 0
    while let found = bytes[place...].firstRange(of: mark) {
      parts.append(bytes[found.upperBound...])
      place = found.upperBound
    }
    return parts
  }
}
