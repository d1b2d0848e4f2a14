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
      charts: products.filter { $0.usage.count > 1 }.prefix(6).map(usageChart),
      showsMoney: context.audience >= portfolio.settings.clearance[.activity], rateHeader: "Rate, \(symbol) a year",
      unusedHeader: "Unused, \(symbol) a year",
      trueUpHeader: "True-up to term end, \(symbol)", rows: products.map(licenceRow), source: licenceSource(products))
  }

  /// Where the position of the products comes from, and what is owed for those that are over.
  private func licenceSource(_ products: [ProductLicence]) -> SourceView? {
    let used = products.prefix(4).map { "utilization.\(portfolio.products[$0.product].sku)" }
    let owed = insight.licences.overdeployed.prefix(3).map { "true_up_to_term_end.\($0.meter)" }
    return context.source(used + owed, account: index)
  }

  private func usageChart(_ licence: ProductLicence) -> UsageChartView {
    let product = portfolio.products[licence.product]
    let rows = portfolio.usage[licence.usage]
    let span = [rows.first, rows.last].compactMap { $0?.month.display }.joined(separator: " to ")
    return UsageChartView(
      name: product.name, note: "\(product.metric?.unit.capitalizedFirst ?? "Units"), \(span)",
      chart: usageLines(product, rows))
  }

  private func licenceRow(_ licence: ProductLicence) -> LicenceRow {
    let product = portfolio.products[licence.product]
    let pool = insight.licences.pools.first { pool in
      pool.members.contains { insight.licences.products[$0].product == licence.product }
    }
    let isOver = pool?.isOver == true && (licence.measured ?? 0) > (licence.entitled ?? 0)
    let units = { (value: Rational?) in value.map { FigureFormat.trimmed($0, digits: 1) } ?? "–" }
    let money = { (value: Rational?) in value.map { FigureFormat.decimal($0, digits: 0) } ?? "–" }
    let exposure = pool?.members.count == 1 ? pool.flatMap { context.visible($0.exposureToTermEnd) } : nil
    return LicenceRow(
      name: product.name, detail: product.isLegacy ? migrationText(product) : nil, entitled: units(licence.entitled),
      assigned: units(licence.assigned), active: units(licence.active),
      share: licence.utilization.map { FigureFormat.percent($0) } ?? "–", isOver: isOver,
      rate: licence.rate.map { FigureFormat.decimal($0, digits: 2) } ?? "–",
      unused: money(context.visible(licence.unusedValue)),
      trueUp: isOver ? exposure.map { FigureFormat.decimal($0, digits: 2) } ?? "–" : "0")
  }

  private func migrationText(_ product: Product) -> String {
    guard let migration = product.migration else { return "legacy, no successor mapped" }
    let name = portfolio.products.first { $0.sku == migration.successor }?.name ?? migration.successor
    return "legacy, becomes \(name)" + (product.endOfSale.map { ", sold until \($0.display)" } ?? "")
  }
}

extension Product.Metric {
  /// What is counted, in the plural.
  var unit: String {
    switch self {
    case .namedUser: "users"
    case .concurrent: "concurrent users"
    case .requester: "requesters"
    case .unrestricted: "employees"
    case .subscriptionUnit: "subscription units"
    case .node: "nodes"
    case .transaction: "transactions"
    case .capacity: "capacity units"
    case .enterprise: "enterprise licences"
    }
  }
}
