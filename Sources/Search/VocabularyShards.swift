import Core

/// Every word that may be mistyped, for finding the nearest to one that nothing holds. Asked for only then.
struct VocabularyShards {
  /// The shards.
  private(set) var files: [SearchFile] = []

  private let limit: Int
  private var open: [UInt8] = []
  private var last: [UInt8] = []

  /// Shards of about `limit` bytes at most.
  init(limit: Int) { self.limit = limit }

  /// Adds a word; words come in order.
  mutating func add(_ term: Term) {
    guard term.isInVocabulary else { return }
    if open.count + term.bytes.count + 2 > limit { close() }
    if !open.isEmpty { open.append(PostingsCode.separator) }
    let shared = TermShards.sharedASCII(last, term.bytes)
    open.append(PostingsCode.alphabet[shared])
    open.append(contentsOf: term.bytes[shared...])
    last = term.bytes
  }

  /// Writes the last shard.
  mutating func close() {
    guard !open.isEmpty else { return }
    var data: [UInt8] = []
    data.appendScriptString(String(decoding: open, as: UTF8.self))
    files.append(SearchFile(name: "v\(files.count)", data: data))
    open.removeAll(keepingCapacity: true)
    last = []
  }
}
