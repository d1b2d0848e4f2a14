import Core

/// Reads the cells of one row after the other into typed values. Each problem is noted with the place of its cell.
struct RowReader {
  private var view: RowView
  private let rows: [RowPlace]
  private let columns: Int
  private var position = -1
  /// First part of the codes: `contract` gives `contract.date`.
  let subject: String
  /// Headers of the map's columns.
  private let headers: [String]
  /// Slugs of all accounts.
  private let slugs: [String]
  /// Whether the file is a report with subtotals.
  private let isGrouped: Bool
  /// By position of the column.
  private var flags: [CellMemory<Bool>]
  private var currencies: [CellMemory<Currency>]
  /// The account that the row belongs to, once it is known.
  var account: Int?
  /// Whether the row has an error, so that nothing is made of it.
  private(set) var isBroken = false
  /// Problems found, in order.
  var log = Diagnostics()

  /// A reader of the rows of a table; going through them in their order is cheap, going back and forth is not.
  init(_ loaded: LoadedTable, _ map: ColumnMap, slugs: [String]) {
    view = RowView(loaded.table)
    columns = loaded.table.headers.count
    rows = loaded.survey.rows
    subject = map.kind.subject
    headers = map.columns.map(\.header.clipped)
    self.slugs = slugs
    flags = Array(repeating: CellMemory(), count: map.columns.count)
    currencies = Array(repeating: CellMemory(), count: map.columns.count)
    isGrouped = loaded.survey.subtotals > 0
  }

  /// Slug of the row's account, once it is known.
  var slug: String? { account.map { slugs[$0] } }

  /// Goes to the next row; false at the end.
  @inline(__always)
  mutating func next() -> Bool {
    position += 1
    guard position < rows.count else { return false }
    view.jump(to: Int(rows[position].offset), line: rows[position].line)
    account = nil
    isBroken = false
    return true
  }

  /// Goes to one row.
  mutating func go(to row: Int) {
    position = row
    view.jump(to: Int(rows[row].offset), line: rows[row].line)
    account = nil
    isBroken = false
  }

  /// Whether the row has too many or too few cells, so that none of them can be trusted.
  var isRagged: Bool { rows[position].isRagged }

  /// Says so.
  mutating func reportRagged() {
    let count = view.row.count
    log.append(
      .error(
        "csv.ragged-row", "the row has \(count) cell\(count == 1 ? "" : "s"), the header has \(columns)", at: location,
        hint:
          "a cell that holds the delimiter or a quote must stand in quotes; export the file again, or mend this row",
        account: slug))
  }

  /// The place of the row.
  var location: SourceLocation { view.location }

  /// Line of the row.
  var line: Int { view.row.line }

  /// The place of a cell.
  func location(_ column: Column) -> SourceLocation { view.location(of: column.index) }

  /// Looks at the text of a cell, white space at both ends left out.
  @inline(__always)
  func with<R>(_ column: Column, _ body: (Span<UInt8>) -> R) -> R { view.withTrimmed(column.index, body) }

  /// Whether the cell is empty.
  @inline(__always)
  func isEmpty(_ column: Column) -> Bool { column.index < 0 || with(column) { $0.isEmpty } }

  mutating func error(_ topic: String, _ message: String, _ column: Column, _ hint: String) {
    isBroken = true
    log.append(.error("\(subject).\(topic)", message, at: location(column), hint: hint, account: slug))
  }

  mutating func warning(_ topic: String, _ message: String, _ column: Column, _ hint: String) {
    log.append(.warning("\(subject).\(topic)", message, at: location(column), hint: hint, account: slug))
  }

  /// The header of a column as the file has it; the field's name if it has none.
  func header(_ column: Column) -> String { headers[column.position] }

  /// The text of a cell as the file has it, for messages.
  func quoted(_ column: Column) -> String { "\(header(column)) \"\(with(column) { $0.trimmedText }.clipped)\"" }

  /// Says that a required cell is empty.
  mutating func missing(_ column: Column) {
    error(
      "missing", "\(header(column)) is missing", column,
      isGrouped
        ? "a grouped report names it in the first row of each group alone: export its details only, without groups"
        : "fill it in the CRM and export again")
  }
}

extension RowReader {
  /// The text of a cell, nil if it is empty.
  @inline(__always)
  func text(_ column: Column) -> String? {
    if column.index < 0 { return nil }
    return with(column) { $0.isEmpty ? nil : $0.text(0..<$0.count) }
  }

  /// The text of a cell that may not be empty.
  mutating func required(_ column: Column) -> String? {
    if let text = text(column) { return text }
    missing(column)
    return nil
  }

  /// The day of a cell; nil if it is empty or wrong.
  mutating func day(_ column: Column) -> Day? {
    if column.index < 0 { return nil }
    switch with(column, column.dates.read) {
    case .day(let day): return day
    case .blank: return nil
    case .ambiguous:
      isBroken = true
      return nil
    case .invalid:
      error(
        "date", "\(quoted(column)) is not a date", column,
        "write dates as 2027-03-31, and look whether the month has that day")
      return nil
    }
  }

  /// The same, remembering the last cell of the column: lines of one contract have the same days.
  @inline(__always)
  mutating func day(_ column: Column, _ memory: inout DayMemory) -> Day? {
    if column.index < 0 { return nil }
    let key = with(column) { DayMemory.key($0) }
    if let key, key == memory.key { return memory.day }
    let day = day(column)
    if let key, let day { memory = DayMemory(key: key, day: day) }
    return day
  }

  /// The day of a cell that may not be empty.
  mutating func requiredDay(_ column: Column) -> Day? {
    if isEmpty(column) { missing(column) }
    return day(column)
  }

  /// The number of a cell; a per cent sign divides by a hundred.
  @inline(__always)
  mutating func decimal(_ column: Column) -> Decimal? {
    if column.index < 0 { return nil }
    if let plain = with(column, { Decimal(plain: $0) }) { return plain }
    return marked(column)?.value
  }

  private mutating func marked(_ column: Column) -> (value: Decimal, reading: NumberReading)? {
    switch with(column, column.numbers.read) {
    case .number(let reading, var value):
      if reading.isPercent { value.scale = min(value.scale + 2, 36) }
      return (value, reading)
    case .blank: return nil
    case .ambiguous:
      isBroken = true
      return nil
    case .invalid:
      error(
        "number", "\(quoted(column)) is not a number", column,
        "write numbers like 1234.50; a column of numbers holds no words")
      return nil
    }
  }

  /// The amount of a cell, and the currency it names, if it does.
  mutating func amount(_ column: Column) -> (value: Decimal, currency: Currency?)? {
    if column.index < 0 { return nil }
    if let plain = with(column, { Decimal(plain: $0) }) { return (plain, nil) }
    return marked(column).map { ($0.value, $0.reading.currency) }
  }

  /// Per cent: 5 for `5`, `5%`, and for `0.05` where the column is of fractions.
  mutating func percent(_ column: Column) -> Rational? {
    if column.index < 0 { return nil }
    if !column.numbers.isFraction, let plain = with(column, { Decimal(plain: $0) }) { return plain.rational }
    guard let (value, reading) = marked(column) else { return nil }
    return reading.isPercent || column.numbers.isFraction ? value.rational * 100 : value.rational
  }

  /// A whole number within `range`.
  mutating func whole(_ column: Column, in range: ClosedRange<Int>) -> Int? {
    guard let value = decimal(column) else { return nil }
    let rational = value.rational
    if rational.denominator == 1, let number = Int(exactly: rational.numerator), range.contains(number) {
      return number
    }
    error(
      "number", "\(quoted(column)) is not a whole number from \(range.lowerBound) to \(range.upperBound)", column,
      "write a number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// Yes or no.
  mutating func flag(_ column: Column) -> Bool? {
    if isEmpty(column) { return nil }
    if let known = with(column, flags[column.position].recall) { return known }
    if let flag = with(column, Flag.parse) {
      flags[column.position].keep(bytes(column), flag)
      return flag
    }
    if column.display >= 0, let flag = view.with(column.display, Flag.parse) { return flag }
    error("choice", "\(quoted(column)) is neither yes nor no", column, "write yes or no")
    return nil
  }

  /// A currency code.
  mutating func currency(_ column: Column) -> Currency? {
    if isEmpty(column) { return nil }
    if let known = with(column, currencies[column.position].recall) { return known }
    if let currency = with(column, { Currency($0.text(0..<$0.count)) }) {
      currencies[column.position].keep(bytes(column), currency)
      return currency
    }
    if column.display >= 0, let currency = view.with(column.display, { Currency($0.trimmedText) }) { return currency }
    error("currency", "\(quoted(column)) is not a currency code", column, "write the three letters, like USD or EUR")
    return nil
  }

  /// The first of a cell's two texts (raw, for people to read) that `parse` knows; nil if the cell is empty.
  mutating func choice<T>(
    _ column: Column, words: @autoclosure () -> [String], _ parse: (String) -> T?
  ) -> T? {
    if isEmpty(column) { return nil }
    if let value = with(column, { parse($0.trimmedText) }) { return value }
    if column.display >= 0, let value = view.with(column.display, { parse($0.trimmedText) }) { return value }
    error(
      "choice", "\(quoted(column)) is none of the words for it", column,
      "write one of: \(words().joined(separator: ", "))")
    return nil
  }

  /// The same, remembering the last cell of the column.
  mutating func choice<T>(
    _ column: Column, words: @autoclosure () -> [String], _ memory: inout CellMemory<T>, _ parse: (String) -> T?
  ) -> T? {
    if isEmpty(column) { return nil }
    if let known = with(column, memory.recall) { return known }
    let value = choice(column, words: words(), parse)
    // Where people's words stand beside the machine's, either may have decided.
    if let value, column.display < 0 { memory.keep(bytes(column), value) }
    return value
  }

  private func bytes(_ column: Column) -> [UInt8] {
    with(column) { text in text.withUnsafeBufferPointer { Array($0) } }
  }
}

/// The last cell of ten bytes that was read as a day.
struct DayMemory {
  struct Key: Equatable {
    var first: UInt64
    var last: UInt16
  }

  var key: Key?
  var day: Day?

  /// A cell of ten bytes as two numbers.
  @inline(__always)
  static func key(_ text: Span<UInt8>) -> Key? {
    guard text.count == 10 else { return nil }
    return text.withUnsafeBytes { bytes in
      Key(
        first: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        last: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
    }
  }
}
