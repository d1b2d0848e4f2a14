/// Where the text of a cell stands: in the text that was scanned, or in the row's own scratch if it had to be put together.
struct Cell: Sendable {
  private let start: UInt32
  private let packedCount: UInt32

  private static let scratchBit: UInt32 = 1 << 31

  @inline(__always)
  init(_ start: Int, _ end: Int, inScratch: Bool = false) {
    self.start = UInt32(truncatingIfNeeded: start)
    packedCount = UInt32(truncatingIfNeeded: end - start) & ~Self.scratchBit | (inScratch ? Self.scratchBit : 0)
  }

  /// No text.
  static let empty = Cell(0, 0)

  var isInScratch: Bool { packedCount & Self.scratchBit != 0 }
  var count: Int { Int(packedCount & ~Self.scratchBit) }
  var range: Range<Int> { Int(start)..<Int(start) + count }
}

/// One row of a table.
struct Row: Sendable {
  /// Room for cells; the row's own are the first `count`.
  var slots: [Cell] = Array(repeating: .empty, count: 32)
  /// Number of cells.
  var count = 0
  /// Text of cells that held doubled quotes.
  var scratch: [UInt8] = []
  /// Where each cell begins in the text that was scanned, quotes included; kept only for a row that someone asks a place of.
  var starts: [Int]?
  /// Offset of the row's first byte in the table's text, as all offsets below.
  var start = 0
  /// Its line.
  var line = 1
  /// Offset of a quote that stands where none may.
  var strayQuote: Int?
  /// Offset of a quote that is never closed.
  var openQuote: Int?

  @inline(__always)
  mutating func clear(start: Int, line: Int) {
    count = 0
    self.start = start
    self.line = line
    if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
    strayQuote = nil
    openQuote = nil
  }

  /// The cell at `index`, which is below `count`.
  @inline(__always)
  subscript(index: Int) -> Cell { slots[index] }

  mutating func append(_ cell: Cell) {
    if count == slots.count { slots.append(contentsOf: repeatElement(.empty, count: count)) }
    slots[count] = cell
    count += 1
  }
}
