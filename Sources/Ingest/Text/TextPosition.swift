import Core

/// Where a byte stands in a text: lines end with LF, CRLF or a lone CR.
struct TextPosition {
  /// 1-based.
  private(set) var line: Int
  /// Offset of the line's first byte.
  private(set) var lineStart: Int
  private var offset: Int

  /// Starts at `offset`, which begins line `line`.
  init(offset: Int = 0, line: Int = 1) {
    self.line = line
    self.lineStart = offset
    self.offset = offset
  }

  /// Goes on to `target`; stays if that lies behind.
  mutating func advance(to target: Int, in bytes: [UInt8]) {
    let end = min(target, bytes.count)
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
        line += 1
        lineStart = offset
      }
    }
  }

  /// 1-based column, in bytes, of the place reached.
  var column: Int { offset - lineStart + 1 }

  /// The place of byte `target`, counted from `offset`, the start of line `line`.
  static func location(
    of target: Int, in bytes: [UInt8], file: SourceFile, from offset: Int = 0, line: Int = 1
  ) -> SourceLocation {
    var position = TextPosition(offset: offset, line: line)
    position.advance(to: target, in: bytes)
    return SourceLocation(file, line: position.line, column: position.column)
  }
}
