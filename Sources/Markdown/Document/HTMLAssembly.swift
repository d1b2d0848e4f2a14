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

  private(set) var output: [UInt8] = []
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

  mutating func append(_ parts: ArraySlice<Part>) {
    if output.isEmpty { output.reserveCapacity(Self.size(of: parts)) }
    for part in parts where part.clearance <= audience {
      if part.slot == .text {
        if !isInTaskData, !skipsLinkText { output.append(contentsOf: document.bytes[Int(part.start)..<Int(part.end)]) }
      } else {
        fill(part.slot, Int(part.start))
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
      if marksAudience { append("<div class=\"only\" data-audience=\"\(Audience(rank: index).rawValue)\">\n") }
    case .closeAudience: if marksAudience { append("</div>\n") }
    case .openHeading: openHeading(document.records.headings[index])
    case .closeHeading: append("</h\(level(document.records.headings[index]))>\n")
    case .openLink: openLink(document.records.links[index])
    case .closeLink: closeLink()
    case .image: image(document.records.images[index])
    case .figure: figure(document.records.figures[index])
    case .footnote: if hasFootnotes { reference(index) }
    case .backReferences: backReferences(index)
    case .openTaskData: isInTaskData = skipsTaskData
    case .closeTaskData: isInTaskData = false
    case .key: output += Array(rendering.idPrefix.utf8) + document.records.keys[index].id
    }
  }

  /// Customers needn't be told what was written for them.
  private var marksAudience: Bool { audience > .customer && rendering.marksAudience }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

  private func level(_ heading: Records.Heading) -> Int { min(max(heading.level + rendering.headingShift, 1), 6) }

  private mutating func openHeading(_ heading: Records.Heading) {
    append("<h\(level(heading)) id=\"")
    output.appendEscapedHTML(Array(rendering.idPrefix.utf8) + heading.id)
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
      output += image.alternative
      return
    }
    append("<img src=\"")
    output.appendEscapedHTML(resolved.href)
    append("\" alt=\"")
    output += image.alternative
    if !image.title.isEmpty {
      append("\" title=\"")
      output.appendEscapedHTML(image.title)
    }
    if let (width, height) = resolved.size { append("\" width=\"\(width)\" height=\"\(height)") }
    append("\" />")
  }

  private mutating func figure(_ figure: Records.Figure) {
    output += resolver.figure(named: figure.name, insideLink: figure.isInsideLink || isLinkOpen) ?? Array("–".utf8)
  }
}

extension HTMLAssembly {
  private func id(_ kind: String, _ footnote: Records.Footnote, _ number: Int = 1) -> [UInt8] {
    var id = Array((rendering.idPrefix + kind + "-" + scope).utf8)
    id += Self.percentEncoded(footnote.label)
    if number > 1 { id += Array("-\(number)".utf8) }
    return id
  }

  /// As cmark writes hrefs: what an id or fragment can't hold is percent-encoded.
  private static func percentEncoded(_ label: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return label.flatMap { byte -> [UInt8] in
      byte.isAlphanumeric || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte)
        ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private mutating func reference(_ index: Int) {
    let footnote = document.records.footnotes[index]
    guard footnote.parts.contains(where: { $0.clearance <= audience && $0.slot == .text }) else { return }
    if references[index] == nil {
      order.append(index)
      references[index] = (order.count, 0)
    }
    references[index]?.count += 1
    guard let (number, count) = references[index] else { return }
    append("<sup class=\"footnote-ref\"><a href=\"#")
    output += id("fn", footnote)
    append("\" id=\"")
    output += id("fnref", footnote, count)
    append("\" data-footnote-ref>\(number)</a></sup>")
  }

  private mutating func backReferences(_ index: Int) {
    guard let (_, count) = references[index] else { return }
    let footnote = document.records.footnotes[index]
    for number in 1...max(1, count) {
      if number > 1 { append(" ") }
      append("<a href=\"#")
      output += id("fnref", footnote, number)
      append("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
      if number > 1 { append("<sup class=\"footnote-ref\">\(number)</sup>") }
      append("</a>")
    }
  }

  /// Adds the definitions of the footnotes that were referred to. One that refers to another brings that in too.
  mutating func appendFootnotes() {
    guard !order.isEmpty else { return }
    if output.last != 0x0A { append("\n") }
    // A section without a heading is a warning of the Nu checker; GitHub's markup has one.
    let element = document.markup == .site ? "div" : "section"
    append("<\(element) class=\"footnotes\" data-footnotes>\n<ol>\n")
    var next = 0
    while next < order.count {
      let footnote = document.records.footnotes[order[next]]
      append("<li id=\"")
      output += id("fn", footnote)
      append("\">\n")
      append(footnote.parts[...])
      if output.last != 0x0A { append("\n") }
      append("</li>\n")
      next += 1
    }
    append("</ol>\n</\(element)>\n")
  }
}
