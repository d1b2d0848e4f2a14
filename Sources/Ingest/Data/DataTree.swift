import Core

/// A YAML or JSON text as a flat tree: every value knows its place in the file. Maps hold keys and values in turn.
struct DataTree: Sendable {
  enum Kind: UInt8, Sendable {
    case scalar, list, map
  }

  struct Record: Sendable {
    var kind: Kind
    /// Neither quoted nor a block of text, so that `null` and the like have their meaning.
    var isPlain: Bool
    var textStart: UInt32 = 0
    var textCount: UInt32 = 0
    var firstChild: Int32 = -1
    var next: Int32 = -1
    var line: UInt32
    var column: UInt32
  }

  let file: SourceFile
  var records: [Record] = []
  /// Holds the text of all scalars.
  var text: [UInt8]
  var rootIndex: Int32 = -1

  /// The outermost value; nil for an empty text.
  var root: DataNode? { rootIndex < 0 ? nil : DataNode(tree: self, index: rootIndex) }
}

/// One value of a tree.
struct DataNode: Sendable {
  let tree: DataTree
  let index: Int32

  private var record: DataTree.Record { tree.records[Int(index)] }

  var kind: DataTree.Kind { record.kind }
  var location: SourceLocation {
    SourceLocation(tree.file, line: Int(record.line), column: Int(record.column))
  }

  /// The text of a scalar; empty for lists and maps.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var bytes: ArraySlice<UInt8> {
    let start = Int(record.textStart)
    return tree.text[start..<start + Int(record.textCount)]
  }

  /// Whether it is a scalar with this text.
  func isText(_ text: String) -> Bool {
    let record = self.record
    guard Int(record.textCount) == text.utf8.count else { return false }
    return bytes.elementsEqual(text.utf8)
  }

  /// Nothing: an empty plain value, `~` or `null`.
  var isNull: Bool {
    guard record.kind == .scalar, record.isPlain else { return false }
    let bytes = self.bytes
    return bytes.isEmpty || bytes.elementsEqual("~".utf8) || bytes.elementsEqual("null".utf8)
      || bytes.elementsEqual("Null".utf8) || bytes.elementsEqual("NULL".utf8)
  }

  /// Whether nothing stands inside a list or map.
  var isEmpty: Bool { record.firstChild < 0 }

  /// The entries of a list; for a map, keys and values in turn; none for a scalar.
  var children: Children { Children(tree: tree, index: record.firstChild) }

  /// The entries of a map, in the file's order.
  var entries: [(key: DataNode, value: DataNode)] {
    guard kind == .map else { return [] }
    var entries: [(DataNode, DataNode)] = []
    var iterator = children.makeIterator()
    while let key = iterator.next(), let value = iterator.next() { entries.append((key, value)) }
    return entries
  }

  struct Children: Sequence, IteratorProtocol {
    let tree: DataTree
    var index: Int32

    mutating func next() -> DataNode? {
      guard index >= 0 else { return nil }
      defer { index = tree.records[Int(index)].next }
      return DataNode(tree: tree, index: index)
    }
  }

  /// All that stands in the value, in one line: `a, b` for lists, `key: value; …` for maps. Ends with `…` after `limit` bytes.
  func flattened(limit: Int = 2000) -> String {
    var out: [UInt8] = []
    var pending: [(node: DataNode?, mark: String)] = [(self, "")]
    while let (node, mark) = pending.popLast() {
      out.append(contentsOf: mark.utf8)
      if out.count > limit {
        out.append(contentsOf: "…".utf8)
        break
      }
      guard let node else { continue }
      switch node.kind {
      case .scalar: out.append(contentsOf: node.bytes)
      case .list:
        let items = Array(node.children)
        for (offset, item) in items.enumerated().reversed() { pending.append((item, offset == 0 ? "" : ", ")) }
      case .map:
        for (offset, entry) in node.entries.enumerated().reversed() {
          pending.append((entry.value, ": "))
          pending.append((entry.key, offset == 0 ? "" : "; "))
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
