import Core
import Files
import Portfolio

/// Reads contract lines: rows come in the order of the file, in pieces that can be read side by side, and lines go to their places in
/// the order of the book.
struct LineRows: Sendable {
  private let columns: LineColumns
  private let loaded: LoadedTable
  private let map: ColumnMap
  private let order: LineOrder
  private let capacity: Int
  private let products: ProductIndex
  private let slugs: [String]
  private let clearance: Audience

  /// Reads the rows of `order` into an array with room for `capacity` lines.
  init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book, _ order: LineOrder, capacity: Int) {
    columns = LineColumns(map)
    self.loaded = loaded
    self.map = map
    self.order = order
    self.capacity = capacity
    products = book.products
    slugs = book.slugs
    clearance = book.settings.clearance[.listPrices]
  }

  struct Result: Sendable {
    var lines: [Line] = []
    var log = Diagnostics()
  }

  /// The lines, and what is wrong with rows that make none.
  func read() -> Result { Self.result(placed().make()) }

  /// The same by several jobs.
  func read(jobs: Int) async -> Result { Self.result(await placed().make(jobs: jobs)) }

  private static func result(_ made: (elements: [Line], notes: [PlacedDiagnostics])) -> Result {
    Result(lines: made.elements, log: PlacedDiagnostics.inOrder(made.notes))
  }

  /// Rows of a piece: some milliseconds' work.
  private static let pieceRows = 1 << 14

  private func placed() -> PlacedArray<Line, PlacedDiagnostics> {
    let (size, rows) = (Self.pieceRows, order.places.count)
    return PlacedArray(count: order.count, capacity: capacity, pieces: (rows + size - 1) / size) { piece, lines in
      read(piece * size..<min((piece + 1) * size, rows), into: &lines)
    }
  }

  private func read(_ rows: Range<Int>, into lines: inout Places<Line>) -> PlacedDiagnostics {
    var walk = LineWalk(self, RowReader(loaded, map, slugs: slugs))
    var told = PlacedDiagnostics()
    for row in rows where order.places[row] >= 0 {
      let place = Int(order.places[row])
      walk.reader.go(to: row)
      let product = Int(order.products[Int(order.texts[row])])
      if let line = walk.line(Int(order.contracts[row]), product) {
        lines.put(line, at: place)
      } else {
        lines.leaveEmpty(place)
      }
      told.note(place, walk.reader.log)
    }
    return told
  }
}

extension LineRows {
  /// One walk over the rows.
  fileprivate struct LineWalk {
    let columns: LineColumns
    let terms: [ContractTerm]
    let products: ProductIndex
    let clearance: Audience
    var reader: RowReader
    private var (lastStart, lastEnd) = (DayMemory(), DayMemory())

    init(_ rows: LineRows, _ reader: RowReader) {
      columns = rows.columns
      terms = rows.order.terms
      products = rows.products
      clearance = rows.clearance
      self.reader = reader
    }

    mutating func line(_ contract: Int, _ product: Int) -> Line? {
      let term = terms[contract]
      reader.account = Int(term.account)
      let quantity = reader.decimal(columns.quantity)
      if quantity == nil, !reader.isBroken { reader.missing(columns.quantity) }
      let (unitPrice, annualAmount) = (amount(columns.unitPrice, term), amount(columns.annual, term))
      let (listPrice, discount) = (reader.decimal(columns.listPrice), reader.percent(columns.discount))
      let (start, end) = (reader.day(columns.start, &lastStart), reader.day(columns.end, &lastEnd))
      let isRecurring = recurring() ?? products.products[product].isRecurring
      guard let quantity, !reader.isBroken else { return nil }
      guard let price = price(quantity, unitPrice, annualAmount) else {
        reader.error(
          "missing", "the line has neither a unit price nor an annual amount", columns.unitPrice,
          "export one of the two; write 0 for what is free")
        return nil
      }
      let (first, last) = (start ?? term.start, end ?? term.end)
      guard last >= first else {
        reader.error(
          "end-before-start", "the line ends on \(last), before it starts on \(first)", columns.end,
          "look which of the two dates is wrong in the CRM")
        return nil
      }
      return Line(
        id: reader.text(columns.id) ?? String(reader.line), contract: contract, product: product,
        quantity: Quantity(thousandths: quantity.thousandths), unitPrice: price.unit,
        listPrice: Restricted(listPrice?.rational, for: clearance),
        discountPercent: Restricted(discount, for: clearance), start: first, end: last, annual: price.annual,
        isRecurring: isRecurring, location: reader.location)
    }

    private func price(
      _ quantity: Decimal, _ unitPrice: Decimal?, _ annual: Decimal?
    ) -> (unit: Rational, annual: Rational)? {
      if let unit = unitPrice?.rational { return (unit, annual?.rational ?? quantity.rational * unit) }
      guard let annual = annual?.rational else { return nil }
      return (annual.divided(by: quantity.rational) ?? .zero, annual)
    }

    private mutating func amount(_ column: Column, _ term: ContractTerm) -> Decimal? {
      guard let (value, named) = reader.amount(column) else { return nil }
      if let named, named != term.currency {
        reader.error(
          "currency", "\(reader.quoted(column)) is in \(named), the contract is in \(term.currency)",
          column,
          "export the amount in the contract's currency, or correct the currency of the contract")
      }
      return value
    }

    private mutating func recurring() -> Bool? {
      if reader.isEmpty(columns.recurring) { return nil }
      return reader.choice(columns.recurring, words: ["yes", "no"]) { text in
        switch TextKey.words(text.utf8) {
        case "recurring", "subscription": true
        case "one_time", "onetime", "one_off", "non_recurring", "usage": false
        default: Flag.parse(Array(text.utf8).span)
        }
      }
    }
  }
}

/// The columns of contract lines.
struct LineColumns: Sendable {
  let id, contract, product, sku, metric, quantity, unitPrice, listPrice, discount, start, end, annual: Column
  let recurring: Column

  init(_ map: ColumnMap) {
    id = map.column("line_id")
    contract = map.column("contract_id")
    product = map.column("product")
    sku = map.column("sku")
    metric = map.column("license_metric")
    quantity = map.column("quantity")
    unitPrice = map.column("unit_price")
    listPrice = map.column("list_price")
    discount = map.column("discount_percent")
    start = map.column("start_date")
    end = map.column("end_date")
    annual = map.column("annual_amount")
    recurring = map.column("recurring")
  }
}
