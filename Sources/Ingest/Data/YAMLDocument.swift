import CYAML
import Core

/// One YAML text read by libyaml into a flat tree with places. Nothing of the C parser outlives the call.
enum YAMLDocument {
  /// The tree of `text` (valid UTF-8), which begins at line `firstLine` of `file`; nil if it can't be read, which is told in `log`.
  static func read(
    _ text: [UInt8], file: SourceFile, firstLine: Int = 1, limits: WorkspaceLimits, account: String? = nil,
    into log: inout Diagnostics
  ) -> DataTree? {
    guard text.count <= limits.yamlBytes else {
      log.append(
        .error(
          "yaml.size", "the YAML is longer than \(limits.yamlBytes) bytes",
          at: SourceLocation(file, line: firstLine), hint: "move long text below the front matter", account: account))
      return nil
    }
    var reading = YAMLReading(text: text, file: file, firstLine: firstLine, limits: limits)
    if let problem = reading.run() {
      log.append(.error(problem.code, problem.message, at: problem.location, hint: problem.hint, account: account))
      return nil
    }
    return reading.builder.tree
  }
}

/// What stopped the reading of a text.
struct DataProblem: Error {
  let code: String
  let message: String
  let location: SourceLocation
  let hint: String?
}

/// A reading in progress.
private struct YAMLReading {
  let text: [UInt8]
  let file: SourceFile
  let limits: WorkspaceLimits
  var builder: DataTreeBuilder
  /// libyaml counts characters; places are in bytes. Marks come in rising order, so one walk serves all.
  private var position: TextPosition
  private var offset = 0
  private var characters = 0

  init(text: [UInt8], file: SourceFile, firstLine: Int, limits: WorkspaceLimits) {
    self.text = text
    self.file = file
    self.limits = limits
    builder = DataTreeBuilder(file: file)
    position = TextPosition(line: firstLine)
  }

  mutating func run() -> DataProblem? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      return DataProblem(code: "yaml.memory", message: "out of memory", location: SourceLocation(file), hint: nil)
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    let text = self.text
    return text.withUnsafeBufferPointer { source in
      yaml_parser_set_input_string(&parser, source.baseAddress, source.count)
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return failure(of: parser) }
        defer { yaml_event_delete(&event) }
        if event.type == YAML_STREAM_END_EVENT { return nil }
        if let problem = take(event) { return problem }
      }
    }
  }

  private mutating func take(_ event: yaml_event_t) -> DataProblem? {
    move(to: Int(event.start_mark.index))
    let (line, column) = (position.line, position.column)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      builder.scalar(
        value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, line: line, column: column,
        anchor: Self.name(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      builder.begin(.list, line: line, column: column, anchor: Self.name(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      builder.begin(.map, line: line, column: column, anchor: Self.name(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: builder.end()
    case YAML_ALIAS_EVENT: return alias(Self.name(event.data.alias.anchor) ?? "")
    case YAML_DOCUMENT_START_EVENT where builder.tree.rootIndex >= 0:
      return problem(
        "yaml.documents", "a second YAML document starts here", "keep one document a file; delete the line `---`")
    default: break
    }
    return checkLimits()
  }

  private mutating func alias(_ name: String) -> DataProblem? {
    guard builder.alias(name, line: position.line, column: position.column) else {
      return problem(
        "yaml.alias", "`*\(name)` stands for nothing that was defined before it",
        "define it with `&\(name)`, or put the text in quotes if it isn't meant as an alias")
    }
    return checkLimits()
  }

  private func checkLimits() -> DataProblem? {
    if builder.depth > limits.depth {
      return problem(
        "yaml.depth", "maps and lists stand more than \(limits.depth) deep in each other", "make it flatter")
    }
    if builder.aliases > limits.yamlAliases || builder.weight > limits.yamlValues {
      return problem(
        "yaml.size", "the YAML stands for more than \(limits.yamlValues) values or \(limits.yamlAliases) aliases",
        "write less into one file; use fewer aliases (`*name`)")
    }
    return nil
  }

  private func problem(_ code: String, _ message: String, _ hint: String) -> DataProblem {
    DataProblem(
      code: code, message: message, location: SourceLocation(file, line: position.line, column: position.column),
      hint: hint)
  }

  private static func name(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    anchor.map { String(cString: $0) }
  }

  /// Walks on to the character with that number.
  private mutating func move(to target: Int) {
    while characters < target, offset < text.count {
      offset += 1
      while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
      characters += 1
    }
    position.advance(to: offset, in: text)
  }
}

extension YAMLReading {
  fileprivate mutating func failure(of parser: yaml_parser_t) -> DataProblem {
    let problem = parser.problem.map { String(cString: $0) } ?? "it isn't YAML"
    if parser.error == YAML_READER_ERROR {
      let place = TextPosition.location(
        of: Int(parser.problem_offset), in: text, file: file, line: position.line)
      return DataProblem(
        code: "yaml.syntax", message: "the YAML cannot be read: \(problem)", location: place,
        hint: "delete the invisible control character at this place")
    }
    move(to: Int(parser.problem_mark.index))
    return self.problem("yaml.syntax", "the YAML cannot be read: \(problem)", Self.hint(for: problem))
  }

  private static func hint(for problem: String) -> String {
    if problem.contains("mapping values are not allowed") {
      return "put the value in quotes if it holds a colon followed by a space"
    }
    if problem.contains("cannot start any token") {
      return "indent with spaces, never tabs; put a value that starts with @, ` or % in quotes"
    }
    if problem.contains("expected ',' or '}'") || problem.contains("expected ',' or ']'") {
      return "close every { with } and every [ with ], and put values that hold , { } [ ] or : in quotes"
    }
    if problem.contains("unexpected end of stream") { return "close the quote that was opened and never ended" }
    if problem.contains("could not find expected ':'") {
      return "every line here is `key: value`, with a space after the colon"
    }
    return "look at the indentation of this line and the one above: the same level starts in the same column"
  }
}
