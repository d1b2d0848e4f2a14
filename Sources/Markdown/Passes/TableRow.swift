/// The syntax of one line of a table.
enum TableRow {
  /// Of a column, by the colons of its delimiter.
  enum Alignment { case none, left, center, right }

  /// One cell, without the space around it.
  struct Cell {
    let range: Range<Int>
    let form: Form
  }

  /// What a cell's text takes to become HTML.
  enum Form {
    /// It means itself to cmark and to every pass: letters, digits, and punctuation that opens nothing.
    case plain
    /// As plain, but for code between single backticks.
    case code
    /// cmark must read it.
    case rich
  }

  /// Alignments if the line is a delimiter row: `| --- | :-: |`.
  static func alignments(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Alignment]? {
    let content = trimmed(bytes, line)
    // A bare `---` can only be a continuation line here.
    guard bytes[content].contains(where: { $0 == 0x7C || $0 == 0x3A }) else { return nil }
    var alignments: [Alignment] = []
    alignments.reserveCapacity(8)
    let isDelimiter = eachCell(of: bytes, content) { cell in
      guard let alignment = alignment(bytes, cell) else { return false }
      alignments.append(alignment)
      return true
    }
    return isDelimiter && !alignments.isEmpty ? alignments : nil
  }

  private static func alignment(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Alignment? {
    guard !cell.isEmpty else { return nil }
    let left = bytes[cell.lowerBound] == 0x3A
    let right = cell.count > 1 && bytes[cell.upperBound - 1] == 0x3A
    let marks = bytes[(cell.lowerBound + (left ? 1 : 0))..<(cell.upperBound - (right ? 1 : 0))]
    guard !marks.isEmpty, marks.allSatisfy({ $0 == 0x2D }) else { return nil }
    return left ? (right ? .center : .left) : (right ? .right : Alignment.none)
  }

  /// Number of cells of a line.
  static func count(of bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
    var count = 0
    _ = eachCell(of: bytes, line) { _ in
      count += 1
      return true
    }
    return count
  }

  /// Adds the cells of a line, at most `limit`.
  static func append(
    cellsOf bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, limit: Int, to cells: inout [Cell]
  ) {
    let end = cells.count + limit
    _ = eachCell(of: bytes, line) { range in
      cells.append(Cell(range: range, form: form(of: UnsafeBufferPointer(rebasing: bytes[range]))))
      return cells.count < end
    }
  }

  /// Goes through what stands between unescaped pipes, trimmed, until `body` says no; a pipe at either end bounds no further
  /// cell. Whether it was never said.
  @inline(__always)
  private static func eachCell(
    of bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ body: (Range<Int>) -> Bool
  ) -> Bool {
    let content = trimmed(bytes, line)
    var start = content.lowerBound
    if start < content.upperBound, bytes[start] == 0x7C { start += 1 }
    var offset = start
    while offset < content.upperBound {
      if bytes[offset] == 0x7C, offset == content.lowerBound || bytes[offset - 1] != 0x5C {
        guard body(trimmed(bytes, start..<offset)) else { return false }
        start = offset + 1
      }
      offset += 1
    }
    return start >= content.upperBound || body(trimmed(bytes, start..<content.upperBound))
  }

  /// Adds a cell with `\|` as `|`, in code too.
  static func appendUnescaped(_ cell: UnsafeBufferPointer<UInt8>, to text: inout ByteBuffer) {
    for byte in cell {
      if byte == 0x7C, text.last == 0x5C { text.removeLast(1) }
      text.append(byte)
    }
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isMarkdownSpace { start += 1 }
    while end > start, bytes[end - 1].isMarkdownSpace { end -= 1 }
    return start..<end
  }
}

extension TableRow {
  /// What a byte may do in a cell.
  private enum Role: UInt8 {
    case plain
    /// Means itself unless doubled: smart punctuation changes runs, bare addresses begin with a `w`.
    case single
    case backtick
    /// Only means itself in code.
    case code
    case special
  }

  private static let roles: [Role] = (0...255).map { role(of: $0) }

  private static func role(of byte: UInt8) -> Role {
    switch byte {
    case 0x2D, 0x2E, 0x77: .single
    case 0x20, 0x28, 0x29, 0x2B, 0x2C, 0x2F, 48...57, 0x3B, 0x3D, 0x3F, 65...90, 97...122, 0x23...0x25, 0x80...: .plain
    case 0x60: .backtick
    // What must be escaped in HTML, and what has a meaning in a table.
    case 0x00..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C, 0x7C, 0x7F: .special
    default: .code
    }
  }

  private static func form(of cell: UnsafeBufferPointer<UInt8>) -> Form {
    roles.withUnsafeBufferPointer { roles in
      var (form, offset) = (Form.plain, 0)
      while offset < cell.count {
        switch roles[Int(cell[offset])] {
        case .plain: break
        case .single: if offset + 1 < cell.count, cell[offset + 1] == cell[offset] { return .rich }
        case .backtick:
          guard let end = endOfCode(in: cell, at: offset, roles) else { return .rich }
          (form, offset) = (.code, end)
        case .code, .special: return .rich
        }
        offset += 1
      }
      return form
    }
  }

  /// Offset of the backtick that closes the one at `start`, if each stands alone and what is between means itself, spaces at its
  /// ends included.
  private static func endOfCode(
    in cell: UnsafeBufferPointer<UInt8>, at start: Int, _ roles: UnsafeBufferPointer<Role>
  ) -> Int? {
    var end = start + 1
    while end < cell.count, cell[end] != 0x60 {
      if roles[Int(cell[end])] == .special { return nil }
      end += 1
    }
    guard end < cell.count, end > start + 1, cell[start + 1] != 0x20, cell[end - 1] != 0x20,
      end + 1 == cell.count || cell[end + 1] != 0x60
    else { return nil }
    return end
  }
}
