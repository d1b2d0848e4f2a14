import Core

/// Runs compiled templates over values, writing bytes.
///
/// Values are looked at where they stand and never copied but to be printed: a book of a thousand accounts asks for six million.
/// Recursion follows sections, blocks and partials, and is bounded by `maximumDepth`.
struct TemplateRenderer: ~Copyable {
  /// No page comes near it; a runaway template does.
  static let maximumBytes = 64 << 20

  /// A block given to one of the parents being rendered. Earlier ones count more: a page overrides what it inherits from.
  struct ActiveOverride {
    let name: UInt64
    let program: TemplateProgram
    let body: Span
  }

  /// A record that a section is over: where its names and values stand while the section runs.
  struct Scope {
    let names: TemplateKeys.Lookup
    let values: UnsafePointer<TemplateValue>
  }

  let programs: [TemplateProgram]
  /// Nesting of sections, blocks and partials together.
  let maximumDepth: Int
  /// Prints text unescaped where a template asks for it, as the specification has it. Pages never do.
  let trustsText: Bool
  var output = ByteWriter(capacity: 64 << 10)
  /// What sections are over, innermost last: `{{.}}` is the last one.
  private var elements: [UnsafePointer<TemplateValue>] = []
  private var scopes: [Scope] = []
  private var overrides: [ActiveOverride] = []
  private var indent: [UInt8] = []
  private var depth = 0
  /// Values that no model holds, such as how many a list has.
  private var kept: [UnsafeMutablePointer<TemplateValue>] = []

  init(_ programs: [TemplateProgram], depth: Int, trustsText: Bool) {
    self.programs = programs
    maximumDepth = depth
    self.trustsText = trustsText
  }

  deinit {
    for place in kept {
      place.deinitialize(count: 1)
      place.deallocate()
    }
  }

  /// Renders a whole template against `value`.
  mutating func render(_ index: Int, _ value: TemplateValue) throws(TemplateError) {
    let program = programs[index]
    try withUnsafePointer(to: value) { value throws(TemplateError) in
      try run(program, 0..<program.code.nodes.count, inside: value)
    }
  }

  private mutating func run(_ program: TemplateProgram, _ range: Range<Int>) throws(TemplateError) {
    try program.code.nodes.withUnsafeBufferPointer { nodes throws(TemplateError) in
      var node = range.lowerBound
      while node < range.upperBound { node = try step(program, nodes[node], at: node) }
    }
  }

  /// Takes one step; the number of the next one.
  @inline(__always)
  private mutating func step(_ program: TemplateProgram, _ step: TemplateNode, at node: Int) throws(TemplateError)
    -> Int
  {
    switch step {
    case .text(let bytes, let lines):
      append(program, bytes, lines)
      return node &+ 1
    case .value(let path, let isRaw):
      append(program, path, isRaw: isRaw)
      return node &+ 1
    case .endLine:
      if !isAtLineStart { output.append(0x0A) }
      return node &+ 1
    case .section(let path, let isInverted, let end):
      let value = resolve(program, path)
      if (value?.pointee.isTruthy ?? false) != isInverted {
        try section(program, node &+ 1..<end, over: isInverted ? nil : value)
      }
      return end
    case .include(let template, let indent, let overrides, let end):
      try enter(program, node)
      if template >= 0 { try include(template, indent, from: program, overrides) }
      depth -= 1
      return end
    case .block(let name, let indent, let end):
      try enter(program, node)
      try runBlock(name, indent, program, node + 1..<end)
      depth -= 1
      return end
    }
  }

  private mutating func enter(_ program: TemplateProgram, _ node: Int) throws(TemplateError) {
    depth += 1
    if depth > maximumDepth { throw .tooDeep(program.location(of: node), limit: maximumDepth) }
    if output.count > Self.maximumBytes { throw .tooLarge(program.location(of: node)) }
  }

  /// Runs the body of a section over a value that is truthy, or of an inverted one, which is over nothing.
  private mutating func section(
    _ program: TemplateProgram, _ body: Range<Int>, over value: UnsafePointer<TemplateValue>?
  ) throws(TemplateError) {
    try enter(program, body.lowerBound - 1)
    if let value {
      switch value.pointee {
      case .none, .flag: try run(program, body)
      case .list(let items):
        try items.withUnsafeBufferPointer { items throws(TemplateError) in
          try run(program, body, overEach: items)
        }
      case .text, .html, .record: try run(program, body, inside: value)
      }
    } else {
      try run(program, body)
    }
    depth -= 1
  }

  private mutating func run(
    _ program: TemplateProgram, _ body: Range<Int>, overEach items: UnsafeBufferPointer<TemplateValue>
  ) throws(TemplateError) {
    guard let first = items.baseAddress else { return }
    for index in items.indices {
      if output.count > Self.maximumBytes { throw .tooLarge(program.location(of: body.lowerBound - 1)) }
      try run(program, body, inside: first + index)
    }
  }

  private mutating func run(
    _ program: TemplateProgram, _ body: Range<Int>, inside element: UnsafePointer<TemplateValue>
  ) throws(TemplateError) {
    elements.append(element)
    if case .record(let record) = element.pointee {
      try record.values.withUnsafeBufferPointer { values throws(TemplateError) in
        try record.keys.withLookup { names throws(TemplateError) in
          if let first = values.baseAddress { scopes.append(Scope(names: names, values: first)) }
          try run(program, body)
          if values.baseAddress != nil { scopes.removeLast() }
        }
      }
    } else {
      try run(program, body)
    }
    elements.removeLast()
  }

  private mutating func include(
    _ template: Int, _ indent: Span?, from program: TemplateProgram, _ overrides: Span
  ) throws(TemplateError) {
    if overrides.isEmpty, self.indent.isEmpty, indent?.isEmpty ?? true { return try runWhole(programs[template]) }
    let before = self.overrides.count
    if !overrides.isEmpty {
      for override in program.code.overrides[overrides.range]
      where !self.overrides.contains(where: { $0.name == override.name }) {
        self.overrides.append(ActiveOverride(name: override.name, program: program, body: override.body))
      }
    }
    let outer = self.indent
    // A partial in the middle of a line is put there as it is; one on a line of its own is indented like that line.
    self.indent = indent.map { outer + program.code.text[$0.range] } ?? []
    try runWhole(programs[template])
    self.indent = outer
    if self.overrides.count > before { self.overrides.removeSubrange(before...) }
  }

  private mutating func runWhole(_ program: TemplateProgram) throws(TemplateError) {
    try run(program, 0..<program.code.nodes.count)
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
  private var isAtLineStart: Bool { output.last.map { $0 == 0x0A } ?? true }

  private mutating func append(_ program: TemplateProgram, _ bytes: Span, _ lines: Span) {
    if indent.isEmpty { return appendBytes(of: program, bytes.range) }
    appendIndented(program, bytes, lines)
  }

  private mutating func appendIndented(_ program: TemplateProgram, _ bytes: Span, _ lines: Span) {
    var position = Int(bytes.start)
    for line in lines.range {
      let lineStart = Int(program.code.lineStarts[line])
      appendBytes(of: program, position..<lineStart)
      position = lineStart
      if isAtLineStart, !Self.isBlank(program.code.text, at: lineStart, end: Int(bytes.end)) { output.append(indent) }
    }
    appendBytes(of: program, position..<Int(bytes.end))
  }

  private mutating func appendBytes(of program: TemplateProgram, _ range: Range<Int>) {
    program.code.text.withUnsafeBytes { output.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private static func isBlank(_ text: [UInt8], at start: Int, end: Int) -> Bool {
    guard start < end else { return false }
    return text[start] == 0x0A || (text[start] == 0x0D && start + 1 < end && text[start + 1] == 0x0A)
  }

  private mutating func append(_ program: TemplateProgram, _ path: TemplatePath, isRaw: Bool) {
    guard let value = resolve(program, path) else { return }
    switch value.pointee {
    case .text(let text):
      if isRaw, trustsText { output.append(text) } else { output.appendEscapedHTML(text) }
    case .html(let bytes): output.append(bytes)
    case .none, .flag, .list, .record: break
    }
  }

  /// Where the value under a path stands: its first name from the innermost scope that has it, the others from there. Nil if there
  /// is none.
  @inline(__always)
  private mutating func resolve(_ program: TemplateProgram, _ path: TemplatePath) -> UnsafePointer<TemplateValue>? {
    guard !path.isElement else { return elements.last }
    let value = lookUp(path.first)
    return path.rest.isEmpty ? value : value.flatMap { parts(of: $0, program, path.rest) }
  }

  private mutating func parts(
    of value: UnsafePointer<TemplateValue>, _ program: TemplateProgram, _ path: Span
  ) -> UnsafePointer<TemplateValue>? {
    var value = Optional(value)
    for index in path.range { value = value.flatMap { part(of: $0, program.code.hashes[index]) } }
    return value
  }

  private mutating func part(of value: UnsafePointer<TemplateValue>, _ hash: UInt64) -> UnsafePointer<TemplateValue>? {
    switch value.pointee {
    // The array is part of the value that is being rendered, and lives as long.
    case .record(let record):
      record.keys.index(of: hash).flatMap { index in
        record.values.withUnsafeBufferPointer { $0.baseAddress.map { $0 + index } }
      }
    case .list(let items) where hash == ListName.any: keep(.flag(!items.isEmpty))
    case .list(let items) where hash == ListName.count: keep(.text(String(items.count)))
    default: nil
    }
  }

  /// Gives a value that was worked out on the way a place until the page is done.
  private mutating func keep(_ value: TemplateValue) -> UnsafePointer<TemplateValue> {
    let place = UnsafeMutablePointer<TemplateValue>.allocate(capacity: 1)
    place.initialize(to: value)
    kept.append(place)
    return UnsafePointer(place)
  }

  /// Changes nothing: were it not `mutating`, the compiler would copy the renderer for each call.
  @inline(__always)
  private mutating func lookUp(_ hash: UInt64) -> UnsafePointer<TemplateValue>? {
    var number = scopes.count &- 1
    while number >= 0 {
      let scope = scopes[number]
      let index = scope.names.index(of: hash)
      if index >= 0 { return scope.values + index }
      number &-= 1
    }
    return nil
  }
}

/// What can be asked of a list besides its elements.
enum ListName {
  static let names = ["any", "count"]
  static let any = NameHash.of("any")
  static let count = NameHash.of("count")
}
