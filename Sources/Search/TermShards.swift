import Core

/// Words with their postings, in order, cut into shards; the directory says with which word each shard begins.
struct TermShards {
  /// The shards.
  private(set) var files: [SearchFile] = []
  /// The first word of each.
  private(set) var firstTerms: [Term] = []

  private let prefix: String
  private let limit: Int
  private var open: [UInt8] = []
  private var last: [UInt8] = []

  /// Shards named `prefix` and a number, of about `limit` bytes at most.
  init(prefix: String, limit: Int) {
    self.prefix = prefix
    self.limit = limit
  }

  /// Adds a word with its postings; words come in order. A word with very many goes on in the next shard.
  mutating func add(_ term: Term, _ postings: [UInt32]) {
    for piece in PostingsCode.encode(postings, limit: limit / 2) {
      if !open.isEmpty, open.count + term.bytes.count + piece.count + 2 > limit { close() }
      if open.isEmpty { firstTerms.append(term) } else { open.append(PostingsCode.separator) }
      let shared = Self.sharedASCII(last, term.bytes)
      open.append(PostingsCode.alphabet[shared])
      open.append(contentsOf: term.bytes[shared...])
      open.append(contentsOf: piece)
      last = term.bytes
    }
  }

  /// Writes the last shard.
  mutating func close() {
    guard !open.isEmpty else { return }
    var data: [UInt8] = []
    data.appendScriptString(String(decoding: open, as: UTF8.self))
    files.append(SearchFile(name: "\(prefix)\(files.count)", data: data))
    open.removeAll(keepingCapacity: true)
    last = []
  }

  /// How many leading ASCII bytes two words share, 63 at most; beyond ASCII, bytes here and units there differ.
  static func sharedASCII(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var shared = 0
    while shared < min(a.count, b.count, 63), a[shared] == b[shared], a[shared] < 0x80 { shared += 1 }
    return shared
  }
}
