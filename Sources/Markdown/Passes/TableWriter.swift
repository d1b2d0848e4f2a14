import Core

/// Writes a table: into as few nodes as there are cells that cmark had to read, the HTML between them in one piece.
struct TableWriter {
  private let alignments: [TableRow.Alignment]
  private let markup: MarkdownOptions.Markup
  private let block = Node.make(.customBlock)
  private var pending = ByteBuffer(capacity: 2048)
  private var hasNodes = false
  private var column = 0
  private var isHeader = true

  init(alignments: [TableRow.Alignment], markup: MarkdownOptions.Markup) {
    self.alignments = alignments
    self.markup = markup
    if markup == .site { pending.append(#"<div class="scroll" tabindex="0" role="group" aria-label="Table">"#) }
    pending.append("<table>\n<thead>\n")
  }

  /// Bytes of HTML after which another node is begun: more would leave the processor's caches.
  private static let piece = 32 << 10

  mutating func openRow(_ number: Int) {
    if pending.count > Self.piece { _ = node() }
    isHeader = number == 0
    column = 0
    pending.append(number == 1 ? "<tbody>\n<tr>\n" : "<tr>\n")
  }

  mutating func closeRow(_ number: Int) { pending.append(number == 0 ? "</tr>\n</thead>\n" : "</tr>\n") }

  mutating func openCell() {
    pending.append(isHeader ? headerTag(alignments[column]) : bodyTag(alignments[column]))
    column += 1
  }

  mutating func closeCell() { pending.append(isHeader ? "</th>\n" : "</td>\n") }

  mutating func addEmptyCell() {
    openCell()
    closeCell()
  }

  /// Text without characters that need escaping.
  mutating func write(_ text: UnsafeBufferPointer<UInt8>) { pending.append(text) }

  /// The same, with code between single backticks.
  mutating func writeCode(_ text: UnsafeBufferPointer<UInt8>) {
    var (start, isInCode) = (0, false)
    while start < text.count {
      let end = text.next(0x60, from: start)
      pending.append(UnsafeBufferPointer(rebasing: text[start..<end]))
      if end < text.count { pending.append(isInCode ? "</code>" : "<code>") }
      isInCode.toggle()
      start = end + 1
    }
  }

  /// A node that writes what is pending, and then what is put into it.
  mutating func node() -> Node {
    let node = Node.inline(&pending)
    pending.removeAll()
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
    if hasNodes { block.append(.inline(&pending)) } else { block.setOnEnter(&pending) }
    return block
  }

  private func headerTag(_ alignment: TableRow.Alignment) -> StaticString {
    switch (alignment, markup) {
    case (.none, .gfm): "<th>"
    case (.left, .gfm): #"<th align="left">"#
    case (.center, .gfm): #"<th align="center">"#
    case (.right, .gfm): #"<th align="right">"#
    case (.none, .site), (.left, .site): #"<th scope="col">"#
    case (.center, .site): #"<th scope="col" class="center">"#
    case (.right, .site): #"<th scope="col" class="num">"#
    }
  }

  private func bodyTag(_ alignment: TableRow.Alignment) -> StaticString {
    switch (alignment, markup) {
    case (.none, _), (.left, .site): "<td>"
    case (.left, .gfm): #"<td align="left">"#
    case (.center, .gfm): #"<td align="center">"#
    case (.right, .gfm): #"<td align="right">"#
    case (.center, .site): #"<td class="center">"#
    case (.right, .site): #"<td class="num">"#
    }
  }
}
