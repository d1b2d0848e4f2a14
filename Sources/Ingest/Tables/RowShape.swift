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
  /// Whether rows are lines of text; objects of JSON may lack what they have nothing to say about.
  let isDelimited: Bool

  @inline(__always)
  func shape(_ view: RowView) -> RowShape {
    if view.row.count == columns, let key = keys.first, !view.isBlank(key) {
      return keys.count < 2 || !view.isBlank(keys[1]) ? .data : slowShape(view)
    }
    return slowShape(view)
  }

  private func slowShape(_ view: RowView) -> RowShape {
    let filled = (0..<view.row.count).filter { !view.isBlank($0) }
    guard let first = filled.first else { return .blank }
    if !isDelimited { return .data }
    let lacksKeys = keys.contains { !filled.contains($0) }
    if lacksKeys, view.with(first, Self.isTotal) { return .subtotal }
    if filled.count == 1, columns >= 3 { return .remark }
    if filled.count == 2, view.row.count < columns, columns >= 4 { return .remark }
    if view.row.count < columns { return .ragged }
    return filled.last.map { $0 >= columns } ?? false ? .ragged : .data
  }

  private static let totals: [StaticString] = [
    "grand total", "subtotal", "sub-total", "total", "sum", "count", "average",
  ]

  /// Whether a text begins like a total, `Grand Total (12 records)`, or ends like one, `Acme Total`.
  private static func isTotal(_ text: Span<UInt8>) -> Bool {
    let word = text.extracting(text.trimmedRange)
    let ending: StaticString = " total"
    let rest = word.count - ending.utf8CodeUnitCount
    if rest > 0, word.extracting(rest..<word.count).equalsIgnoringCase(ending) { return true }
    return totals.contains { total in
      let length = total.utf8CodeUnitCount
      guard word.count >= length, word.extracting(0..<length).equalsIgnoringCase(total) else { return false }
      return word.count == length || !word[length].isLetter
    }
  }
}
