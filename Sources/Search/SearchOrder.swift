/// The order of entries: by kind, then by title without regard to case and diacritics. An entry's number in it is its name in
/// the index, and the order of results that rank the same.
struct SearchOrder {
  /// An entry with the folded words of its title.
  struct Item {
    let entry: SearchEntry
    /// Folded words of the title, a space between them.
    let key: [UInt8]
  }

  /// The entries in order.
  let items: [Item]

  init(_ entries: [SearchEntry]) {
    var reader = WordReader()
    let keyed = entries.map { Item(entry: $0, key: Self.key(of: $0.title, &reader)) }
    items = keyed.indices.sorted { Self.precedes(keyed[$0], keyed[$1]) ?? ($0 < $1) }.map { keyed[$0] }
  }

  private static func key(of title: String, _ reader: inout WordReader) -> [UInt8] {
    var key: [UInt8] = []
    reader.read(title) { word in
      if !key.isEmpty { key.append(0x20) }
      key.append(contentsOf: word)
    }
    return key
  }

  /// Nil if nothing tells them apart.
  private static func precedes(_ a: Item, _ b: Item) -> Bool? {
    if a.entry.kind != b.entry.kind { return a.entry.kind.rank < b.entry.kind.rank }
    if a.key != b.key { return a.key.lexicographicallyPrecedes(b.key) }
    for field in [\SearchEntry.title, \.href, \.subtitle] {
      let (first, second) = (a.entry[keyPath: field].utf8, b.entry[keyPath: field].utf8)
      if !first.elementsEqual(second) { return first.lexicographicallyPrecedes(second) }
    }
    return nil
  }
}
