import Core
import Portfolio

/// What is wrong between the entries of the catalogue: successors that lead nowhere, meters that add up what differs.
struct CatalogueCheck {
  private let entries: [ProductReader.Entry]
  private let bySKU: [String: Int]

  init(_ entries: [ProductReader.Entry]) {
    self.entries = entries
    bySKU = Dictionary(entries.enumerated().map { ($1.product.sku, $0) }) { first, _ in first }
  }

  /// Tells every problem at its entry.
  func run(into log: inout Diagnostics) {
    for index in entries.indices {
      checkSuccessor(of: index, into: &log)
      checkCounting(of: entries[index], into: &log)
    }
    checkMeters(into: &log)
  }

  private func checkSuccessor(of index: Int, into log: inout Diagnostics) {
    let entry = entries[index]
    guard let map = entry.product.migration else { return }
    if !entry.product.isLegacy {
      log.append(
        .warning(
          "product.current-successor", "\(entry.product.name.clipped) has a successor and is not legacy",
          at: entry.places["successor"] ?? entry.product.location,
          hint: "add `status: legacy`, or take the successor away: nothing is made of it"))
    }
    guard let next = bySKU[map.successor] else {
      let nearest = NearestName.of(map.successor, among: entries.map(\.product.sku)).map { "did you mean \($0)? " }
      return log.append(
        .warning(
          "product.unknown-successor", "the successor \"\(map.successor.clipped)\" is not in the catalogue",
          at: map.location,
          hint: "\(nearest ?? "")add an entry for it, so that its name, its metric and its list price are known"))
    }
    if let way = circle(from: index) {
      return log.append(
        .error(
          "product.successor-circle", "successors go in a circle: \(way.joined(separator: " → "))", at: map.location,
          hint: "the last product of a chain has no successor"))
    }
    if entries[next].product.isLegacy {
      log.append(
        .warning(
          "product.legacy-successor", "the successor \(entries[next].product.name.clipped) is legacy itself",
          at: map.location, hint: "name the product at the end of the chain, so that nobody moves twice",
          notes: [.init("legacy since here", at: entries[next].product.location)]))
    }
  }

  /// The way back to the product, if its successors lead to it.
  private func circle(from start: Int) -> [String]? {
    var way = [entries[start].product.sku]
    var place = start
    while let successor = entries[place].product.migration?.successor, let next = bySKU[successor] {
      way.append(successor)
      if next == start { return way }
      // Somebody else's circle: told there.
      if way.count > entries.count { return nil }
      place = next
    }
    return nil
  }

  private func checkCounting(of entry: ProductReader.Entry, into log: inout Diagnostics) {
    guard entry.product.metric == .enterprise, let place = entry.places["count"] else { return }
    log.append(
      .warning(
        "product.enterprise-count", "an enterprise licence counts nothing, so `count` has no effect", at: place,
        hint: "delete `count:`, or give the product the metric that its contract counts"))
  }

  /// Products of one meter are added up month by month: they must count the same things in the same way.
  private func checkMeters(into log: inout Diagnostics) {
    var first: [String: ProductReader.Entry] = [:]
    for entry in entries.sorted(by: { $0.product.sku < $1.product.sku }) {
      let product = entry.product
      guard let rule = first[product.meter] else {
        first[product.meter] = entry
        continue
      }
      if let metric = product.metric, let other = rule.product.metric, metric != other {
        log.append(
          .warning(
            "product.meter-metric",
            "the meter \(product.meter.clipped) adds up \(other.rawValue) and \(metric.rawValue)",
            at: entry.places["metric"] ?? product.location,
            hint: "give the products meters of their own, or the same metric",
            notes: [.init("\(other.rawValue) is written here", at: rule.places["metric"] ?? rule.product.location)]))
      }
      if let count = product.count, count != rule.product.count {
        let other = rule.product.count.map { "\($0.rawValue) is" } ?? "none is"
        log.append(
          .warning(
            "product.meter-count",
            "the meter \(product.meter.clipped) is counted as \(rule.product.sku.clipped) says, not by \(count.rawValue)",
            at: entry.places["count"] ?? product.location, hint: "write the same `count:` for all products of a meter",
            notes: [.init("\(other) written here", at: rule.places["count"] ?? rule.product.location)]))
      }
    }
  }
}
