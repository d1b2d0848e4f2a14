import Core

/// Prepares tables of rendered Markdown for a phone, where each row is a card: every cell carries its column's heading.
enum TableCards {
  /// `html` with `class="stackable cards"` on its tables and `data-l` on their cells.
  static func labelled(_ html: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(html.count + html.count / 8)
    var labels: [[UInt8]] = []
    var (column, position) = (0, 0)
    while position < html.count {
      guard html[position] == 0x3C else {
        output.append(html[position])
        position += 1
        continue
      }
      let rest = html[position...]
      if rest.starts(with: "<table>".utf8) {
        output += Array("<table class=\"stackable cards\">".utf8)
        position += "<table>".utf8.count
        labels = []
        continue
      }
      if rest.starts(with: "<tr".utf8) { column = 0 }
      if rest.starts(with: "<th ".utf8) || rest.starts(with: "<th>".utf8) { labels.append(text(html, after: position)) }
      output.append(0x3C)
      position += 1
      guard rest.starts(with: "<td".utf8) else { continue }
      output += Array("td".utf8)
      position += 2
      if column < labels.count, !labels[column].isEmpty, column > 0 {
        output += Array(" data-l=\"".utf8) + labels[column] + Array("\"".utf8)
      }
      column += 1
    }
    return output
  }

  /// The heading cell's text without its tags. Rendered text has its quotes escaped, and a cell ends its line.
  private static func text(_ html: [UInt8], after start: Int) -> [UInt8] {
    var text: [UInt8] = []
    var isTag = false
    for byte in html[start...] {
      if byte == 0x0A { break }
      if byte == 0x3C { isTag = true }
      if !isTag { text.append(byte) }
      if byte == 0x3E { isTag = false }
    }
    return text
  }
}
