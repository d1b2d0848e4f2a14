import Core

/// Puts a note's HTML together for one audience: what it may see, with every slot filled.
struct HTMLAssembly {
  private let document: MarkdownDocument
  private let audience: Audience
  private let resolver: any MarkdownResolver
  private let rendering: MarkdownRendering
  /// Parts of this page that footnotes are numbered within; keeps their ids apart.
  private let scope: String
  private let hasFootnotes: Bool

  private var output = ByteBuffer(capacity: 0)
  private var isLinkOpen = false
  /// The link shows its page's title instead of the text that stands in it.
  private var skipsLinkText = false
  private var isInTaskData = false
  private var skipsTaskData = false
  /// Ids of the headings that the audience sees, once a link needs them.
  private var headingIDs: [[UInt8]: Int] = [:]
  /// Footnotes in order of first reference, and the number of references to each.
  private var order: [Int] = []
  private var references: [Int: (number: Int, count: Int)] = [:]

  init(
    _ document: MarkdownDocument, for audience: Audience, resolver: any MarkdownResolver,
    rendering: MarkdownRendering, scope: String = "", hasFootnotes: Bool = true, skipsTaskData: Bool = false
  ) {
    self.document = document
    self.audience = audience
    self.resolver = resolver
    self.rendering = rendering
    self.scope = scope
    self.hasFootnotes = hasFootnotes
    self.skipsTaskData = skipsTaskData
  }

  /// What was put together; nothing is left.
  mutating func take() -> [UInt8] { output.take() }

  mutating func append(_ parts: ArraySlice<Part>) {
    if output.isEmpty { output = ByteBuffer(capacity: Self.size(of: parts)) }
    document.bytes.withUnsafeBufferPointer { bytes in
      for part in parts where part.clearance <= audience {
        if part.slot != .text {
          fill(part.slot, Int(part.start))
        } else if !isInTaskData, !skipsLinkText {
          output.append(UnsafeBufferPointer(rebasing: bytes[Int(part.start)..<Int(part.end)]))
        }
      }
    }
  }

  /// About how many bytes `parts` come to.
  private static func size(of parts: ArraySlice<Part>) -> Int {
    parts.reduce(64) { $0 + ($1.slot == .text ? Int($1.end - $1.start) : 48) }
  }

  private mutating func fill(_ slot: Part.Slot, _ index: Int) {
    switch slot {
    case .text: break
    case .openAudience:
      guard marksAudience else { return }
      append("<div class=\"only\" data-audience=\"")
      output.append(utf8: Audience(rank: index).rawValue)
      append("\">\n")
    case .closeAudience: if marksAudience { append("</div>\n") }
    case .openHeading: openHeading(index)
    case .closeHeading:
      append("</h")
      output.appendDecimal(level(document.records.headings[index].level))
      append(">\n")
    case .openLink: openLink(document.records.links[index])
    case .closeLink: closeLink()
    case .image: image(document.records.images[index])
    case .figure: figure(document.records.figures[index])
    case .footnote: if hasFootnotes { reference(index) }
    case .backReferences: backReferences(index)
    case .openTaskData: isInTaskData = skipsTaskData
    case .closeTaskData: isInTaskData = false
    case .key:
      output.append(utf8: rendering.idPrefix)
      output.append(document.records.keys[index].id)
    }
  }

  /// Customers needn't be told what was written for them.
  private var marksAudience: Bool { audience > .customer && rendering.marksAudience }

  private mutating func append(_ text: StaticString) { output.append(text) }

  private func level(_ level: Int) -> Int { min(max(level + rendering.headingShift, 1), 6) }

  private mutating func openHeading(_ index: Int) {
    append("<h")
    output.appendDecimal(level(document.records.headings[index].level))
    append(" id=\"")
    output.appendEscapedHTML(rendering.idPrefix)
    output.appendEscapedHTML(document.records.headings[index].id)
    append("\">")
  }

  private mutating func openLink(_ link: Records.Link) {
    guard let resolved = resolve(link) else { return }
    isLinkOpen = true
    append("<a href=\"")
    output.appendEscapedHTML(resolved.href)
    let title = link.title.isEmpty ? Array((resolved.title ?? "").utf8) : link.title
    if link.showsTitle, !title.isEmpty {
      append("\">")
      output.appendEscapedHTML(title)
      skipsLinkText = true
      return
    }
    if !title.isEmpty {
      append("\" title=\"")
      output.appendEscapedHTML(title)
    }
    append("\">")
  }

  private mutating func closeLink() {
    if isLinkOpen { append("</a>") }
    (isLinkOpen, skipsLinkText) = (false, false)
  }

  private mutating func resolve(_ link: Records.Link) -> ResolvedLink? {
    if case .anchor(let anchor) = link.target, let fragment = fragment(matching: anchor) {
      return ResolvedLink(href: "#" + fragment)
    }
    return resolver.link(to: link.target)
  }

  private mutating func fragment(matching anchor: String) -> String? {
    if headingIDs.isEmpty { headingIDs = document.headingsByID(for: audience) }
    let wanted = Array(anchor.utf8)
    guard let heading = headingIDs[wanted] ?? headingIDs[HeadingSlug.make(wanted)] else { return nil }
    return document.fragment(ofHeading: heading, rendering)
  }

  private mutating func image(_ image: Records.Image) {
    guard let resolved = resolver.image(at: image.path) else {
      output.append(image.alternative)
      return
    }
    append("<img src=\"")
    output.appendEscapedHTML(resolved.href)
    append("\" alt=\"")
    output.append(image.alternative)
    if !image.title.isEmpty {
      append("\" title=\"")
      output.appendEscapedHTML(image.title)
    }
    if let (width, height) = resolved.size { output.append(utf8: "\" width=\"\(width)\" height=\"\(height)") }
    append("\" />")
  }

  private mutating func figure(_ figure: Records.Figure) {
    if let html = resolver.figure(named: figure.name, insideLink: figure.isInsideLink || isLinkOpen) {
      output.append(html)
    } else {
      append("–")
    }
  }
}

extension HTMLAssembly {
  /// Writes an id of a footnote or, with `number`, of a reference to it.
  private mutating func writeID(_ kind: StaticString, _ footnote: Int, _ number: Int = 1) {
    output.append(utf8: rendering.idPrefix)
    append(kind)
    output.append(utf8: scope)
    writePercentEncoded(document.records.footnotes[footnote].label)
    guard number > 1 else { return }
    append("-")
    output.appendDecimal(number)
  }

  /// As cmark writes hrefs: what an id or fragment can't hold is percent-encoded.
  private mutating func writePercentEncoded(_ label: [UInt8]) {
    for byte in label {
      if byte.isAlphanumeric || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte) {
        output.append(byte)
      } else {
        output.append(0x25)
        output.append(Self.digit(byte >> 4))
        output.append(Self.digit(byte & 15))
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

  private mutating func reference(_ index: Int) {
    guard isVisible(footnote: index) else { return }
    if references[index] == nil {
      order.append(index)
      references[index] = (order.count, 0)
    }
    references[index]?.count += 1
    guard let (number, count) = references[index] else { return }
    append("<sup class=\"footnote-ref\"><a href=\"#")
    writeID("fn-", index)
    append("\" id=\"")
    writeID("fnref-", index, count)
    append("\" data-footnote-ref>")
    output.appendDecimal(number)
    append("</a></sup>")
  }

  private func isVisible(footnote index: Int) -> Bool {
    document.records.footnotes[index].parts.contains { $0.clearance <= audience && $0.slot == .text }
  }

  private mutating func backReferences(_ index: Int) {
    guard let (_, count) = references[index] else { return }
    for number in 1...max(1, count) {
      if number > 1 { append(" ") }
      append("<a href=\"#")
      writeID("fnref-", index, number)
      append("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if number > 1 {
        append("<sup class=\"footnote-ref\">")
        output.appendDecimal(number)
        append("</sup>")
      }
      append("</a>")
    }
  }

  /// Adds the definitions of the footnotes that were referred to. One that refers to another brings that in too.
  mutating func appendFootnotes() {
    guard !order.isEmpty else { return }
    if output.last != 0x0A { append("\n") }
    // A section without a heading is a warning of the Nu checker; GitHub's markup has one.
    let isSite = document.markup == .site
    append(
      isSite
        ? "<div class=\"footnotes\" data-footnotes>\n<ol>\n" : "<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    var next = 0
    while next < order.count {
      let index = order[next]
      append("<li id=\"")
      writeID("fn-", index)
      append("\">\n")
      append(document.records.footnotes[index].parts[...])
      if output.last != 0x0A { append("\n") }
      append("</li>\n")
      next += 1
    }
    append(isSite ? "</ol>\n</div>\n" : "</ol>\n</section>\n")
  }
}
