import Core
import Portfolio

/// Finds products by SKU, then by name.
struct ProductIndex: Sendable {
  private(set) var products: [Product] = []
  private var keys = ByteIndex()
  /// Number of products in the catalogue.
  let catalogued: Int

  init(_ catalogue: [Product]) {
    catalogued = catalogue.count
    for product in catalogue { append(product) }
  }

  private mutating func append(_ product: Product) {
    let index = products.count
    products.append(product)
    keys.insert(product.sku, index)
    keys.insert(TextKey.name(product.name.utf8), index)
    keys.insert(TextKey.name(product.sku.utf8), index)
  }

  /// Index of the product with that SKU or name.
  func find(_ text: Span<UInt8>) -> Int? {
    keys.value(text) ?? text.withUnsafeBufferPointer { keys.value(TextKey.name($0)) }
  }

  /// Index of `product`, which is added unless one with its SKU is there.
  mutating func add(_ product: Product) -> Int {
    if let known = keys.value(product.sku) { return known }
    append(product)
    return products.count - 1
  }
}
