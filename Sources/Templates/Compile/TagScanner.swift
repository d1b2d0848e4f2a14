import Core

/// Cuts Mustache text into text, newlines and tags, following changes of delimiters.
struct TagScanner {
  private let source: [UInt8]
  private let file: SourceFile
  private var open: [UInt8] = [0x7B, 0x7B]
  private var close: [UInt8] = [0x7D, 0x7D]
  private var offset = 0
  private var textStart = 0
  private var line = 1
  private var lineStart = 0
  private var tokens: [TemplateToken] = []

  init(_ source: TemplateSource) {
    self.source = source.bytes
    file = source.file
  }

  /// All tokens in order. Faulty tags are reported and left out.
  static func tokens(of source: TemplateSource, into log: inout Diagnostics) -> [TemplateToken] {
    var scanner = TagScanner(source)
    scanner.scan(into: &log)
    return scanner.tokens
  }

  private mutating func scan(into log: inout Diagnostics) {
    while offset < source.count {
      if source[offset] == 0x0A {
        endText()
        tokens.append(.newline)
        offset += 1
        textStart = offset
        startLine()
      } else if matches(open, at: offset) {
        guard scanTag(into: &log) else { break }
      } else {
        offset += 1
      }
    }
    offset = source.count
    endText()
  }

  private mutating func endText() {
    if textStart < offset { tokens.append(.text(textStart..<offset)) }
  }

  private mutating func startLine() {
    line += 1
    lineStart = offset
  }

  /// Reads the tag at `offset`; false if it never ends.
  private mutating func scanTag(into log: inout Diagnostics) -> Bool {
    let place = TagPlace(line: line, column: offset - lineStart + 1)
    var start = offset + open.count
    while start < source.count, source[start] == 0x20 || source[start] == 0x09 { start += 1 }
    let (kind, sigils) = kind(at: start)
    let ending = Self.closer(for: kind, braced: start < source.count && source[start] == 0x7B) + close
    guard let end = find(ending, from: start + sigils) else {
      log.append(.unclosedTag(at: SourceLocation(file, place), ending: ending))
      return false
    }
    endText()
    let content = source[(start + sigils)..<end]
    append(kind, content, at: place, into: &log)
    for index in offset..<end where source[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    offset = end + ending.count
    textStart = offset
    return true
  }

  private func kind(at start: Int) -> (Tag.Kind, sigils: Int) {
    guard start < source.count else { return (.value, 0) }
    switch source[start] {
    case 0x21: return (.comment, 1)
    case 0x23: return (.section, 1)
    case 0x24: return (.block, 1)
    case 0x26, 0x7B: return (.rawValue, 1)
    case 0x2F: return (.close, 1)
    case 0x3C: return (.parent, 1)
    case 0x3D: return (.delimiters, 1)
    case 0x3E: return (.partial, 1)
    case 0x5E: return (.inverted, 1)
    default: return (.value, 0)
    }
  }

  /// What stands before the closing delimiter: `{{{x}}}` and `{{=<% %>=}}` have one more character.
  private static func closer(for kind: Tag.Kind, braced: Bool) -> [UInt8] {
    switch kind {
    case .rawValue where braced: [0x7D]
    case .delimiters: [0x3D]
    default: []
    }
  }

  private mutating func append(
    _ kind: Tag.Kind, _ content: ArraySlice<UInt8>, at place: TagPlace, into log: inout Diagnostics
  ) {
    let location = SourceLocation(file, place)
    let words = content.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    var name = ""
    switch kind {
    case .comment: break
    case .delimiters:
      guard words.count == 2, !content.contains(0x3D) else {
        log.append(.delimiters(at: location))
        return
      }
      open = Array(words[0])
      close = Array(words[1])
    default:
      name = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      guard words.count == 1, Self.isName(name, for: kind) else {
        log.append(.tagName(String(decoding: content, as: UTF8.self), at: location))
        return
      }
    }
    tokens.append(.tag(Tag(kind: kind, name: name, place: place)))
  }

  private static func isName(_ name: String, for kind: Tag.Kind) -> Bool {
    switch kind {
    case .partial, .parent: !name.utf8.starts(with: [0x2A])
    case .value, .rawValue, .section, .inverted:
      name == "." || name.utf8.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    default: true
    }
  }

  private func matches(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= source.count else { return false }
    for index in bytes.indices where source[start + index] != bytes[index] { return false }
    return true
  }

  private func find(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + bytes.count <= source.count {
      if matches(bytes, at: index) { return index }
      index += 1
    }
    return nil
  }
}

extension SourceLocation {
  init(_ file: SourceFile, _ place: TagPlace) {
    self.init(file, line: place.line, column: place.column)
  }
}

extension Diagnostic {
  fileprivate static func unclosedTag(at location: SourceLocation, ending: [UInt8]) -> Diagnostic {
    let ending = String(decoding: ending, as: UTF8.self)
    return .error("template.tag", "this tag is never closed", at: location, hint: "end it with `\(ending)`")
  }

  fileprivate static func delimiters(at location: SourceLocation) -> Diagnostic {
    .error(
      "template.delimiters", "delimiters can't be changed like this", at: location,
      hint: "give two words without `=`, as in `{{=<% %>=}}`")
  }

  fileprivate static func tagName(_ content: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "template.name", "`\(content)` is not a name", at: location,
      hint: "a tag holds one name without spaces; names of a group are joined by single dots")
  }
}
