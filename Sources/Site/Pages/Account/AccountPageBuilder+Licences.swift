import Charts
import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// Entitled, assigned and active by product, in units and money.
  func licencesSection() -> LicencesSection? {
    let products = insight.licences.products
    guard !products.isEmpty else { return nil }
    let symbol = portfolio.settings.currency.symbol
    let over = insight.licences.overdeployed.count
    let under = products.count { ($0.utilization ?? 1) < Rational(3, over: 4) }
    let month = products.compactMap(\.month).max()
    let notes = [
      month?.display, over > 0 ? FigureFormat.counted(over, "product over", "products over") : nil,
      under > 0 && context.audience >= .field ? "\(under) below 75% use" : nil,
    ]
    return LicencesSection(
      note: notes.compactMap { $0 }.joined(separator: ", "),
      findings: findings(), charts: usageCharts(),
      showsMoney: context.audience >= portfolio.settings.clearance[.activity], rateHeader: "Rate, \(symbol) a year",
      unusedHeader: "Unused, \(symbol) a year",
      trueUpHeader: "True-up to term end, \(symbol)", rows: products.map(licenceRow),
      migrations: migrationsTable(), source: licenceSource(products))
  }

  /// Where the position of the products comes from, and what is owed for those that are over.
  private func licenceSource(_ products: [ProductLicence]) -> SourceView? {
    let used = products.prefix(3).map { "utilization.\(portfolio.products[$0.product].sku)" }
    let owed = insight.licences.overdeployed.prefix(2).map { "true_up_to_term_end.\($0.meter)" }
    let ahead = insight.licences.pools.filter { context.visible($0.forecast)?.outlook.runOut != nil }
      .prefix(1).map { "runs_out.\($0.meter)" }
    let sizes = products.filter { ($0.utilization ?? 1) < Rational(3, over: 4) }.prefix(1)
      .map { "right_size_change.\(portfolio.products[$0.product].sku)" }
    let moves = products.filter { portfolio.products[$0.product].isLegacy }.prefix(1)
      .map { "migration.\(portfolio.products[$0.product].sku)" }
    return context.source(used + owed + ahead + sizes + moves, account: index)
  }

  private func licenceRow(_ licence: ProductLicence) -> LicenceRow {
    let product = portfolio.products[licence.product]
    let pool = insight.licences.pools.first { pool in
      pool.members.contains { insight.licences.products[$0].product == licence.product }
    }
    let size = context.visible(licence.rightSize)
    let isOver = pool?.isOver == true && (licence.measured ?? 0) > (licence.entitled ?? 0)
    let units = { (value: Rational?) in value.map { FigureFormat.trimmed($0, digits: 1) } ?? "–" }
    let money = { (value: Rational?) in value.map { FigureFormat.decimal($0, digits: 0) } ?? "–" }
    let exposure = pool?.members.count == 1 ? pool.flatMap { context.visible($0.exposureToTermEnd) } : nil
    return LicenceRow(
      name: product.name, href: context.href(toProduct: licence.product, from: page),
      metric: context.counting(product),
      detail: product.isLegacy ? migrationText(product) : nil, entitled: units(licence.entitled),
      assigned: units(licence.assigned), active: units(licence.active),
      peak: licence.peak.map { "peak \(units($0.value)), \($0.month.display)" },
      share: licence.utilization.map { FigureFormat.percent($0) } ?? "–", isOver: isOver,
      rate: licence.rate.map { FigureFormat.decimal($0, digits: 2) } ?? "–",
      unused: money(context.visible(licence.unusedValue)),
      size: size.map { size in
        "right size \(FigureFormat.decimal(Rational(size.quantity), digits: 0))"
          + (size.change.map { ", \(FigureFormat.signed($0, digits: 0))" } ?? "")
      },
      trueUp: isOver ? exposure.map { FigureFormat.decimal($0, digits: 2) } ?? "–" : "0")
  }

  private func migrationText(_ product: Product) -> String {
    guard let migration = product.migration else { return "legacy, no successor mapped" }
    let name = portfolio.products.first { $0.sku == migration.successor }?.name ?? migration.successor
    return "legacy, becomes \(name)" + (product.endOfSale.map { ", sold until \($0.display)" } ?? "")
  }
}
