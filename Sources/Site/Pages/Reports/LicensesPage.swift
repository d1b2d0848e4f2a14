import Core
import Insight
import Portfolio

/// `licenses.html`: who is over, who is under, who must migrate?
struct LicensesPage {
  let context: SiteContext
  let page = PageID.report(.licenses)

  private var portfolio: Portfolio { context.portfolio }
  private var symbol: String { portfolio.settings.currency.symbol }

  /// A position with what isn't used of it, in money.
  private typealias Unused = (account: Int, licence: ProductLicence, value: Rational)
  /// A pool that uses more than it may, with what is owed.
  private typealias Over = (account: Int, pool: MeterPool, year: Rational?, toTermEnd: Rational?)

  func build() -> ReportPage {
    let positions = context.insight.accounts.flatMap { insight in
      insight.licences.products.map { (insight.account, $0) }
    }
    let (over, unused, moves) = (overdeployed(), unusedPositions(positions), migrations())
    return ReportPage(
      frame: context.reportFrame(.licenses, "Licences", "Who is over, who is under, who must migrate."),
      heading: "Licences",
      subtitle: "\(FigureFormat.counted(positions.count, "position", "positions")) of product and account",
      tiles: [
        tile(
          "True-up to term end", over.reduce(.zero) { $0 + ($1.toTermEnd ?? .zero) },
          "\(over.count) over what they bought"),
        tile("Unused", unused.reduce(.zero) { $0 + $1.value }, "a year, \(unused.count) positions below 75% use"),
        tile(
          "On legacy products", moves.reduce(.zero) { $0 + $1.need.annual },
          "a year, \(moves.count) positions to migrate"),
        FigureTile(
          label: "Unmapped", value: String(moves.count { $0.need.isUnmapped }),
          note: "legacy positions without a successor",
          isBad: moves.contains { $0.need.isUnmapped }),
      ],
      sections: [overSection(over), unusedSection(unused), movesSection(moves), allSection(positions)].compactMap {
        $0
      },
      empty: positions.isEmpty
        ? "No licence position. Put monthly usage into content/usage/ as CSV: account_id, product, month, entitled, assigned, active."
        : nil)
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
        let value = context.visible(licence.unusedValue),
        value > .zero
      else { return nil }
      return (account, licence, value)
    }
    return unused.sorted { ($1.value, $0.account) < ($0.value, $1.account) }
  }

  private func migrations() -> [(account: Int, need: MigrationNeed)] {
    let moves: [(account: Int, need: MigrationNeed)] = context.insight.accounts.flatMap { insight in
      (context.visible(insight.licences.migrations) ?? []).map { (insight.account, $0) }
    }
    return moves.sorted { ($1.need.annual, $0.account) < ($0.need.annual, $1.account) }
  }

  private func tile(_ label: String, _ amount: Rational, _ note: String) -> FigureTile {
    let currency = portfolio.settings.currency
    return FigureTile(
      label: label, value: FigureFormat.short(amount, currency),
      exact: FigureFormat.exact(Money(rounding: amount, currency)), note: note)
  }

  private func account(_ index: Int) -> CellView {
    .header(portfolio.accounts[index].name, href: page.href(to: .account(portfolio.accounts[index].slug)))
  }

  private func units(_ value: Rational?) -> CellView { .text(value.map { FigureFormat.trimmed($0, digits: 1) } ?? "–") }
  private func money(_ value: Rational?) -> CellView { .text(value.map { FigureFormat.decimal($0, digits: 0) } ?? "–") }

  private func overSection(_ over: [Over]) -> ReportSection? {
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
          let products = pool.members.map {
            portfolio.products[context.insight.accounts[index].licences.products[$0].product].name
          }
          return RowView([
            account(index), .text(products.joined(separator: " + ")), units(pool.entitled), units(pool.measured),
            units(pool.over),
            money(year), money(toTermEnd),
          ])
        }))
  }

  private func unusedSection(_ unused: [Unused]) -> ReportSection? {
    guard !unused.isEmpty else { return nil }
    return ReportSection(
      id: "under", heading: "Shelfware", note: "Below 75% use; dearest first",
      table: TableView(
        "Below 75% use",
        columns: [
          .text("Account"), .text("Product"), .number("Entitled"), .number("Active"), .number("Active ÷ entitled"),
          .number("Unused a year, \(symbol)"),
        ],
        rows: unused.map { index, licence, value in
          RowView([
            account(index), .text(portfolio.products[licence.product].name), units(licence.entitled),
            units(licence.active),
            .text(licence.utilization.map { FigureFormat.percent($0) } ?? "–"), money(value),
          ])
        }))
  }

  private func movesSection(_ moves: [(account: Int, need: MigrationNeed)]) -> ReportSection? {
    guard !moves.isEmpty else { return nil }
    return ReportSection(
      id: "migrations", heading: "Migrations", note: "Legacy products and what they become; largest value first",
      table: TableView(
        "Legacy products",
        columns: [
          .text("Account"), .text("From"), .text("To"), .number("Quantity"), .number("Becomes"),
          .number("Annual, \(symbol)"),
          .text("Confidence"), .number("Sold until"),
        ],
        rows: moves.map { index, move in
          let migration = portfolio.products[move.product].migration
          return RowView([
            account(index), .text(portfolio.products[move.product].name),
            move.successor.map { .text(portfolio.products[$0].name) }
              ?? .text("", tag: TagView(tone: .late, word: "not mapped")),
            units(move.quantity), .text(move.newQuantity.map { FigureFormat.decimal(Rational($0), digits: 0) } ?? "–"),
            money(move.annual),
            .text(
              migration?.confidence?.word ?? "", tag: move.isReviewDue ? TagView(tone: .soon, word: "review due") : nil),
            .day(portfolio.products[move.product].endOfSale),
          ])
        }))
  }

  private func allSection(_ positions: [(Int, ProductLicence)]) -> ReportSection? {
    guard !positions.isEmpty else { return nil }
    return ReportSection(
      id: "all", heading: "All positions", note: "By account and product",
      table: TableView(
        "All positions",
        columns: [
          .text("Account", order: "ascending"), .text("Product"), .number("Entitled"), .number("Assigned"),
          .number("Active"),
          .number("Active ÷ entitled"), .number("Month"),
        ],
        rows: positions.map { index, licence in
          RowView([
            account(index), .text(portfolio.products[licence.product].name), units(licence.entitled),
            units(licence.assigned),
            units(licence.active), .text(licence.utilization.map { FigureFormat.percent($0) } ?? "–"),
            .text(licence.month?.display ?? "–"),
          ])
        }, isSortable: true))
  }
}
