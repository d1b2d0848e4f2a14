/// All entries by kind, grouped from A to Z: what the search page shows without script, in pages of a size that opens at once.
///
/// `templates/search.mustache` shows a page from these fields: `subtitle`; `kinds` of `id`, `heading`, `note`, `letters`; `letters`
/// of `letter`, `entries`; `entries` of `href`, `title`, optional `subtitle`; `pages` (none if there is one) of `href`, `label`,
/// `current`. Its elements `found` and `everything` are the script's: results in the one, the list in the other.
public struct SearchListing: Sendable {
  /// A page of the list.
  public struct Page: Sendable, Equatable {
    /// The kinds on it, in order. A kind that began on the page before goes on here.
    public let kinds: [Kind]
  }

  /// A kind's entries on one page.
  public struct Kind: Sendable, Equatable {
    /// The kind.
    public let kind: SearchKind
    /// How many entries it has on all pages together.
    public let total: Int
    /// Its entries on this page.
    public let letters: [Letter]
  }

  /// Entries whose titles begin with the same letter.
  public struct Letter: Sendable, Equatable {
    /// The letter, folded and upper-case; `0–9` for digits, `#` for titles without a word.
    public let letter: String
    /// The entries in order.
    public let entries: [SearchEntry]
  }

  /// The pages; one without kinds if there are no entries.
  public let pages: [Page]

  /// The list of `entries`, `pageSize` of them a page: 2,000 keep a page below 500 KB.
  public init(_ entries: [SearchEntry], pageSize: Int = 2_000) {
    let items = SearchOrder(entries).items
    let size = max(pageSize, 1)
    let starts = items.isEmpty ? [0] : Array(stride(from: 0, to: items.count, by: size))
    pages = starts.map { start in Self.page(items[start..<min(start + size, items.count)], among: items) }
  }

  private static func page(_ items: ArraySlice<SearchOrder.Item>, among all: [SearchOrder.Item]) -> Page {
    let kinds = runs(of: items) { $0.entry.kind }.map { kind, members in
      let letters = runs(of: members) { letter(of: $0.key) }
      return Kind(
        kind: kind, total: all.count { $0.entry.kind == kind },
        letters: letters.map { Letter(letter: $0, entries: $1.map(\.entry)) })
    }
    return Page(kinds: kinds)
  }

  /// `items` cut where `property` changes.
  private static func runs<Property: Equatable>(
    of items: ArraySlice<SearchOrder.Item>, by property: (SearchOrder.Item) -> Property
  ) -> [(Property, ArraySlice<SearchOrder.Item>)] {
    var runs: [(Property, ArraySlice<SearchOrder.Item>)] = []
    for (index, item) in zip(items.indices, items) {
      let value = property(item)
      if let last = runs.indices.last, runs[last].0 == value {
        runs[last].1 = items[runs[last].1.startIndex...index]
      } else {
        runs.append((value, items[index...index]))
      }
    }
    return runs
  }

  private static func letter(of key: [UInt8]) -> String {
    guard let first = String(decoding: key.prefix(4), as: UTF8.self).unicodeScalars.first else { return "#" }
    if ("0"..."9").contains(first) { return "0–9" }
    return String(String.UnicodeScalarView([first])).uppercased()
  }
}
