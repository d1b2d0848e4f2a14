/// The syntax of one line of a table.
enum TableRow {
  /// Of a column, by the colons of its delimiter.
  enum Alignment { case none, left, center, right }

  /// Alignments if the line is a delimiter row: `| --- | :-: |`.
  static func alignments(_ bytes: [UInt8], _ line: Range<Int>) -> [Alignment]? {
    let content = trimmed(bytes, line)
    // A bare `---` can only be a continuation line here.
    guard bytes[content].contains(where: { $0 == 0x7C || $0 == 0x3A }) else { return nil }
    let cells = cells(of: bytes, content)
    var alignments: [Alignment] = []
    alignments.reserveCapacity(cells.count)
    for cell in cells {
      guard let alignment = alignment(bytes, cell) else { return nil }
      alignments.append(alignment)
    }
    return alignments.isEmpty ? nil : alignments
  }

  private static func alignment(_ bytes: [UInt8], _ cell: Range<Int>) -> Alignment? {
    guard !cell.isEmpty else { return nil }
    let left = bytes[cell.lowerBound] == 0x3A
    let right = cell.count > 1 && bytes[cell.upperBound - 1] == 0x3A
    let marks = bytes[(cell.lowerBound + (left ? 1 : 0))..<(cell.upperBound - (right ? 1 : 0))]
    guard !marks.isEmpty, marks.allSatisfy({ $0 == 0x2D }) else { return nil }
    return left ? (right ? .center : .left) : (right ? .right : Alignment.none)
  }

  /// Ranges of the cells between unescaped pipes, trimmed; a pipe at either end bounds no further cell.
  static func cells(of bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    let content = trimmed(bytes, line)
    var cells: [Range<Int>] = []
    cells.reserveCapacity(8)
    var start = content.lowerBound
    if start < content.upperBound, bytes[start] == 0x7C { start += 1 }
    for offset in start..<max(start, content.upperBound)
    where bytes[offset] == 0x7C && (offset == content.lowerBound || bytes[offset - 1] != 0x5C) {
      cells.append(trimmed(bytes, start..<offset))
      start = offset + 1
    }
    if start < content.upperBound { cells.append(trimmed(bytes, start..<content.upperBound)) }
    return cells
  }

  /// Adds a cell with `\|` as `|`, in code too.
  static func appendUnescaped(_ cell: ArraySlice<UInt8>, to text: inout [UInt8]) {
    for byte in cell {
      if byte == 0x7C, text.last == 0x5C { text.removeLast() }
      text.append(byte)
    }
  }

  /// Whether a cell means itself to cmark and to every pass: letters, digits, and punctuation that opens nothing.
  static func isPlain(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
    for offset in cell {
      switch bytes[offset] {
      case 0x20, 0x28, 0x29, 0x2B, 0x2C, 0x2F, 48...57, 0x3B, 0x3D, 0x3F, 65...90, 97...118, 120...122, 0x23...0x25,
        0x80...:
        continue
      // Smart punctuation changes runs of these, bare addresses begin with a `w`.
      case 0x2D, 0x2E, 0x77: if offset + 1 < cell.upperBound, bytes[offset + 1] == bytes[offset] { return false }
      default: return false
      }
    }
    return true
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isMarkdownSpace { start += 1 }
    while end > start, bytes[end - 1].isMarkdownSpace { end -= 1 }
    return start..<end
  }
}
