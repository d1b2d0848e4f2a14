/// How a delimited text is written.
struct CSVDialect: Sendable, Hashable {
  /// Between cells.
  var delimiter: UInt8 = 0x2C
  /// Where the rows begin: after a line `sep=;`, if Excel wrote one.
  var start = 0
  /// The line that they begin on.
  var firstLine = 1

  /// For people: `comma`, `semicolon`, `tab`, `bar`.
  var delimiterName: String {
    switch delimiter {
    case 0x3B: "semicolon"
    case 0x09: "tab"
    case 0x7C: "bar"
    default: "comma"
    }
  }

  /// So much of a text is looked at.
  static let sample = 64 << 10

  /// Finds the delimiter that cuts the first rows most evenly; `bytes` are the text, or more of its start than is looked at.
  static func detect(_ bytes: [UInt8]) -> CSVDialect {
    if let declared = declared(bytes) { return declared }
    let end = min(bytes.count, sample)
    var best: (score: Int, columns: Int, delimiter: UInt8) = (0, 0, 0x2C)
    for delimiter: UInt8 in [0x2C, 0x3B, 0x09, 0x7C] {
      let (score, columns) = evenness(bytes, delimiter, end)
      if (score, columns) > (best.score, best.columns) { best = (score, columns, delimiter) }
    }
    return CSVDialect(delimiter: best.delimiter)
  }

  private static func declared(_ bytes: [UInt8]) -> CSVDialect? {
    guard bytes.count >= 5, bytes.starts(with: "sep=".utf8) else { return nil }
    var next = 5
    while next < bytes.count, bytes[next] == 0x0D || bytes[next] == 0x0A {
      next += 1
      if bytes[next - 1] == 0x0A { break }
    }
    return CSVDialect(delimiter: bytes[4], start: next, firstLine: 2)
  }

  /// How many of the first rows have the number of columns that most have, and that number; nothing for one column.
  private static func evenness(_ bytes: [UInt8], _ delimiter: UInt8, _ end: Int) -> (rows: Int, columns: Int) {
    var scanner = CSVScanner(delimiter: delimiter, end: end)
    var row = Row()
    var counts: [Int: Int] = [:]
    var read = 0
    while read < 60, scanner.next(bytes, into: &row) {
      if scanner.offset >= end, end < bytes.count { break }
      counts[row.count, default: 0] += 1
      read += 1
    }
    let usual = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return usual.map { ($0.value, $0.key) } ?? (0, 0)
  }
}
