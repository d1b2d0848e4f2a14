/// Walks the tags of XML or something like it, without minding whether they match. Names come in lower case.
struct MarkupScan {
  enum Part {
    /// From `<!` or `<?` to its end, in lower case; comments and CDATA are passed over.
    case declaration(String)
    case element(String)
    case attribute(String, [UInt8])
  }

  private let bytes: [UInt8]
  private var place = 0
  private var isInTag = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Part? {
    if isInTag, let attribute = attribute() { return attribute }
    isInTag = false
    while let open = bytes[place...].firstIndex(of: 0x3C) {
      place = open + 1
      guard place < bytes.count else { return nil }
      switch bytes[place] {
      case 0x21, 0x3F:
        if let declaration = declaration(from: open) { return declaration }
      case 0x2F: continue
      default:
        isInTag = true
        return .element(word())
      }
    }
    return nil
  }

  private mutating func declaration(from open: Int) -> Part? {
    if starts("<!--", at: open) {
      place = end(of: "-->", from: open + 4)
      return nil
    }
    // What a parser of HTML takes for elements stands there as well: it is looked at.
    if starts("<![CDATA[", at: open) { return nil }
    let close = bytes[open...].firstIndex(of: 0x3E) ?? bytes.count
    place = min(close + 1, bytes.count)
    return .declaration(String(decoding: bytes[open..<close], as: UTF8.self).lowercased())
  }

  private mutating func attribute() -> Part? {
    while place < bytes.count, bytes[place] <= 0x20 || bytes[place] == 0x2F || bytes[place] == 0x3D { place += 1 }
    guard place < bytes.count, bytes[place] != 0x3E, bytes[place] != 0x3C else { return nil }
    let name = word()
    skipSpace()
    guard place < bytes.count, bytes[place] == 0x3D else { return .attribute(name, []) }
    place += 1
    skipSpace()
    return .attribute(name, value())
  }

  private mutating func value() -> [UInt8] {
    guard place < bytes.count else { return [] }
    let quote = bytes[place]
    guard quote == 0x22 || quote == 0x27 else {
      let start = place
      while place < bytes.count, bytes[place] > 0x20, bytes[place] != 0x3E { place += 1 }
      return Array(bytes[start..<place])
    }
    let end = bytes[(place + 1)...].firstIndex(of: quote) ?? bytes.count
    defer { place = min(end + 1, bytes.count) }
    return Array(bytes[(place + 1)..<end])
  }

  private mutating func skipSpace() { while place < bytes.count, bytes[place] <= 0x20 { place += 1 } }

  /// A name; at least one byte, so that the scan always moves on.
  private mutating func word() -> String {
    let start = place
    while place < bytes.count, bytes[place] > 0x20, ![0x2F, 0x3D, 0x3E, 0x3C, 0x22, 0x27].contains(bytes[place]) {
      place += 1
    }
    if place == start { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
  }

  private func starts(_ text: String, at place: Int) -> Bool { bytes[place...].starts(with: text.utf8) }

  private func end(of text: String, from start: Int) -> Int {
    var place = start
    while place < bytes.count {
      if starts(text, at: place) { return place + text.utf8.count }
      place += 1
    }
    return bytes.count
  }
}
