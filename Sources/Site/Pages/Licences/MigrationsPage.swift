import Core
import Insight
import Portfolio

/// `migrations.html`: who must move by when, to what, and what does it do to the renewal?
struct MigrationsPage {
  let context: SiteContext
  let page = PageID.report(.migrations)

  var portfolio: Portfolio { context.portfolio }
  var symbol: String { portfolio.settings.currency.symbol }
  private var needs: [(account: Int, need: MigrationNeed)] { context.licences.needs }

  /// A move takes half a year from kick-off to signature.
  private static let daysAhead = 180

  func build() -> ReportPage {
    let near = needs.filter { $0.need.deadline.map { $0.day - context.asOf < Self.daysAhead } ?? false }
    let unmapped = needs.filter { $0.need.isUnmapped }
    let maps = portfolio.products.indices.filter { index in needs.contains { $0.need.product == index } }
    let due = maps.count { portfolio.products[$0].migration?.reviewDay.map { $0 <= context.asOf } ?? false }
    return ReportPage(
      frame: context.reportFrame(.migrations, "Migrations", "Who must move by when, to what, and at what price."),
      heading: "Migrations",
      subtitle: "\(FigureFormat.counted(needs.count, "position", "positions")) on legacy products",
      tiles: [
        tile("On legacy products", needs, "a year, at flat spend the same after the move"),
        tile("To move within 180 days", near, "a year, \(FigureFormat.counted(near.count, "position", "positions"))"),
        FigureTile(
          label: "Unmapped", value: String(unmapped.count + context.licences.strangers.count),
          note: "lines without a successor or an entry", isBad: !unmapped.isEmpty),
        FigureTile(
          label: "Maps to review", value: String(due), note: "of \(maps.count) in use", isBad: due > 0),
      ],
      sections: [boardSection(), impactSection(), unmappedSection(unmapped), mapsSection(maps), movedSection()]
        .compactMap(\.self) + lists(maps),
      empty: needs.isEmpty && context.licences.moves.isEmpty
        ? "Nobody is on a legacy product. Mark one with `status: legacy` in content/products.yaml, and name its successor."
        : nil)
  }

  private func tile(_ label: String, _ needs: [(account: Int, need: MigrationNeed)], _ note: String) -> FigureTile {
    let amount = needs.reduce(Rational.zero) { $0 + $1.need.annual }
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

  private func boardSection() -> ReportSection? {
    guard !needs.isEmpty else { return nil }
    return ReportSection(
      id: "board", heading: "Who must move by when",
      note: "By the contract's end where the sale is over, by the end of life where that comes first",
      table: TableView(
        "Who must move by when",
        columns: [
          .text("Account"), .text("From"), .text("To"), .number("Move by", order: "ascending"), .number("Days left"),
          .number("Contract ends"), .number("Quantity"), .number("Becomes"), .text("Confidence"),
        ],
        rows: needs.map { index, need in
          RowView([
            account(index), product(need.product), MigrationCells.successor(need, context),
            MigrationCells.deadline(need), MigrationCells.daysLeft(need, asOf: context.asOf), .day(need.termEnd),
            .text(LicenceCells.units(need.quantity)),
            .text(need.newQuantity.map { FigureFormat.decimal(Rational($0), digits: 0) } ?? "–"),
            MigrationCells.confidence(need, context),
          ])
        }, isSortable: true),
      sources: sources(needs.prefix(3), ["migration_deadline", "migration"]))
  }

  private func impactSection() -> ReportSection? {
    let mapped = needs.filter { !$0.need.isUnmapped }.sorted {
      ($1.need.annual, $0.account, $0.need.product) < ($0.need.annual, $1.account, $1.need.product)
    }
    guard !mapped.isEmpty else { return nil }
    let known = mapped.compactMap { context.visible($0.need.annualAtList) }
    let (today, effect) = mapped.reduce(into: (Rational.zero, Rational.zero)) { sum, entry in
      sum = (sum.0 + entry.need.annual, sum.1 + entry.need.annualWithEffect)
    }
    return ReportSection(
      id: "impact", heading: "What it does to the renewal",
      note: "Annual value before and after: at flat spend, with the map's price effect, at list price; largest first",
      table: TableView(
        "What it does to the renewal",
        columns: [
          .text("Account"), .text("From"), .number("Today, \(symbol)"), .number("At flat spend, \(symbol)"),
          .number("Unit at flat spend, \(symbol)"), .number("With price effect, \(symbol)"),
          .number("At list price, \(symbol)"),
        ],
        rows: mapped.map { index, need in
          let list = context.visible(need.annualAtList)
          return RowView([
            account(index), product(need.product), .text(LicenceCells.money(need.annual)),
            .text(LicenceCells.money(need.annual)), MigrationCells.flatPrice(need, context),
            .text(
              LicenceCells.money(need.annualWithEffect),
              small: need.priceEffect.map { FigureFormat.signed($0, digits: 0) } ?? "no effect known"),
            .text(
              LicenceCells.money(list), small: list.map { FigureFormat.signed($0 - need.annual, digits: 0) }),
          ])
        },
        footer: RowView([
          .header("All"), .none, .text(LicenceCells.money(today)), .text(LicenceCells.money(today)), .none,
          .text(LicenceCells.money(effect)),
          .text(
            known.isEmpty ? "–" : LicenceCells.money(known.reduce(.zero, +)),
            small: known.count < mapped.count ? "\(known.count) of \(mapped.count) known" : nil),
        ]), isSortable: true),
      sources: sources(mapped.prefix(3), ["migration_effect", "migration_at_list"]))
  }

  /// Where the figures of a section's first rows come from.
  private func sources(_ rows: ArraySlice<(account: Int, need: MigrationNeed)>, _ kinds: [String]) -> [SourceView] {
    let figures = rows.flatMap { entry in
      kinds.map { (name: "\($0).\(portfolio.products[entry.need.product].sku)", account: entry.account) }
    }
    return context.source(figures).map { [$0] } ?? []
  }
}
