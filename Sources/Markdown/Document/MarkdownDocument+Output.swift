public import Core

extension MarkdownDocument {
  /// The whole note as an HTML fragment, footnotes at its end.
  public func html(
    for audience: Audience, resolver: any MarkdownResolver, rendering: MarkdownRendering = MarkdownRendering()
  ) -> [UInt8] {
    assemble(parts[...], for: audience, resolver, rendering, scope: "")
  }

  /// One section, with its footnotes; without the heading that opens it, unless asked for.
  public func html(
    of section: MarkdownSection, for audience: Audience, resolver: any MarkdownResolver,
    rendering: MarkdownRendering = MarkdownRendering(), includingHeading: Bool = false
  ) -> [UInt8] {
    guard records.sections.indices.contains(section.index) else { return [] }
    let record = records.sections[section.index]
    let scope = record.heading == nil ? "" : "\(section.index)-"
    return assemble(
      parts[includingHeading ? record.parts : record.body], for: audience, resolver, rendering, scope: scope)
  }

  /// The text of a log entry, with its footnotes; without its heading.
  public func html(
    of touch: MarkdownTouch, for audience: Audience, resolver: any MarkdownResolver,
    rendering: MarkdownRendering = MarkdownRendering()
  ) -> [UInt8] {
    guard records.touches.indices.contains(touch.index) else { return [] }
    return assemble(
      parts[records.touches[touch.index].parts], for: audience, resolver, rendering, scope: "t\(touch.index)-")
  }

  /// The text of a task as phrasing HTML, without assignee, due day and priority, and without footnotes.
  public func html(
    of task: MarkdownTask, for audience: Audience, resolver: any MarkdownResolver,
    rendering: MarkdownRendering = MarkdownRendering()
  ) -> [UInt8] {
    guard records.tasks.indices.contains(task.index) else { return [] }
    var assembly = HTMLAssembly(
      self, for: audience, resolver: resolver, rendering: rendering, hasFootnotes: false, skipsTaskData: true)
    assembly.append(parts[records.tasks[task.index].parts])
    return assembly.take().trimmed
  }

  private func assemble(
    _ parts: ArraySlice<Part>, for audience: Audience, _ resolver: any MarkdownResolver,
    _ rendering: MarkdownRendering, scope: String
  ) -> [UInt8] {
    var assembly = HTMLAssembly(self, for: audience, resolver: resolver, rendering: rendering, scope: scope)
    assembly.append(parts)
    assembly.appendFootnotes()
    return assembly.take()
  }

  /// The text that `audience` sees, white space run together, for search.
  public func plainText(for audience: Audience) -> String { text(of: parts[...], for: audience) }

  /// The text of one section that `audience` sees, without its heading.
  public func plainText(of section: MarkdownSection, for audience: Audience) -> String {
    guard records.sections.indices.contains(section.index) else { return "" }
    return text(of: parts[records.sections[section.index].body], for: audience)
  }

  /// The text of a log entry that `audience` sees.
  public func plainText(of touch: MarkdownTouch, for audience: Audience) -> String {
    guard records.touches.indices.contains(touch.index) else { return "" }
    return text(of: parts[records.touches[touch.index].parts], for: audience)
  }

  func text(of range: ArraySlice<Part>, for audience: Audience) -> String {
    var text = PlainText()
    text.append(range, html: bytes, records: records, for: audience)
    return text.string
  }

  /// Number of words that `audience` reads, for the reading time.
  public func wordCount(for audience: Audience) -> Int {
    plainText(for: audience).utf8.split(separator: 0x20).count
  }

  /// A nested `<ol>` of links to the headings of those levels that `audience` sees; empty if there are none.
  public func tableOfContents(
    for audience: Audience, levels: ClosedRange<Int> = 2...3, rendering: MarkdownRendering = MarkdownRendering()
  ) -> [UInt8] {
    var html: [UInt8] = []
    var open: [Int] = []
    for heading in records.headings
    where heading.isOutline && heading.clearance <= audience && levels.contains(heading.level) {
      if let last = open.last, heading.level > last {
        html += Array("<ol>".utf8)
        open.append(heading.level)
      } else if open.isEmpty {
        html += Array("<ol>".utf8)
        open.append(heading.level)
      } else {
        html += Array("</li>".utf8)
        while open.count > 1, heading.level <= open[open.count - 2] {
          html += Array("</ol></li>".utf8)
          open.removeLast()
        }
      }
      html += Array("<li><a href=\"#".utf8)
      html.appendEscapedHTML(Array(rendering.idPrefix.utf8) + heading.id)
      html += Array("\">".utf8)
      html.appendEscapedHTML(text(of: parts[heading.parts], for: audience))
      html += Array("</a>".utf8)
    }
    for _ in open { html += Array("</li></ol>".utf8) }
    return html
  }
}
