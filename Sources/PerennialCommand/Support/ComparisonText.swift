import Core
import Insight

/// Scenarios side by side for the terminal, for spreadsheets and for Markdown.
struct ComparisonText {
  private let comparison: ScenarioComparison
  private static let widest = 24

  init(_ comparison: ScenarioComparison) { self.comparison = comparison }

  /// A column a scenario; long names are broken into lines.
  var table: [String] {
    let rows = comparison.rows.map { [$0.label] + $0.shown.map { $0.isEmpty ? "–" : $0 } }
    let heads = ([comparison.currency.code] + comparison.names).map { Self.lines($0) }
    let widths = heads.indices.map { column in
      (heads[column] + rows.flatMap { Self.lines($0[column]) }).map(Self.width).max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return Self.block(heads, widths) + [rule] + rows.flatMap { Self.block($0.map(Self.lines), widths) }
  }

  /// A row a figure; plain values.
  var csv: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ cells: [String]) {
      for (index, cell) in cells.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.appendCSVCell(cell)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    append(["figure, \(comparison.currency.code)"] + comparison.names)
    for row in comparison.rows { append([row.label] + row.plain) }
    return bytes
  }

  /// A pipe table.
  var markdown: [String] {
    func line(_ cells: [String]) -> String { "| " + cells.map(Self.escaped).joined(separator: " | ") + " |" }
    return [line([comparison.currency.code] + comparison.names)]
      + ["| --- |" + comparison.names.map { _ in " ---: |" }.joined()]
      + comparison.rows.map { line([$0.label] + $0.shown) }
  }

  /// What Markdown would take for its own.
  private static func escaped(_ text: String) -> String {
    let marks = Set("\\|*_`[]<>~".utf8)
    let bytes = text.utf8.flatMap {
      $0 < 0x20 || $0 == 0x7F ? [UInt8(ascii: " ")] : marks.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Cells side by side, the first to the left, the others to the right.
  private static func block(_ cells: [[String]], _ widths: [Int]) -> [String] {
    (0..<(cells.map(\.count).max() ?? 0)).map { line in
      let parts = cells.indices.map { column in
        let text = line < cells[column].count ? cells[column][line] : ""
        let gap = String(repeating: " ", count: max(0, widths[column] - width(text)))
        return column == 0 ? text + gap : gap + text
      }
      var text = Substring(parts.joined(separator: "  "))
      while text.utf8.last == UInt8(ascii: " ") { text = text.dropLast() }
      return String(text)
    }
  }

  /// A text in lines of at most `widest` letters, broken between words; nothing in it can drive a terminal.
  private static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    let plain = String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    for word in plain.split(separator: " ").map(String.init) {
      if let last = lines.last, width(last) + 1 + width(word) <= widest {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.isEmpty ? [""] : lines
  }

  private static func width(_ text: String) -> Int { text.unicodeScalars.count }
}
