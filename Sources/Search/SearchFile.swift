import Core

/// A file of the search index.
public struct SearchFile: Sendable, Equatable {
  /// Path relative to the output folder: `search/n0.js`.
  public let path: String
  /// Its whole contents: a classic script that hands its data to `perennialSearch.shard`.
  public let bytes: [UInt8]

  /// The script that hands over `data`, a JavaScript expression, under `name`.
  init(name: String, data: [UInt8]) {
    path = "search/\(name).js"
    var bytes = Array("perennialSearch.shard(".utf8)
    bytes.appendScriptString(name)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: data)
    bytes.append(contentsOf: Array(");\n".utf8))
    self.bytes = bytes
  }
}
