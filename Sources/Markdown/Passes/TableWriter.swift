/// Writes a table: into as few nodes as there are cells with inline content, the HTML between them in one piece.
struct TableWriter {
  private let alignments: [TableRow.Alignment]
  private let markup: MarkdownOptions.Markup
  private let block = Node.make(.customBlock)
  private var pending: [UInt8] = []
  private var hasNodes = false
  private var column = 0
  private var isHeader = true

  init(alignments: [TableRow.Alignment], markup: MarkdownOptions.Markup) {
    self.alignments = alignments
    self.markup = markup
    pending.reserveCapacity(1024)
    if markup == .site { pending.append(#"<div class="scroll" tabindex="0" role="group" aria-label="Table">"#) }
    pending.append("<table>\n<thead>\n")
  }

  mutating func openRow(_ number: Int) {
    isHeader = number == 0
    column = 0
    pending.append(number == 1 ? "<tbody>\n<tr>\n" : "<tr>\n")
  }

  mutating func closeRow(_ number: Int) { pending.append(number == 0 ? "</tr>\n</thead>\n" : "</tr>\n") }

  mutating func openCell() {
    pending.append(isHeader ? "<th" : "<td")
    writeAttributes(alignments[column])
    pending.append(0x3E)
    column += 1
  }

  mutating func closeCell() { pending.append(isHeader ? "</th>\n" : "</td>\n") }

  mutating func addEmptyCell() {
    openCell()
    closeCell()
  }

  /// Text without characters that need escaping.
  mutating func write(_ text: ArraySlice<UInt8>) { pending += text }

  /// A node for the open cell's content.
  mutating func node() -> Node {
    let node = Node.inline(pending)
    pending.removeAll(keepingCapacity: true)
    block.append(node)
    hasNodes = true
    return node
  }

  /// The whole table.
  mutating func finish(rows: Int) -> Node {
    if rows > 1 { pending.append("</tbody>\n") }
    pending.append("</table>")
    if markup == .site { pending.append("</div>") }
    // Not as the block's own closing text: cmark begins a line before that.
    if hasNodes { block.append(.inline(pending)) } else { block.setOnEnter(pending) }
    return block
  }

  private mutating func writeAttributes(_ alignment: TableRow.Alignment) {
    if markup == .site, isHeader { pending.append(#" scope="col""#) }
    switch (alignment, markup) {
    case (.none, _), (.left, .site): break
    case (.left, .gfm): pending.append(#" align="left""#)
    case (.center, .gfm): pending.append(#" align="center""#)
    case (.right, .gfm): pending.append(#" align="right""#)
    case (.center, .site): pending.append(#" class="center""#)
    case (.right, .site): pending.append(#" class="num""#)
    }
  }
}
