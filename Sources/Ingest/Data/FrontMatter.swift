import Core

/// The head of a note: YAML between two lines of `---`, or a JSON object, and where the Markdown begins.
struct FrontMatter: Sendable {
  /// The head as a tree; nil if there is none, or it can't be read.
  let tree: DataTree?
  /// Whether the note has a head at all.
  let isPresent: Bool
  /// The head's own text, for what can be saved of one that can't be read.
  let head: Range<Int>
  /// Offset of the Markdown's first byte.
  let bodyStart: Int
  /// Line of the Markdown's first byte.
  let bodyLine: Int

  /// Splits `text` and reads the head.
  static func read(
    _ text: [UInt8], file: SourceFile, limits: WorkspaceLimits, account: String? = nil, into log: inout Diagnostics
  ) -> FrontMatter {
    if let start = text.firstIndex(where: { $0 > 0x20 }), text[start] == 0x7B {
      return json(text, file, limits, account, &log)
    }
    guard let opening = line(text, at: 0), isFence(text[opening.content], closing: false) else {
      return FrontMatter(tree: nil, isPresent: false, head: 0..<0, bodyStart: 0, bodyLine: 1)
    }
    var number = 2
    var start = opening.next
    while let next = line(text, at: start) {
      if isFence(text[next.content], closing: true) {
        let head = opening.next..<start
        return FrontMatter(
          tree: tree(Array(text[head]), file, limits, account, &log), isPresent: true, head: head,
          bodyStart: next.next, bodyLine: number + 1)
      }
      start = next.next
      number += 1
    }
    log.append(
      .error(
        "note.front-matter", "the front matter is opened and never closed",
        at: SourceLocation(file, line: 1, column: 1),
        hint: "put a line `---` after its last key", account: account))
    return FrontMatter(
      tree: nil, isPresent: true, head: opening.next..<text.count, bodyStart: text.count, bodyLine: number)
  }

  private static func tree(
    _ head: [UInt8], _ file: SourceFile, _ limits: WorkspaceLimits, _ account: String?, _ log: inout Diagnostics
  ) -> DataTree? {
    YAMLDocument.read(head, file: file, firstLine: 2, limits: limits, account: account, into: &log)
  }

  private static func json(
    _ text: [UInt8], _ file: SourceFile, _ limits: WorkspaceLimits, _ account: String?, _ log: inout Diagnostics
  ) -> FrontMatter {
    guard
      let (tree, end) = JSONDocument.readPrefix(text, file: file, limits: limits, account: account, into: &log)
    else {
      return FrontMatter(tree: nil, isPresent: true, head: 0..<text.count, bodyStart: text.count, bodyLine: 1)
    }
    let bodyStart = line(text, at: end)?.next ?? text.count
    var position = TextPosition()
    position.advance(to: bodyStart, in: text)
    return FrontMatter(tree: tree, isPresent: true, head: 0..<end, bodyStart: bodyStart, bodyLine: position.line)
  }

  private static func line(_ text: [UInt8], at start: Int) -> (content: Range<Int>, next: Int)? {
    guard start < text.count else { return nil }
    var end = start
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    var next = end
    if next < text.count { next += text[next] == 0x0D && next + 1 < text.count && text[next + 1] == 0x0A ? 2 : 1 }
    return (start..<end, next)
  }

  private static func isFence(_ line: ArraySlice<UInt8>, closing: Bool) -> Bool {
    var line = line
    while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
    return line.elementsEqual("---".utf8) || (closing && line.elementsEqual("...".utf8))
  }
}

extension FrontMatter {
  /// The plain value of `key` at the start of a line of a head that can't be read as a whole: enough to know whose rows belong to it.
  static func salvage(_ key: String, from head: ArraySlice<UInt8>) -> String? {
    for line in head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard line.starts(with: key.utf8), line.dropFirst(key.utf8.count).first == 0x3A else { continue }
      let value = Array(line.dropFirst(key.utf8.count + 1))
      let text = value.span.trimmedText
      let quotes: Set<UInt8> = [0x22, 0x27]
      guard let first = text.utf8.first, quotes.contains(first), text.utf8.last == first, text.utf8.count >= 2 else {
        return text.isEmpty ? nil : text
      }
      return String(text.dropFirst().dropLast())
    }
    return nil
  }
}
