import CCmark
import Core

/// What the passes share while one note is read: cmark's tree, the lists of its nodes, the records they fill, and the place
/// to report to. Nodes taken out of the tree live on until the arena ends, so that no list ever points to freed memory.
struct Draft {
  let source: PreparedSource
  let options: MarkdownOptions
  let file: SourceFile
  let root: Node
  let firstLine: Int
  /// The bytes that open anything in running text; nil if there are none.
  let triggers: ByteSet?
  var diagnostics = Diagnostics()
  var records = Records()

  var paragraphs: [Node] = []
  var headings: [Node] = []
  var items: [Node] = []
  var quotes: [Node] = []
  var codeBlocks: [Node] = []
  var htmlBlocks: [Node] = []

  /// Where inline content of a second parse comes from: table cells, and text before a table.
  private var origins: [Origin] = []
  /// Nodes made for audience blocks, with the clearance they give.
  var audienceBlocks: [AudienceBlock] = []
  /// Blocks made by fences, but for audiences.
  var namedBlocks: [NamedBlock] = []
  /// Lines at which sections begin, in order.
  var roles: [(line: Int, role: MarkdownSectionRole)] = []
  /// Nodes after which everything is to be raised.
  var pendingRaises: [(node: Node, clearance: Audience)] = []
  private var lineStarts: [Int] = []

  /// Place in the note of inline content that was parsed apart.
  struct Origin {
    let line: Int
    let column: Int
    /// Line and column that cmark gives its first byte.
    let parsedLine: Int
    let parsedColumn: Int
  }

  /// Says where the content of a node comes from.
  mutating func setOrigin(of node: Node, _ origin: Origin) {
    origins.append(origin)
    node.setTag(origins.count)
  }

  func origin(of node: Node) -> Origin? {
    let tag = node.tag
    return tag > 0 && tag <= origins.count ? origins[tag - 1] : nil
  }

  var hasOrigins: Bool { !origins.isEmpty }

  init(source: PreparedSource, options: MarkdownOptions, file: SourceFile, firstLine: Int, root: Node) {
    self.source = source
    self.options = options
    self.file = file
    self.firstLine = firstLine
    self.root = root
    triggers = InlineText.triggers(source, options)
    paragraphs.reserveCapacity(48)
    items.reserveCapacity(24)
    headings.reserveCapacity(16)
  }

  func has(_ extension: MarkdownOptions.Extensions) -> Bool { options.extensions.contains(`extension`) }

  /// A place by the note's own line, 1-based.
  func location(line: Int, column: Int) -> SourceLocation {
    SourceLocation(file, line: firstLine - 1 + line, column: column)
  }

  func location(of substitution: Substitution) -> SourceLocation {
    location(line: substitution.line, column: substitution.column)
  }

  func location(of node: Node) -> SourceLocation { location(line: node.startLine, column: node.startColumn) }

  /// Takes a node out of the tree.
  func remove(_ node: Node) { node.unlink() }

  /// Puts `new` where `old` was and takes `old` out.
  func replace(_ old: Node, by new: Node) {
    old.insertBefore(new)
    remove(old)
  }

  /// Lists the blocks, in document order.
  mutating func collectBlocks() {
    var current: Node? = root
    while let node = current {
      let kind = node.kind
      switch kind {
      case .paragraph: paragraphs.append(node)
      case .heading: headings.append(node)
      case .item: items.append(node)
      case .blockQuote: quotes.append(node)
      case .codeBlock: codeBlocks.append(node)
      case .htmlBlock: htmlBlocks.append(node)
      default: break
      }
      current = node.following(in: root, skippingChildren: kind == .paragraph || kind == .heading)
    }
    records.headings.reserveCapacity(headings.count)
    if has(.taskLists), source.features.contains(.bracket) { records.tasks.reserveCapacity(items.count) }
  }

  /// A line of what cmark read, without its end.
  mutating func sourceLine(_ line: Int) -> Range<Int> {
    if lineStarts.isEmpty {
      lineStarts = [0]
      lineStarts.reserveCapacity(source.bytes.count / 24)
      source.bytes.withUnsafeBufferPointer { bytes in
        var end = bytes.next(0x0A, from: 0)
        while end < bytes.count {
          lineStarts.append(end + 1)
          end = bytes.next(0x0A, from: end + 1)
        }
      }
    }
    guard line >= 1, line <= lineStarts.count else { return source.bytes.endIndex..<source.bytes.endIndex }
    let start = lineStarts[line - 1]
    let end = line < lineStarts.count ? lineStarts[line] - 1 : source.bytes.endIndex
    return start..<max(start, end)
  }

  /// Hands the text of all inline content below `node` to `body`, as running text shows it.
  func withPlainText<T>(of node: Node, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    // Most headings are one text.
    if let text = node.firstChild, text.kind == .text, text.next == nil {
      let result = text.withLiteral { literal in
        literal.next(Sentinel.sourceOpen, from: 0) == literal.count ? body(literal) : nil
      }
      if let result { return result }
    }
    return plainText(of: node).withUnsafeBufferPointer(body)
  }

  /// Text of all inline content below `node`, as running text shows it.
  func plainText(of node: Node) -> [UInt8] {
    var text: [UInt8] = []
    var current: Node? = node
    while let child = current {
      switch child.kind {
      case .text, .code: child.withLiteral { text.append(contentsOf: $0) }
      case .softBreak, .lineBreak: text.append(0x20)
      default: break
      }
      current = child.following(in: node)
    }
    return source.restored(text, asShown: true)
  }
}
