import Core

/// One JSON text read into a flat tree with places; strict but for a trailing comma and comments, which are told as what they are.
enum JSONDocument {
  /// The tree of `text` (valid UTF-8); nil if it can't be read, which is told in `log`. Objects one after the other, as warehouses
  /// write them on lines of their own, are a list.
  static func read(
    _ text: [UInt8], file: SourceFile, limits: WorkspaceLimits, account: String? = nil, into log: inout Diagnostics
  ) -> DataTree? {
    var reading = JSONReading(text: text, file: file, limits: limits)
    do {
      try reading.value()
      if reading.isFollowedByObject {
        reading = JSONReading(text: text, file: file, limits: limits)
        try reading.sequence()
      }
      try reading.end()
      return reading.builder.tree
    } catch {
      log.append(.error(error.code, error.message, at: error.location, hint: error.hint, account: account))
      return nil
    }
  }

  /// The tree of the object at the start of `text`, and where it ends; for front matter.
  static func readPrefix(
    _ text: [UInt8], file: SourceFile, limits: WorkspaceLimits, account: String?, into log: inout Diagnostics
  ) -> (tree: DataTree, end: Int)? {
    var reading = JSONReading(text: text, file: file, limits: limits)
    do {
      try reading.value()
      return (reading.builder.tree, reading.offset)
    } catch {
      log.append(.error(error.code, error.message, at: error.location, hint: error.hint, account: account))
      return nil
    }
  }
}

/// A reading in progress.
private struct JSONReading {
  let text: [UInt8]
  let limits: WorkspaceLimits
  var builder: DataTreeBuilder
  var offset = 0
  private var position = TextPosition()
  private let file: SourceFile

  init(text: [UInt8], file: SourceFile, limits: WorkspaceLimits) {
    self.text = text
    self.file = file
    self.limits = limits
    builder = DataTreeBuilder(file: file, text: text)
  }

  /// Whether objects follow each other without a list around them.
  private var isSequence = false

  private var next: UInt8? { offset < text.count ? text[offset] : nil }

  private func problem(_ message: String, _ hint: String, code: String = "json.syntax") -> DataProblem {
    DataProblem(
      code: code, message: message, location: TextPosition.location(of: offset, in: text, file: file), hint: hint)
  }

  private mutating func skipSpace() {
    while offset < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[offset]) { offset += 1 }
  }

  private mutating func place() -> (line: Int, column: Int) {
    position.advance(to: offset, in: text)
    return (position.line, position.column)
  }

  /// Reads one value and all inside it, without recursion.
  mutating func value() throws(DataProblem) {
    repeat {
      skipSpace()
      if try !opensContainer() { try separate() }
      if builder.weight > limits.jsonValues {
        throw problem(
          "more than \(limits.jsonValues) values", "export in parts, one file a year for instance", code: "json.size")
      }
    } while builder.depth > 0
  }

  /// Whether the object just read is the first of several.
  var isFollowedByObject: Bool {
    mutating get {
      guard text.first(where: { $0 > 0x20 }) == 0x7B else { return false }
      skipSpace()
      return next == 0x7B
    }
  }

  /// Reads objects that follow each other, as one list.
  mutating func sequence() throws(DataProblem) {
    isSequence = true
    builder.begin(.list, line: 1, column: 1)
    try value()
  }

  /// What stands between the value just read and the next one: a colon, a comma, closing brackets.
  private mutating func separate() throws(DataProblem) {
    while let kind = builder.openKind {
      skipSpace()
      if kind == .map, !builder.expectsKey {
        return try expect(0x3A, "a colon", "between a name and its value stands a colon")
      }
      let closing: UInt8 = kind == .map ? 0x7D : 0x5D
      switch next {
      case 0x2C:
        offset += 1
        skipSpace()
        if next == closing { throw problem("a comma stands before the closing bracket", "delete the comma") }
        return
      case closing:
        offset += 1
        builder.end()
      case nil where isSequence && builder.depth == 1: builder.end()
      case 0x7B where isSequence && builder.depth == 1: return
      case nil: throw problem("the file ends too early", "export it again; it was cut off")
      default:
        throw problem(
          "expected a comma or \(kind == .map ? "}" : "]")",
          "between two entries stands a comma; every { and [ is closed")
      }
    }
  }

  mutating func end() throws(DataProblem) {
    skipSpace()
    guard offset == text.count else {
      throw problem("something follows the end of the JSON", "keep one array or object a file")
    }
  }

  private mutating func expect(_ byte: UInt8, _ name: String, _ hint: String) throws(DataProblem) {
    skipSpace()
    guard next == byte else { throw problem("expected \(name)", hint) }
    offset += 1
  }

  /// Reads a scalar or an empty container whole, or opens a container and says so.
  private mutating func opensContainer() throws(DataProblem) -> Bool {
    let (line, column) = place()
    if builder.expectsKey, next != 0x22 {
      throw problem("expected a name in double quotes", "write names as \"name\"")
    }
    switch next {
    case 0x22: try string(line, column)
    case 0x7B: return try open(.map, closing: 0x7D, line, column)
    case 0x5B: return try open(.list, closing: 0x5D, line, column)
    case nil: throw problem("the file ends too early", "export it again; it was cut off")
    default: try word(line, column)
    }
    return false
  }

  private mutating func open(
    _ kind: DataTree.Kind, closing: UInt8, _ line: Int, _ column: Int
  ) throws(DataProblem) -> Bool {
    offset += 1
    builder.begin(kind, line: line, column: column)
    guard builder.depth <= limits.depth else {
      throw problem("values stand more than \(limits.depth) deep in each other", "make it flatter", code: "json.depth")
    }
    skipSpace()
    guard next == closing else { return true }
    offset += 1
    builder.end()
    return false
  }
}

extension JSONReading {
  private mutating func word(_ line: Int, _ column: Int) throws(DataProblem) {
    let start = offset
    while let byte = next, byte.isLetter || byte.isDigit || [0x2B, 0x2D, 0x2E].contains(byte) { offset += 1 }
    let word = text[start..<offset]
    let isNumber = word.first.map { $0.isDigit || $0 == 0x2D } ?? false
    guard
      isNumber || word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || word.elementsEqual("null".utf8)
    else {
      offset = start
      throw problem("this is not a JSON value", "text stands in double quotes; numbers are written like 1234.5")
    }
    builder.scalar(text: start..<offset, isPlain: true, line: line, column: column)
  }

  private mutating func string(_ line: Int, _ column: Int) throws(DataProblem) {
    let opening = offset
    offset += 1
    let start = offset
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { offset += 1 }
    if next == 0x22 {
      builder.scalar(text: start..<offset, isPlain: false, line: line, column: column)
      offset += 1
      return
    }
    let arenaStart = builder.tree.text.count
    builder.append(contentsOf: text[start..<offset])
    while next != 0x22 {
      switch next {
      case 0x5C: try escape()
      case let byte? where byte >= 0x20:
        builder.append(byte)
        offset += 1
      case nil:
        offset = opening
        throw problem("a text in quotes is never closed", "put the missing \" at its end")
      default: throw problem("a line break or control character inside quotes", "write a line break as \\n")
      }
    }
    builder.scalar(text: arenaStart..<builder.tree.text.count, isPlain: false, line: line, column: column)
    offset += 1
  }

  private mutating func escape() throws(DataProblem) {
    let start = offset
    offset += 1
    let simple: UInt8
    switch next {
    case 0x22, 0x5C, 0x2F: simple = text[offset]
    case 0x6E: simple = 0x0A
    case 0x74: simple = 0x09
    case 0x72: simple = 0x0D
    case 0x62: simple = 0x08
    case 0x66: simple = 0x0C
    case 0x75: return try unicodeEscape()
    default:
      offset = start
      throw problem("a backslash stands for nothing here", "write a backslash as \\\\")
    }
    builder.append(simple)
    offset += 1
  }

  private mutating func unicodeEscape() throws(DataProblem) {
    var code = try hexadecimal()
    if code & 0xFC00 == 0xD800, offset + 1 < text.count, text[offset] == 0x5C, text[offset + 1] == 0x75 {
      let saved = offset
      offset += 1
      let low = try hexadecimal()
      if low & 0xFC00 == 0xDC00 {
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      } else {
        offset = saved
      }
    }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    for byte in Array(String(Character(scalar)).utf8) { builder.append(byte) }
  }

  /// Reads `u` and four digits.
  private mutating func hexadecimal() throws(DataProblem) -> UInt32 {
    guard offset + 5 <= text.count, text[offset + 1..<offset + 5].allSatisfy(Self.isHexadecimal),
      let code = UInt32(String(decoding: text[offset + 1..<offset + 5], as: UTF8.self), radix: 16)
    else { throw problem("\\u is not followed by four digits 0-9 or a-f", "write the letter itself") }
    offset += 5
    return code
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { byte.isDigit || (97...102).contains(byte | 0x20) }
}
