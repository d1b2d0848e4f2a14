import Core
import Insight
import Portfolio

extension LicensesPage {
  func overSection(_ over: [Over]) -> ReportSection? {
    guard !over.isEmpty else { return nil }
    return ReportSection(
      id: "over", heading: "Over-deployed", note: "More used than bought; dearest first",
      table: TableView(
        "Over-deployed",
        columns: [
          .text("Account"), .text("Product"), .number("Entitled"), .number("Measured"), .number("Over"),
          .number("A year, \(symbol)"), .number("To term end, \(symbol)"),
        ],
        rows: over.map { index, pool, year, toTermEnd in
          RowView([
            account(index), names(index, pool), .text(LicenceCells.units(pool.entitled)),
            .text(LicenceCells.units(pool.measured)), .text(LicenceCells.units(pool.over), isBad: true),
            .text(LicenceCells.money(year)), .text(LicenceCells.money(toTermEnd)),
          ])
        }),
      sources: sources(over.map { ($0.account, "true_up_to_term_end.\($0.pool.meter)") }))
  }

  func runOutSection(_ running: [Ahead]) -> ReportSection? {
    guard !running.isEmpty else { return nil }
    let later = running.count { !isBeforeTermEnd($0) }
    let rows = running.filter(isBeforeTermEnd).sorted { a, b in
      (a.forecast.outlook.runOut?.day.number ?? .max, a.account)
        < (b.forecast.outlook.runOut?.day.number ?? .max, b.account)
    }
    return ReportSection(
      id: "runs-out", heading: "Running out before the term ends",
      note: "When the straight line through the months passes what is entitled; told only where the rise is clear"
        + (later > 0 ? ". \(later) more pass it after their term: a matter of the renewal's quantity" : ""),
      table: rows.isEmpty
        ? nil
        : TableView(
          "Running out before the term ends",
          columns: [
            .text("Account"), .text("Product"), .number("Entitled"), .number("Measured"), .number("A month"),
            .number("Off the line"), .number("Runs out"), .number("Term ends"), .number("By then"),
          ],
          rows: rows.map { index, pool, forecast in
            RowView([
              account(index), names(index, pool), .text(LicenceCells.units(pool.entitled)),
              .text(LicenceCells.units(pool.measured)),
              .text(forecast.trend.map { FigureFormat.signed($0.slope, digits: 1) } ?? "–"),
              .text(forecast.trend?.error.map { "± " + FigureFormat.trimmed($0, digits: 1) } ?? "–"),
              LicenceCells.runOut(forecast.outlook.runOut, of: pool, showsTag: false), .day(pool.termEnd),
              .text(forecast.atTermEnd.map { FigureFormat.decimal($0, digits: 0) } ?? "–"),
            ])
          }),
      sources: sources(rows.map { ($0.account, "runs_out.\($0.pool.meter)") }))
  }

  func unusedSection(_ unused: [Unused]) -> ReportSection? {
    guard !unused.isEmpty else { return nil }
    return ReportSection(
      id: "under", heading: "Shelfware", note: "Below 75% use; dearest first",
      table: TableView(
        "Below 75% use",
        columns: [
          .text("Account"), .text("Product"), .number("Entitled"), .number("Active"), .number("Active ÷ entitled"),
          .number("Unused a year, \(symbol)"), .number("Peak"), .number("Right size"),
        ],
        rows: unused.map { index, licence, value in
          RowView([
            account(index), product(licence.product), .text(LicenceCells.units(licence.entitled)),
            .text(LicenceCells.units(licence.active)),
            .text(licence.utilization.map { FigureFormat.percent($0) } ?? "–"), .text(LicenceCells.money(value)),
            .text(LicenceCells.units(licence.peak?.value), small: licence.peak?.month.display),
            LicenceCells.size(context.visible(licence.rightSize)),
          ])
        }),
      sources: sources(unused.map { ($0.account, "right_size_change.\(portfolio.products[$0.licence.product].sku)") }))
  }

  func seasonSection(_ ahead: [Ahead]) -> ReportSection? {
    let rows = ahead.compactMap { entry in entry.forecast.season.map { (entry, $0) } }
      .sorted { ($1.1.lift, $0.0.account) < ($0.1.lift, $1.0.account) }
    guard !rows.isEmpty else { return nil }
    return ReportSection(
      id: "seasons", heading: "Seasonal peaks",
      note: "The same month was highest against the trend in each of at least two years",
      table: TableView(
        "Seasonal peaks",
        columns: [
          .text("Account"), .text("Product"), .text("Peaks in"), .number("Above trend"), .number("Last peak"),
          .number("Entitled"),
        ],
        rows: rows.map { entry, season in
          RowView([
            account(entry.account), names(entry.account, entry.pool), .text(season.monthName),
            .text(FigureFormat.signedPercent(season.lift), small: "\(season.peaks.count) years"),
            .text(LicenceCells.units(season.peaks.last?.measured), small: season.peaks.last?.month.display),
            .text(LicenceCells.units(entry.pool.entitled)),
          ])
        }),
      sources: sources(rows.map { ($0.0.account, "season.\($0.0.pool.meter)") }))
  }

  func movesSection() -> ReportSection? {
    let needs = context.licences.needs
    guard !needs.isEmpty else { return nil }
    return ReportSection(
      id: "migrations", heading: "Migrations", note: "The next ten legacy products by the day they must be moved",
      more: LinkView(label: "The board of \(needs.count)", href: page.href(to: .report(.migrations))),
      table: TableView(
        "Legacy products",
        columns: [
          .text("Account"), .text("From"), .text("To"), .number("Move by"), .number("Annual, \(symbol)"),
        ],
        rows: needs.prefix(10).map { index, need in
          RowView([
            account(index), product(need.product), MigrationCells.successor(need, context),
            MigrationCells.deadline(need), .text(LicenceCells.money(need.annual)),
          ])
        }))
  }

  func productsSection() -> ReportSection? {
    let products = portfolio.products.indices.filter { !context.licences.positions[$0].isEmpty }
    guard !products.isEmpty else { return nil }
    return ReportSection(
      id: "products", heading: "By product", note: "What is counted, and where it stands",
      more: LinkView(label: "What the metrics count", href: page.href(to: .metrics)),
      table: TableView(
        "By product",
        columns: [
          .text("Product", order: "ascending"), .text("Counted"), .number("Accounts"), .number("Entitled"),
          .number("Active"), .number("Active ÷ entitled"),
        ],
        rows: products.map { index in
          let sum = ProductSum(context, product: index)
          let product = portfolio.products[index]
          return RowView([
            .header(product.name, href: context.href(toProduct: index, from: page), small: product.sku),
            .link(
              context.counting(product).capitalizedFirst, product.metric.map { context.href(toMetric: $0, from: page) }),
            .text("\(sum.accounts)"), .text(LicenceCells.units(sum.entitled)), .text(LicenceCells.units(sum.active)),
            .text(sum.share.map { FigureFormat.percent($0) } ?? "–"),
          ])
        }, isSortable: true))
  }

  func allSection(_ positions: [(Int, ProductLicence)]) -> ReportSection? {
    guard !positions.isEmpty else { return nil }
    return ReportSection(
      id: "all", heading: "All positions", note: "By account and product",
      table: TableView(
        "All positions",
        columns: [
          .text("Account", order: "ascending"), .text("Product"), .number("Entitled"), .number("Assigned"),
          .number("Active"), .number("Active ÷ entitled"), .number("Peak"), .number("Right size"), .number("Month"),
        ],
        rows: positions.map { index, licence in
          let size = context.visible(licence.rightSize).map { Rational($0.quantity) }
          return RowView([
            account(index), product(licence.product), .text(LicenceCells.units(licence.entitled)),
            .text(LicenceCells.units(licence.assigned)), .text(LicenceCells.units(licence.active)),
            .text(licence.utilization.map { FigureFormat.percent($0) } ?? "–"),
            .text(LicenceCells.units(licence.peak?.value)), .text(LicenceCells.units(size)),
            .text(licence.month?.display ?? "–"),
          ])
        }, isSortable: true))
  }
}

/// What all accounts have of a product.
struct ProductSum {
  let accounts: Int
  private(set) var entitled: Rational?
  private(set) var active: Rational?
  private(set) var unused: Rational?
  /// Over the positions that know both.
  private(set) var share: Rational?

  init(_ context: SiteContext, product: Int) {
    let positions = context.licences.positions[product]
    accounts = positions.count
    var both = (entitled: Rational.zero, active: Rational.zero)
    for licence in positions.map(context.licence) {
      if let value = licence.entitled { entitled = (entitled ?? .zero) + value }
      if let value = licence.active { active = (active ?? .zero) + value }
      if let value = context.visible(licence.unusedValue) { unused = (unused ?? .zero) + value }
      if let allowed = licence.entitled, let used = licence.active {
        both = (both.entitled + allowed, both.active + used)
      }
    }
    share = both.active.divided(by: both.entitled)
  }
}
