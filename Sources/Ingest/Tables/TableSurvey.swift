import Core

/// What a first walk over a table finds: its rows, its footer, and what its columns say about their form.
struct TableSurvey: Sendable {
  /// Rows of data, ragged ones too, in the file's order.
  private(set) var rows: [RowPlace] = []
  private(set) var subtotals = 0
  /// Rows of the footer, blank ones not counted.
  private(set) var footerRows = 0
  /// By column.
  private(set) var dates: [Int: DateEvidence] = [:]
  private(set) var numbers: [Int: NumberEvidence] = [:]
  /// For each of the plan's joins.
  private(set) var joins: [TextNumbers] = []
  private(set) var log = Diagnostics()
  /// Where the row begins that holds a quote which is never closed.
  private(set) var openQuoteRow: Int?

  /// Puts walked parts together. A part that turns out to begin inside a quoted cell is walked again, with all after it.
  init(_ parts: [SurveySlice]) {
    guard let first = parts.first else { return }
    var line = first.table.dataLine
    var pending: [(place: RowPlace, cells: Int)] = []
    var whole = parts[...]
    joins = Array(repeating: TextNumbers(), count: first.plan.joins.count)
    while let part = whole.popFirst() {
      add(part, firstLine: line - part.firstLine, &pending)
      line += part.lines
      guard let next = whole.first, part.end != next.start || part.quotesAreText else { continue }
      let rest = SurveySlice(table: rest(of: part), plan: part.plan, start: part.end, stop: part.table.end)
      whole = part.end < part.table.end ? [rest.run()] : []
    }
    footerRows = pending.count
    checkSize(first.plan.limits, first.table)
  }

  private func rest(of part: SurveySlice) -> ByteTable {
    var table = part.table
    table.quotesAreText = part.quotesAreText
    return table
  }

  private mutating func add(_ part: SurveySlice, firstLine: Int, _ pending: inout [(place: RowPlace, cells: Int)]) {
    if part.hasData {
      for remark in pending {
        let isRagged = remark.cells != part.plan.classifier.columns
        rows.append(RowPlace(offset: Int(remark.place.offset), line: remark.place.line, isRagged: isRagged))
        for position in joins.indices { joins[position].addNone() }
      }
      pending = []
    }
    if rows.isEmpty, firstLine == 0 {
      // Of a single part nothing is copied.
      rows = part.rows
    } else {
      rows.reserveCapacity(rows.count + part.rows.count)
      for row in part.rows { rows.append(row.moved(by: firstLine)) }
    }
    for position in joins.indices { joins[position].append(part.joins[position], firstLine: firstLine) }
    for remark in part.remarks { pending.append((remark.place.moved(by: firstLine), remark.cells)) }
    subtotals += part.subtotals
    for (position, column) in part.plan.days.enumerated() {
      dates[column, default: DateEvidence()].merge(part.dates[position].moved(by: firstLine))
    }
    for (position, column) in part.plan.numbers.enumerated() {
      numbers[column, default: NumberEvidence()].merge(part.numbers[position].moved(by: firstLine))
    }
    openQuoteRow = openQuoteRow ?? part.openQuoteRow
    for flaw in part.flaws { report(flaw, firstLine, part.table) }
  }

  private mutating func report(
    _ found: (flaw: SurveySlice.Flaw, row: RowPlace, offset: Int), _ firstLine: Int, _ table: ByteTable
  ) {
    var row = table.row(at: Int(found.row.offset), line: found.row.line + firstLine)
    let place = row.location(ofOffset: found.offset)
    switch found.flaw {
    case .openQuote:
      log.append(
        .error(
          "csv.open-quote", "a quote is opened here and never closed", at: place,
          hint: "close it, or delete it if it is no quote but an inch sign"))
    case .strayQuote:
      log.append(
        .warning(
          "csv.stray-quote", "a quote stands inside a quoted cell", at: place,
          hint: "write a quote inside a quoted cell twice: \"\""))
    case .largeCell:
      log.append(
        .error(
          "csv.cell-size", "a cell of this row is larger than the limit", at: place,
          hint: "look for a quote that is opened in this row and closed much later"))
    }
  }

  private mutating func checkSize(_ limits: WorkspaceLimits, _ table: ByteTable) {
    guard rows.count > limits.rows else { return }
    rows = []
    joins = joins.map { _ in TextNumbers() }
    log.append(
      .error(
        "csv.size", "the file has more than \(limits.rows) rows", at: SourceLocation(table.file),
        hint: "export in parts, one year a file for instance"))
  }
}
