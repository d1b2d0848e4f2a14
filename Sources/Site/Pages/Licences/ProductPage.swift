import Core
import Insight
import Portfolio

/// `products/<slug>.html`: who has it, how is it counted, and what becomes of it?
struct ProductPage {
  let context: SiteContext
  let index: Int
  let page: PageID

  init?(_ context: SiteContext, _ slug: Slug) {
    guard let index = context.licences.product(slug) else { return nil }
    (self.context, self.index, page) = (context, index, .product(slug))
  }

  private var portfolio: Portfolio { context.portfolio }
  private var product: Product { portfolio.products[index] }
  private var symbol: String { portfolio.settings.currency.symbol }

  func build() -> ReportPage {
    let sum = ProductSum(context, product: index)
    let positions = context.licences.positions[index]
    return ReportPage(
      frame: context.frame(
        for: page, title: product.name,
        description: "\(product.name): who has it, how it is counted, what becomes of it.",
        crumbs: [
          LinkView(label: "Portfolio", href: page.href(to: .portfolio)),
          LinkView(label: "Licences", href: page.href(to: .report(.licenses))),
          LinkView(label: product.name, href: nil),
        ]),
      heading: product.name,
      subtitle: [product.sku, product.family, product.isLegacy ? "legacy" : nil].compactMap(\.self)
        .joined(separator: ", "),
      tiles: tiles(sum, positions),
      sections: [countingSection(), becomesSection(), replacesSection(), positionsSection(positions), guidesSection()]
        .compactMap(\.self))
  }

  private func tiles(_ sum: ProductSum, _ positions: [LicenceBook.Position]) -> [FigureTile] {
    let currency = portfolio.settings.currency
    let over = positions.count { pool($0)?.isOver ?? false }
    return [
      FigureTile(
        label: "Accounts", value: String(sum.accounts),
        note: over > 0 ? "\(over) over what they bought" : "none is over",
        isBad: over > 0),
      FigureTile(label: "Entitled", value: LicenceCells.units(sum.entitled), note: product.metric?.unit ?? "units"),
      FigureTile(
        label: "Active", value: LicenceCells.units(sum.active),
        share: sum.share.map { FigureFormat.percent($0) }, note: "of what is entitled"),
      FigureTile(
        label: "Unused", value: sum.unused.map { FigureFormat.short($0, currency) },
        exact: sum.unused.map { FigureFormat.exact(Money(rounding: $0, currency)) }, note: "a year, over all accounts"),
    ]
  }

  private func pool(_ position: LicenceBook.Position) -> MeterPool? {
    context.insight.accounts[position.account].licences.pool(ofProduct: position.place)
  }

  private func countingSection() -> ReportSection? {
    let mates = portfolio.products.filter { $0.meter == product.meter && $0.sku != product.sku }.map(\.name)
    let headroom = product.headroomPercent ?? portfolio.settings.headroomPercent
    let price = context.visible(product.listPrice).map { price in
      FigureFormat.exact(Money(rounding: price, product.currency ?? portfolio.settings.currency)) + " a year"
    }
    let facts: [(String, String?)] = [
      ("Counts", product.metric.map { MetricGuide($0).counts }), ("Which month", context.counting(product)),
      ("One licence covers", product.unit),
      ("Counted together with", mates.isEmpty ? nil : mates.joined(separator: ", ")),
      ("Headroom when right-sized", product.metric?.isLimited ?? true ? "\(headroom)%" : nil), ("List price", price),
      ("Sold until", product.endOfSale?.display), ("Supported until", product.endOfLife?.display),
    ]
    return ReportSection(
      id: "counting", heading: "How it is counted",
      more: product.metric.map {
        LinkView(label: "\(MetricGuide($0).title): what counts", href: context.href(toMetric: $0, from: page))
      },
      table: TableView(
        "How it is counted", columns: [.text("What"), .text("How")],
        rows: facts.compactMap { name, value in value.map { RowView([.header(name), .full($0.capitalizedFirst)]) } }),
      empty: product.isCatalogued
        ? nil : "It is not in content/products.yaml: its metric and what replaces it are unknown.")
  }

  private func becomesSection() -> ReportSection? {
    guard product.isLegacy, context.showsActivity else { return nil }
    guard let map = product.migration else {
      return ReportSection(
        id: "becomes", heading: "What it becomes",
        empty: "Nobody has said. Add `successor: {sku: …, ratio: \"1\"}` to its entry in content/products.yaml.")
    }
    let to = portfolio.products.firstIndex { $0.sku == map.successor }
    let facts: [(String, String?)] = [
      ("Ratio", "\(map.ratio) of it for 1, rounded up"), ("What changes in the counting", map.metricNote),
      ("Price effect at flat spend", map.priceEffectPercent.map { FigureFormat.signed($0, digits: 1) + "%" }),
      ("Confidence", map.confidence?.word), ("Evidence", map.evidence), ("Review by", map.reviewDay?.display),
    ]
    return ReportSection(
      id: "becomes", heading: "What it becomes",
      more: LinkView(label: "Who must move by when", href: page.href(to: .report(.migrations))),
      table: TableView(
        "What it becomes", columns: [.text("What"), .text("How")],
        rows: [
          RowView([
            .header("Successor"),
            .link(
              to.map { portfolio.products[$0].name } ?? map.successor,
              to.flatMap { context.href(toProduct: $0, from: page) }),
          ])
        ] + facts.compactMap { name, value in value.map { RowView([.header(name), .full($0.capitalizedFirst)]) } }))
  }

  private func replacesSection() -> ReportSection? {
    let old = portfolio.products.indices.filter { portfolio.products[$0].migration?.successor == product.sku }
    guard !old.isEmpty, context.showsActivity else { return nil }
    return ReportSection(
      id: "replaces", heading: "What it replaces",
      table: TableView(
        "What it replaces",
        columns: [.text("Legacy product"), .number("Ratio"), .number("Accounts"), .text("Confidence")],
        rows: old.map { index in
          let legacy = portfolio.products[index]
          return RowView([
            .header(legacy.name, href: context.href(toProduct: index, from: page)),
            .text(legacy.migration?.ratio.description ?? ""),
            .text("\(context.licences.needs.count { $0.need.product == index })"),
            .text(legacy.migration?.confidence?.word ?? "not said"),
          ])
        }))
  }

  private func positionsSection(_ positions: [LicenceBook.Position]) -> ReportSection? {
    ReportSection(
      id: "positions", heading: "Who has it", note: "By account; right size with headroom, change a year in \(symbol)",
      table: TableView(
        "Who has it",
        columns: [
          .text("Account", order: "ascending"), .number("Entitled"), .number("Assigned"), .number("Active"),
          .number("Active ÷ entitled"), .number("Peak"), .number("Unused, \(symbol)"), .number("Right size"),
          .number("Runs out"),
        ],
        rows: positions.map { position in
          let (licence, pool) = (context.licence(position), pool(position))
          let (account, isOver) = (portfolio.accounts[position.account], pool?.isOver ?? false)
          let runOut = pool.flatMap { context.visible($0.forecast)?.outlook.runOut }
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))),
            .text(LicenceCells.units(licence.entitled)), .text(LicenceCells.units(licence.assigned)),
            .text(LicenceCells.units(licence.active)),
            .text(
              licence.utilization.map { FigureFormat.percent($0) } ?? "–", isBad: isOver,
              tag: isOver ? TagView(tone: .late, word: "over") : nil),
            .text(LicenceCells.units(licence.peak?.value), small: licence.peak?.month.display),
            .text(LicenceCells.money(context.visible(licence.unusedValue))),
            LicenceCells.size(context.visible(licence.rightSize)),
            LicenceCells.runOut(runOut, of: pool),
          ])
        }, isSortable: true))
  }

  private func guidesSection() -> ReportSection? {
    let guides = context.guides.filter { $0.products.contains(product.name) || $0.products.contains(product.sku) }
    guard !guides.isEmpty else { return nil }
    return ReportSection(
      id: "guides", heading: "Guides",
      table: TableView(
        "Guides", columns: [.text("Guide"), .text("For")],
        rows: guides.map { guide in
          RowView([
            .header(guide.title, href: page.href(to: .guide(guide.slug))), .full(guide.summary ?? guide.kind ?? ""),
          ])
        }))
  }
}
