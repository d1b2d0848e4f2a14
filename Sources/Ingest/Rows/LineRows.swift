import Core
import Portfolio

/// Reads contract lines.
struct LineRows {
  private let columns: LineColumns
  private var reader: RowReader
  private let contracts: [Contract]
  private let contractIndex: ByteIndex
  private var products: ProductIndex
  private let slugs: [String]
  private let clearance: Audience
  private let warnsOfUncatalogued: Bool
  private var lines: [Line] = []
  private var lastContract: (text: [UInt8], index: Int)?
  private var lastProduct: (text: [UInt8], index: Int)?
  /// Contracts that no header has, where they were met first and how often.
  private var strangers: [(text: String, location: SourceLocation, count: Int)] = []
  private var strangerNumbers = ByteIndex()

  init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    columns = LineColumns(map)
    reader = RowReader(loaded, subject: "line")
    contracts = book.contracts
    contractIndex = book.contractIndex
    products = book.products
    slugs = book.accounts.map(\.slug.text)
    clearance = book.settings.clearance[.listPrices]
    warnsOfUncatalogued = book.products.catalogued > 0
  }

  /// Reads all rows into `book`.
  static func read(_ loaded: LoadedTable, _ map: ColumnMap, into book: inout Book) {
    var rows = LineRows(loaded, map, book)
    rows.lines.reserveCapacity(loaded.survey.rowCount)
    while rows.reader.next() { rows.row() }
    rows.reportStrangers()
    book.products = rows.products
    book.lines.append(contentsOf: rows.lines)
    book.report(rows.reader.log, of: loaded.table.file)
  }

  private mutating func row() {
    guard let contract = contract(), let product = product() else { return }
    let quantity = reader.decimal(columns.quantity)
    if quantity == nil, !reader.isBroken { reader.missing(columns.quantity) }
    let (unitPrice, annualAmount) = (amount(columns.unitPrice, contract), amount(columns.annual, contract))
    let (listPrice, discount) = (reader.decimal(columns.listPrice), reader.percent(columns.discount))
    let (start, end) = (reader.day(columns.start), reader.day(columns.end))
    let isRecurring = recurring() ?? products.products[product].isRecurring
    guard let quantity, !reader.isBroken else { return }
    guard let price = price(quantity, unitPrice, annualAmount) else {
      return reader.error(
        "missing", "the line has neither a unit price nor an annual amount", columns.unitPrice,
        "export one of the two; write 0 for what is free")
    }
    let header = contracts[contract]
    let (first, last) = (start ?? header.start, end ?? header.end)
    guard last >= first else {
      return reader.error(
        "end-before-start", "the line ends on \(last), before it starts on \(first)", columns.end,
        "look which of the two dates is wrong in the CRM")
    }
    lines.append(
      Line(
        id: reader.text(columns.id) ?? String(reader.line), contract: contract, product: product,
        quantity: Quantity(thousandths: quantity.thousandths), unitPrice: price.unit,
        listPrice: Restricted(listPrice?.rational, for: clearance),
        discountPercent: Restricted(discount, for: clearance),
        start: first, end: last, annual: price.annual, isRecurring: isRecurring, location: reader.location))
  }

  private func price(
    _ quantity: Decimal, _ unitPrice: Decimal?, _ annual: Decimal?
  ) -> (unit: Rational, annual: Rational)? {
    if let unit = unitPrice?.rational { return (unit, annual?.rational ?? quantity.rational * unit) }
    guard let annual = annual?.rational else { return nil }
    return (annual.divided(by: quantity.rational) ?? .zero, annual)
  }

  private mutating func amount(_ column: Column, _ contract: Int) -> Decimal? {
    guard let (value, named) = reader.amount(column) else { return nil }
    if let named, named != contracts[contract].currency {
      reader.error(
        "currency", "\(reader.quoted(column)) is in \(named), the contract is in \(contracts[contract].currency)",
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

extension LineRows {
  private mutating func contract() -> Int? {
    if let lastContract, reader.with(columns.contract, { $0.equals(lastContract.text.span) }) {
      reader.account = slugs[contracts[lastContract.index].account]
      return lastContract.index
    }
    guard !reader.isEmpty(columns.contract) else {
      reader.missing(columns.contract)
      return nil
    }
    guard let index = reader.with(columns.contract, contractIndex.value) else {
      stranger()
      return nil
    }
    // A header that could not be read was told of already; its lines say nothing more.
    guard index >= 0 else { return nil }
    lastContract = (reader.with(columns.contract) { Array($0.text(0..<$0.count).utf8) }, index)
    reader.account = slugs[contracts[index].account]
    return index
  }

  private mutating func stranger() {
    let text = reader.with(columns.contract) { $0.trimmedText }
    if let number = strangerNumbers.insert(text, strangers.count) {
      strangers[number].count += 1
    } else {
      strangers.append((text, reader.location(columns.contract), 1))
    }
  }

  private mutating func reportStrangers() {
    for stranger in strangers {
      reader.log.append(
        .error(
          "line.unknown-contract",
          "the contract \"\(stranger.text.clipped)\" of \(stranger.count) line\(stranger.count == 1 ? "" : "s") has no header",
          at: stranger.location, hint: "export its header too, into content/contracts/, or leave its lines out"))
    }
  }

  private mutating func product() -> Int? {
    let column = columns.sku.index >= 0 && !reader.isEmpty(columns.sku) ? columns.sku : columns.product
    if let lastProduct, reader.with(column, { $0.equals(lastProduct.text.span) }) { return lastProduct.index }
    guard !reader.isEmpty(column) else {
      reader.missing(column)
      return nil
    }
    let index = reader.with(column, products.find) ?? newProduct(column)
    lastProduct = (reader.with(column) { Array($0.text(0..<$0.count).utf8) }, index)
    return index
  }

  private mutating func newProduct(_ column: Column) -> Int {
    let key = reader.text(column) ?? ""
    let metric = reader.text(columns.metric).flatMap { Choice.parse($0, of: Product.Metric.self) }
    if warnsOfUncatalogued {
      reader.warning(
        "uncatalogued-product", "\(reader.quoted(column)) is not in products.yaml", column,
        "add an entry with `sku: \(key.clipped)`, so that its metric, its list price and what replaces it are known")
    }
    return products.add(
      Product(
        sku: key, name: reader.text(columns.product) ?? key, metric: metric, listPrice: Restricted(nil, for: clearance),
        isCatalogued: false, location: reader.location(column)))
  }
}

/// The columns of contract lines.
private struct LineColumns {
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
