/// Walks the rows of delimited text: RFC 4180 and what stands outside it.
///
/// A quote opens a cell only at its start. Inside, a quote is doubled, or closes before a delimiter, a line end or the end of the
/// file; any other is taken as text and noted. A quote that is never closed is text too, and from there on all quotes are.
struct CSVScanner: Sendable {
  let delimiter: UInt8
  /// Offset of the next row in the text that is scanned.
  private(set) var offset: Int
  /// Line of the next row.
  private(set) var line: Int
  /// Whether quotes are text, because one was never closed.
  private(set) var quotesAreText: Bool
  /// Where the text ends.
  private(set) var end: Int
  /// Offset of the text in the table's: what rows say of themselves is counted in that.
  private(set) var base = 0

  init(delimiter: UInt8, offset: Int = 0, line: Int = 1, end: Int, quotesAreText: Bool = false) {
    self.delimiter = delimiter
    self.offset = offset
    self.line = line
    self.end = end
    self.quotesAreText = quotesAreText
  }

  /// What a row that was read elsewhere leaves behind.
  @inline(__always)
  mutating func finishRow(at next: Int, endsLine: Bool) {
    offset = next
    if endsLine { line += 1 }
  }

  /// Goes to the row that begins at `offset`, on `line`.
  @inline(__always)
  mutating func jump(to offset: Int, line: Int, quotesAreText: Bool) {
    self.offset = offset
    self.line = line
    self.quotesAreText = quotesAreText
  }

  /// Goes on in another part of the table's text, at its start.
  mutating func enter(_ window: TextWindow, line: Int, quotesAreText: Bool) {
    (end, base) = (window.count, window.base)
    jump(to: 0, line: line, quotesAreText: quotesAreText)
  }

  /// Reads the next row; false at the end. A blank line is a row of one empty cell.
  @inline(__always)
  mutating func next(_ text: [UInt8], into row: inout Row) -> Bool {
    guard offset < end else { return false }
    row.clear(start: base &+ offset, line: line)
    if row.starts == nil, readsPlainRow(text, &row) { return true }
    return readMarkedRow(text, &row)
  }

  /// Reads a row byte by byte.
  private mutating func readMarkedRow(_ text: [UInt8], _ row: inout Row) -> Bool {
    let bytes = text.span
    row.clear(start: base + offset, line: line)
    while true {
      row.starts?.append(offset)
      if offset < end, !quotesAreText, let quote = openingQuote(bytes) {
        quoted(bytes, quote, &row)
      } else {
        plain(bytes, &row)
      }
      guard offset < end else { return true }
      let byte = bytes[offset]
      offset += 1
      if byte == delimiter { continue }
      line += 1
      if byte == 0x0D, offset < end, bytes[offset] == 0x0A { offset += 1 }
      return true
    }
  }

  /// Moves to the next delimiter or line end.
  private mutating func plain(_ bytes: Span<UInt8>, _ row: inout Row) {
    let start = offset
    var index = offset
    while index < end {
      let byte = bytes[index]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      index += 1
    }
    offset = index
    row.append(Cell(start, index))
  }

  /// A quote at the cell's start, spaces before it allowed.
  private func openingQuote(_ bytes: Span<UInt8>) -> Int? {
    if bytes[offset] == 0x22 { return offset }
    guard bytes[offset] == 0x20 else { return nil }
    var index = offset
    while index < end, bytes[index] == 0x20 { index += 1 }
    return index < end && bytes[index] == 0x22 ? index : nil
  }

  private mutating func quoted(_ bytes: Span<UInt8>, _ quote: Int, _ row: inout Row) {
    let (cellStart, cellLine) = (offset, line)
    let start = quote + 1
    let scratchStart = row.scratch.count
    var copied = start
    var index = start
    var isSplit = false
    // The quote that closes the cell, once a stray one made us look for it.
    var closing = 0
    while true {
      while index < end, bytes[index] != 0x22 {
        if bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < end && bytes[index + 1] == 0x0A)) {
          line += 1
        }
        index += 1
      }
      guard index < end else { return unclosed(bytes, cellStart, cellLine, scratchStart, quote, &row) }
      if index + 1 < end, bytes[index + 1] == 0x22 {
        Self.append(bytes, copied..<index + 1, to: &row.scratch)
        isSplit = true
        index += 2
        copied = index
        continue
      }
      if let after = endOfCell(bytes, index + 1) {
        offset = after
        if isSplit { Self.append(bytes, copied..<index, to: &row.scratch) }
        row.append(
          isSplit ? Cell(scratchStart, row.scratch.count, inScratch: true) : Cell(start, index))
        return
      }
      row.strayQuote = row.strayQuote ?? base + index
      if index >= closing {
        guard let found = closingQuote(bytes, index + 1) else {
          return closedEarly(bytes, scratchStart, copied, index, &row)
        }
        closing = found
      }
      index += 1
    }
  }

  /// If only spaces stand before the next delimiter, line end or end, its offset.
  private func endOfCell(_ bytes: Span<UInt8>, _ from: Int) -> Int? {
    var index = from
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index < end else { return index }
    let byte = bytes[index]
    return byte == delimiter || byte == 0x0A || byte == 0x0D ? index : nil
  }

  /// The next quote of this line that can close the cell: then a stray one before it is text. None if another cell opens first.
  private func closingQuote(_ bytes: Span<UInt8>, _ from: Int) -> Int? {
    var index = from
    while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == 0x22 {
        if bytes[index - 1] == delimiter { return nil }
        if endOfCell(bytes, index + 1) != nil { return index }
      }
      index += 1
    }
    return nil
  }

  /// `"abc"def,`: what follows the closing quote belongs to the cell.
  private mutating func closedEarly(
    _ bytes: Span<UInt8>, _ scratchStart: Int, _ copied: Int, _ quote: Int, _ row: inout Row
  ) {
    Self.append(bytes, copied..<quote, to: &row.scratch)
    var index = quote + 1
    while index < end, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    Self.append(bytes, quote + 1..<index, to: &row.scratch)
    row.append(Cell(scratchStart, row.scratch.count, inScratch: true))
    offset = index
  }

  private mutating func unclosed(
    _ bytes: Span<UInt8>, _ cellStart: Int, _ cellLine: Int, _ scratchStart: Int, _ quote: Int, _ row: inout Row
  ) {
    row.openQuote = base + quote
    row.scratch.removeLast(row.scratch.count - scratchStart)
    quotesAreText = true
    (offset, line) = (cellStart, cellLine)
    plain(bytes, &row)
  }

  private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to scratch: inout [UInt8]) {
    bytes.extracting(range).withUnsafeBufferPointer { scratch.append(contentsOf: $0) }
  }
}
