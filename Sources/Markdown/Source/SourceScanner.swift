/// Makes a note ready for cmark in one pass: replaces what cmark must not see by sentinels, and bounds what it is slow at.
struct SourceScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let options: MarkdownOptions
  private let labels: [[UInt8]: Int]
  private var prepared: PreparedSource
  private var output: [UInt8] = []
  private var copied = 0
  private var line = 1
  private var lineStart = 0
  private var counted = 0
  private var lastImage = 0
  private var imagesInParagraph = 0
  private(set) var problems: [Problem] = []

  /// A bound that was hit.
  struct Problem {
    enum Kind { case notUTF8, nesting, images }
    let kind: Kind
    let line: Int
    let column: Int
  }

  /// The note made ready, and the bounds it hit.
  static func prepare(_ source: [UInt8], options: MarkdownOptions) -> (source: PreparedSource, problems: [Problem]) {
    let (bytes, features, repaired) = SourceCleaner.clean(source)
    var prepared = PreparedSource(bytes: [], features: features)
    var problems = repaired ? [Problem(kind: .notUTF8, line: 0, column: 0)] : []
    let rewritten = bytes.withUnsafeBufferPointer { buffer -> [UInt8]? in
      let events = SourceLines(bytes: buffer, options: options).events()
      var scanner = SourceScanner(bytes: buffer, options: options, prepared: prepared, events: events)
      if scanner.needsPass(events) { scanner.run(events) }
      prepared = scanner.prepared
      problems += scanner.problems
      return scanner.finish()
    }
    prepared.bytes = rewritten ?? bytes
    return (prepared, problems)
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, options: MarkdownOptions, prepared: PreparedSource, events: [SourceLines.Event]
  ) {
    self.bytes = bytes
    self.options = options
    self.prepared = prepared
    var labels: [[UInt8]: Int] = [:]
    for case .definition(let label) in events.lazy.map(\.kind) {
      let key = Self.normalized(bytes[label])
      if labels[key] == nil { labels[key] = labels.count }
    }
    self.labels = labels
  }

  private func needsPass(_ events: [SourceLines.Event]) -> Bool {
    !events.isEmpty || !prepared.features.isDisjoint(with: [.bracket, .brace, .ampersand])
      || (prepared.features.isSuperset(of: [.tilde, .backslash]) && options.extensions.contains(.strikethrough))
  }

  private static func normalized(_ label: some Sequence<UInt8>) -> [UInt8] { label.map(\.lowered) }

  /// The rewritten bytes; nil if nothing was replaced.
  private mutating func finish() -> [UInt8]? {
    guard copied > 0 else { return nil }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    return output
  }

  /// Bytes that may open something.
  private static let openers = ByteSet(Array("[{&!\\".utf8))

  private mutating func run(_ events: [SourceLines.Event]) {
    var (offset, next) = (0, 0)
    while offset < bytes.count {
      while next < events.count, events[next].range.lowerBound < offset { next += 1 }
      let stop = next < events.count ? events[next].range.lowerBound : bytes.count
      offset = skipText(from: offset, to: stop)
      if offset == bytes.count { return }
      if next < events.count, offset == stop, let end = handle(events[next]) {
        offset = end
        continue
      }
      switch bytes[offset] {
      case 0x5B: offset = bracket(at: offset)
      case 0x7B: offset = brace(at: offset)
      case 0x26: offset = entity(at: offset, from: offset)
      case 0x21: offset = exclamation(at: offset)
      case 0x5C: offset = backslash(at: offset)
      default: offset += 1
      }
    }
  }

  private func skipText(from start: Int, to stop: Int) -> Int {
    Self.openers?.next(in: bytes, from: start, to: stop) ?? stop
  }

  /// Brings line and column up to `offset`.
  private mutating func advance(to offset: Int) {
    guard offset > counted else { return }
    // Not to the end of the note: there may be no further line, and many calls.
    let passed = UnsafeBufferPointer(rebasing: bytes[..<offset])
    var end = passed.next(0x0A, from: counted)
    while end < offset {
      (line, lineStart) = (line + 1, end + 1)
      end = passed.next(0x0A, from: end + 1)
    }
    counted = offset
  }

  private func isBlankLine(_ start: Int) -> Bool {
    var offset = start
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 || bytes[offset] == 0x3E { offset += 1 }
    return offset == bytes.count || bytes[offset] == 0x0A
  }

  private func endsParagraph(between start: Int, and end: Int) -> Bool {
    (start..<end).contains { bytes[$0] == 0x0A && isBlankLine($0 + 1) }
  }

  /// Replaces `range` and goes on after it.
  @discardableResult
  private mutating func replace(
    _ range: Range<Int>, by meaning: Substitution.Meaning, before: [UInt8] = [], after: [UInt8] = []
  ) -> Int {
    advance(to: range.lowerBound)
    if copied == 0 {
      output.reserveCapacity(bytes.count + bytes.count / 8)
      prepared.substitutions.reserveCapacity(32)
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<range.lowerBound]))
    output.append(contentsOf: before)
    output.append(Sentinel.sourceOpen)
    output.appendDecimal(prepared.substitutions.count)
    output.append(Sentinel.sourceClose)
    output.append(contentsOf: after)
    prepared.substitutions.append(
      Substitution(
        meaning: meaning, original: Array(bytes[range]), line: line, column: range.lowerBound - lineStart + 1))
    copied = range.upperBound
    return range.upperBound
  }

  private mutating func handle(_ event: SourceLines.Event) -> Int? {
    switch event.kind {
    case .fence:
      return replace(
        event.range, by: .fence(Self.fence(bytes[event.range])), before: PreparedSource.commentOpen,
        after: PreparedSource.commentClose)
    case .definition(let label): return definition(label: label, range: event.range)
    case .tooDeep:
      report(.nesting, at: event.range.lowerBound)
      return replace(event.range, by: .literal(Array(bytes[event.range])))
    }
  }

  /// The first definition of a label counts; a second one stays text.
  private mutating func definition(label: Range<Int>, range: Range<Int>) -> Int? {
    let index = prepared.definitions.count
    guard labels[Self.normalized(bytes[label])] == index else { return nil }
    advance(to: range.lowerBound)
    prepared.definitions.append(
      FootnoteDefinition(label: Array(bytes[label]), line: line, column: range.lowerBound - lineStart + 1))
    let isAlone = range.upperBound == bytes.count || bytes[range.upperBound] == 0x0A
    return replace(
      range, by: .footnoteDefinition(index),
      before: PreparedSource.definitionMarker + (isAlone ? PreparedSource.commentOpen : []),
      after: isAlone ? PreparedSource.commentClose : [])
  }

  private static func fence(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Fence {
    let content = line.drop { $0 == 0x3A }.drop { $0.isMarkdownSpace }
    let name = content.prefix { $0.isLetter || $0 == 0x2D }
    return Fence(
      name: String(decoding: name.map(\.lowered), as: UTF8.self), argument: Array(content.dropFirst(name.count)).trimmed
    )
  }

  private mutating func report(_ kind: Problem.Kind, at offset: Int) {
    guard problems.last?.kind != kind else { return }
    advance(to: offset)
    problems.append(Problem(kind: kind, line: line, column: offset - lineStart + 1))
  }

  // `[[target|label]]` and `[^label]`.
  private mutating func bracket(at offset: Int) -> Int {
    guard offset + 2 < bytes.count else { return offset + 1 }
    if bytes[offset + 1] == 0x5B, options.extensions.contains(.wikiLinks) { return wikiLink(at: offset) }
    guard bytes[offset + 1] == 0x5E, !labels.isEmpty,
      let close = SourceLines.endOfFootnoteLabel(in: bytes, from: offset + 2),
      let index = labels[Self.normalized(bytes[offset + 2..<close])]
    else { return offset + 1 }
    return replace(offset..<close + 1, by: .footnoteReference(index))
  }

  private mutating func wikiLink(at offset: Int) -> Int {
    var (end, bar) = (offset + 2, Int?.none)
    scan: while end + 1 < bytes.count, end - offset <= 400 {
      switch bytes[end] {
      case 0x5D:
        guard bytes[end + 1] == 0x5D else { return offset + 1 }
        break scan
      case 0x0A, 0x5B, 0x60, 0x3C, 0x3E: return offset + 1
      case 0x7C where bar == nil: bar = end
      default: break
      }
      end += 1
    }
    guard end + 1 < bytes.count, bytes[end] == 0x5D, bytes[end + 1] == 0x5D else { return offset + 1 }
    let targetEnd = bar.map { bytes[$0 - 1] == 0x5C ? $0 - 1 : $0 } ?? end
    guard targetEnd > offset + 2 else { return offset + 1 }
    let target = Array(bytes[offset + 2..<targetEnd]).trimmed
    let label = bar.map { Array(bytes[$0 + 1..<end]).trimmed } ?? target
    guard !target.isEmpty else { return offset + 1 }
    return replace(offset..<end + 2, by: .wikiLink(target: target, label: label.isEmpty ? target : label))
  }

  private mutating func brace(at offset: Int) -> Int {
    guard offset + 1 < bytes.count, bytes[offset + 1] == 0x7B, options.extensions.contains(.figures) else {
      return offset + 1
    }
    var start = offset + 2
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    var end = start
    while end < bytes.count, end - start < 200, Self.isNameByte(bytes[end]) {
      end += 1
    }
    var close = end
    while close < bytes.count, bytes[close] == 0x20 { close += 1 }
    guard end > start, close + 1 < bytes.count, bytes[close] == 0x7D, bytes[close + 1] == 0x7D else {
      return offset + 2
    }
    return replace(offset..<close + 2, by: .figure(Array(bytes[start..<end])))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == 0x2E || byte == 0x2D || byte == 0x5F
  }

  /// A numeric reference to a character that HTML forbids: cmark would decode `&#4;` to a byte of our markers.
  private mutating func entity(at offset: Int, from start: Int) -> Int {
    guard offset + 3 < bytes.count, bytes[offset + 1] == 0x23 else { return offset + 1 }
    let isHex = bytes[offset + 2] | 0x20 == 0x78
    var (end, value) = (offset + (isHex ? 3 : 2), UInt32(0))
    let first = end
    while end < bytes.count, end - first < (isHex ? 6 : 7) {
      guard let digit = Self.digit(bytes[end], isHex: isHex) else { break }
      value = min(value * (isHex ? 16 : 10) + digit, 0x20_0000)
      end += 1
    }
    guard end > first, end < bytes.count, bytes[end] == 0x3B, !SourceCleaner.isPresentable(scalar: value) else {
      return offset + 1
    }
    let shown = start < offset ? Array(bytes[offset...end]) : [0xEF, 0xBF, 0xBD]
    return replace(start..<end + 1, by: .literal(shown))
  }

  private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    if byte.isDigit { return UInt32(byte - 48) }
    let lowered = byte | 0x20
    return isHex && lowered >= 97 && lowered <= 102 ? UInt32(lowered - 87) : nil
  }

  private mutating func exclamation(at offset: Int) -> Int {
    guard offset + 1 < bytes.count, bytes[offset + 1] == 0x5B else { return offset + 1 }
    if endsParagraph(between: lastImage, and: offset) { imagesInParagraph = 0 }
    lastImage = offset
    imagesInParagraph += 1
    if imagesInParagraph > options.limits.imagesInParagraph {
      report(.images, at: offset)
      return replace(offset..<offset + 1, by: .literal([0x21]))
    }
    // `![[file]]` isn't a wiki link, `![^1]` is a note after an exclamation mark.
    return offset + 2 < bytes.count && bytes[offset + 2] == 0x5B ? offset + 3 : offset + 1
  }

  private mutating func backslash(at offset: Int) -> Int {
    guard offset + 1 < bytes.count else { return offset + 1 }
    switch bytes[offset + 1] {
    case 0x7E where options.extensions.contains(.strikethrough):
      return replace(offset..<offset + 2, by: .literal([0x7E]))
    case 0x26:
      let end = entity(at: offset + 1, from: offset)
      return max(end, offset + 2)
    case 0x0A: return offset + 1
    default: return offset + 2
    }
  }
}
