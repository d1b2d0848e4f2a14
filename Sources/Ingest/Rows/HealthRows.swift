import Core
import Portfolio

/// Reads health measures.
struct HealthRows {
  private let date, measure, value, note: Column
  private var join: AccountJoin
  private var reader: RowReader

  /// Reads all rows into `book`.
  static func read(_ loaded: LoadedTable, _ map: ColumnMap, into book: inout Book) {
    var rows = HealthRows(loaded, map, book)
    while rows.reader.next() {
      if let reading = rows.row() { book.readings.append(reading) }
    }
    rows.join.report(into: &rows.reader)
    book.report(rows.reader.log, of: loaded.table.file)
  }

  private init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    date = map.column("date")
    measure = map.column("measure")
    value = map.column("value")
    note = map.column("note")
    join = AccountJoin(map, book, isError: false)
    reader = RowReader(loaded, subject: "health", slugs: book.slugs)
  }

  private mutating func row() -> HealthReading? {
    guard let account = join.account(&reader) else { return nil }
    let (day, measure) = (reader.requiredDay(date), reader.required(measure))
    // A measure without a value was not taken that day: nothing to record, nothing wrong.
    if reader.isEmpty(value) { return nil }
    guard let number = reader.decimal(value), let day, let measure, !reader.isBroken else { return nil }
    return HealthReading(
      account: account, measure: TextKey.words(measure.utf8), day: day, value: number.rational, note: reader.text(note),
      location: reader.location)
  }
}
