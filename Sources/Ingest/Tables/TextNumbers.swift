import Files

/// Numbers the different texts of a column, so that a million rows are joined by looking up each text once.
struct TextNumbers: Sendable {
  /// For each row the number of its text; -1 if it has none.
  private(set) var numbers: [Int32] = []
  /// For each number the row where its text was met first.
  private(set) var rows: [RowPlace] = []
  private var index = ByteIndex()
  private var last: Int32 = -1

  init() {}

  /// Different texts.
  var count: Int { rows.count }

  /// Looks at the text of a number.
  @inline(__always)
  func with<R>(_ number: Int, _ body: (Span<UInt8>) -> R) -> R { index.with(number, body) }

  mutating func reserve(_ rows: Int) {
    numbers.reserveCapacity(rows)
    LargeMemory.prepare(&numbers)
  }

  /// Adds a row.
  @inline(__always)
  mutating func add(_ text: Span<UInt8>, _ row: RowPlace) {
    if last >= 0, with(Int(last), { text.equals($0) }) { return numbers.append(last) }
    addOther(text, row)
  }

  private mutating func addOther(_ text: Span<UInt8>, _ row: RowPlace) {
    guard !text.isEmpty else { return numbers.append(-1) }
    last = number(text, row)
    numbers.append(last)
  }

  private mutating func number(_ text: Span<UInt8>, _ row: @autoclosure () -> RowPlace) -> Int32 {
    let next = rows.count
    let number = index.insert(text, next) ?? next
    if number == next { rows.append(row()) }
    return Int32(truncatingIfNeeded: number)
  }

  /// Adds a row without a text.
  mutating func addNone() { numbers.append(-1) }

  /// Adds what was found in later rows, whose lines are counted from `firstLine`.
  mutating func append(_ later: TextNumbers, firstLine: Int) {
    if numbers.isEmpty, firstLine == 0 { return self = later }
    let places = later.rows.indices.map { entry in
      later.with(entry) { number($0, later.rows[entry].moved(by: firstLine)) }
    }
    numbers.reserveCapacity(numbers.count + later.numbers.count)
    for number in later.numbers { numbers.append(number < 0 ? -1 : places[Int(number)]) }
  }
}
