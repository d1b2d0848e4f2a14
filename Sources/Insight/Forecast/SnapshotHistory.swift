import Core
import Portfolio

/// What several snapshots together say: the newest word on each deal. A deal that closed and was dropped from later exports keeps
/// how it ended.
struct SnapshotHistory {
  /// The newest record of each deal, by id.
  let latest: [SnapshotDeal]

  /// The history of `snapshots`, oldest first.
  init(_ snapshots: [Snapshot]) {
    var all: [(deal: SnapshotDeal, age: Int)] = []
    for (age, snapshot) in snapshots.enumerated() { for deal in snapshot.deals { all.append((deal, age)) } }
    all.sort { a, b in
      a.deal.id.utf8.elementsEqual(b.deal.id.utf8)
        ? a.age > b.age : a.deal.id.utf8.lexicographicallyPrecedes(b.deal.id.utf8)
    }
    latest = all.map(\.deal).reduce(into: []) { kept, deal in
      if kept.last.map({ $0.id.utf8.elementsEqual(deal.id.utf8) }) != true { kept.append(deal) }
    }
  }

  /// The newest record of one deal, found by halving.
  func deal(_ id: String) -> SnapshotDeal? {
    var (low, high) = (0, latest.count)
    while low < high {
      let middle = (low + high) / 2
      if latest[middle].id.utf8.lexicographicallyPrecedes(id.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < latest.count && latest[low].id.utf8.elementsEqual(id.utf8) ? latest[low] : nil
  }
}
