import Core
import Portfolio

/// Reads `content/products.yaml`.
struct ProductReader {
  let settings: Settings

  /// The catalogue: a list under `products:`, or at the root.
  func read(_ tree: DataTree, into log: inout Diagnostics) -> [Product] {
    guard let root = tree.root else { return [] }
    var products: [Product] = []
    var seen: [String: SourceLocation] = [:]
    let items = root.kind == .list ? root : root.entries.first { $0.key.text == "products" }?.value
    guard let items, items.kind == .list else {
      log.append(
        .error(
          "product.shape", "there is no list of products here", at: root.location,
          hint: "start with `products:` and one `- sku: …` entry for each"))
      return []
    }
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
          products.append(product)
        }
      }
      reader.reportMisspelt()
      log.append(contentsOf: reader.log)
    }
    return products
  }

  private func product(_ reader: inout MapReader) -> Product? {
    let location = reader.location(of: "sku")
    let (sku, name) = (reader.text("sku"), reader.text("name"))
    let (family, meter) = (reader.text("family"), reader.text("meter"))
    let metric = reader.choice("metric", of: Product.Metric.self)
    let listPrice = reader.number("list_price")
    let currency = reader.currency("currency")
    let count = reader.choice("count", of: Product.Count.self)
    let recurring = reader.flag("recurring")
    let status = reader.choice("status", of: Status.self)
    let migration = reader.map("successor") { Self.migration(&$0) }
    guard let sku else {
      reader.missing("sku", "give the product its SKU, as the exports write it")
      return nil
    }
    return Product(
      sku: sku, name: name ?? sku, family: family, metric: metric, meter: meter,
      listPrice: Restricted(listPrice, for: settings.clearance[.listPrices]), currency: currency, count: count,
      isRecurring: recurring ?? true, isLegacy: status == .legacy, migration: migration, isCatalogued: true,
      location: location)
  }

  private enum Status: String, CaseIterable {
    case current, legacy
  }

  private static func migration(_ reader: inout MapReader) -> Product.Migration? {
    let (successor, ratio) = (reader.text("sku"), reader.number("ratio"))
    let (note, effect) = (reader.text("metric_note"), reader.percent("price_effect_percent"))
    let (confidence, evidence) = (reader.choice("confidence", of: Level.self), reader.text("evidence"))
    let (review, sale, life) = (reader.day("review_date"), reader.day("end_of_sale"), reader.day("end_of_life"))
    guard let successor else {
      reader.missing("sku", "name the SKU that replaces the product, or leave `successor:` out")
      return nil
    }
    if let ratio, ratio <= .zero {
      reader.error(
        "number", "the ratio is not above zero", at: reader.location(of: "ratio"), "write \"1\" for one to one")
    }
    return Product.Migration(
      successor: successor, ratio: ratio ?? .one, metricNote: note, priceEffectPercent: effect, confidence: confidence,
      evidence: evidence, reviewDay: review, endOfSale: sale, endOfLife: life)
  }
}
