public import Core

/// A note or guide, read once: rendered HTML in pieces, each with its clearance, and what the text says about headings, tasks,
/// touches and links.
///
/// Nothing of it can be had without naming an audience, or as a `Restricted` value. What an audience may not see leaves no
/// trace in what it gets: no heading id, footnote number, list item or word count tells of it.
/// ```swift
/// let note = MarkdownDocument(bytes, file: file, firstLine: 24, options: MarkdownOptions(), into: &log)
/// let html = note.html(for: .customer, resolver: links)
/// ```
/// - Complexity: linear in the note's length; with everything on 1.4 times what cmark alone takes to make HTML of ordinary Markdown,
///   and 1.7 times for a note full of tables, tasks and log entries, which to cmark are plain paragraphs.
public struct MarkdownDocument: Sendable {
  /// Where the note comes from.
  public let file: SourceFile
  /// Clearance of what stands in no audience block.
  public let defaultClearance: Audience
  /// Whose HTML is written.
  let markup: MarkdownOptions.Markup

  let bytes: [UInt8]
  let parts: [Part]
  let records: Records
  let startLine: Int

  /// Reads `source`, whose first line is line `firstLine` (1-based) of `file`: what follows the front matter.
  ///
  /// Diagnosed: block fences that are unclosed, stray, unknown or misplaced; links and images out of the workspace or of a kind
  /// that isn't followed; dates and priorities of tasks; log entries without a date; footnotes without a definition or a
  /// reference; bytes that aren't UTF-8; nesting beyond the limits. Targets are checked by `LinkCheck`, once all are known.
  public init(
    _ source: [UInt8], file: SourceFile, firstLine: Int = 1, options: MarkdownOptions = MarkdownOptions(),
    into log: inout Diagnostics
  ) {
    self.file = file
    startLine = firstLine
    defaultClearance = options.defaultClearance
    markup = options.markup
    guard source.count <= options.limits.bytes else {
      log.append(
        .error(
          "markdown.size", "the note is longer than \(options.limits.bytes) bytes", at: SourceLocation(file),
          hint: "split it into several notes"))
      (bytes, parts, records) = ([], [], Records())
      return
    }
    let (prepared, problems) = SourceScanner.prepare(source, options: options)
    let read = Arena.withNodes {
      var draft = Draft(
        source: prepared, options: options, file: file, firstLine: firstLine,
        root: Arena.parse(prepared.bytes, smart: options.smartPunctuation))
      for problem in problems { draft.report(problem) }
      draft.runPasses()
      return (result: draft.render(), diagnostics: draft.diagnostics)
    }
    log.append(contentsOf: read.diagnostics)
    (bytes, parts, records) = (read.result.html, read.result.parts, read.result.records)
  }
}

extension Draft {
  /// All passes, in the order that each relies on.
  mutating func runPasses() {
    collectBlocks()
    BlockFences.run(&self)
    Footnotes.run(&self)
    Tables.run(&self)
    Outline.run(&self)
    DefinitionLists.run(&self)
    Callouts.run(&self)
    NamedBlocks.run(&self)
    TaskLists.run(&self)
    let walk = InlineWalk(&self)
    Links.run(walk, &self)
    RawHTML.run(walk, &self)
    InlineText.run(walk.texts, &self)
    AudienceBlocks.run(&self)
    reportUnusedFootnotes()
  }

  /// The one rendering: by cmark, in safe mode, which lets no raw HTML and no dangerous URL through that a pass overlooked.
  mutating func render() -> PartBuilder.Result {
    var builder = PartBuilder(records: records, options: options)
    // The builder's now: shared, they would be copied when it changes them.
    records = Records()
    builder.read(Arena.render(root))
    builder.finish()
    var result = builder.take()
    result.settle(options)
    return result
  }

  mutating func report(_ problem: SourceScanner.Problem) {
    let place = problem.line == 0 ? SourceLocation(file) : location(line: problem.line, column: problem.column)
    switch problem.kind {
    case .notUTF8:
      diagnostics.append(
        .warning(
          "markdown.encoding", "some bytes are not UTF-8 text and were replaced", at: place,
          hint: "save the file as UTF-8"))
    case .nesting:
      diagnostics.append(
        .warning(
          "markdown.nesting",
          "lists and quotes nest too deep; markers beyond column \(options.limits.nestingColumns) are text",
          at: place))
    case .images:
      diagnostics.append(
        .warning(
          "markdown.images",
          "more than \(options.limits.imagesInParagraph) images begin in one paragraph; the rest is text",
          at: place))
    }
  }

  private mutating func reportUnusedFootnotes() {
    guard !records.footnotes.isEmpty else { return }
    var used = Set<Int>()
    for substitution in source.substitutions {
      if case .footnoteReference(let index) = substitution.meaning { used.insert(index) }
    }
    for (index, footnote) in records.footnotes.enumerated() where footnote.isDefined && !used.contains(index) {
      diagnostics.append(
        .warning(
          "markdown.footnote", "nothing refers to the footnote \"\(String(decoding: footnote.label, as: UTF8.self))\"",
          at: footnote.location))
    }
  }
}

extension MarkdownDocument: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never shows the content.
  public var description: String { "<note \(file.path)>" }
  /// Never shows the content.
  public var debugDescription: String { description }
  /// Never shows the content.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
