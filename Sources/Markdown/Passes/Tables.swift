import Core

/// GFM tables. cmark reads them as paragraphs; rows and cells are cut from the source. Cells that hold nothing but words and code
/// go straight into the HTML; the others, of all tables of the note, are parsed in one further go, each as a heading line of its
/// own, since that is the block that holds one line of inline content and nothing else.
struct Tables {
  private struct Table {
    let paragraph: Node
    /// Lines of text before the header row.
    let leading: [Range<Int>]
    let alignments: [TableRow.Alignment]
    var rows: [Row] = []
  }

  private struct Row {
    let line: Int
    let lineStart: Int
    /// Where its cells stand in the list of all.
    let cells: Range<Int>
  }

  private var tables: [Table] = []
  private var cells: [TableRow.Cell] = []
  private var addedCells = 0

  static func run(_ draft: inout Draft) {
    guard draft.has(.tables), !draft.source.features.isDisjoint(with: [.pipe, .colon]) else { return }
    var pass = Tables()
    for paragraph in draft.paragraphs where paragraph.endLine > paragraph.startLine {
      if let table = pass.table(in: paragraph, to: paragraph.endLine, &draft) { pass.tables.append(table) }
    }
    pass.takeUnderlined(&draft)
    guard !pass.tables.isEmpty else { return }
    pass.build(&draft)
  }

  // Finding

  /// A table right above `---` or `===` is a heading of several lines to cmark.
  private mutating func takeUnderlined(_ draft: inout Draft) {
    var taken: Set<Node> = []
    for heading in draft.headings where heading.endLine > heading.startLine {
      guard let underline = Self.underline(of: heading, &draft) else { continue }
      let isBreak = heading.headingLevel == 2
      let last = isBreak ? underline - 1 : underline
      guard last > heading.startLine, let table = table(in: heading, to: last, &draft) else { continue }
      if isBreak { heading.insertAfter(.make(.thematicBreak)) }
      tables.append(table)
      taken.insert(heading)
    }
    if !taken.isEmpty { draft.headings.removeAll(where: taken.contains) }
  }

  /// The line of `---` or `===` that made a heading of the lines before it.
  private static func underline(of heading: Node, _ draft: inout Draft) -> Int? {
    let quotes = heading.quoteDepth
    return (heading.startLine + 1...heading.endLine).first { line in
      let content = Self.content(of: draft.sourceLine(line), in: draft.source.bytes, quotes: quotes)
      let text = draft.source.bytes[content].prefix { !$0.isMarkdownSpace }
      guard let mark = text.first, mark == 0x2D || mark == 0x3D else { return false }
      return text.allSatisfy { $0 == mark }
        && draft.source.bytes[text.endIndex..<content.upperBound].allSatisfy(\.isMarkdownSpace)
    }
  }

  private mutating func table(in paragraph: Node, to last: Int, _ draft: inout Draft) -> Table? {
    var quotes = -1
    for line in (paragraph.startLine + 1)...last {
      let whole = draft.sourceLine(line)
      guard Self.mayBeDelimiter(draft.source.bytes, whole) else { continue }
      if quotes < 0 { quotes = paragraph.quoteDepth }
      let content = Self.content(of: whole, in: draft.source.bytes, quotes: quotes)
      let alignments = draft.source.bytes.withUnsafeBufferPointer { TableRow.alignments($0, content) }
      guard let alignments else { continue }
      let header = self.content(of: line - 1, in: paragraph, quotes: quotes, &draft)
      let count = draft.source.bytes.withUnsafeBufferPointer { TableRow.count(of: $0, header) }
      guard count == alignments.count else { continue }
      return table(in: paragraph, lines: line - 1...last, alignments: alignments, quotes: quotes, &draft)
    }
    return nil
  }

  /// Cheap test before the line is looked at in full.
  private static func mayBeDelimiter(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var seen = false
    for offset in line {
      switch bytes[offset] {
      case 0x2D: seen = true
      case 0x20, 0x09, 0x3A, 0x3E, 0x7C: break
      default: return false
      }
    }
    return seen
  }

  private func content(of line: Int, in paragraph: Node, quotes: Int, _ draft: inout Draft) -> Range<Int> {
    let whole = draft.sourceLine(line)
    guard line == paragraph.startLine else { return Self.content(of: whole, in: draft.source.bytes, quotes: quotes) }
    let start = min(whole.lowerBound + max(0, paragraph.startColumn - 1), whole.upperBound)
    return start..<whole.upperBound
  }

  /// A line without the spaces and the quote marks of the containers it stands in.
  private static func content(of line: Range<Int>, in bytes: [UInt8], quotes: Int) -> Range<Int> {
    var (start, rest) = (line.lowerBound, quotes)
    while start < line.upperBound {
      if bytes[start] == 0x3E, rest > 0 { rest -= 1 } else if bytes[start] != 0x20, bytes[start] != 0x09 { break }
      start += 1
    }
    return start..<line.upperBound
  }

  private mutating func table(
    in paragraph: Node, lines: ClosedRange<Int>, alignments: [TableRow.Alignment], quotes: Int, _ draft: inout Draft
  ) -> Table {
    let header = lines.lowerBound
    let leading = (paragraph.startLine..<header).map { content(of: $0, in: paragraph, quotes: quotes, &draft) }
    var table = Table(paragraph: paragraph, leading: leading, alignments: alignments)
    table.rows.reserveCapacity(lines.count)
    // Not for all that could be: rows may be short, and a wide header would ask for more than there is.
    if cells.isEmpty { cells.reserveCapacity(min(lines.count * alignments.count, 256)) }
    for line in lines where line != header + 1 {
      let content = content(of: line, in: paragraph, quotes: quotes, &draft)
      let first = cells.count
      draft.source.bytes.withUnsafeBufferPointer {
        TableRow.append(cellsOf: $0, content, limit: alignments.count, to: &cells)
      }
      table.rows.append(
        Row(line: line, lineStart: draft.sourceLine(line).lowerBound, cells: first..<cells.count))
    }
    return table
  }

  // Building

  private mutating func build(_ draft: inout Draft) {
    let bytes = draft.source.bytes
    bytes.withUnsafeBufferPointer { bytes in
      let parsed = parseCells(bytes, &draft)
      var content = parsed?.firstChild
      for table in tables {
        if !table.leading.isEmpty, let lead = content, lead.kind == .paragraph {
          content = lead.next
          place(lead, before: table.paragraph, &draft)
        }
        build(table, from: bytes, taking: &content, &draft)
      }
    }
  }

  /// Text that stood before the header row.
  private func place(_ lead: Node, before paragraph: Node, _ draft: inout Draft) {
    let origin = Draft.Origin(
      line: paragraph.startLine, column: paragraph.startColumn, parsedLine: lead.startLine, parsedColumn: 1)
    draft.setOrigin(of: lead, origin)
    lead.unlink()
    paragraph.insertBefore(lead)
    draft.paragraphs.append(lead)
  }

  private mutating func build(
    _ table: Table, from bytes: UnsafeBufferPointer<UInt8>, taking content: inout Node?, _ draft: inout Draft
  ) {
    var writer = TableWriter(alignments: table.alignments, markup: draft.options.markup)
    for (number, row) in table.rows.enumerated() {
      writer.openRow(number)
      for index in row.cells {
        let cell = cells[index]
        writer.openCell()
        switch cell.form {
        case .plain: writer.write(UnsafeBufferPointer(rebasing: bytes[cell.range]))
        case .code: writer.writeCode(UnsafeBufferPointer(rebasing: bytes[cell.range]))
        case .rich:
          guard let parsed = content else { break }
          content = parsed.next
          let column = cell.range.lowerBound - row.lineStart + 1
          fill(writer.node(), from: parsed, line: row.line, column: column, &draft)
        }
        writer.closeCell()
      }
      // Surplus cells were dropped; missing ones are added as far as the note's allowance goes.
      let missing = min(table.alignments.count - row.cells.count, draft.options.limits.addedCells - addedCells)
      for _ in 0..<max(0, missing) { writer.addEmptyCell() }
      addedCells += max(0, missing)
      writer.closeRow(number)
    }
    draft.replace(table.paragraph, by: writer.finish(rows: table.rows.count))
  }

  /// Moves what cmark made of a cell to its place.
  private func fill(_ node: Node, from parsed: Node, line: Int, column: Int, _ draft: inout Draft) {
    draft.setOrigin(
      of: node, Draft.Origin(line: line, column: column, parsedLine: parsed.startLine, parsedColumn: 3))
    parsed.moveChildren(to: node)
  }

  private func parseCells(_ bytes: UnsafeBufferPointer<UInt8>, _ draft: inout Draft) -> Node? {
    guard tables.contains(where: { !$0.leading.isEmpty }) || cells.contains(where: { $0.form == .rich }) else {
      return nil
    }
    var text = ByteBuffer(capacity: 1024)
    var hasReferences = false
    for table in tables {
      // An indented line can only go on with a paragraph: nothing in it opens a block that it didn't open before.
      for (number, range) in table.leading.enumerated() {
        if number > 0 { text.append("    ") }
        text.append(UnsafeBufferPointer(rebasing: bytes[range]))
        text.append(0x0A)
      }
      if !table.leading.isEmpty {
        text.append(0x0A)
        hasReferences = true
      }
      for cell in table.rows.lazy.flatMap(\.cells).map({ cells[$0] }) where cell.form == .rich {
        text.append("# ")
        let cell = UnsafeBufferPointer(rebasing: bytes[cell.range])
        TableRow.appendUnescaped(cell, to: &text)
        text.append(" #\n")
        hasReferences = hasReferences || cell.contains(0x5B)
      }
    }
    if hasReferences { text.append(ReferenceDefinitions.text(in: &draft)) }
    return text.withBytes { Arena.parse($0, smart: draft.options.smartPunctuation) }
  }
}

extension Node {
  /// Number of quotes the node stands in.
  var quoteDepth: Int {
    var (depth, ancestor) = (0, parent)
    while let node = ancestor {
      if node.kind == .blockQuote { depth += 1 }
      ancestor = node.parent
    }
    return depth
  }
}
