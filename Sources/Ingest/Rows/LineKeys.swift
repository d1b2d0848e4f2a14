import Core
import Portfolio

/// For each row of a file of lines its contract, its product and its place in the book's order.
struct LineOrder: Sendable {
  /// By row; -1 for a row that makes no line.
  var places: [Int32] = []
  /// By row.
  var contracts: [Int32] = []
  /// By row, the number of its product's text.
  var texts: [Int32] = []
  /// By the number of a product's text.
  var products: [Int32] = []
  /// By contract.
  var terms: [ContractTerm] = []
  /// How many rows have a place.
  var count = 0
}

/// What a line needs of its contract, close together: lines ask for it in the order of their file, all over the book.
struct ContractTerm: Sendable {
  let account: Int32
  let currency: Currency
  let start: Day
  let end: Day

  init(_ contract: Contract) {
    account = Int32(truncatingIfNeeded: contract.account)
    (currency, start, end) = (contract.currency, contract.start, contract.end)
  }
}

extension Book {
  /// Brings contracts into the portfolio's order, so that their lines can be read in it.
  mutating func sortContracts() {
    // A contract is large: numbers are sorted, and each contract goes to its place once.
    var order = contracts.indices.map { index in
      (key: Int64(contracts[index].account) << 32 + Int64(contracts[index].start.number), index: index)
    }
    order.sort { a, b in
      if a.key != b.key { return a.key < b.key }
      let (first, second) = (contracts[a.index].id, contracts[b.index].id)
      return first != second ? first < second : a.index < b.index
    }
    var places = [Int](repeating: 0, count: contracts.count)
    for (new, old) in order.enumerated() { places[old.index] = new }
    contractIndex.mapValues { $0 < 0 ? $0 : places[$0] }
    for index in places.indices {
      while places[index] != index {
        let place = places[index]
        contracts.swapAt(index, place)
        places.swapAt(index, place)
      }
    }
  }

  /// Finds the contract and the product of each row of lines, tells of those that have none, and puts the rest in order.
  mutating func order(_ loaded: LoadedTable, _ map: ColumnMap) -> LineOrder {
    guard loaded.survey.joins.count == 2 else { return LineOrder() }
    var keys = LineKeys(loaded, map, self)
    let products = products(of: loaded, &keys)
    let owners = keys.owners(self)
    report(keys.reader.log, of: loaded.table.file)
    return inOrder(loaded, owners, products)
  }

  /// For each numbered text of the table its product; those that the book lacks are added.
  private mutating func products(of loaded: LoadedTable, _ keys: inout LineKeys) -> [Int32] {
    let texts = loaded.survey.joins[1]
    return (0..<texts.count).map { number in
      if let known = texts.with(number, products.find) { return Int32(truncatingIfNeeded: known) }
      let product = keys.product(number, clearance: settings.clearance[.listPrices])
      if products.catalogued > 0 { keys.warnUncatalogued(product) }
      return Int32(truncatingIfNeeded: products.add(product))
    }
  }

  /// Counts how many rows each contract has, then gives each row its place.
  private func inOrder(_ loaded: LoadedTable, _ owners: [Int32], _ products: [Int32]) -> LineOrder {
    var next = [Int32](repeating: 0, count: contracts.count + 1)
    for owner in owners where owner >= 0 { next[Int(owner) + 1] += 1 }
    for index in 0..<contracts.count { next[index + 1] += next[index] }
    let count = Int(next[contracts.count])
    var places = owners
    for row in places.indices where places[row] >= 0 {
      let owner = Int(places[row])
      places[row] = next[owner]
      next[owner] += 1
    }
    return LineOrder(
      places: places, contracts: owners, texts: loaded.survey.joins[1].numbers, products: products,
      terms: contracts.map { ContractTerm($0) }, count: count)
  }
}

/// Finds the contracts of a file's lines.
private struct LineKeys {
  private let columns: LineColumns
  private let loaded: LoadedTable
  var reader: RowReader

  init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    columns = LineColumns(map)
    self.loaded = loaded
    reader = RowReader(loaded, map, slugs: book.slugs)
  }

  /// For each row its contract; -1 if it makes no line.
  mutating func owners(_ book: Book) -> [Int32] {
    let (texts, productNumbers) = (loaded.survey.joins[0], loaded.survey.joins[1].numbers)
    // A text that names no contract is Int.max; a header that could not be read is below zero.
    let contracts = (0..<texts.count).map { texts.with($0) { book.contractIndex.value($0) } ?? .max }
    var strangers = [Int](repeating: 0, count: contracts.count)
    var owners = [Int32](repeating: -1, count: loaded.survey.rows.count)
    for row in owners.indices {
      let number = Int(texts.numbers[row])
      let contract = number < 0 ? nil : contracts[number]
      if loaded.survey.rows[row].isRagged {
        tell(row, contract, book) { $0.reportRagged() }
      } else if let contract, contract != .max {
        // What is wrong with a header was told there; its lines say nothing more.
        if contract < 0 { continue }
        if productNumbers[row] < 0 {
          let column = columns.product
          tell(row, contract, book) { $0.missing(column) }
        } else {
          owners[row] = Int32(truncatingIfNeeded: contract)
        }
      } else if number < 0 {
        let column = columns.contract
        tell(row, nil, book) { $0.missing(column) }
      } else {
        strangers[number] += 1
      }
    }
    report(strangers)
    return owners
  }

  private mutating func tell(_ row: Int, _ contract: Int?, _ book: Book, _ body: (inout RowReader) -> Void) {
    reader.go(to: row)
    if let contract, book.contracts.indices.contains(contract) { reader.account = book.contracts[contract].account }
    body(&reader)
  }

  private mutating func report(_ strangers: [Int]) {
    let texts = loaded.survey.joins[0]
    for (number, count) in strangers.enumerated() where count > 0 {
      let text = texts.with(number) { $0.text(0..<$0.count) }
      reader.log.append(
        .error(
          "line.unknown-contract",
          "the contract \"\(text.clipped)\" of \(count) line\(count == 1 ? "" : "s") has no header",
          at: place(texts.rows[number], columns.contract.index),
          hint: "export its header too, into content/contracts/, or leave its lines out"))
    }
  }

  private func place(_ row: RowPlace, _ column: Int) -> SourceLocation {
    loaded.table.location(CellPlace(row: Int(row.offset), line: row.line, column: column))
  }

  /// A product that only the lines name.
  func product(_ number: Int, clearance: Audience) -> Product {
    let texts = loaded.survey.joins[1]
    let row = texts.rows[number]
    let view = loaded.table.row(at: Int(row.offset), line: row.line)
    let sku = texts.with(number) { $0.text(0..<$0.count) }
    let name = view.withTrimmed(columns.product.index) { $0.text(0..<$0.count) }
    let metric = view.withTrimmed(columns.metric.index) {
      MetricWords.metric($0.text(0..<$0.count).utf8)
    }
    let isNamed = columns.sku.index >= 0 && !view.isBlank(columns.sku.index)
    return Product(
      sku: sku, name: name.isEmpty ? sku : name, metric: metric, listPrice: Restricted(nil, for: clearance),
      isCatalogued: false, location: place(row, isNamed ? columns.sku.index : columns.product.index))
  }

  mutating func warnUncatalogued(_ product: Product) {
    reader.log.append(
      .warning(
        "line.uncatalogued-product", "\"\(product.sku.clipped)\" is not in products.yaml", at: product.location,
        hint:
          "add an entry with `sku: \(product.sku.clipped)`, so that its metric, its list price and what replaces it are known"
      ))
  }
}
