import Core

/// The tables of a rendered page as CSV: what a reader of the page sees, and nothing else.
public enum TableText {
  /// All tables of `page` by RFC 4180, LF line ends; each after the first is led by an empty line. Cells that a spreadsheet would take for
  /// formulas are led by an apostrophe; a negative number stays one. Nil without a table.
  public static func csv(_ page: [UInt8]) -> [UInt8]? {
    var reader = TableReader()
    for piece in HTMLScanner.pieces(of: page) { reader.take(piece) }
    guard !reader.tables.isEmpty else { return nil }
    var csv: [UInt8] = []
    for (number, rows) in reader.tables.enumerated() {
      if number > 0 { csv.append(0x0A) }
      for row in rows {
        for (place, cell) in row.enumerated() {
          if place > 0 { csv.append(0x2C) }
          csv.appendCSVCell(cell)
        }
        csv.append(0x0A)
      }
    }
    return csv
  }
}

/// Collects cells row by row.
private struct TableReader {
  var tables: [[[String]]] = []
  private var row: [String] = []
  private var cell: [UInt8]?
  /// Columns that the cell covers.
  private var width = 1
  private var svgDepth = 0
  /// The element that only eyes see, such as initials beside a name, and how many of its kind are open.
  private var hidden: (name: String, depth: Int)?

  mutating func take(_ piece: HTMLScanner.Piece) {
    switch piece {
    case .text(let text): if svgDepth == 0, hidden == nil { cell? += text }
    case .raw: return
    case .tag(let tag): take(tag)
    }
  }

  private mutating func take(_ tag: HTMLTag) {
    if let (name, depth) = hidden {
      guard tag.name == name, !tag.isVoid else { return }
      hidden = depth == 1 && tag.isEnd ? nil : (name, depth + (tag.isEnd ? -1 : 1))
      return
    }
    if cell != nil, !tag.isEnd, !tag.isVoid, tag.name != "svg", tag["aria-hidden"] == "true" {
      hidden = (tag.name, 1)
      return
    }
    switch tag.name {
    case "svg" where !tag.isSelfClosing: svgDepth += tag.isEnd ? -1 : 1
    case "table" where !tag.isEnd: tables.append([])
    case "tr":
      endCell()
      if !row.isEmpty, !tables.isEmpty { tables[tables.count - 1].append(row) }
      row = []
    case "td", "th":
      endCell()
      guard !tag.isEnd else { return }
      cell = []
      width = min(max(tag["colspan"].flatMap(Int.init) ?? 1, 1), 100)
    // What stands on a line of its own does not run into the words before it.
    case "small", "br", "p", "div", "li", "time": cell?.append(0x20)
    default: return
    }
  }

  private mutating func endCell() {
    guard let text = cell else { return }
    // A real minus sign is what pages show; spreadsheets compute with the hyphen.
    let words = HTMLText.resolved(text).utf8.split { $0.isHTMLSpace }.map { String(Substring($0)) }
    let shown = words.joined(separator: " ")
    let isNegative = shown.utf8.starts(with: "\u{2212}".utf8)
    row.append(isNegative ? "-" + String(decoding: shown.utf8.dropFirst(3), as: UTF8.self) : shown)
    row += Array(repeating: "", count: width - 1)
    cell = nil
  }
}
