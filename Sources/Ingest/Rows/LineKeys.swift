import Core
import Portfolio

/// Rows of lines in the order of the book, each with its contract and its product.
struct LineOrder: Sendable {
  var rows: [RowPlace] = []
  var contracts: [Int32] = []
  var products: [Int32] = []

  /// A part of them.
  func part(_ range: Range<Int>) -> LineOrder {
    LineOrder(rows: Array(rows[range]), contracts: Array(contracts[range]), products: Array(products[range]))
  }
}

extension Book {
  /// Brings contracts into the portfolio's order, so that their lines can be read in it.
  mutating func sortContracts() {
    let order = contracts.indices.sorted { a, b in
      let (first, second) = (contracts[a], contracts[b])
      return (first.account, first.start, first.id) < (second.account, second.start, second.id)
    }
    var places = [Int](repeating: 0, count: contracts.count)
    for (new, old) in order.enumerated() { places[old] = new }
    contracts = order.map { contracts[$0] }
    contractIndex.mapValues { $0 < 0 ? $0 : places[$0] }
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
    loaded.survey.joins[1].texts.map { entry in
      if let known = products.find(entry.text.span) { return Int32(truncatingIfNeeded: known) }
      let product = keys.product(entry, clearance: settings.clearance[.listPrices])
      if products.catalogued > 0 { keys.warnUncatalogued(product) }
      return Int32(truncatingIfNeeded: products.add(product))
    }
  }

  /// Counts how many rows each contract has, then puts each row at its place.
  private func inOrder(_ loaded: LoadedTable, _ owners: [Int32], _ products: [Int32]) -> LineOrder {
    var starts = [Int](repeating: 0, count: contracts.count + 1)
    for owner in owners where owner >= 0 { starts[Int(owner) + 1] += 1 }
    for index in 0..<contracts.count { starts[index + 1] += starts[index] }
    let total = starts[contracts.count]
    var order = LineOrder(
      rows: Array(repeating: RowPlace(offset: 0, line: 0), count: total), contracts: Array(repeating: 0, count: total),
      products: Array(repeating: 0, count: total))
    let productNumbers = loaded.survey.joins[1].numbers
    for row in owners.indices where owners[row] >= 0 {
      let owner = Int(owners[row])
      let place = starts[owner]
      starts[owner] += 1
      order.rows[place] = loaded.survey.rows[row]
      order.contracts[place] = owners[row]
      order.products[place] = products[Int(productNumbers[row])]
    }
    return order
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
    let (contractNumbers, productNumbers) = (loaded.survey.joins[0], loaded.survey.joins[1].numbers)
    // A text that names no contract is Int.max; a header that could not be read is below zero.
    let contracts = contractNumbers.texts.map { book.contractIndex.value($0.text.span) ?? .max }
    var strangers = [Int](repeating: 0, count: contracts.count)
    var owners = [Int32](repeating: -1, count: loaded.survey.rows.count)
    for row in owners.indices {
      let number = Int(contractNumbers.numbers[row])
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
    for (number, count) in strangers.enumerated() where count > 0 {
      let (text, row) = loaded.survey.joins[0].texts[number]
      reader.log.append(
        .error(
          "line.unknown-contract",
          "the contract \"\(String(decoding: text, as: UTF8.self).clipped)\" of \(count) line\(count == 1 ? "" : "s") has no header",
          at: place(row, columns.contract.index),
          hint: "export its header too, into content/contracts/, or leave its lines out"))
    }
  }

  private func place(_ row: RowPlace, _ column: Int) -> SourceLocation {
    loaded.table.location(CellPlace(row: Int(row.offset), line: row.line, column: column))
  }

  /// A product that only the lines name.
  func product(_ entry: (text: [UInt8], row: RowPlace), clearance: Audience) -> Product {
    var view = RowView(loaded.table)
    view.jump(to: Int(entry.row.offset), line: entry.row.line)
    let sku = String(decoding: entry.text, as: UTF8.self)
    let name = view.withTrimmed(columns.product.index) { $0.text(0..<$0.count) }
    let metric = view.withTrimmed(columns.metric.index) {
      MetricWords.metric($0.text(0..<$0.count).utf8)
    }
    let isNamed = columns.sku.index >= 0 && !view.isBlank(columns.sku.index)
    return Product(
      sku: sku, name: name.isEmpty ? sku : name, metric: metric, listPrice: Restricted(nil, for: clearance),
      isCatalogued: false, location: place(entry.row, isNamed ? columns.sku.index : columns.product.index))
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
