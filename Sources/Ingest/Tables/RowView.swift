import Core

/// A row of a table, to be looked at; walks on, or jumps to rows that a survey found.
struct RowView: Sendable {
  let table: ByteTable
  private(set) var row = Row()
  private var scanner: CSVScanner
  private let isDelimited: Bool

  /// Before the first row below the header.
  init(_ table: ByteTable) { self.init(table, from: table.dataStart, line: table.dataLine) }

  /// Before the row that begins at `offset`, on `line`; `end` is where the walk ends.
  init(_ table: ByteTable, from offset: Int, line: Int, end: Int? = nil) {
    self.table = table
    var delimiter: UInt8 = 0x2C
    var isDelimited = false
    if case .delimited(let dialect) = table.layout {
      delimiter = dialect.delimiter
      isDelimited = true
    }
    self.isDelimited = isDelimited
    scanner = CSVScanner(
      delimiter: delimiter, offset: offset, line: line, end: table.bytes.count, quotesAreText: table.quotesAreText)
    stop = end ?? table.end
  }

  private let stop: Int

  /// Offset (or number, of JSON) of the next row.
  var offset: Int { scanner.offset }
  /// Line of the next row.
  var line: Int { scanner.line }
  /// Whether a quote was never closed, so that all that follow are text.
  var quotesAreText: Bool { scanner.quotesAreText }

  /// Goes to the next row; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    guard scanner.offset < stop else { return false }
    if isDelimited { return scanner.next(table.bytes, into: &row) }
    take(scanner.offset)
    scanner.jump(to: scanner.offset + 1, line: scanner.line)
    return true
  }

  /// Goes to the row that begins at `offset`, on `line`.
  @inline(__always)
  mutating func jump(to offset: Int, line: Int) {
    if isDelimited {
      scanner.jump(to: offset, line: line)
      _ = scanner.next(table.bytes, into: &row)
    } else {
      take(offset)
    }
  }

  private mutating func take(_ index: Int) {
    guard case .cells(let cells, let columns, let places) = table.layout else { return }
    let range = index * columns..<(index + 1) * columns
    row.clear(start: index, line: places[range].first { $0.line > 0 }.map { Int($0.line) } ?? 1)
    for cell in cells[range] { row.append(cell) }
  }

  /// Looks at a row that was read elsewhere.
  mutating func use(_ row: Row) { self.row = row }

  /// Looks at the text of a cell; empty if the row has no such cell.
  @inline(__always)
  func with<R>(_ column: Int, _ body: (Span<UInt8>) -> R) -> R {
    guard column >= 0, column < row.count else { return body([UInt8]().span) }
    let cell = row[column]
    return cell.isInScratch
      ? body(row.scratch.span.extracting(cell.range)) : body(table.bytes.span.extracting(cell.range))
  }

  /// Looks at the text of a cell, white space at both ends left out.
  @inline(__always)
  func withTrimmed<R>(_ column: Int, _ body: (Span<UInt8>) -> R) -> R {
    with(column) { text in
      let count = text.count
      if count == 0 || (text[0] > 0x20 && text[0] != 0xC2 && text[count - 1] > 0x20 && text[count - 1] != 0xA0) {
        return body(text)
      }
      return body(text.extracting(text.trimmedRange))
    }
  }

  /// Whether a cell holds nothing but white space.
  @inline(__always)
  func isBlank(_ column: Int) -> Bool {
    with(column) { $0.isEmpty || ($0[0] <= 0x20 || $0[0] == 0xC2) && $0.isBlank }
  }

  /// Whether nothing but white space stands in the row.
  var isBlank: Bool { (0..<row.count).allSatisfy { isBlank($0) } }
}
