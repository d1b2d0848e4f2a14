/// Takes a page apart into tags and what stands between them. Comments and the doctype are left out.
struct HTMLScanner {
  /// A part of a page.
  enum Piece {
    case tag(HTMLTag)
    /// Text, references unresolved.
    case text(ArraySlice<UInt8>)
    /// The text of a `script` or `style`, after its start tag.
    case raw(ArraySlice<UInt8>)
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The element whose text holds no tags.
  private var rawName: String?

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All parts of a page, in order.
  static func pieces(of bytes: [UInt8]) -> [Piece] {
    var scanner = HTMLScanner(bytes)
    var pieces: [Piece] = []
    while let piece = scanner.next() { pieces.append(piece) }
    return pieces
  }

  private mutating func next() -> Piece? {
    if let name = rawName { return rawText(until: name) }
    while index < bytes.count {
      if bytes[index] != 0x3C { return .text(text()) }
      if bytes[index...].starts(with: "<!--".utf8) {
        index = bytes.firstIndex(of: "-->".utf8, from: index + 4).map { $0 + 3 } ?? bytes.count
      } else if index + 1 < bytes.count, bytes[index + 1] == 0x21 || bytes[index + 1] == 0x3F {
        index = bytes[index...].firstIndex(of: 0x3E).map { $0 + 1 } ?? bytes.count
      } else if let tag = tag() {
        return .tag(tag)
      } else {
        index += 1
        return .text(Array("&lt;".utf8)[...])
      }
    }
    return nil
  }

  private mutating func text() -> ArraySlice<UInt8> {
    let start = index
    index = bytes[index...].firstIndex(of: 0x3C) ?? bytes.count
    return bytes[start..<index]
  }

  private mutating func rawText(until name: String) -> Piece? {
    rawName = nil
    let start = index
    var end = index
    while let open = bytes.firstIndex(of: "</".utf8, from: end) {
      if bytes[(open + 2)...].prefix(name.utf8.count).lazy.map(\.asciiLowercased).elementsEqual(name.utf8) {
        index = open
        return .raw(bytes[start..<open])
      }
      end = open + 2
    }
    index = bytes.count
    return .raw(bytes[start...])
  }

  /// The tag at `index`; nil if a `<` stands there that opens none.
  private mutating func tag() -> HTMLTag? {
    var place = index + 1
    let isEnd = place < bytes.count && bytes[place] == 0x2F
    if isEnd { place += 1 }
    guard place < bytes.count, bytes[place].isASCIILetter else { return nil }
    index = place
    let name = word { !$0.isHTMLSpace && $0 != 0x3E && $0 != 0x2F }
    var attributes: [HTMLTag.Attribute] = []
    var isSelfClosing = false
    while index < bytes.count, bytes[index] != 0x3E {
      if bytes[index].isHTMLSpace || bytes[index] == 0x2F {
        isSelfClosing = bytes[index] == 0x2F
        index += 1
      } else {
        isSelfClosing = false
        attributes.append(attribute())
      }
    }
    index = min(index + 1, bytes.count)
    let lower = String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
    if !isEnd, lower == "script" || lower == "style" { rawName = lower }
    return HTMLTag(
      name: lower, written: String(decoding: name, as: UTF8.self), isEnd: isEnd, isSelfClosing: isSelfClosing,
      attributes: isEnd ? [] : attributes)
  }

  private mutating func attribute() -> HTMLTag.Attribute {
    let start = index
    index += 1  // a name may begin with anything, `=` too
    let rest = word { !$0.isHTMLSpace && $0 != 0x3E && $0 != 0x2F && $0 != 0x3D }
    let written = [bytes[start]] + rest
    func attribute(_ value: [UInt8]?) -> HTMLTag.Attribute {
      HTMLTag.Attribute(
        name: String(decoding: written.map(\.asciiLowercased), as: UTF8.self),
        written: String(decoding: written, as: UTF8.self), value: value)
    }
    skipSpace()
    guard index < bytes.count, bytes[index] == 0x3D else { return attribute(nil) }
    index += 1
    skipSpace()
    guard index < bytes.count else { return attribute([]) }
    let quote = bytes[index]
    guard quote == 0x22 || quote == 0x27 else {
      return attribute(word { !$0.isHTMLSpace && $0 != 0x3E })
    }
    index += 1
    let value = word { $0 != quote }
    index = min(index + 1, bytes.count)
    return attribute(value)
  }

  private mutating func skipSpace() { while index < bytes.count, bytes[index].isHTMLSpace { index += 1 } }

  private mutating func word(while condition: (UInt8) -> Bool) -> [UInt8] {
    let start = index
    while index < bytes.count, condition(bytes[index]) { index += 1 }
    return Array(bytes[start..<index])
  }
}
