import Core

/// The search index of one copy of the site, as scripts that a page opened from disk can load.
///
/// `search/index.js` is the directory. A query needs only the shards its words fall into: `n` (words of titles, people, headings)
/// and `t` (words of text), then `e` (title, link, subtitle) and `x` (text for excerpts) of the results shown; `v` (all words) if
/// nothing was found and something may be mistyped. The same entries give the same bytes, in whatever order they come.
public struct SearchIndex: Sendable {
  /// No shard is larger, in bytes.
  public static let shardLimit = 50_000

  /// Shards are closed at this size: half the limit, since a browser loads them whole for a few lines.
  private static let usualSize = 24_000

  /// Excerpts are most of the index: fewer, larger files.
  private static let excerptSize = 40_000

  /// The directory and its shards.
  public let files: [SearchFile]

  /// The index of `entries`.
  public init(_ entries: [SearchEntry]) {
    let order = SearchOrder(entries)
    var inverted = InvertedIndex()
    for (number, item) in order.items.enumerated() {
      inverted.add(item.entry, number: UInt32(truncatingIfNeeded: number))
    }
    let (names, text, vocabulary) = Self.termShards(of: inverted)
    let (shown, excerpts) = Self.entryShards(of: order)
    let directory = SearchDirectory(
      order: order, names: names, text: text, vocabulary: vocabulary, entries: shown, excerpts: excerpts)
    files = [directory.file] + directory.shards
  }

  private static func termShards(of inverted: InvertedIndex) -> (TermShards, TermShards, VocabularyShards) {
    var names = TermShards(prefix: "n", limit: usualSize)
    var text = TermShards(prefix: "t", limit: usualSize)
    var vocabulary = VocabularyShards(limit: usualSize)
    for number in inverted.sortedTerms {
      let term = inverted.terms[number]
      names.add(term, inverted.names[number])
      text.add(term, inverted.text[number])
      vocabulary.add(term)
    }
    names.close()
    text.close()
    vocabulary.close()
    return (names, text, vocabulary)
  }

  private static func entryShards(of order: SearchOrder) -> (entries: StringShards, excerpts: StringShards) {
    var entries = StringShards(prefix: "e", limit: usualSize)
    var excerpts = StringShards(prefix: "x", limit: excerptSize)
    for (number, entry) in order.items.lazy.map(\.entry).enumerated() {
      let strings = [Excerpt.line(entry.title), Excerpt.link(entry.href), Excerpt.line(entry.subtitle)]
      entries.add(strings, entry: number)
      excerpts.addText(Excerpt.text(of: entry), entry: number)
    }
    entries.close()
    excerpts.close()
    return (entries, excerpts)
  }
}
