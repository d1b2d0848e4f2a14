import Core

/// Runs compiled templates over values, writing bytes.
///
/// Recursion follows sections, blocks and partials, and is bounded by `maximumDepth`.
struct TemplateRenderer {
  /// No page comes near it; a runaway template does.
  static let maximumBytes = 64 << 20

  /// A block given to one of the parents being rendered. Earlier ones count more: a page overrides what it inherits from.
  struct ActiveOverride {
    let name: UInt64
    let program: TemplateProgram
    let body: Span
  }

  let programs: [TemplateProgram]
  /// Nesting of sections, blocks and partials together.
  let maximumDepth: Int
  /// Prints text unescaped where a template asks for it, as the specification has it. Pages never do.
  let trustsText: Bool
  var output: [UInt8]
  private let start: Int
  /// What sections are over, innermost last: `{{.}}` is the last one.
  private var elements: [TemplateValue] = []
  /// The records among them, taken apart: looking a name up then copies nothing but the value found.
  private var recordKeys: [TemplateKeys] = []
  private var recordValues: [[TemplateValue]] = []
  private var overrides: [ActiveOverride] = []
  private var indent: [UInt8] = []
  private var depth = 0

  init(_ programs: [TemplateProgram], depth: Int, appendingTo output: consuming [UInt8], trustsText: Bool) {
    self.programs = programs
    maximumDepth = depth
    self.trustsText = trustsText
    start = output.count
    self.output = output
  }

  /// Renders a whole template against `value`.
  mutating func render(_ index: Int, _ value: TemplateValue) throws(TemplateError) {
    let program = programs[index]
    try run(program, 0..<program.code.nodes.count, inside: value)
  }

  private mutating func run(_ program: TemplateProgram, _ range: Range<Int>) throws(TemplateError) {
    var node = range.lowerBound
    while node < range.upperBound {
      let step = program.code.nodes[node]
      switch step {
      case .text(let bytes, let lines): append(program, bytes, lines)
      case .endLine: if !isAtLineStart { output.append(0x0A) }
      case .value(let path, let isRaw): append(program, path, isRaw: isRaw)
      default:
        try enter(program, node)
        try runBody(program, node, step)
        depth -= 1
      }
      node = step.next(after: node)
    }
  }

  private mutating func enter(_ program: TemplateProgram, _ node: Int) throws(TemplateError) {
    depth += 1
    if depth > maximumDepth { throw .tooDeep(program.location(of: node), limit: maximumDepth) }
    if output.count - start > Self.maximumBytes { throw .tooLarge(program.location(of: node)) }
  }

  private mutating func runBody(_ program: TemplateProgram, _ node: Int, _ step: TemplateNode) throws(TemplateError) {
    switch step {
    case .section(let path, let isInverted, let end):
      let value = resolve(program, path)
      if isInverted {
        if !value.isTruthy { try run(program, node + 1..<end) }
      } else {
        try runSection(program, node + 1..<end, over: value)
      }
    case .include(let template, let indent, let overrides, _):
      if template >= 0 { try include(template, indent, from: program, overrides) }
    case .block(let name, let indent, let end):
      try runBlock(name, indent, program, node + 1..<end)
    default: break
    }
  }

  private mutating func runSection(
    _ program: TemplateProgram, _ body: Range<Int>, over value: TemplateValue
  ) throws(TemplateError) {
    switch value {
    case .none: break
    case .flag(let flag): if flag { try run(program, body) }
    case .list(let items):
      for item in items {
        if output.count - start > Self.maximumBytes {
          throw .tooLarge(program.location(of: body.lowerBound - 1))
        }
        try run(program, body, inside: item)
      }
    case .text, .html, .record:
      if value.isTruthy { try run(program, body, inside: value) }
    }
  }

  private mutating func run(
    _ program: TemplateProgram, _ body: Range<Int>, inside element: TemplateValue
  ) throws(TemplateError) {
    elements.append(element)
    if case .record(let record) = element {
      recordKeys.append(record.keys)
      recordValues.append(record.values)
      try run(program, body)
      recordKeys.removeLast()
      recordValues.removeLast()
    } else {
      try run(program, body)
    }
    elements.removeLast()
  }

  private mutating func include(
    _ template: Int, _ indent: Span?, from program: TemplateProgram, _ overrides: Span
  ) throws(TemplateError) {
    let before = self.overrides.count
    for override in program.code.overrides[overrides.range]
    where !self.overrides.contains(where: { $0.name == override.name }) {
      self.overrides.append(ActiveOverride(name: override.name, program: program, body: override.body))
    }
    let outer = self.indent
    // A partial in the middle of a line is put there as it is; one on a line of its own is indented like that line.
    self.indent = indent.map { outer + program.code.text[$0.range] } ?? []
    try run(programs[template], 0..<programs[template].code.nodes.count)
    self.indent = outer
    self.overrides.removeSubrange(before...)
  }

  private mutating func runBlock(
    _ name: UInt64, _ indent: Span?, _ program: TemplateProgram, _ body: Range<Int>
  ) throws(TemplateError) {
    let outer = self.indent
    if let indent, !indent.isEmpty { self.indent += program.code.text[indent.range] }
    if let override = overrides.first(where: { $0.name == name }) {
      try run(override.program, override.body.range)
    } else {
      try run(program, body)
    }
    self.indent = outer
  }
}

extension TemplateRenderer {
  private var isAtLineStart: Bool { output.count == start || output.last == 0x0A }

  private mutating func append(_ program: TemplateProgram, _ bytes: Span, _ lines: Span) {
    if indent.isEmpty { return appendBytes(of: program, bytes.range) }
    var position = Int(bytes.start)
    for line in lines.range {
      let lineStart = Int(program.code.lineStarts[line])
      appendBytes(of: program, position..<lineStart)
      position = lineStart
      if isAtLineStart, !Self.isBlank(program.code.text, at: lineStart, end: Int(bytes.end)) { output += indent }
    }
    appendBytes(of: program, position..<Int(bytes.end))
  }

  private mutating func appendBytes(of program: TemplateProgram, _ range: Range<Int>) {
    program.code.text.withUnsafeBufferPointer { output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static func isBlank(_ text: [UInt8], at start: Int, end: Int) -> Bool {
    guard start < end else { return false }
    return text[start] == 0x0A || (text[start] == 0x0D && start + 1 < end && text[start + 1] == 0x0A)
  }

  private mutating func append(_ program: TemplateProgram, _ path: Span, isRaw: Bool) {
    switch resolve(program, path) {
    case .text(let text):
      if isRaw, trustsText { output += text.utf8 } else { output.appendEscapedHTML(text) }
    case .html(let bytes): output += bytes
    case .none, .flag, .list, .record: break
    }
  }

  /// The value under a path: its first name from the innermost scope that has it, the others from there.
  private func resolve(_ program: TemplateProgram, _ path: Span) -> TemplateValue {
    guard !path.isEmpty else { return elements.last ?? .none }
    var value = lookUp(program.code.hashes[Int(path.start)])
    for index in path.range.dropFirst() {
      value = Self.part(of: value, program.code.hashes[index])
    }
    return value
  }

  private func lookUp(_ hash: UInt64) -> TemplateValue {
    var scope = recordKeys.count - 1
    while scope >= 0 {
      if let index = recordKeys[scope].index(of: hash) { return recordValues[scope][index] }
      scope -= 1
    }
    return .none
  }

  private static func part(of value: TemplateValue, _ hash: UInt64) -> TemplateValue {
    switch value {
    case .record(let record): record.value(hash) ?? .none
    case .list(let items) where hash == ListName.any: .flag(!items.isEmpty)
    case .list(let items) where hash == ListName.count: .text(String(items.count))
    default: .none
    }
  }
}

/// What can be asked of a list besides its elements.
enum ListName {
  static let names = ["any", "count"]
  static let any = NameHash.of("any")
  static let count = NameHash.of("count")
}
