import Files

/// Which columns a survey looks at, and for what.
struct SurveyPlan: Sendable {
  /// Columns of dates.
  let days: [Int]
  /// Columns of numbers.
  let numbers: [Int]
  /// Those of them that hold percentages.
  let percents: [Bool]
  /// Columns whose texts are numbered.
  let joins: [JoinColumn]
  let classifier: RowClassifier
  let limits: WorkspaceLimits
}

/// A column whose texts are numbered, and one that stands in where its cell is empty.
struct JoinColumn: Sendable {
  let column: Int
  var substitute: Int?
}

/// Where a row begins, and whether it has too many or too few cells.
struct RowPlace: Sendable {
  let offset: UInt32
  private let packedLine: UInt32

  init(offset: Int, line: Int, isRagged: Bool = false) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    packedLine = UInt32(truncatingIfNeeded: line) & 0x7FFF_FFFF | (isRagged ? 0x8000_0000 : 0)
  }

  var line: Int { Int(packedLine & 0x7FFF_FFFF) }
  var isRagged: Bool { packedLine & 0x8000_0000 != 0 }

  func moved(by lines: Int) -> RowPlace { RowPlace(offset: Int(offset), line: line + lines, isRagged: isRagged) }
}

/// A survey of a part of a table. Parts are walked side by side: but for the first they don't know their line and count from 0.
struct SurveySlice: Sendable {
  /// Something wrong with the text itself.
  enum Flaw: Sendable {
    case openQuote, strayQuote, largeCell
  }

  let table: ByteTable
  let plan: SurveyPlan
  let start: Int
  let stop: Int
  /// The line that the first row is said to be on.
  let firstLine: Int

  private(set) var rows: [RowPlace] = []
  private(set) var subtotals = 0
  /// Remarks since the last row of data.
  private(set) var remarks: [(place: RowPlace, cells: Int)] = []
  private(set) var dates: [DateEvidence] = []
  private(set) var numbers: [NumberEvidence] = []
  private(set) var joins: [TextNumbers] = []
  /// The first flaws, and how many more there are.
  private(set) var flaws: [(flaw: Flaw, row: RowPlace, offset: Int)] = []
  private(set) var moreFlaws = 0
  private(set) var hasData = false
  /// Where the walk ended: at `stop`, if that begins a row.
  private(set) var end = 0
  /// Lines in the part.
  private(set) var lines = 0
  private(set) var quotesAreText = false
  /// Where the row begins that holds a quote which is never closed.
  private(set) var openQuoteRow: Int?

  init(table: ByteTable, plan: SurveyPlan, start: Int, stop: Int) {
    firstLine = start == table.dataStart ? table.dataLine : 0
    self.table = table
    self.plan = plan
    self.start = start
    self.stop = stop
  }

  /// Walks the part.
  func run() -> SurveySlice {
    var slice = self
    slice.walk()
    return slice
  }

  private mutating func walk() {
    var dates = [DateEvidence](repeating: DateEvidence(), count: plan.days.count)
    var numbers = [NumberEvidence](repeating: NumberEvidence(), count: plan.numbers.count)
    var view = RowView(table, from: start, line: firstLine, end: stop)
    joins = Array(repeating: TextNumbers(), count: plan.joins.count)
    if plan.classifier.isDelimited { reserve((stop - start) / 100) }
    while view.next() {
      noteFlaws(view)
      switch plan.classifier.shape(view) {
      case .data:
        data(view, isRagged: false)
        look(view, &dates, &numbers)
      case .blank: break
      case .subtotal: subtotals += 1
      case .remark: remarks.append((RowPlace(offset: view.row.start, line: view.row.line), view.row.count))
      case .ragged: data(view, isRagged: true)
      }
      if rows.count > plan.limits.rows { break }
    }
    end = view.offset
    lines = view.line - firstLine
    quotesAreText = view.quotesAreText
    self.dates = dates
    self.numbers = numbers
  }

  private mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    LargeMemory.prepare(&rows)
    for join in joins.indices { joins[join].reserve(count) }
  }

  /// Data follows: what looked like a footer are broken rows.
  @inline(__always)
  private mutating func data(_ view: RowView, isRagged: Bool) {
    if !remarks.isEmpty { dismissRemarks() }
    hasData = true
    let row = RowPlace(offset: view.row.start, line: view.row.line, isRagged: isRagged)
    rows.append(row)
    for position in joins.indices {
      var column = plan.joins[position].column
      if let substitute = plan.joins[position].substitute, view.isBlank(column) { column = substitute }
      view.withTrimmed(column) { joins[position].add($0, row) }
    }
  }

  private mutating func dismissRemarks() {
    for remark in remarks {
      let isRagged = remark.cells != plan.classifier.columns
      rows.append(RowPlace(offset: Int(remark.place.offset), line: remark.place.line, isRagged: isRagged))
      for position in joins.indices { joins[position].addNone() }
    }
    remarks = []
  }

  @inline(__always)
  private func look(_ view: RowView, _ dates: inout [DateEvidence], _ numbers: inout [NumberEvidence]) {
    for position in 0..<plan.days.count {
      let column = plan.days[position]
      view.with(column) { text in
        if !text.isEmpty { dates[position].add(text, at: Self.place(column, view)) }
      }
    }
    for position in 0..<plan.numbers.count {
      let column = plan.numbers[position]
      view.with(column) { text in
        if !text.isEmpty {
          numbers[position].add(text, isPercent: plan.percents[position], at: Self.place(column, view))
        }
      }
    }
  }

  @inline(__always)
  private static func place(_ column: Int, _ view: RowView) -> CellPlace {
    CellPlace(row: view.row.start, line: view.row.line, column: column)
  }

  @inline(__always)
  private mutating func noteFlaws(_ view: RowView) {
    if view.row.openQuote != nil || view.row.strayQuote != nil { noteQuotes(view.row) }
    // No cell is longer than the text of its row.
    if !plan.classifier.isDelimited || view.offset &- view.row.start > plan.limits.cellBytes { noteSizes(view.row) }
  }

  private mutating func noteSizes(_ row: Row) {
    for index in 0..<row.count where row[index].count > plan.limits.cellBytes { add(.largeCell, row, row.start) }
  }

  private mutating func noteQuotes(_ row: Row) {
    if let quote = row.openQuote {
      openQuoteRow = row.start
      add(.openQuote, row, quote)
    }
    if let quote = row.strayQuote { add(.strayQuote, row, quote) }
  }

  private mutating func add(_ flaw: Flaw, _ row: Row, _ offset: Int) {
    guard flaws.count < plan.limits.problemsPerKind else { return moreFlaws += 1 }
    flaws.append((flaw, RowPlace(offset: row.start, line: row.line), offset))
  }
}

extension SurveySlice {
  /// Parts of a table that begin at line ends; whether they begin rows shows when the part before has been walked.
  static func slices(of table: ByteTable, plan: SurveyPlan, jobs: Int) -> [SurveySlice] {
    let length = table.end - table.dataStart
    let isWorthwhile = plan.classifier.isDelimited && jobs > 1 && length > 1 << 20
    guard isWorthwhile else { return [SurveySlice(table: table, plan: plan, start: table.dataStart, stop: table.end)] }
    var starts = [table.dataStart]
    for part in 1..<jobs {
      let offset = table.text.lineStart(after: table.dataStart + length / jobs * part)
      if offset < table.end, let last = starts.last, offset > last { starts.append(offset) }
    }
    return starts.indices.map { index in
      SurveySlice(
        table: table, plan: plan, start: starts[index], stop: index + 1 < starts.count ? starts[index + 1] : table.end)
    }
  }
}
