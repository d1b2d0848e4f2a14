import Core

/// The small file a browser asks for first: which shard holds what, how words are folded, what a field weighs.
struct SearchDirectory {
  /// How much a word counts for by the bits of a posting's mask.
  enum Weight {
    /// Title, person, heading, first word of the title: the order of `InvertedIndex.NameField`.
    static let names = [10, 6, 4, 3]
    /// The text tier's one bit.
    static let text = [1]
  }

  let order: SearchOrder
  let names: TermShards
  let text: TermShards
  let vocabulary: VocabularyShards
  let entries: StringShards
  let excerpts: StringShards

  /// `search/index.js`.
  var file: SearchFile {
    var data = Array("{\"stamp\":".utf8)
    data.appendScriptString(stamp)
    append("kinds", kindRows, to: &data)
    append("weights", [Self.numbers(Weight.names), Self.numbers(Weight.text)], to: &data)
    append("names", names.firstTerms.map(Self.literal), to: &data)
    append("text", text.firstTerms.map(Self.literal), to: &data)
    append("vocabulary", "\(vocabulary.files.count)", to: &data)
    append("entries", Self.numbers(entries.firstEntries), to: &data)
    append("excerpts", Self.numbers(excerpts.firstEntries), to: &data)
    append("letters", Folding.table.map { "[\(Self.literal($0.plain)),\(Self.literal($0.letters))]" }, to: &data)
    append("ignored", Folding.ignored.map(Self.range), to: &data)
    append("ideographs", Folding.ideographs.map(Self.range), to: &data)
    append("joiners", Self.literal(Folding.joiners), to: &data)
    data.append(UInt8(ascii: "}"))
    return SearchFile(name: "index", data: data)
  }

  /// All shards, in the order of their names' letters.
  var shards: [SearchFile] { entries.files + names.files + text.files + vocabulary.files + excerpts.files }

  /// Says whether shards belong to this directory; a browser that kept older ones asks again.
  private var stamp: String {
    var hasher = ContentHasher()
    for shard in shards { hasher.add(shard.bytes) }
    return String(hasher.digest.hex.prefix(12))
  }

  private var kindRows: [String] {
    SearchKind.allCases.map { kind in
      let count = order.items.count { $0.entry.kind == kind }
      return "[\(Self.literal(kind.name)),\(Self.literal(kind.pluralName)),\(count)]"
    }
  }

  private func append(_ name: String, _ rows: [String], to data: inout [UInt8]) {
    append(name, "[\(rows.joined(separator: ","))]", to: &data)
  }

  private func append(_ name: String, _ value: String, to data: inout [UInt8]) {
    data.append(contentsOf: Array(",\"\(name)\":\(value)".utf8))
  }

  private static func numbers(_ numbers: [Int]) -> String { "[\(numbers.map(String.init).joined(separator: ","))]" }
  private static func range(_ range: Folding.Range) -> String { "[\(range.lowerBound),\(range.upperBound)]" }
  private static func literal(_ term: Term) -> String { literal(String(decoding: term.bytes, as: UTF8.self)) }

  private static func literal(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendScriptString(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
