import Core

/// A row of a table, to be looked at; walks on, or jumps to rows that a survey found.
struct RowView: Sendable {
  let table: ByteTable
  private(set) var row = Row()
  private var scanner: CSVScanner
  private var window: TextWindow
  private let isDelimited: Bool
  private let stop: Int

  /// Before the first row below the header; for looking up single rows, or for reading on.
  init(_ table: ByteTable, isLookup: Bool = false) {
    self.init(table, from: table.dataStart, line: table.dataLine, isLookup: isLookup)
  }

  /// Before the row that begins at `offset`, on `line`; `end` is where the walk ends.
  init(_ table: ByteTable, from offset: Int, line: Int, end: Int? = nil, isLookup: Bool = false) {
    self.table = table
    var delimiter: UInt8 = 0x2C
    var isDelimited = false
    if case .delimited(let dialect) = table.layout {
      delimiter = dialect.delimiter
      isDelimited = true
    }
    var size = 0
    if case .large(let text) = table.text { size = isLookup ? text.reading.lookup : text.reading.size }
    self.isDelimited = isDelimited
    window = TextWindow(table.text, size: size)
    scanner = CSVScanner(
      delimiter: delimiter, offset: offset, line: line, end: window.count, quotesAreText: table.quotesAreText)
    stop = end ?? table.end
  }

  /// Offset (or number, of JSON) of the next row.
  @inline(__always)
  var offset: Int { scanner.base &+ scanner.offset }
  /// Line of the next row.
  var line: Int { scanner.line }
  /// Whether a quote was never closed, so that all that follow are text.
  var quotesAreText: Bool { scanner.quotesAreText }

  /// Goes to the next row; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    guard offset < stop else { return false }
    if isDelimited { return read() }
    take(scanner.offset)
    scanner.jump(to: scanner.offset + 1, line: scanner.line, quotesAreText: false)
    return true
  }

  /// Goes to the row that begins at `offset`, on `line`.
  @inline(__always)
  mutating func jump(to offset: Int, line: Int) {
    guard isDelimited else { return take(offset) }
    // Where the window does not reach, reading finds nothing and moves it.
    let isInside = window.isLast ? offset >= window.base : window.contains(offset)
    let quotesAreText = table.quotesAreText || offset > table.openQuoteRow
    let isFound: Bool
    if isInside {
      scanner.jump(to: offset &- window.base, line: line, quotesAreText: quotesAreText)
      isFound = read()
    } else {
      isFound = read(from: offset, line: line, quotesAreText: quotesAreText)
    }
    // Of a file that was cut off meanwhile.
    if !isFound { row.clear(start: offset, line: line) }
  }

  /// Reads the scanner's row; what the window cuts off is read again in the next one.
  @inline(__always)
  private mutating func read() -> Bool {
    let isFound = scanner.next(window.bytes, into: &row)
    if window.isLast { return isFound }
    if isFound, isWhole { return true }
    let (start, line) = isFound ? (row.start, row.line) : (offset, scanner.line)
    return read(from: start, line: line, quotesAreText: wereQuotesText)
  }

  /// Whether a row, read in a window that is not the last, ends in it for certain: a byte follows, and no quote is left open.
  @inline(__always)
  private var isWhole: Bool { scanner.offset < window.count && row.openQuote == nil }

  /// Whether quotes were text where the row begins.
  private var wereQuotesText: Bool { scanner.quotesAreText && row.openQuote == nil }

  private mutating func read(from start: Int, line: Int, quotesAreText: Bool) -> Bool {
    while true {
      window.move(to: start)
      scanner.enter(window, line: line, quotesAreText: quotesAreText)
      let isFound = scanner.next(window.bytes, into: &row)
      if window.isLast || (isFound && isWhole) { return isFound }
    }
  }

  private mutating func take(_ index: Int) {
    guard case .cells(let cells, let columns, let places) = table.layout else { return }
    let range = index * columns..<(index + 1) * columns
    row.clear(start: index, line: places[range].first { $0.line > 0 }.map { Int($0.line) } ?? 1)
    for cell in cells[range] { row.append(cell) }
  }

  /// Looks at the text of a cell; empty if the row has no such cell.
  @inline(__always)
  func with<R>(_ column: Int, _ body: (Span<UInt8>) -> R) -> R {
    guard column >= 0, column < row.count else { return body([UInt8]().span) }
    let cell = row[column]
    return cell.isInScratch
      ? body(row.scratch.span.extracting(cell.range)) : body(window.bytes.span.extracting(cell.range))
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

extension RowView {
  /// The place of the row as a whole.
  var location: SourceLocation { SourceLocation(table.file, line: row.line, column: 1) }

  /// The place of one of its cells; of the row, if it has no such cell.
  func location(of column: Int) -> SourceLocation {
    switch table.layout {
    case .delimited:
      let start = row.start - window.base
      if column == 0, start < window.count, window.bytes[start] > 0x20 { return location }
      // Where cells begin is worked out only for those that someone asks about.
      var again = Row()
      again.starts = []
      var scanner = CSVScanner(
        delimiter: scanner.delimiter, offset: start, line: row.line, end: window.count, quotesAreText: wereQuotesText)
      _ = scanner.next(window.bytes, into: &again)
      guard let starts = again.starts, starts.indices.contains(column) else { return location }
      return location(ofByte: starts[column])
    case .cells(_, let columns, let places):
      let index = row.start * columns + column
      guard (0..<columns).contains(column), places.indices.contains(index), places[index].line > 0 else {
        return SourceLocation(table.file, line: row.line)
      }
      return SourceLocation(table.file, line: Int(places[index].line), column: Int(places[index].column))
    }
  }

  /// The place of a byte of the row, or of what follows it, by its offset in the table's text.
  mutating func location(ofOffset offset: Int) -> SourceLocation {
    window.hold(row.start, through: offset)
    return location(ofByte: offset - window.base)
  }

  private func location(ofByte index: Int) -> SourceLocation {
    TextPosition.location(
      of: index, in: window.bytes, file: table.file, from: row.start - window.base, line: row.line)
  }
}
