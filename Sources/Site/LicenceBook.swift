import Core
import Insight
import Portfolio

/// Licence positions by product, and what moves, collected once for all pages of a copy. Empty for customers, whose copy has no
/// figure about several accounts.
struct LicenceBook: Sendable {
  /// Where a position is: index of the account, place in its `licences.products`.
  struct Position: Sendable {
    let account: Int
    let place: Int
  }

  /// By index in `Portfolio.products`.
  let positions: [[Position]]
  /// Pages of products, by index in `Portfolio.products`; nil for products that no account has.
  let slugs: [Slug?]
  /// Legacy products with active lines: earliest deadline first, those without one last.
  let needs: [(account: Int, need: MigrationNeed)]
  /// Moves of the last 90 days, latest first.
  let moves: [(account: Int, move: MigrationMove)]
  /// Positions with lines of products that the catalogue doesn't list.
  let strangers: [Position]

  init(_ portfolio: Portfolio, _ insight: Insight, for audience: Audience) {
    let products = portfolio.products
    guard audience >= .field else {
      (positions, slugs) = (products.map { _ in [] }, products.map { _ in nil })
      (needs, moves, strangers) = ([], [], [])
      return
    }
    var positions = [[Position]](repeating: [], count: products.count)
    for account in insight.accounts {
      for (place, licence) in account.licences.products.enumerated() {
        positions[licence.product].append(Position(account: account.account, place: place))
      }
    }
    self.positions = positions
    slugs = Self.slugs(products, isThere: positions.map { !$0.isEmpty })
    needs = insight.accounts.flatMap { account in
      (account.licences.migrations.resolved(for: audience) ?? []).map { (account: account.account, need: $0) }
    }.sorted { Self.order($0) < Self.order($1) }
    moves = insight.accounts.flatMap { account in
      (account.licences.moves.resolved(for: audience) ?? []).map { (account: account.account, move: $0) }
    }.sorted { ($1.move.day, $0.account, $0.move.product) < ($0.move.day, $1.account, $1.move.product) }
    strangers = products.indices.filter { !products[$0].isCatalogued }.flatMap { product in
      positions[product].filter { !insight.accounts[$0.account].licences.products[$0.place].lines.isEmpty }
    }
  }

  private static func order(_ entry: (account: Int, need: MigrationNeed)) -> (Int, Int, Int) {
    (entry.need.deadline.map { Int($0.day.number) } ?? .max, entry.account, entry.need.product)
  }

  /// Slugs from SKUs; two that would be the same file get a number.
  private static func slugs(_ products: [Product], isThere: [Bool]) -> [Slug?] {
    var taken: Set<Slug> = []
    return products.indices.map { index in
      guard isThere[index] else { return nil }
      let stem = (Slug(from: products[index].sku) ?? Slug(from: products[index].name))?.text ?? "product"
      let slug = [Slug(stem), Slug("\(stem)-\(index)"), Slug("product-\(index)")].compactMap(\.self).first {
        !taken.contains($0)
      }
      if let slug { taken.insert(slug) }
      return slug
    }
  }

  /// Index of the product whose page has that slug.
  func product(_ slug: Slug) -> Int? { slugs.firstIndex(of: slug) }
}

extension SiteContext {
  /// Whether any account has a licence position.
  var hasLicences: Bool { insight.accounts.contains { !$0.licences.products.isEmpty } }

  /// The link to a product's page, if this copy has one.
  func href(toProduct product: Int, from page: PageID) -> String? {
    licences.slugs[product].map { page.href(to: .product($0)) }
  }

  /// The link to what a metric counts.
  func href(toMetric metric: Product.Metric, from page: PageID) -> String {
    page.href(to: .metrics) + "#" + metric.anchor
  }

  /// What is counted of a product and how: `users, peak of 12 months`.
  func counting(_ product: Product) -> String {
    guard product.metric?.isLimited ?? true else { return "not counted" }
    return [product.metric?.unit, (product.count ?? portfolio.settings.usageCount).words].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// The accounts' page of a position.
  func licence(_ position: LicenceBook.Position) -> ProductLicence {
    insight.accounts[position.account].licences.products[position.place]
  }
}

/// Cells of licence tables.
enum LicenceCells {
  static func units(_ value: Rational?) -> String { value.map { FigureFormat.trimmed($0, digits: 1) } ?? "–" }
  static func money(_ value: Rational?) -> String { value.map { FigureFormat.decimal($0, digits: 0) } ?? "–" }

  /// The quantity that fits, with what it changes a year.
  static func size(_ size: RightSize?) -> CellView {
    guard let size else { return .text("–") }
    return .text(
      FigureFormat.decimal(Rational(size.quantity), digits: 0),
      small: size.change.map { FigureFormat.signed($0, digits: 0) + " a year" })
  }

  /// The day on which entitlement runs out, with its range.
  static func runOut(_ runOut: RunOut?, of pool: MeterPool?, showsTag: Bool = true) -> CellView {
    guard let runOut, let pool else { return .text("–") }
    let isMarked = showsTag && pool.endsAfter(runOut)
    var cell = CellView.day(runOut.day, tag: isMarked ? TagView(tone: .soon, word: "before the term ends") : nil)
    cell.small = runOut.range
    return cell
  }
}
