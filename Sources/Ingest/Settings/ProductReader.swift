import Core
import Portfolio

/// Reads `content/products.yaml`.
struct ProductReader {
  let settings: Settings

  /// An entry, and where its parts stand.
  struct Entry {
    let product: Product
    let places: [String: SourceLocation]
  }

  /// The catalogue: a list under `products:`, or at the root.
  func read(_ tree: DataTree, into log: inout Diagnostics) -> [Product] {
    guard let root = tree.root else { return [] }
    let items = root.kind == .list ? root : root.entries.first { $0.key.text == "products" }?.value
    guard let items, items.kind == .list else {
      log.append(
        .error(
          "product.shape", "there is no list of products here", at: root.location,
          hint: "start with `products:` and one `- sku: …` entry for each"))
      return []
    }
    let catalogue = entries(items, into: &log)
    CatalogueCheck(catalogue).run(into: &log)
    return catalogue.map(\.product)
  }

  private func entries(_ items: DataNode, into log: inout Diagnostics) -> [Entry] {
    var entries: [Entry] = []
    var seen: [String: SourceLocation] = [:]
    for item in items.children {
      var reader = MapReader(item, "product")
      if let product = product(&reader) {
        if let first = seen[product.sku] {
          reader.log.append(
            .error(
              "product.duplicate-sku", "the SKU \"\(product.sku.clipped)\" is there twice", at: product.location,
              hint: "delete one of the two entries", notes: [.init("first written here", at: first)]))
        } else {
          seen[product.sku] = product.location
          entries.append(Entry(product: product, places: reader.places))
        }
      }
      reader.reportMisspelt()
      log.append(contentsOf: reader.log)
    }
    return entries
  }

  private func product(_ reader: inout MapReader) -> Product? {
    let location = reader.location(of: "sku")
    let (sku, name) = (reader.text("sku"), reader.text("name"))
    let (family, meter, unit) = (reader.text("family"), reader.text("meter"), reader.text("unit"))
    let metric = reader.metric("metric")
    let listPrice = reader.price("list_price")
    let currency = reader.currency("currency")
    let count = reader.choice("count", of: Product.Count.self)
    let headroom = reader.headroom("headroom_percent")
    let recurring = reader.flag("recurring")
    let status = reader.choice("status", of: Status.self)
    let own = Ends(&reader)
    var ends = own
    let migration = reader.map("successor") { map in
      // The days of the old product may stand beside what replaces it.
      ends = Ends(&map).filled(from: own)
      return Self.migration(&map)
    }
    guard let sku else {
      reader.missing("sku", "give the product its SKU, as the exports write it")
      return nil
    }
    return Product(
      sku: sku, name: name ?? sku, family: family, metric: metric, unit: unit, meter: meter,
      listPrice: Restricted(listPrice, for: settings.clearance[.listPrices]), currency: currency, count: count,
      headroomPercent: headroom, isRecurring: recurring ?? true, isLegacy: status == .legacy, endOfSale: ends.sale,
      endOfLife: ends.life, migration: migration, isCatalogued: true, location: location)
  }

  private enum Status: String, CaseIterable {
    case current, legacy
  }

  /// The last days of a legacy product.
  private struct Ends {
    var sale: Day?
    var life: Day?

    init(_ reader: inout MapReader) {
      (sale, life) = (reader.day("end_of_sale"), reader.day("end_of_life"))
      guard let sale, let life, life < sale else { return }
      reader.error(
        "dates", "support ends on \(life), before the sale ends on \(sale)", at: reader.location(of: "end_of_life"),
        "look which of the two days is wrong; `end_of_life` is the last day of support")
    }

    func filled(from other: Ends) -> Ends {
      var ends = self
      ends.sale = sale ?? other.sale
      ends.life = life ?? other.life
      return ends
    }
  }

  private static func migration(_ reader: inout MapReader) -> Product.Migration? {
    let location = reader.location(of: "sku")
    let (successor, ratio) = (reader.text("sku"), reader.number("ratio"))
    let (note, effect) = (reader.text("metric_note"), reader.percent("price_effect_percent"))
    let (confidence, evidence) = (reader.choice("confidence", of: Level.self), reader.text("evidence"))
    let (review, dayOne) = (reader.day("review_date"), reader.texts("day_one"))
    guard let successor else {
      reader.missing("sku", "name the SKU that replaces the product, or leave `successor:` out")
      return nil
    }
    if let ratio, ratio <= .zero {
      reader.error(
        "number", "the ratio is not above zero", at: reader.location(of: "ratio"), "write \"1\" for one to one")
      return nil
    }
    return Product.Migration(
      successor: successor, ratio: ratio ?? .one, metricNote: note, priceEffectPercent: effect, confidence: confidence,
      evidence: evidence, reviewDay: review, dayOne: dayOne, location: location)
  }
}

extension MapReader {
  /// A licence metric, by its name or one that price lists use for it.
  fileprivate mutating func metric(_ key: String) -> Product.Metric? {
    scalar(key).flatMap { MetricWords.metric($0.bytes) } ?? choice(key, of: Product.Metric.self)
  }

  /// A price, which is not below zero.
  fileprivate mutating func price(_ key: String) -> Rational? {
    guard let price = number(key) else { return nil }
    if price >= .zero { return price }
    error("number", "\(key) is below zero", at: location(of: key), "write the price of one for a year, like \"300.00\"")
    return nil
  }

  /// Spare licences, 0 to 500 per cent.
  mutating func headroom(_ key: String) -> Rational? {
    guard let percent = percent(key) else { return nil }
    if percent >= .zero, percent <= Rational(500) { return percent }
    error(
      "number", "\(key) is not from 0 to 500", at: location(of: key), "write 10 for a tenth more than the highest count"
    )
    return nil
  }
}
