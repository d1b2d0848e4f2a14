import Core

/// A file of rows: its text, and how to walk it. Cells are ranges of bytes, never strings, until someone asks.
struct ByteTable: Sendable {
  enum Layout: Sendable {
    /// Delimited text, walked anew on each pass.
    case delimited(CSVDialect)
    /// Values of a JSON text, `columns` to a row; the place of each row.
    case cells([Cell], columns: Int, places: [CellOrigin])
  }

  struct CellOrigin: Sendable {
    var line: UInt32
    var column: UInt32
  }

  let file: SourceFile
  var bytes: [UInt8]
  var encoding: TextEncoding
  var layout: Layout
  /// Names of the columns and where they stand.
  var headers: [ColumnHeader] = []
  /// Where the rows below the header begin.
  var dataStart = 0
  var dataLine = 1
  /// Where the walk over rows ends: bytes of text, or number of rows.
  let end: Int
  /// Whether a quote above the rows was never closed.
  var quotesAreText = false

  init(file: SourceFile, bytes: [UInt8], encoding: TextEncoding, layout: Layout) {
    self.file = file
    self.bytes = bytes
    self.encoding = encoding
    self.layout = layout
    if case .cells(let cells, let columns, _) = layout {
      end = columns == 0 ? 0 : cells.count / columns
    } else {
      end = bytes.count
    }
  }

  /// The place of a cell; of the row, if it has no such cell.
  func location(of column: Int, in row: Row) -> SourceLocation {
    switch layout {
    case .delimited(let dialect):
      if column == 0, row.start < bytes.count, bytes[row.start] > 0x20 {
        return SourceLocation(file, line: row.line, column: 1)
      }
      // Where cells begin is worked out only for those that someone asks about.
      var again = Row()
      again.starts = []
      var scanner = CSVScanner(
        delimiter: dialect.delimiter, offset: row.start, line: row.line, end: bytes.count, quotesAreText: quotesAreText)
      _ = scanner.next(bytes, into: &again)
      guard let starts = again.starts, starts.indices.contains(column) else {
        return SourceLocation(file, line: row.line, column: 1)
      }
      return location(ofOffset: starts[column], in: row)
    case .cells(_, let columns, let places):
      let index = row.start * columns + column
      guard (0..<columns).contains(column), places.indices.contains(index), places[index].line > 0 else {
        return SourceLocation(file, line: row.line)
      }
      return SourceLocation(file, line: Int(places[index].line), column: Int(places[index].column))
    }
  }

  /// The place of a byte of a row.
  func location(ofOffset offset: Int, in row: Row) -> SourceLocation {
    TextPosition.location(of: offset, in: bytes, file: file, from: row.start, line: row.line)
  }

  /// The place of a cell found earlier.
  func location(_ place: CellPlace) -> SourceLocation {
    var row = Row()
    row.clear(start: place.row, line: place.line)
    return location(of: place.column, in: row)
  }

  /// The place of the row as a whole.
  func location(of row: Row) -> SourceLocation { SourceLocation(file, line: row.line, column: 1) }
}

/// The name of a column.
struct ColumnHeader: Sendable {
  var name: String
  var location: SourceLocation
  /// Which cell of a row.
  var index: Int
  /// Which cell holds the same for people to read, where a Table-API export has both.
  var display: Int?
}
