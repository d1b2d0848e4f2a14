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
    var text = text
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { line in
        var count = 0
        for byte in bytes {
          if byte != 0x20, !(0x09...0x0D).contains(byte) {
            line[count] = byte
            count += 1
          } else if count > 0, line[count - 1] != 0x20 {
            line[count] = 0x20
            count += 1
          }
        }
        return count > 0 && line[count - 1] == 0x20 ? count - 1 : count
      }
    }
  }
}
