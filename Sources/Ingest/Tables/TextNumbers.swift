/// Numbers the different texts of a column, so that a million rows are joined by looking up each text once.
struct TextNumbers: Sendable {
  /// For each row the number of its text; -1 if it has none.
  private(set) var numbers: [Int32] = []
  /// For each number its text and the row where it was met first.
  private(set) var texts: [(text: [UInt8], row: RowPlace)] = []
  private var index = ByteIndex()
  private var last: Int32 = -1
  private var lastText: [UInt8] = []

  init() {}

  mutating func reserve(_ rows: Int) { numbers.reserveCapacity(rows) }

  /// Adds a row.
  @inline(__always)
  mutating func add(_ text: Span<UInt8>, _ row: RowPlace) {
    if last >= 0, text.equals(lastText.span) { return numbers.append(last) }
    addOther(text, row)
  }

  private mutating func addOther(_ text: Span<UInt8>, _ row: RowPlace) {
    guard !text.isEmpty else { return numbers.append(-1) }
    let next = texts.count
    last = Int32(truncatingIfNeeded: index.insert(text, next) ?? next)
    if Int(last) == next { texts.append((text.withUnsafeBufferPointer { Array($0) }, row)) }
    lastText = texts[Int(last)].text
    numbers.append(last)
  }

  /// Adds a row without a text.
  mutating func addNone() { numbers.append(-1) }

  /// Adds what was found in later rows, whose lines are counted from `firstLine`.
  mutating func append(_ later: TextNumbers, firstLine: Int) {
    let places = later.texts.map { entry -> Int32 in
      let next = texts.count
      let number = index.insert(entry.text.span, next) ?? next
      if number == next { texts.append((entry.text, entry.row.moved(by: firstLine))) }
      return Int32(truncatingIfNeeded: number)
    }
    numbers.reserveCapacity(numbers.count + later.numbers.count)
    for number in later.numbers { numbers.append(number < 0 ? -1 : places[Int(number)]) }
  }
}
