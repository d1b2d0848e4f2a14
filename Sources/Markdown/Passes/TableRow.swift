/// The syntax of one line of a table.
enum TableRow {
  /// Of a column, by the colons of its delimiter.
  enum Alignment { case none, left, center, right }

  /// Alignments if the line is a delimiter row: `| --- | :-: |`.
  static func alignments(_ line: ArraySlice<UInt8>) -> [Alignment]? {
    var alignments: [Alignment] = []
    var rest = trimmed(line)
    // A bare `---` can only be a continuation line here.
    guard rest.contains(where: { $0 == 0x7C || $0 == 0x3A }) else { return nil }
    if rest.first == 0x7C { rest.removeFirst() }
    if rest.last == 0x7C { rest.removeLast() }
    for cell in rest.split(separator: 0x7C, omittingEmptySubsequences: false) {
      var marks = trimmed(cell)
      let (left, right) = (marks.first == 0x3A, marks.count > 1 && marks.last == 0x3A)
      if left { marks.removeFirst() }
      if right { marks.removeLast() }
      guard !marks.isEmpty, marks.allSatisfy({ $0 == 0x2D }) else { return nil }
      alignments.append(left ? (right ? .center : .left) : (right ? .right : .none))
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Ranges of the cells between unescaped pipes, trimmed; a pipe at either end bounds no further cell.
  static func cells(of bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    let content = trimmed(bytes[line])
    var cells: [Range<Int>] = []
    var start = content.startIndex
    if content.first == 0x7C { start += 1 }
    var offset = start
    while offset < content.endIndex {
      if bytes[offset] == 0x7C, offset == content.startIndex || bytes[offset - 1] != 0x5C {
        cells.append(range(of: trimmed(bytes[start..<offset])))
        start = offset + 1
      }
      offset += 1
    }
    if start < content.endIndex { cells.append(range(of: trimmed(bytes[start..<content.endIndex]))) }
    return cells
  }

  /// A cell with `\|` as `|`, in code too.
  static func unescaped(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(cell.count)
    for byte in cell {
      if byte == 0x7C, result.last == 0x5C { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first.isMarkdownSpace { bytes.removeFirst() }
    while let last = bytes.last, last.isMarkdownSpace { bytes.removeLast() }
    return bytes
  }

  private static func range(of slice: ArraySlice<UInt8>) -> Range<Int> { slice.startIndex..<slice.endIndex }
}

/// The tags of a table. Rows need no nodes of their own: the first cell opens one, the last closes it.
struct TableMarkup {
  let alignments: [TableRow.Alignment]
  let markup: MarkdownOptions.Markup

  func open(caption: [UInt8]?) -> [UInt8] {
    var html: [UInt8] = []
    if markup == .site { html += Array(#"<div class="scroll" tabindex="0" role="group" aria-label="Table">"#.utf8) }
    html += Array("<table>\n".utf8)
    return html + Array("<thead>\n".utf8)
  }

  func close(rows: Int) -> [UInt8] {
    Array(((rows > 1 ? "</tbody>\n" : "") + "</table>" + (markup == .site ? "</div>" : "")).utf8)
  }

  func cell(row: Int, column: Int, of count: Int) -> (enter: [UInt8], exit: [UInt8]) {
    let name = row == 0 ? "th" : "td"
    var enter = column == 0 ? (row == 1 ? "<tbody>\n<tr>\n" : "<tr>\n") : ""
    enter += "<\(name)\(attributes(row: row, column: column))>"
    var exit = "</\(name)>\n"
    if column == count - 1 { exit += row == 0 ? "</tr>\n</thead>\n" : "</tr>\n" }
    return (Array(enter.utf8), Array(exit.utf8))
  }

  private func attributes(row: Int, column: Int) -> String {
    let alignment = alignments[column]
    switch markup {
    case .gfm:
      switch alignment {
      case .none: return ""
      case .left: return #" align="left""#
      case .center: return #" align="center""#
      case .right: return #" align="right""#
      }
    case .site:
      let scope = row == 0 ? #" scope="col""# : ""
      switch alignment {
      case .none, .left: return scope
      case .center: return scope + #" class="center""#
      case .right: return scope + #" class="num""#
      }
    }
  }
}
