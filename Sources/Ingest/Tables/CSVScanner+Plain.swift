/// Rows without quotes, which most are: eight bytes at a time.
extension CSVScanner {
  /// Reads the next row if it holds no quote and no more cells than there is room for; else nothing has happened.
  @inline(__always)
  mutating func readsPlainRow(_ text: [UInt8], _ row: inout Row) -> Bool {
    let scan = PlainRowScan(
      delimiter: delimiter, start: offset, end: min(end, text.count), quotesAreText: quotesAreText)
    let found = text.withUnsafeBytes { bytes in
      row.slots.withUnsafeMutableBufferPointer { slots in scan.run(bytes, slots) }
    }
    guard let found else { return false }
    row.count = found.cells
    finishRow(at: found.next, endsLine: found.endsLine)
    return true
  }
}

/// One row's scan.
private struct PlainRowScan {
  let delimiter: UInt8
  let start: Int
  let end: Int
  let quotesAreText: Bool

  struct Found {
    var cells: Int
    /// Offset of the next row.
    var next: Int
    var endsLine: Bool
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// The highest bit of each byte of `word` that is `pattern`'s.
  @inline(__always)
  private static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & sevens) &+ sevens) | difference | sevens)
  }

  /// The row, unless it holds a quote or more cells than `slots`.
  @inline(__always)
  func run(_ bytes: UnsafeRawBufferPointer, _ slots: UnsafeMutableBufferPointer<Cell>) -> Found? {
    let delimiters = UInt64(delimiter) &* Self.ones
    var cellStart = start
    var cells = 0
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      var hits =
        Self.matches(word, delimiters) | Self.matches(word, 0x0A &* Self.ones) | Self.matches(word, 0x0D &* Self.ones)
        | Self.matches(word, 0x22 &* Self.ones)
      while hits != 0 {
        let position = index &+ hits.trailingZeroBitCount &>> 3
        let byte = bytes[position]
        if byte == 0x22 {
          guard quotesAreText else { return nil }
        } else {
          guard cells < slots.count else { return nil }
          slots[cells] = Cell(cellStart, position)
          cells &+= 1
          cellStart = position &+ 1
          if byte != delimiter { return lineEnd(bytes, position, cells) }
        }
        hits &= hits &- 1
      }
      index &+= 8
    }
    return runTail(bytes, slots, index, cellStart, cells)
  }

  /// The last bytes of the file, one by one.
  private func runTail(
    _ bytes: UnsafeRawBufferPointer, _ slots: UnsafeMutableBufferPointer<Cell>, _ from: Int, _ firstStart: Int,
    _ count: Int
  ) -> Found? {
    var (index, cellStart, cells) = (from, firstStart, count)
    while index < end {
      let byte = bytes[index]
      if byte == 0x22, !quotesAreText { return nil }
      if byte == delimiter || byte == 0x0A || byte == 0x0D {
        guard cells < slots.count else { return nil }
        slots[cells] = Cell(cellStart, index)
        cells += 1
        cellStart = index + 1
        if byte != delimiter { return lineEnd(bytes, index, cells) }
      }
      index += 1
    }
    guard cells < slots.count else { return nil }
    slots[cells] = Cell(cellStart, end)
    return Found(cells: cells + 1, next: end, endsLine: false)
  }

  @inline(__always)
  private func lineEnd(_ bytes: UnsafeRawBufferPointer, _ position: Int, _ cells: Int) -> Found {
    let isPair = bytes[position] == 0x0D && position &+ 1 < end && bytes[position &+ 1] == 0x0A
    return Found(cells: cells, next: position &+ (isPair ? 2 : 1), endsLine: true)
  }
}
