import Core
import Portfolio

/// Reads what becomes of an account's legacy products.
struct MigrationReader: Sendable {
  let portfolio: Portfolio
  let rollUp: RollUp
  let asOf: Day

  /// The need of a legacy product with active lines; nil for others.
  func need(_ licence: ProductLicence) -> MigrationNeed? {
    let product = portfolio.products[licence.product]
    guard product.isLegacy, !licence.lines.isEmpty else { return nil }
    let quantity = licence.lines.reduce(Rational.zero) { $0 + portfolio.lines[$1].quantity.rational }
    let annual = licence.rate.map { $0 * quantity } ?? .zero
    let map = product.migration
    let successor = map.flatMap { place(of: $0.successor) }
    let new = map.map { (quantity * $0.ratio).roundedUp }
    return MigrationNeed(
      product: licence.product, successor: successor, quantity: quantity, newQuantity: new, annual: annual,
      priceEffect: map?.priceEffectPercent.map { annual * $0 * Rational(1, over: 100) },
      flatUnitPrice: new.flatMap { annual.divided(by: Rational($0)) },
      listUnitPrice: listPrice(of: successor), termEnd: licence.termEnd,
      deadline: MigrationDeadline(
        termEnd: licence.termEnd, endOfSale: product.endOfSale, endOfLife: product.endOfLife),
      isReviewDue: map?.reviewDay.map { $0 <= asOf } ?? false)
  }

  /// List price of one for a year, roll-up currency; nil without a price or a rate of exchange.
  private func listPrice(of successor: Int?) -> Restricted<Rational?> {
    guard let successor else { return Restricted(nil, for: portfolio.settings.clearance[.listPrices]) }
    let product = portfolio.products[successor]
    let rate = rollUp.rate(of: product.currency ?? rollUp.currency)
    return product.listPrice.map { price in price.flatMap { price in rate.map { price * $0 } } }
  }

  /// Moves of the last 90 days, by legacy product.
  func moves(of account: Int, to products: [ProductLicence]) -> [MigrationMove] {
    var ended: [Int: [Line]] = [:]
    for contract in portfolio.contracts(of: account) where contract.status != .draft {
      guard contract.end >= asOf - MigrationMove.daysShown, contract.end < asOf else { continue }
      for line in portfolio.lines(of: contract) where line.isRecurring && portfolio.products[line.product].isLegacy {
        if line.end == contract.end { ended[line.product, default: []].append(line) }
      }
    }
    return ended.keys.sorted().compactMap { move(from: $0, ended[$0] ?? [], to: products) }
  }

  /// Nil while a line of the legacy product runs, or none of the successor does.
  private func move(from product: Int, _ lines: [Line], to products: [ProductLicence]) -> MigrationMove? {
    guard let map = portfolio.products[product].migration, let successor = place(of: map.successor),
      !products.contains(where: { $0.product == product && !$0.lines.isEmpty }),
      let now = products.first(where: { $0.product == successor && !$0.lines.isEmpty }),
      let last = lines.map(\.end).max()
    else { return nil }
    let quantity = lines.reduce(Rational.zero) { $0 + $1.quantity.rational }
    return MigrationMove(
      product: product, successor: successor, day: last + 1, quantity: quantity,
      expected: (quantity * map.ratio).roundedUp,
      bought: now.lines.reduce(.zero) { $0 + portfolio.lines[$1].quantity.rational })
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
