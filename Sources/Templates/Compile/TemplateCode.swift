import Core

/// A half-open range of indexes in four bytes each; nodes stay small and free of reference counts.
struct Span: Hashable {
  let start: UInt32
  let end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var isEmpty: Bool { start == end }
}

/// The names in a tag, by hash: the first in the step itself, for most tags have no other.
struct TemplatePath {
  /// 0 for `{{.}}`.
  var first: UInt64 = 0
  /// The others, in the template's table.
  var rest = Span(0..<0)

  /// Whether it is `{{.}}`.
  var isElement: Bool { first == 0 }
}

/// One step of a compiled template. The steps of a body follow the step they belong to, up to its `end`.
enum TemplateNode {
  /// Literal text with the places in it where a line begins.
  case text(bytes: Span, lines: Span)
  /// Ends the line unless it is ended: what replaces a block may come without a newline of its own.
  case endLine
  case value(path: TemplatePath, isRaw: Bool)
  case section(path: TemplatePath, isInverted: Bool, end: Int)
  /// A partial, or a parent with overrides. `indent` is nil unless it stands on a line of its own; `template` is -1 if unknown.
  case include(template: Int, indent: Span?, overrides: Span, end: Int)
  /// A block with its default body. `indent` is nil unless it stands on lines of its own.
  case block(name: UInt64, indent: Span?, end: Int)

  /// Where the next step after this one and its body is, for the step at `index`.
  func next(after index: Int) -> Int {
    switch self {
    case .text, .endLine, .value: index + 1
    case .section(_, _, let end), .include(_, _, _, let end), .block(_, _, let end): end
    }
  }
}

/// A block given to a parent: `{{$name}}…{{/name}}` inside `{{<parent}}…{{/parent}}`.
struct TemplateOverride {
  let name: UInt64
  let label: String
  let place: TagPlace
  let body: Span
}

/// The steps of a compiled template and the tables they point into.
struct TemplateCode {
  var nodes: [TemplateNode] = []
  /// Where each node's tag stands.
  var places: [TagPlace] = []
  /// The name in each node's tag, for messages.
  var labels: [String] = []
  var text: [UInt8] = []
  var lineStarts: [UInt32] = []
  /// Hashes of the names in paths after the first.
  var hashes: [UInt64] = []
  var overrides: [TemplateOverride] = []

  /// The path `a.b.c`, or `.`.
  mutating func path(_ name: String) -> TemplatePath {
    let parts = name.utf8.split(separator: 0x2E).map { NameHash.of(String($0) ?? "") }
    guard let first = parts.first else { return TemplatePath() }
    let start = hashes.count
    hashes += parts.dropFirst()
    return TemplatePath(first: first, rest: Span(start..<hashes.count))
  }
}

/// A compiled template under its name.
final class TemplateProgram: Sendable {
  let name: String
  let file: SourceFile
  let code: TemplateCode

  init(name: String, file: SourceFile, code: TemplateCode) {
    self.name = name
    self.file = file
    self.code = code
  }

  /// Where a node's tag stands.
  func location(of node: Int) -> SourceLocation { SourceLocation(file, code.places[node]) }
}
