/// The start tags of a page with their attributes, one after the other. Reads what this program writes and what browsers accept beside
/// it: comments, declarations, raw text of scripts and styles, attributes with either quote or none.
struct HTMLTags {
  /// A start tag.
  struct Tag {
    /// In lower case.
    let name: String
    /// Byte offset of its `<`.
    let offset: Int
    /// Names in lower case, values with character references resolved, in the order written.
    let attributes: [(name: String, value: String)]
    /// Whether text follows before the end tag; told of `script` and `style` alone.
    let hasText: Bool

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Tag? {
    while let open = find(UInt8(ascii: "<"), from: at) {
      at = open + 1
      guard at < bytes.count else { return nil }
      if starts(with: "!--", at: at) {
        at = end(of: "-->", from: at + 3)
      } else if isLetter(bytes[at]) {
        return tag(at: open)
      } else if bytes[at] == UInt8(ascii: "!") || bytes[at] == UInt8(ascii: "?") || bytes[at] == UInt8(ascii: "/") {
        at = end(of: ">", from: at)
      }
    }
    at = bytes.count
    return nil
  }

  private mutating func tag(at open: Int) -> Tag {
    let name = word { !$0.isSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }.lowercased()
    var attributes: [(name: String, value: String)] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      if bytes[at].isSpace || bytes[at] == UInt8(ascii: "/") {
        at += 1
      } else {
        attributes.append(attribute())
      }
    }
    at = min(at + 1, bytes.count)
    let isRaw = name == "script" || name == "style"
    return Tag(name: name, offset: open, attributes: attributes, hasText: isRaw && skipRawText(of: name))
  }

  private mutating func attribute() -> (name: String, value: String) {
    let start = at
    let name = word { !$0.isSpace && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    if at == start { at += 1 }
    let mark = at
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
      at = mark
      return (name.lowercased(), "")
    }
    at += 1
    skipSpace()
    guard at < bytes.count else { return (name.lowercased(), "") }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return (name.lowercased(), CharacterReferences.resolved(word { !$0.isSpace && $0 != UInt8(ascii: ">") }))
    }
    at += 1
    let end = find(quote, from: at) ?? bytes.count
    defer { at = min(end + 1, bytes.count) }
    return (name.lowercased(), CharacterReferences.resolved(String(decoding: bytes[at..<end], as: UTF8.self)))
  }

  /// Goes behind the text of a script or style, up to its end tag; says whether there was any.
  private mutating func skipRawText(of name: String) -> Bool {
    let start = at
    while let close = find(UInt8(ascii: "<"), from: at) {
      at = close + 1
      if starts(with: "/" + name, at: at) {
        let hasText = bytes[start..<close].contains { !$0.isSpace }
        at = end(of: ">", from: at)
        return hasText
      }
    }
    at = bytes.count
    return true
  }

  private mutating func word(while isPart: (UInt8) -> Bool) -> String {
    let start = at
    while at < bytes.count, isPart(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func skipSpace() { while at < bytes.count, bytes[at].isSpace { at += 1 } }

  private func find(_ byte: UInt8, from start: Int) -> Int? { bytes[min(start, bytes.count)...].firstIndex(of: byte) }

  private func end(of text: StaticString, from start: Int) -> Int {
    var from = start
    let first = text.withUTF8Buffer { $0[0] }
    while let found = find(first, from: from) {
      if text.withUTF8Buffer({ bytes[found...].starts(with: $0) }) { return found + text.utf8CodeUnitCount }
      from = found + 1
    }
    return bytes.count
  }

  private func starts(with text: String, at place: Int) -> Bool {
    let text = text.utf8
    guard place + text.count <= bytes.count else { return false }
    return zip(bytes[place...], text).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}

extension UInt8 {
  /// White space of HTML.
  var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C }
}
