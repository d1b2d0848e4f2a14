import Core
import Portfolio

/// Reads monthly licence positions.
struct UsageRows {
  private let account, product, month, entitled, assigned, active: Column
  private var join: AccountJoin
  private var reader: RowReader
  private var seen: [Key: SourceLocation] = [:]

  private struct Key: Hashable {
    let account: Int
    let product: Int
    let month: Month
  }

  /// Reads all rows into `book`.
  static func read(_ loaded: LoadedTable, _ map: ColumnMap, into book: inout Book) {
    var rows = UsageRows(loaded, map, book)
    while rows.reader.next() {
      if let row = rows.row(&book) { book.usage.append(row) }
    }
    rows.join.report(into: &rows.reader)
    book.report(rows.reader.log, of: loaded.table.file)
  }

  private init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    account = map.column("account_id")
    product = map.column("product")
    month = map.column("month")
    entitled = map.column("entitled")
    assigned = map.column("assigned")
    active = map.column("active")
    join = AccountJoin(map, book, isError: false)
    reader = RowReader(loaded, map, slugs: book.slugs)
  }

  private mutating func row(_ book: inout Book) -> UsageRow? {
    guard let account = join.account(&reader) else { return nil }
    guard !reader.isEmpty(product) else {
      reader.missing(product)
      return nil
    }
    let month = readMonth()
    let (entitled, assigned, active) = (quantity(self.entitled), quantity(self.assigned), quantity(self.active))
    guard let month, !reader.isBroken else { return nil }
    let productIndex = reader.with(product, book.products.find) ?? newProduct(&book)
    let key = Key(account: account, product: productIndex, month: month)
    if let first = seen[key] {
      reader.log.append(
        .error(
          "usage.duplicate", "the month \(month.display) of this product is there twice", at: reader.location,
          hint: "keep one of the two rows", notes: [.init("first read here", at: first)], account: reader.slug))
      return nil
    }
    seen[key] = reader.location
    return UsageRow(
      account: account, product: productIndex, month: month, entitled: entitled, assigned: assigned, active: active,
      location: reader.location)
  }

  private mutating func quantity(_ column: Column) -> Quantity? {
    guard let value = reader.decimal(column) else { return nil }
    if value.coefficient < 0 {
      reader.error("number", "\(reader.quoted(column)) is below zero", column, "a count of licences is 0 or more")
    }
    return Quantity(thousandths: value.thousandths)
  }

  /// `2026-10`, `Oct 2026`, `10/2026`, or any day of the month.
  private mutating func readMonth() -> Month? {
    if reader.isEmpty(month) {
      reader.missing(month)
      return nil
    }
    if let month = reader.with(month, MonthForm.read) { return month }
    return reader.day(month).map { Month(of: $0) }
  }

  private mutating func newProduct(_ book: inout Book) -> Int {
    let name = reader.text(product) ?? ""
    if book.products.catalogued > 0 {
      reader.warning(
        "uncatalogued-product", "\(reader.quoted(product)) is not in products.yaml", product,
        "add an entry with `sku: \(name.clipped)`, or use the catalogue's name or SKU")
    }
    return book.products.add(
      Product(
        sku: name, name: name, listPrice: Restricted(nil, for: book.settings.clearance[.listPrices]),
        isCatalogued: false, location: reader.location(product)))
  }
}

/// Months as people write them.
enum MonthForm {
  /// `2026-10`, as most exports write it.
  private static func plain(_ text: Span<UInt8>) -> Month? {
    guard text.count == 7, text[4] == 0x2D else { return nil }
    var number = 0
    for index in [0, 1, 2, 3, 5, 6] {
      guard (48...57).contains(text[index]) else { return nil }
      number = number * 10 + Int(text[index] - 48)
    }
    return Month(year: number / 100, month: number % 100)
  }

  /// `2026-10`, `2026/10`, `10/2026`, `Oct 2026`, `October-26`; nil for anything else.
  static func read(_ text: Span<UInt8>) -> Month? {
    if let month = plain(text) { return month }
    let words = TextKey.words(text.trimmedText.utf8).split(separator: "_")
    guard words.count == 2 else { return nil }
    let (first, second) = (words[0], words[1])
    if let year = Int(first), first.utf8.count == 4, let month = Int(second), second.utf8.count <= 2 {
      return Month(year: year, month: month)
    }
    guard let year = Int(second), second.utf8.count == 4 || second.utf8.count == 2 else { return nil }
    let fullYear = second.utf8.count == 4 ? year : 2000 + year
    if let month = Int(first), first.utf8.count <= 2, second.utf8.count == 4 {
      return Month(year: fullYear, month: month)
    }
    guard first.utf8.count >= 3,
      let month = Day.monthNames.firstIndex(where: { TextKey.letters($0.utf8) == String(first.prefix(3)) })
    else { return nil }
    return Month(year: fullYear, month: month + 1)
  }
}
