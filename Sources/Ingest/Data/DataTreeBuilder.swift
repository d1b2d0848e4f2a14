import Core

/// Puts a flat tree together from events in the text's order, without recursion.
struct DataTreeBuilder {
  private struct Open {
    var record: Int32
    var lastChild: Int32 = -1
    /// Values inside, aliases counted with all they stand for.
    var weight = 1
    var isKeyNext = true
    var anchor: String?
  }

  private(set) var tree: DataTree
  private var open: [Open] = []
  private var anchors: [String: (record: Int32, weight: Int)] = [:]
  /// Weight of the whole tree so far.
  private(set) var weight = 0
  /// Number of aliases met.
  private(set) var aliases = 0

  init(file: SourceFile, text: [UInt8] = []) { tree = DataTree(file: file, text: text) }

  /// How many containers are open.
  var depth: Int { open.count }

  /// Whether the next value is the key of a map.
  var expectsKey: Bool {
    guard let last = open.last, tree.records[Int(last.record)].kind == .map else { return false }
    return last.isKeyNext
  }

  /// The container that is open, if any.
  var openKind: DataTree.Kind? { open.last.map { tree.records[Int($0.record)].kind } }

  private mutating func attach(_ record: DataTree.Record, weight added: Int) -> Int32 {
    let index = Int32(truncatingIfNeeded: tree.records.count)
    tree.records.append(record)
    weight = weight.addingReportingOverflow(added).overflow ? .max : weight + added
    guard let last = open.indices.last else {
      if tree.rootIndex < 0 { tree.rootIndex = index }
      return index
    }
    if open[last].lastChild >= 0 {
      tree.records[Int(open[last].lastChild)].next = index
    } else {
      tree.records[Int(open[last].record)].firstChild = index
    }
    open[last].lastChild = index
    open[last].weight = open[last].weight.addingReportingOverflow(added).overflow ? .max : open[last].weight + added
    open[last].isKeyNext.toggle()
    return index
  }

  /// A scalar whose text is already in the tree's text.
  mutating func scalar(
    text: Range<Int>, isPlain: Bool, line: Int, column: Int, anchor: String? = nil
  ) {
    let record = DataTree.Record(
      kind: .scalar, isPlain: isPlain, textStart: UInt32(clamping: text.lowerBound),
      textCount: UInt32(clamping: text.count), line: UInt32(clamping: line), column: UInt32(clamping: column))
    let index = attach(record, weight: 1)
    if let anchor { anchors[anchor] = (index, 1) }
  }

  /// A scalar with its text.
  mutating func scalar(_ bytes: some Collection<UInt8>, isPlain: Bool, line: Int, column: Int, anchor: String? = nil) {
    let start = tree.text.count
    tree.text.append(contentsOf: bytes)
    scalar(text: start..<tree.text.count, isPlain: isPlain, line: line, column: column, anchor: anchor)
  }

  /// Adds text that a scalar will refer to.
  mutating func append(_ byte: UInt8) { tree.text.append(byte) }
  /// Adds text that a scalar will refer to.
  mutating func append(contentsOf bytes: ArraySlice<UInt8>) { tree.text.append(contentsOf: bytes) }

  mutating func begin(_ kind: DataTree.Kind, line: Int, column: Int, anchor: String? = nil) {
    let record = DataTree.Record(
      kind: kind, isPlain: false, line: UInt32(clamping: line), column: UInt32(clamping: column))
    let index = attach(record, weight: 0)
    open.append(Open(record: index, anchor: anchor))
  }

  mutating func end() {
    guard let closed = open.popLast() else { return }
    if let anchor = closed.anchor { anchors[anchor] = (closed.record, closed.weight) }
    weight = weight == .max ? .max : weight + 1
    if let last = open.indices.last {
      let sum = open[last].weight.addingReportingOverflow(closed.weight)
      open[last].weight = sum.overflow ? .max : sum.partialValue
    }
  }

  /// Stands for the value behind `anchor`, sharing what it holds; false if there is none, or it isn't complete yet.
  mutating func alias(_ anchor: String, line: Int, column: Int) -> Bool {
    guard let target = anchors[anchor] else { return false }
    aliases += 1
    var record = tree.records[Int(target.record)]
    record.next = -1
    record.line = UInt32(clamping: line)
    record.column = UInt32(clamping: column)
    _ = attach(record, weight: target.weight)
    return true
  }
}
