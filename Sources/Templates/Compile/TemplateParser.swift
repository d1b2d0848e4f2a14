import Core

/// Turns the lines of a template into steps, with its sections, parents and blocks matched.
///
/// Whitespace follows the specification: a line of structural tags alone vanishes; what stands before a partial, a parent or
/// a block on such a line indents what replaces it; and a block's own indentation is taken off where it is written, so that
/// it can be put on where it is used.
struct TemplateParser {
  private let source: [UInt8]
  private let file: SourceFile
  private var code = TemplateCode()
  private var frames: [Frame] = []
  private var openText: Int?
  private var isTooDeep = false

  /// A tag that is waiting for its end.
  private struct Frame {
    let tag: Tag
    let node: Int
    /// What indents a replacement; nil unless the tag stands on a line of its own.
    var indent: Range<Int>?
    /// How many bytes of indentation the lines of the body lose.
    var dedent: Int
    /// A block on a line of its own whose first line of content hasn't come yet.
    var awaitsContent: Bool
    var overrides: [TemplateOverride] = []
  }

  /// More nesting than this is refused.
  static let maximumDepth = 64

  /// The steps of `source`; whatever is wrong is reported and worked around.
  static func code(of source: TemplateSource, into log: inout Diagnostics) -> TemplateCode {
    var parser = TemplateParser(source: source.bytes, file: source.file)
    let tokens = TagScanner.tokens(of: source, into: &log)
    for line in TemplateLine.lines(of: tokens, source: source.bytes) where !parser.isTooDeep {
      parser.parse(line, into: &log)
    }
    parser.finish(into: &log)
    return parser.code
  }

  private init(source: [UInt8], file: SourceFile) {
    self.source = source
    self.file = file
  }

  private mutating func parse(_ line: TemplateLine, into log: inout Diagnostics) {
    if !line.isBlank { settleBlocks(before: line) }
    let dedent = min(frames.last?.dedent ?? 0, line.indent.count)
    let indent = line.indent.dropFirst(dedent)
    if line.isStandalone {
      parseStandalone(line, indent: indent, into: &log)
    } else {
      parseText(line, indent: indent, into: &log)
    }
  }

  private mutating func parseText(_ line: TemplateLine, indent: Range<Int>, into log: inout Diagnostics) {
    markLineStart()
    for (index, token) in zip(line.tokens.indices, line.tokens) {
      switch token {
      case .text(let range):
        appendText(index == line.tokens.startIndex ? indent.lowerBound..<range.upperBound : range)
      case .tag(let tag): _ = handle(tag, indent: nil, into: &log)
      case .newline: break
      }
    }
    if line.hasNewline { addText(0..<0, startsLine: false, newline: true) }
  }

  private mutating func parseStandalone(_ line: TemplateLine, indent: Range<Int>, into log: inout Diagnostics) {
    let framesBefore = frames.count
    var endsLine = false
    for case .tag(let tag) in line.tokens {
      guard let closed = handle(tag, indent: indent, into: &log) else { continue }
      // What replaces a block on lines of its own must not run into the line below.
      if closed.tag.kind == .block, closed.indent != nil, frames.count <= framesBefore { endsLine = true }
      if closed.tag.kind == .parent { endsLine = false }
    }
    if endsLine, line.hasNewline { append(.endLine, "", TagPlace(line: 0, column: 0)) }
  }

  /// Adds the step of a tag; returns the frame that it closed.
  private mutating func handle(_ tag: Tag, indent: Range<Int>?, into log: inout Diagnostics) -> Frame? {
    switch tag.kind {
    case .comment, .delimiters: break
    case .value, .rawValue:
      append(.value(path: code.path(tag.name), isRaw: tag.kind == .rawValue), tag.name, tag.place)
    case .partial:
      append(
        .include(template: -1, indent: indent.map { span(of: $0) }, overrides: Span(0..<0), end: code.nodes.count + 1),
        tag.name, tag.place)
    case .section, .inverted, .parent, .block: open(tag, indent: indent, into: &log)
    case .close: return close(tag, into: &log)
    }
    return nil
  }

  private mutating func open(_ tag: Tag, indent: Range<Int>?, into log: inout Diagnostics) {
    guard frames.count < Self.maximumDepth else {
      if !isTooDeep { log.append(.tooDeep(tag, file)) }
      isTooDeep = true
      return
    }
    if tag.kind == .block, frames.contains(where: { $0.tag.kind == .block && $0.tag.name == tag.name }) {
      log.append(.blockInItself(tag, file))
    }
    frames.append(
      Frame(
        tag: tag, node: code.nodes.count, indent: indent, dedent: frames.last?.dedent ?? 0,
        awaitsContent: tag.kind == .block && indent != nil))
    append(.endLine, tag.name, tag.place)
    if tag.kind == .block, indent == nil { markLineStart() }
  }

  private mutating func close(_ tag: Tag, into log: inout Diagnostics) -> Frame? {
    guard !isTooDeep else { return nil }
    guard let match = frames.lastIndex(where: { $0.tag.name == tag.name }) else {
      log.append(.strayClose(tag, open: frames.last?.tag, file))
      return nil
    }
    while frames.count > match + 1 {
      let inner = frames.removeLast()
      log.append(.unclosed(inner.tag, by: tag, file))
      end(inner)
    }
    let frame = frames.removeLast()
    end(frame)
    return frame
  }

  private mutating func finish(into log: inout Diagnostics) {
    while let frame = frames.popLast() {
      if !isTooDeep { log.append(.unclosed(frame.tag, by: nil, file)) }
      end(frame)
    }
  }

  /// Writes the step of a frame whose body is complete.
  private mutating func end(_ frame: Frame) {
    openText = nil
    let end = code.nodes.count
    switch frame.tag.kind {
    case .section, .inverted:
      let path = code.path(frame.tag.name)
      code.nodes[frame.node] = .section(path: path, isInverted: frame.tag.kind == .inverted, end: end)
    case .parent:
      let first = code.overrides.count
      code.overrides += frame.overrides
      code.nodes[frame.node] = .include(
        template: -1, indent: frame.indent.map { span(of: $0) }, overrides: Span(first..<code.overrides.count), end: end
      )
    default: endBlock(frame, end)
    }
  }

  private mutating func endBlock(_ frame: Frame, _ end: Int) {
    let name = NameHash.of(frame.tag.name)
    code.nodes[frame.node] = .block(name: name, indent: frame.indent.map { span(of: $0) }, end: end)
    if let parent = frames.indices.last, frames[parent].tag.kind == .parent {
      frames[parent].overrides.append(
        TemplateOverride(
          name: name, label: frame.tag.name, place: frame.tag.place, body: Span(frame.node + 1..<end)))
    }
  }
}

extension TemplateParser {
  /// Takes the indentation of blocks that were opened on lines of their own from the first line of their content.
  private mutating func settleBlocks(before line: TemplateLine) {
    for index in frames.indices where frames[index].awaitsContent {
      frames[index].awaitsContent = false
      let isEmpty = index == frames.count - 1 && line.firstClosed == frames[index].tag.name
      guard !isEmpty else { continue }
      let own = line.indent.dropFirst(min(frames[index].dedent, line.indent.count))
      frames[index].indent = own
      // Whatever else was opened on the block's line is inside it.
      for inner in index..<frames.count { frames[inner].dedent += own.count }
    }
  }

  private mutating func append(_ node: TemplateNode, _ label: String, _ place: TagPlace) {
    code.nodes.append(node)
    code.labels.append(label)
    code.places.append(place)
    openText = nil
  }

  /// Copies bytes of the source that something else than a text step refers to.
  private mutating func span(of range: Range<Int>) -> Span {
    let start = code.text.count
    code.text += source[range]
    openText = nil
    return Span(start..<code.text.count)
  }

  private mutating func markLineStart() { addText(0..<0, startsLine: true) }

  private mutating func appendText(_ range: Range<Int>) {
    if !range.isEmpty { addText(range, startsLine: false) }
  }

  /// Lengthens the text step at hand, or begins one.
  private mutating func addText(_ range: Range<Int>, startsLine: Bool, newline: Bool = false) {
    var (firstByte, firstLine) = (code.text.count, code.lineStarts.count)
    if let open = openText, case .text(let bytes, let lines) = code.nodes[open] {
      (firstByte, firstLine) = (Int(bytes.start), Int(lines.start))
    } else {
      append(.endLine, "", TagPlace(line: 0, column: 0))
      openText = code.nodes.count - 1
    }
    if startsLine { code.lineStarts.append(UInt32(clamping: code.text.count)) }
    code.text += source[range]
    if newline { code.text.append(0x0A) }
    code.nodes[openText ?? 0] = .text(
      bytes: Span(firstByte..<code.text.count), lines: Span(firstLine..<code.lineStarts.count))
  }
}
