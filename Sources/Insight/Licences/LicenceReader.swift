import Core
import Portfolio

/// Reads an account's licence position.
struct LicenceReader {
  /// Months that count, the as-of month included.
  static let months = 12

  let portfolio: Portfolio
  let rollUp: RollUp
  let asOf: Day
  let meters: MeterRules

  private var clearance: Audience { portfolio.settings.clearance[.activity] }

  func read(_ account: Int) -> LicenceInsight {
    let lines = activeLines(of: account)
    let usage = countedUsage(of: account)
    var products: [ProductLicence] = []
    var (row, line) = (0, 0)
    // Both lists are sorted by product: walk them side by side.
    while row < usage.count || line < lines.count {
      let next = min(
        row < usage.count ? portfolio.usage[usage[row].lowerBound].product : .max,
        line < lines.count ? portfolio.lines[lines[line]].product : .max)
      var rows = 0..<0
      if row < usage.count, portfolio.usage[usage[row].lowerBound].product == next {
        rows = usage[row]
        row += 1
      }
      var mine: [Int] = []
      while line < lines.count, portfolio.lines[lines[line]].product == next {
        mine.append(lines[line])
        line += 1
      }
      products.append(licence(next, rows, mine))
    }
    return LicenceInsight(
      products: products, pools: pools(products),
      migrations: Restricted(products.compactMap(migration), for: clearance))
  }

  /// Recurring lines active on the as-of day, by product.
  private func activeLines(of account: Int) -> [Int] {
    var indexes: [Int] = []
    for contract in portfolio.contracts(of: account) where contract.status != .draft {
      for index in contract.lines {
        let line = portfolio.lines[index]
        if line.isRecurring, line.isActive(on: asOf) { indexes.append(index) }
      }
    }
    guard indexes.count > 1 else { return indexes }
    return indexes.sorted { (portfolio.lines[$0].product, $0) < (portfolio.lines[$1].product, $1) }
  }

  /// Ranges of usage rows of the months that count, one a product.
  private func countedUsage(of account: Int) -> [Range<Int>] {
    let last = Month(of: asOf)
    let first = last.adding(1 - Self.months)
    var ranges: [Range<Int>] = []
    for index in portfolio.accounts[account].usage {
      let row = portfolio.usage[index]
      guard row.month >= first, row.month <= last else { continue }
      if let open = ranges.last, open.upperBound == index, portfolio.usage[index - 1].product == row.product {
        ranges[ranges.count - 1] = open.lowerBound..<(index + 1)
      } else {
        ranges.append(index..<(index + 1))
      }
    }
    return ranges
  }

  private func licence(_ product: Int, _ rows: Range<Int>, _ lines: [Int]) -> ProductLicence {
    let count = portfolio.products[product].count ?? portfolio.settings.usageCount
    let usage = portfolio.usage[rows]
    // Of the latest month alone, so that a share never has its parts from two months.
    let counted = count == .latest ? usage.suffix(1) : usage
    let licensed = lines.isEmpty ? nil : lines.reduce(Rational.zero) { $0 + portfolio.lines[$1].quantity.rational }
    return ProductLicence(
      product: product, count: count, month: usage.last?.month,
      entitled: usage.last?.entitled?.rational ?? licensed,
      assigned: Counting.value(counted.map(\.assigned), count), active: Counting.value(counted.map(\.active), count),
      rate: rate(of: lines), usage: rows, lines: lines,
      termEnd: lines.map { portfolio.contracts[portfolio.lines[$0].contract].end }.min(),
      clearance: clearance)
  }

  /// Annual amounts over quantities, roll-up currency; nil without a quantity or a rate of exchange.
  private func rate(of lines: [Int]) -> Rational? {
    var (annual, quantity) = (Rational.zero, Rational.zero)
    for index in lines {
      let line = portfolio.lines[index]
      guard let rate = rollUp.rate(of: portfolio.contracts[line.contract].currency) else { return nil }
      annual += line.annual * rate
      quantity += line.quantity.rational
    }
    return annual.divided(by: quantity)
  }
}

/// How each meter is counted: as the first product by SKU that has it, so that it is the same at every account.
struct MeterRules: Sendable {
  private let counts: [Product.Count]

  init(_ portfolio: Portfolio) {
    var first: [String: Product.Count] = [:]
    counts = portfolio.products.map { product in
      if let known = first[product.meter] { return known }
      let count = product.count ?? portfolio.settings.usageCount
      first[product.meter] = count
      return count
    }
  }

  /// The rule of the meter of a product.
  func count(of product: Int) -> Product.Count { counts[product] }
}

/// Which of several months counts.
enum Counting {
  /// The peak, the latest or the mean of the months that have a value.
  static func value(_ months: [Quantity?], _ count: Product.Count) -> Rational? {
    let values = months.compactMap(\.self)
    guard let latest = values.last else { return nil }
    switch count {
    case .latest: return latest.rational
    case .peak: return (values.max() ?? latest).rational
    case .average:
      let sum = values.reduce(Int128(0)) { $0 + Int128($1.thousandths) }
      return Rational(sum, over: Int128(values.count) * 1000)
    }
  }
}

extension LicenceReader {
  /// Products that share a meter are pooled month by month before they are compared with what is allowed: also what nobody
  /// measured is allowed, and what no product of its own allows is measured.
  private func pools(_ products: [ProductLicence]) -> [MeterPool] {
    let sorted = products.indices.sorted {
      let (a, b) = (meter(of: products[$0]), meter(of: products[$1]))
      return a == b ? $0 < $1 : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    var pools: [MeterPool] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, meter(of: products[sorted[end]]) == meter(of: products[sorted[start]]) { end += 1 }
      if let pool = pool(Array(sorted[start..<end]), products) { pools.append(pool) }
      start = end
    }
    return pools
  }

  private func meter(of licence: ProductLicence) -> String { portfolio.products[licence.product].meter }

  /// Nil if nothing was measured, or nothing says what is allowed.
  private func pool(_ members: [Int], _ products: [ProductLicence]) -> MeterPool? {
    let licences = members.map { products[$0] }
    guard licences.contains(where: { $0.entitled != nil }), let measured = pooled(licences) else { return nil }
    let termEnd = licences.compactMap(\.termEnd).min()
    return MeterPool(
      meter: licences.first.map(meter) ?? "", members: members, month: licences.compactMap(\.month).max(),
      entitled: licences.reduce(Rational.zero) { $0 + ($1.entitled ?? .zero) },
      measured: measured,
      rate: rate(of: licences.flatMap(\.lines)), termEnd: termEnd,
      daysLeft: termEnd.map { max($0 - asOf, 0) } ?? 0, clearance: clearance)
  }

  /// What the members measured together in each month, then the month that counts: two peaks in different months are not one.
  private func pooled(_ licences: [ProductLicence]) -> Rational? {
    var months = [Int64?](repeating: nil, count: Self.months)
    let first = Month(of: asOf).adding(1 - Self.months)
    for licence in licences {
      for row in portfolio.usage[licence.usage] {
        guard let value = [row.assigned, row.active].compactMap(\.self).max() else { continue }
        let place = Int(row.month.number - first.number)
        months[place] = (months[place] ?? 0).addingReportingOverflow(value.thousandths).partialValue
      }
    }
    guard let product = licences.first?.product else { return nil }
    return Counting.value(months.map { $0.map(Quantity.init(thousandths:)) }, meters.count(of: product))
  }

  private func migration(_ licence: ProductLicence) -> MigrationNeed? {
    let product = portfolio.products[licence.product]
    guard product.isLegacy, !licence.lines.isEmpty else { return nil }
    let quantity = licence.lines.reduce(Rational.zero) { $0 + portfolio.lines[$1].quantity.rational }
    let annual = licence.rate.map { $0 * quantity } ?? .zero
    let new = product.migration.map { (quantity * $0.ratio).roundedUp }
    return MigrationNeed(
      product: licence.product,
      successor: product.migration.flatMap { place(of: $0.successor) },
      quantity: quantity, newQuantity: new, annual: annual,
      priceEffect: product.migration?.priceEffectPercent.map { annual * $0 * Rational(1, over: 100) },
      flatUnitPrice: new.flatMap { annual.divided(by: Rational($0)) },
      isReviewDue: product.migration?.reviewDay.map { $0 <= asOf } ?? false)
  }

  /// Products are sorted by SKU.
  private func place(of sku: String) -> Int? {
    var (low, high) = (0, portfolio.products.count)
    while low < high {
      let middle = (low + high) / 2
      if portfolio.products[middle].sku < sku { low = middle + 1 } else { high = middle }
    }
    return low < portfolio.products.count && portfolio.products[low].sku == sku ? low : nil
  }
}
