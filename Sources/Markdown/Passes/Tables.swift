import CCmark
import Core

/// GFM tables. cmark reads them as paragraphs; rows and cells are cut from the source, and all cells of a note are parsed in one
/// further go, each as a heading line of its own, since that is the block that holds one line of inline content and nothing else.
struct Tables {
  private struct Table {
    let paragraph: Node
    /// Lines of text before the header row.
    let leading: [[UInt8]]
    let alignments: [TableRow.Alignment]
    var rows: [[Cell]]
  }

  private struct Cell {
    let text: [UInt8]
    let line: Int
    let column: Int
  }

  private var tables: [Table] = []
  private var addedCells = 0

  static func run(_ draft: inout Draft) {
    guard draft.has(.tables), !draft.source.features.isDisjoint(with: [.pipe, .colon]) else { return }
    var pass = Tables()
    for paragraph in draft.paragraphs where paragraph.endLine > paragraph.startLine {
      if let table = pass.table(in: paragraph, &draft) { pass.tables.append(table) }
    }
    guard !pass.tables.isEmpty else { return }
    pass.build(&draft)
  }

  // Finding

  private mutating func table(in paragraph: Node, _ draft: inout Draft) -> Table? {
    var quotes = -1
    for line in paragraph.startLine...paragraph.endLine {
      let whole = draft.sourceLine(line)
      guard line > paragraph.startLine else { continue }
      guard Self.mayBeDelimiter(draft.source.bytes, whole) else { continue }
      if quotes < 0 { quotes = paragraph.quoteDepth }
      let content = Self.content(of: whole, in: draft.source.bytes, quotes: quotes)
      guard let alignments = TableRow.alignments(draft.source.bytes[content]) else { continue }
      let header = self.content(ofHeaderAt: line - 1, of: paragraph, quotes: quotes, &draft)
      guard TableRow.cells(of: draft.source.bytes, header).count == alignments.count else { continue }
      return table(in: paragraph, header: line - 1, alignments: alignments, quotes: quotes, &draft)
    }
    return nil
  }

  /// Cheap test before the line is looked at in full.
  private static func mayBeDelimiter(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var seen = false
    for byte in bytes[line] {
      switch byte {
      case 0x2D: seen = true
      case 0x20, 0x09, 0x3A, 0x3E, 0x7C: break
      default: return false
      }
    }
    return seen
  }

  private func content(ofHeaderAt line: Int, of paragraph: Node, quotes: Int, _ draft: inout Draft) -> Range<Int> {
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
    in paragraph: Node, header: Int, alignments: [TableRow.Alignment], quotes: Int, _ draft: inout Draft
  ) -> Table {
    var leading: [[UInt8]] = []
    var rows: [[Cell]] = []
    for line in paragraph.startLine...paragraph.endLine where line != header + 1 {
      let content = content(ofHeaderAt: line, of: paragraph, quotes: quotes, &draft)
      if line < header {
        leading.append(Array(draft.source.bytes[content]))
      } else {
        rows.append(cells(of: content, line: line, count: alignments.count, &draft))
      }
    }
    return Table(paragraph: paragraph, leading: leading, alignments: alignments, rows: rows)
  }

  /// The row's cells: surplus ones are dropped, missing ones added as far as the note's allowance goes.
  private mutating func cells(of content: Range<Int>, line: Int, count: Int, _ draft: inout Draft) -> [Cell] {
    let lineStart = draft.sourceLine(line).lowerBound
    var cells = TableRow.cells(of: draft.source.bytes, content).prefix(count).map { range in
      Cell(
        text: TableRow.unescaped(draft.source.bytes[range]), line: line, column: range.lowerBound - lineStart + 1)
    }
    let missing = min(count - cells.count, draft.options.limits.addedCells - addedCells)
    if missing > 0 {
      addedCells += missing
      cells += [Cell](repeating: Cell(text: [], line: line, column: 1), count: missing)
    }
    return cells
  }

  // Building

  private func build(_ draft: inout Draft) {
    let parsed = parseCells(&draft)
    var next = parsed.firstChild
    func take() -> Node? {
      defer { next = next?.next }
      return next
    }
    for table in tables {
      if !table.leading.isEmpty, let lead = next, lead.kind == .paragraph {
        _ = take()
        let line = table.paragraph.startLine
        draft.origins[lead] = Draft.Origin(
          line: line, column: table.paragraph.startColumn, parsedLine: lead.startLine, parsedColumn: 1)
        lead.unlink()
        table.paragraph.insertBefore(lead)
        draft.paragraphs.append(lead)
      }
      let markup = TableMarkup(alignments: table.alignments, markup: draft.options.markup)
      let block = Node.block(markup.open(caption: nil), markup.close(rows: table.rows.count))
      for (row, cells) in table.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let (enter, exit) = markup.cell(row: row, column: column, of: cells.count)
          let node = Node.inline(enter, exit)
          if let content = take() {
            draft.origins[node] = Draft.Origin(
              line: cell.line, column: cell.column, parsedLine: content.startLine, parsedColumn: 3)
            content.moveChildren(to: node)
          }
          block.append(node)
        }
      }
      draft.replace(table.paragraph, by: block)
    }
    draft.remove(parsed)
  }

  private func parseCells(_ draft: inout Draft) -> Node {
    var text: [UInt8] = []
    var hasReferences = false
    for table in tables {
      if !table.leading.isEmpty {
        // An indented line can only go on with a paragraph: nothing in it opens a block that it didn't open before.
        for (number, line) in table.leading.enumerated() { text += (number > 0 ? Self.indent : []) + line + [0x0A] }
        text.append(0x0A)
        hasReferences = true
      }
      for cell in table.rows.joined() {
        text += Self.cellOpen
        text += cell.text
        text += Self.cellClose
        hasReferences = hasReferences || cell.text.contains(0x5B)
      }
    }
    if hasReferences { text += ReferenceDefinitions.text(in: &draft) }
    return draft.parse(text)
  }

  private static let indent = Array("    ".utf8)
  private static let cellOpen = Array("# ".utf8)
  private static let cellClose = Array(" #\n".utf8)
}

extension Draft {
  /// Parses text with this note's options. The tree is the caller's to remove.
  func parse(_ text: [UInt8]) -> Node { Node.parse(text, smart: options.smartPunctuation) }
}

extension Node {
  /// Parses a whole text.
  static func parse(_ text: [UInt8], smart: Bool) -> Node {
    let pointer = text.withUnsafeBytes { raw in
      cmark_parse_document(
        raw.assumingMemoryBound(to: CChar.self).baseAddress, raw.count, smart ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT)
    }
    guard let pointer else { preconditionFailure("out of memory") }
    return Node(pointer)
  }

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
