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
}
