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
  private let migrations: MigrationReader

  init(portfolio: Portfolio, rollUp: RollUp, asOf: Day, meters: MeterRules) {
    (self.portfolio, self.rollUp, self.asOf, self.meters) = (portfolio, rollUp, asOf, meters)
    migrations = MigrationReader(portfolio: portfolio, rollUp: rollUp, asOf: asOf)
  }

  var clearance: Audience { portfolio.settings.clearance[.activity] }

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
      products: products, pools: pools(products, of: account),
      migrations: Restricted(products.compactMap(migrations.need), for: clearance),
      moves: Restricted(migrations.moves(of: account, to: products), for: clearance))
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
    let peak = peak(rows)
    let rule = portfolio.products[product]
    let licensed = lines.isEmpty ? nil : lines.reduce(Rational.zero) { $0 + portfolio.lines[$1].quantity.rational }
    return ProductLicence(
      product: product, count: count, month: usage.last?.month,
      entitled: usage.last?.entitled?.rational ?? licensed,
      assigned: Counting.value(counted.map(\.assigned), count), active: Counting.value(counted.map(\.active), count),
      peak: peak, need: meters.isLimited(product) ? need(usage, count, peak) : nil,
      headroomPercent: rule.headroomPercent ?? portfolio.settings.headroomPercent, rate: rate(of: lines), usage: rows,
      lines: lines,
      termEnd: lines.map { portfolio.contracts[portfolio.lines[$0].contract].end }.min(),
      clearance: clearance)
  }

  private func peak(_ rows: Range<Int>) -> UsagePeak? {
    var best: (row: Int, value: Quantity)?
    for row in rows {
      guard let value = portfolio.usage[row].measured, value >= best?.value ?? value else { continue }
      best = (row, value)
    }
    return best.map { UsagePeak(month: portfolio.usage[$0.row].month, value: $0.value.rational, row: $0.row) }
  }

  /// Any month can become the latest one, so that the peak is what must be covered; but for a mean, the mean is enough.
  private func need(_ usage: ArraySlice<UsageRow>, _ count: Product.Count, _ peak: UsagePeak?) -> Rational? {
    count == .average ? Counting.value(usage.map(\.measured), .average) : peak?.value
  }

  /// Annual amounts over quantities, roll-up currency; nil without a quantity or a rate of exchange.
  func rate(of lines: [Int]) -> Rational? {
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
