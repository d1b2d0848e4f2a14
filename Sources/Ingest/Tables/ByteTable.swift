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
  let text: TableText
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
  /// Where the row begins that holds a quote which is never closed: behind it all quotes are text.
  var openQuoteRow = Int.max

  init(file: SourceFile, text: TableText, encoding: TextEncoding, layout: Layout) {
    self.file = file
    self.text = text
    self.encoding = encoding
    self.layout = layout
    if case .cells(let cells, let columns, _) = layout {
      end = columns == 0 ? 0 : cells.count / columns
    } else {
      end = text.count
    }
  }

  /// The place of a cell found earlier; of its row, if that has no such cell.
  func location(_ place: CellPlace) -> SourceLocation {
    row(at: place.row, line: place.line).location(of: place.column)
  }

  /// A row found earlier, to be looked at once more.
  func row(at start: Int, line: Int) -> RowView {
    var view = RowView(self, isLookup: true)
    view.jump(to: start, line: line)
    return view
  }
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
