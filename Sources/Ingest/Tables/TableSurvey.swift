import Core

/// What kind of row it is, from its shape alone.
enum RowShape: Sendable {
  case data
  case blank
  /// One cell of text where rows have many: a report's footer if no data follows.
  case remark
  /// A subtotal or grand total of a report.
  case subtotal
  /// More or fewer cells than the header has.
  case ragged
}

/// Tells rows of data from what reports print around them.
struct RowClassifier: Sendable {
  /// Cells of the header row.
  let columns: Int
  /// Columns that hold the ids every row of data has.
  let keys: [Int]
  private let mayBeShort: Bool

  init(columns: Int, keys: [Int], isDelimited: Bool) {
    self.columns = columns
    self.keys = keys
    mayBeShort = !isDelimited
  }

  @inline(__always)
  func shape(_ cursor: RowCursor) -> RowShape {
    let count = cursor.row.cells.count
    if count == columns, let key = keys.first, !cursor.with(key, { $0.isBlank }) {
      return keys.count < 2 || !cursor.with(keys[1], { $0.isBlank }) ? .data : slowShape(cursor)
    }
    return slowShape(cursor)
  }

  private func slowShape(_ cursor: RowCursor) -> RowShape {
    let filled = cursor.row.cells.indices.filter { index in !cursor.with(index) { $0.isBlank } }
    guard let first = filled.first else { return .blank }
    if mayBeShort { return .data }
    let lacksKeys = keys.contains { !filled.contains($0) }
    if lacksKeys, cursor.with(first, Self.isTotal) { return .subtotal }
    if filled.count == 1, columns >= 3 { return .remark }
    if filled.count == 2, cursor.row.cells.count < columns, columns >= 4 { return .remark }
    if cursor.row.cells.count < columns { return .ragged }
    return filled.last.map { $0 >= columns } ?? false ? .ragged : .data
  }

  private static let totals: [StaticString] = [
    "grand total", "subtotal", "sub-total", "total", "sum", "count", "average",
  ]

  /// Whether a text begins like a total: `Grand Total (12 records)`.
  private static func isTotal(_ text: Span<UInt8>) -> Bool {
    let word = text.extracting(text.trimmedRange)
    return totals.contains { total in
      let length = total.utf8CodeUnitCount
      guard word.count >= length, word.extracting(0..<length).equalsIgnoringCase(total) else { return false }
      return word.count == length || !word[length].isLetter
    }
  }
}

/// What a first walk over a table finds: its rows, its footer, and the form of its columns.
struct TableSurvey: Sendable {
  var rowCount = 0
  var subtotals = 0
  /// Rows of the footer, blank ones not counted.
  var footerRows = 0
  /// Where the rows end.
  var dataEnd: Int
  var dates: [Int: DateEvidence] = [:]
  var numbers: [Int: NumberEvidence] = [:]
  var log = Diagnostics()

  /// Walks `table`, whose columns `days` hold dates and `numbers` hold numbers.
  init(
    _ table: ByteTable, classifier: RowClassifier, days: [Int], numbers: [Int], percents: Set<Int>,
    limits: WorkspaceLimits
  ) {
    dataEnd = table.dataEnd
    var walk = SurveyWalk(
      table: table, classifier: classifier, limits: limits, days: days, numbers: numbers, percents: percents)
    walk.run()
    rowCount = walk.rowCount
    subtotals = walk.subtotals
    footerRows = walk.remarks.count
    if let footer = walk.footerStart { dataEnd = footer }
    for (place, column) in days.enumerated() { dates[column] = walk.dateEvidence[place] }
    for (place, column) in numbers.enumerated() { self.numbers[column] = walk.numberEvidence[place] }
    log = walk.log
  }
}

private struct SurveyWalk {
  let table: ByteTable
  let classifier: RowClassifier
  let limits: WorkspaceLimits
  let days: [Int]
  let numbers: [Int]
  let percents: Set<Int>
  var dateEvidence: [DateEvidence]
  var numberEvidence: [NumberEvidence]
  var rowCount = 0
  var subtotals = 0
  /// Remarks since the last row of data.
  var remarks: [(location: SourceLocation, cells: Int)] = []
  var footerStart: Int?
  var log = Diagnostics()

  init(
    table: ByteTable, classifier: RowClassifier, limits: WorkspaceLimits, days: [Int], numbers: [Int],
    percents: Set<Int>
  ) {
    self.table = table
    self.classifier = classifier
    self.limits = limits
    self.days = days
    self.numbers = numbers
    self.percents = percents
    dateEvidence = Array(repeating: DateEvidence(), count: days.count)
    numberEvidence = Array(repeating: NumberEvidence(), count: numbers.count)
  }

  mutating func run() {
    var cursor = table.rows()
    while cursor.next() {
      noteQuotes(cursor)
      switch classifier.shape(cursor) {
      case .data: data(cursor)
      case .blank: break
      case .subtotal: subtotals += 1
      case .remark:
        remarks.append((table.location(of: cursor.row), cursor.row.cells.count))
        footerStart = footerStart ?? cursor.row.start
      case .ragged: ragged(table.location(of: cursor.row), cursor.row.cells.count)
      }
      if rowCount > limits.rows {
        return log.append(
          .error(
            "csv.size", "the file has more than \(limits.rows) rows", at: SourceLocation(table.file),
            hint: "export in parts, one year a file for instance"))
      }
    }
  }

  @inline(__always)
  private mutating func data(_ cursor: RowCursor) {
    rowCount += 1
    if !remarks.isEmpty { dismissRemarks() }
    for (place, column) in days.enumerated() {
      cursor.with(column) { text in
        if !text.isEmpty { dateEvidence[place].add(text, at: self.place(column, cursor)) }
      }
    }
    for (place, column) in numbers.enumerated() {
      cursor.with(column) { text in
        if text.isEmpty { return }
        if percents.contains(column) {
          numberEvidence[place].add(text, at: self.place(column, cursor))
        } else {
          numberEvidence[place].addMarks(text, at: self.place(column, cursor))
        }
      }
    }
  }

  @inline(__always)
  private func place(_ column: Int, _ cursor: RowCursor) -> CellPlace {
    CellPlace(row: cursor.row.start, line: cursor.row.line, column: column)
  }

  /// Data follows: what looked like a footer are broken rows.
  private mutating func dismissRemarks() {
    for remark in remarks where remark.cells != classifier.columns { ragged(remark.location, remark.cells) }
    remarks = []
    footerStart = nil
  }

  private mutating func ragged(_ location: SourceLocation, _ cells: Int) {
    log.append(
      .error(
        "csv.ragged-row", "the row has \(cells) cell\(cells == 1 ? "" : "s"), the header has \(classifier.columns)",
        at: location,
        hint: "a cell that holds the delimiter or a quote must stand in quotes; export the file again, or mend this row"
      ))
  }

  private mutating func noteQuotes(_ cursor: RowCursor) {
    if let quote = cursor.row.openQuote {
      log.append(
        .error(
          "csv.open-quote", "a quote is opened here and never closed",
          at: table.location(ofOffset: quote, in: cursor.row),
          hint: "close it, or delete it if it is no quote but an inch sign"))
    }
    if let quote = cursor.row.strayQuote {
      log.append(
        .warning(
          "csv.stray-quote", "a quote stands inside a quoted cell",
          at: table.location(ofOffset: quote, in: cursor.row),
          hint: "write a quote inside a quoted cell twice: \"\""))
    }
    for cell in cursor.row.cells where cell.count > limits.cellBytes {
      log.append(
        .error(
          "csv.cell-size", "a cell holds more than \(limits.cellBytes) bytes", at: table.location(of: cursor.row),
          hint: "look for a quote that is opened in this row and closed much later"))
    }
  }
}
