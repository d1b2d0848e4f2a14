import Core
import Insight
import Portfolio

/// `licenses.html`: who is over, who is under, who runs out, who must migrate?
struct LicensesPage {
  let context: SiteContext
  let page = PageID.report(.licenses)

  var portfolio: Portfolio { context.portfolio }
  var symbol: String { portfolio.settings.currency.symbol }

  /// A position with what isn't used of it, in money.
  typealias Unused = (account: Int, licence: ProductLicence, value: Rational)
  /// A pool that uses more than it may, with what is owed.
  typealias Over = (account: Int, pool: MeterPool, year: Rational?, toTermEnd: Rational?)
  /// A pool with what its months say.
  typealias Ahead = (account: Int, pool: MeterPool, forecast: PoolForecast)

  func build() -> ReportPage {
    let positions = context.insight.accounts.flatMap { insight in
      insight.licences.products.map { (insight.account, $0) }
    }
    let (over, unused, ahead) = (overdeployed(), unusedPositions(positions), forecasts())
    let running = ahead.filter { $0.forecast.outlook.runOut != nil }
    return ReportPage(
      frame: context.reportFrame(.licenses, "Licences", "Who is over, who is under, who runs out, who must migrate."),
      heading: "Licences",
      subtitle: "\(FigureFormat.counted(positions.count, "position", "positions")) of product and account",
      tiles: context.showsActivity ? tiles(over, unused, running) : [],
      sections: [
        overSection(over), runOutSection(running), unusedSection(unused), seasonSection(ahead), movesSection(),
        productsSection(), allSection(positions),
      ].compactMap(\.self),
      empty: positions.isEmpty
        ? "No licence position. Put monthly usage into content/usage/ as CSV: account_id, product, month, entitled, assigned, active."
        : nil)
  }

  private func tiles(_ over: [Over], _ unused: [Unused], _ running: [Ahead]) -> [FigureTile] {
    let moves = context.licences.needs
    return [
      tile(
        "True-up to term end", over.reduce(.zero) { $0 + ($1.toTermEnd ?? .zero) },
        "\(over.count) over what they bought"),
      tile("Unused", unused.reduce(.zero) { $0 + $1.value }, "a year, \(unused.count) positions below 75% use"),
      FigureTile(
        label: "Run out", value: String(running.count),
        note: "\(running.count { isBeforeTermEnd($0) }) before the term ends, by trend",
        isBad: running.contains { isBeforeTermEnd($0) }),
      tile(
        "On legacy products", moves.reduce(.zero) { $0 + $1.need.annual },
        "a year, \(moves.count) positions to migrate"),
    ]
  }

  private func overdeployed() -> [Over] {
    let over: [Over] = context.insight.accounts.flatMap { insight in
      insight.licences.overdeployed.map {
        (insight.account, $0, context.visible($0.exposure), context.visible($0.exposureToTermEnd))
      }
    }
    return over.sorted { ($1.toTermEnd ?? .zero, $0.account) < ($0.toTermEnd ?? .zero, $1.account) }
  }

  private func unusedPositions(_ positions: [(Int, ProductLicence)]) -> [Unused] {
    let unused: [Unused] = positions.compactMap { account, licence in
      guard let share = licence.utilization, share < Rational(3, over: 4),
        let value = context.visible(licence.unusedValue), value > .zero
      else { return nil }
      return (account, licence, value)
    }
    return unused.sorted { ($1.value, $0.account) < ($0.value, $1.account) }
  }

  private func forecasts() -> [Ahead] {
    context.insight.accounts.flatMap { insight -> [Ahead] in
      insight.licences.pools.compactMap { pool -> Ahead? in
        context.visible(pool.forecast).map { (account: insight.account, pool: pool, forecast: $0) }
      }
    }
  }

  private func tile(_ label: String, _ amount: Rational, _ note: String) -> FigureTile {
    let currency = portfolio.settings.currency
    return FigureTile(
      label: label, value: FigureFormat.short(amount, currency),
      exact: FigureFormat.exact(Money(rounding: amount, currency)), note: note)
  }

  func account(_ index: Int) -> CellView {
    .header(portfolio.accounts[index].name, href: page.href(to: .account(portfolio.accounts[index].slug)))
  }

  func product(_ index: Int) -> CellView {
    .link(portfolio.products[index].name, context.href(toProduct: index, from: page))
  }

  /// The products of a pool: `Conductor Assets + Conductor Discovery`.
  func names(_ account: Int, _ pool: MeterPool) -> CellView {
    let products = pool.members.map { context.insight.accounts[account].licences.products[$0].product }
    if products.count == 1 { return product(products[0]) }
    return .text(products.map { portfolio.products[$0].name }.joined(separator: " + "), small: "one meter")
  }

  func isBeforeTermEnd(_ ahead: Ahead) -> Bool {
    ahead.forecast.outlook.runOut.map { ahead.pool.endsAfter($0) } ?? false
  }

  /// Where the figures of a section's first rows come from.
  func sources(_ rows: [(account: Int, figure: String)]) -> [SourceView] {
    context.source(rows.prefix(3).map { (name: $0.figure, account: $0.account) }).map { [$0] } ?? []
  }
}
