import Core

/// Strings by entry, as arrays of string literals in shards; the directory says with which entry each shard begins.
struct StringShards {
  /// The shards.
  private(set) var files: [SearchFile] = []
  /// Number of the first entry of each. An entry too long for one shard has several of its own in a row, with its number.
  private(set) var firstEntries: [Int] = []

  private let prefix: String
  private let limit: Int
  private var open: [UInt8] = []

  /// Shards named `prefix` and a number, of about `limit` bytes at most.
  init(prefix: String, limit: Int) {
    self.prefix = prefix
    self.limit = limit
  }

  /// Adds the strings of the entry numbered `entry`, which stay together; entries come in order.
  mutating func add(_ strings: [String], entry: Int) {
    var literals: [UInt8] = []
    for string in strings {
      if !literals.isEmpty { literals.append(UInt8(ascii: ",")) }
      literals.appendScriptString(string)
    }
    if open.count + literals.count + 1 > limit { close() }
    if open.isEmpty { firstEntries.append(entry) } else { open.append(UInt8(ascii: ",")) }
    open.append(contentsOf: literals)
  }

  /// Adds one string of the entry numbered `entry`, however long: a long one fills shards of its own.
  mutating func addText(_ text: String, entry: Int) {
    // An escape takes six bytes for one, so a piece of a sixth of the limit always fits.
    guard text.utf8.count > limit / 6 else { return add([text], entry: entry) }
    var literal: [UInt8] = []
    literal.appendScriptString(text)
    guard literal.count > limit - 2 else { return add([text], entry: entry) }
    for piece in Self.pieces(of: text, limit: limit / 6) {
      close()
      add([piece], entry: entry)
    }
    close()
  }

  /// Writes the last shard.
  mutating func close() {
    guard !open.isEmpty else { return }
    files.append(SearchFile(name: "\(prefix)\(files.count)", data: [UInt8(ascii: "[")] + open + [UInt8(ascii: "]")]))
    open.removeAll(keepingCapacity: true)
  }

  /// `text` cut at spaces, or where there is none between characters, into pieces of `limit` bytes at most.
  static func pieces(of text: String, limit: Int) -> [String] {
    var pieces: [String] = []
    var rest = Array(text.utf8)[...]
    while rest.count > limit {
      let window = rest.prefix(limit)
      var end = window.lastIndex(of: 0x20).map { $0 + 1 } ?? window.endIndex
      while end > rest.startIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
      pieces.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[end...]
    }
    pieces.append(String(decoding: rest, as: UTF8.self))
    return pieces
  }
}
