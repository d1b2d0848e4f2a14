import Core
import Portfolio

/// Finds the contract of each row of lines, in slices, and what the catalogue lacks: what must be known before lines are made.
struct LineKeys: Sendable {
  private let columns: LineColumns
  private let loaded: LoadedTable
  private let rows: [RowPlace]
  private let contracts: [Contract]
  private let contractIndex: ByteIndex
  private let products: ProductIndex
  private let slugs: [String]

  init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book, rows: [RowPlace]) {
    columns = LineColumns(map)
    self.loaded = loaded
    self.rows = rows
    contracts = book.contracts
    contractIndex = book.contractIndex
    products = book.products
    slugs = book.slugs
  }

  /// Something that the rows name and the book doesn't have.
  struct Stranger: Sendable {
    let text: String
    let location: SourceLocation
    var count = 1
  }

  struct Result: Sendable {
    /// For each row its contract, -1 if it makes no line.
    var owners: [Int32] = []
    var contracts = Strangers()
    var products: [Product] = []
    var productNames = ByteIndex()
    var log = Diagnostics()
  }

  /// Texts that join nothing, each once.
  struct Strangers: Sendable {
    private(set) var all: [Stranger] = []
    private var numbers = ByteIndex()

    mutating func add(_ stranger: Stranger) {
      if let number = numbers.insert(stranger.text, all.count) {
        all[number].count += stranger.count
      } else {
        all.append(stranger)
      }
    }
  }

  /// Walks the rows.
  func run() -> Result {
    var result = Result()
    result.owners.reserveCapacity(rows.count)
    var reader = RowReader(loaded, rows: rows, subject: "line", slugs: slugs)
    var last: (text: [UInt8], index: Int)?
    while reader.next() {
      if let known = last, !reader.isRagged, reader.with(columns.contract, { $0.equals(known.text.span) }) {
        reader.account = contracts[known.index].account
      } else {
        last = owner(&reader, &result).map { index in
          (reader.with(columns.contract) { Array($0.text(0..<$0.count).utf8) }, index)
        }
      }
      let isLine = last != nil && hasProduct(&reader, &result)
      result.owners.append(isLine ? Int32(truncatingIfNeeded: last?.index ?? -1) : -1)
    }
    result.log = reader.log
    return result
  }

  private func owner(_ reader: inout RowReader, _ result: inout Result) -> Int? {
    let index = reader.with(columns.contract, contractIndex.value)
    if let index, index >= 0 { reader.account = contracts[index].account }
    if reader.isRagged {
      reader.reportRagged()
      return nil
    }
    guard !reader.isEmpty(columns.contract) else {
      reader.missing(columns.contract)
      return nil
    }
    guard let index else {
      let text = reader.with(columns.contract) { $0.trimmedText }
      result.contracts.add(Stranger(text: text, location: reader.location(columns.contract)))
      return nil
    }
    // A header that could not be read was told of already; its lines say nothing more.
    return index >= 0 ? index : nil
  }

  private func hasProduct(_ reader: inout RowReader, _ result: inout Result) -> Bool {
    let column = reader.isEmpty(columns.sku) ? columns.product : columns.sku
    guard !reader.isEmpty(column) else {
      reader.missing(column)
      return false
    }
    if reader.with(column, products.find) != nil { return true }
    let key = reader.text(column) ?? ""
    if result.productNames.insert(key, 0) == nil { result.products.append(product(key, column, reader)) }
    return true
  }

  private func product(_ key: String, _ column: Column, _ reader: RowReader) -> Product {
    let metric = reader.text(columns.metric).flatMap { Choice.parse($0, of: Product.Metric.self) }
    return Product(
      sku: key, name: reader.text(columns.product) ?? key, metric: metric, listPrice: Restricted(nil, for: .team),
      isCatalogued: false, location: reader.location(column))
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

  /// Takes in what the rows of a file name, and puts the rows in the order of their contracts.
  mutating func take(_ keys: [LineKeys.Result], of loaded: LoadedTable) -> (rows: [RowPlace], owners: [Int32]) {
    var problems = Diagnostics()
    var strangers = LineKeys.Strangers()
    for part in keys {
      problems.append(contentsOf: part.log)
      for stranger in part.contracts.all { strangers.add(stranger) }
      for product in part.products { add(product, &problems) }
    }
    for stranger in strangers.all {
      problems.append(
        .error(
          "line.unknown-contract",
          "the contract \"\(stranger.text.clipped)\" of \(stranger.count) line\(stranger.count == 1 ? "" : "s") has no header",
          at: stranger.location, hint: "export its header too, into content/contracts/, or leave its lines out"))
    }
    report(problems, of: loaded.table.file)
    return inOrder(loaded.survey.rows, keys.flatMap(\.owners))
  }

  private mutating func add(_ product: Product, _ problems: inout Diagnostics) {
    if products.find(Array(product.sku.utf8).span) != nil { return }
    _ = products.add(product)
    guard products.catalogued > 0 else { return }
    problems.append(
      .warning(
        "line.uncatalogued-product", "\"\(product.sku.clipped)\" is not in products.yaml", at: product.location,
        hint:
          "add an entry with `sku: \(product.sku.clipped)`, so that its metric, its list price and what replaces it are known"
      ))
  }

  /// Counts how many rows each contract has, then puts each row at its place.
  private func inOrder(_ rows: [RowPlace], _ owners: [Int32]) -> (rows: [RowPlace], owners: [Int32]) {
    var starts = [Int](repeating: 0, count: contracts.count + 1)
    for owner in owners where owner >= 0 { starts[Int(owner) + 1] += 1 }
    for index in 0..<contracts.count { starts[index + 1] += starts[index] }
    let total = starts[contracts.count]
    var ordered = [RowPlace](repeating: RowPlace(offset: 0, line: 0), count: total)
    var orderedOwners = [Int32](repeating: 0, count: total)
    for (row, owner) in zip(rows, owners) where owner >= 0 {
      let place = starts[Int(owner)]
      starts[Int(owner)] += 1
      ordered[place] = row
      orderedOwners[place] = owner
    }
    return (ordered, orderedOwners)
  }
}
