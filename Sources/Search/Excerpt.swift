/// What the results show of an entry.
enum Excerpt {
  /// Longest title or subtitle shown, in bytes.
  static let maximumLine = 300

  /// The text that excerpts are cut from: people, headings, text; white space as single spaces.
  static func text(of entry: SearchEntry) -> String {
    let parts = [entry.people.joined(separator: ", ")] + entry.headings + [entry.text]
    return parts.map(collapsed).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// One line; one longer than anybody reads is cut, and says so.
  static func line(_ text: String) -> String {
    let line = collapsed(text)
    guard line.utf8.count > maximumLine, let first = StringShards.pieces(of: line, limit: maximumLine).first else {
      return line
    }
    return first + "…"
  }

  /// A link that stays a path: nothing before the first slash can be taken for a scheme.
  static func link(_ href: String) -> String {
    let firstSegment = href.utf8.prefix { $0 != UInt8(ascii: "/") }
    return firstSegment.contains(UInt8(ascii: ":")) ? "./" + href : href
  }

  private static func collapsed(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if !isSpace { bytes.append(byte) } else if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
