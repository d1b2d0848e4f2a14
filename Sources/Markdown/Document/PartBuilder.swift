import Core

/// Takes the HTML that cmark wrote apart at the markers of the passes: into texts and slots, each with its clearance.
struct PartBuilder {
  /// What a document is made of.
  struct Result {
    var html: [UInt8] = []
    var parts: [Part] = []
    var records = Records()
  }

  private var html = ByteBuffer(capacity: 0)
  private var parts: [Part] = []
  private var records: Records

  private let defaultClearance: Audience
  private var textStart = 0
  /// Clearances in force; nil where only the note's default is.
  private var clearances: [Audience?] = []
  /// Ranks of audience blocks that are open in the flow, to close and reopen them around a section.
  private var openAudiences: [Audience] = []
  /// Touches being read, with the number of audience blocks around them.
  private var openTouches: [(index: Int, depth: Int)] = []
  /// Footnotes being read, with what was interrupted.
  private var footnotes: [(index: Int, outer: [Part], base: Int)] = []

  init(records: Records, options: MarkdownOptions) {
    self.records = records
    defaultClearance = options.defaultClearance
  }

  mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
    html = ByteBuffer(capacity: source.count)
    parts.reserveCapacity(128)
    var start = 0
    while start < source.count {
      var offset = source.next(Sentinel.htmlOpen, from: start)
      html.append(UnsafeBufferPointer(rebasing: source[start..<offset]))
      if offset == source.count { break }
      if offset + 1 < source.count, let marker = Marker(rawValue: source[offset + 1]),
        let (index, end) = Sentinel.number(in: source, after: offset + 1, closedBy: Sentinel.htmlClose)
      {
        offset = meet(marker, index, source, end)
      } else {
        offset += 1
      }
      start = offset
    }
    flush()
  }

  private var clearance: Audience {
    if let explicit = clearances.last ?? nil { return explicit }
    return footnotes.isEmpty ? defaultClearance : .customer
  }

  /// Ends the text that is being collected.
  private mutating func flush() {
    guard html.count > textStart else { return }
    parts.append(
      Part(slot: .text, clearance: clearance, start: Int32(clamping: textStart), end: Int32(clamping: html.count)))
    textStart = html.count
  }

  private mutating func slot(_ slot: Part.Slot, _ index: Int = 0) {
    flush()
    parts.append(Part(slot: slot, clearance: clearance, start: Int32(clamping: index), end: 0))
  }

  /// Drops a tag that cmark wrote right before a marker.
  private mutating func dropTail(_ count: Int) {
    let count = min(count, html.count - textStart)
    if count > 0 { html.removeLast(count) }
  }

  private mutating func push(_ rank: Int) {
    flush()
    let inner = Audience(rank: rank)
    clearances.append((clearances.last ?? nil).map { max($0, inner) } ?? inner)
  }

  private mutating func pop() {
    flush()
    _ = clearances.popLast()
  }

  /// Handles one marker that ends at `end`; the offset to go on at.
  private mutating func meet(
    _ marker: Marker, _ index: Int, _ source: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Int {
    switch marker {
    case .pushClearance, .popClearance, .openAudience, .closeAudience, .pushItem, .popItem:
      return meetClearance(marker, index, source, end)
    case .openHeading:
      openHeading(index)
      return end
    case .closeHeading:
      closeHeading(index)
      return Self.skip("</h1>\n".utf8.count, from: end, source)
    case .openLink:
      dropTail(#"<a href="">"#.utf8.count)
      slot(.openLink, index)
      return end
    case .closeLink:
      slot(.closeLink)
      return Self.skip("</a>".utf8.count, from: end, source)
    case .openWikiLink: slot(.openLink, index)
    case .closeWikiLink: slot(.closeLink)
    case .image: return image(index, source, end)
    case .figure: slot(.figure, index)
    case .footnoteReference: slot(.footnote, index)
    case .backReferences: slot(.backReferences, index)
    case .key: slot(.key, index)
    case .openTaskData: slot(.openTaskData)
    case .closeTaskData: slot(.closeTaskData)
    case .openTask, .closeTask, .openTouch, .closeTouch, .openFootnote, .closeFootnote:
      return meetRange(marker, index, source, end)
    }
    return end
  }

  private static func skip(_ count: Int, from end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    min(end + count, source.count)
  }

  /// Past the line end that cmark puts after a block.
  private static func skipLineEnd(from end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    end < source.count && source[end] == 0x0A ? end + 1 : end
  }
}

extension PartBuilder {
  private mutating func meetClearance(
    _ marker: Marker, _ index: Int, _ source: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Int {
    switch marker {
    case .pushClearance: push(index)
    case .popClearance: pop()
    case .openAudience:
      push(index)
      slot(.openAudience, clearance.rank)
      openAudiences.append(clearance)
    case .closeAudience:
      slot(.closeAudience)
      _ = openAudiences.popLast()
      pop()
    case .pushItem: pushItem(index)
    case .popItem:
      let item = Self.skipLineEnd(from: end, source)
      let close = "</li>\n".utf8
      guard source[item...].starts(with: close) else {
        pop()
        return item
      }
      html.append("</li>\n")
      pop()
      return item + close.count
    default: break
    }
    return Self.skipLineEnd(from: end, source)
  }

  /// Takes the item's opening tag, just written, behind the clearance.
  private mutating func pushItem(_ rank: Int) {
    let tag: StaticString = "<li>\n"
    let isThere = html.hasSuffix(tag) && html.count - textStart >= tag.utf8CodeUnitCount
    if isThere { html.removeLast(tag.utf8CodeUnitCount) }
    push(rank)
    if isThere { html.append(tag) }
  }

  private mutating func image(_ index: Int, _ source: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    let open = #"<img src="" alt=""#.utf8
    guard source[end...].starts(with: open), records.images.indices.contains(index) else { return end }
    let start = end + open.count
    let alternative = source[start...].prefix { $0 != 0x22 }
    records.images[index].alternative = Array(alternative)
    slot(.image, index)
    return Self.skip("\" />".utf8.count, from: alternative.endIndex, source)
  }

  private mutating func openHeading(_ index: Int) {
    dropTail("<h1>".utf8.count)
    flush()
    guard records.headings.indices.contains(index) else { return }
    if let role = records.headings[index].role, footnotes.isEmpty { beginSection(role, heading: index) }
    slot(.openHeading, index)
    records.headings[index].parts = parts.count..<parts.count
  }

  private mutating func closeHeading(_ index: Int) {
    flush()
    guard records.headings.indices.contains(index) else { return }
    records.headings[index].parts = records.headings[index].parts.lowerBound..<parts.count
    if !footnotes.isEmpty { records.headings[index].parts = 0..<0 }
    slot(.closeHeading, index)
    if footnotes.isEmpty, records.headings[index].role != nil, let last = records.sections.indices.last {
      records.sections[last].body = parts.count..<parts.count
      reopenAudiences()
    }
  }

  /// Closes the audience blocks around what follows, each for those who saw it open.
  private mutating func interruptAudiences() {
    flush()
    for depth in openAudiences.indices.reversed() {
      endTouches(deeperThan: depth)
      parts.append(Part(slot: .closeAudience, clearance: openAudiences[depth], start: 0, end: 0))
    }
    endTouches(deeperThan: -1)
  }

  /// A touch ends where its section does, with the audience blocks that were opened in it.
  private mutating func endTouches(deeperThan depth: Int) {
    while let touch = openTouches.last, touch.depth > depth {
      records.touches[touch.index].parts = records.touches[touch.index].parts.lowerBound..<parts.count
      openTouches.removeLast()
    }
  }

  private mutating func reopenAudiences() {
    for audience in openAudiences {
      parts.append(Part(slot: .openAudience, clearance: audience, start: Int32(clamping: audience.rank), end: 0))
    }
  }

  /// Ends the section before and begins one; audience blocks around the heading are closed, and opened again after it.
  private mutating func beginSection(_ role: MarkdownSectionRole, heading: Int?) {
    interruptAudiences()
    endSection()
    records.sections.append(
      Records.Section(role: role, heading: heading, parts: parts.count..<parts.count, body: parts.count..<parts.count))
  }

  private mutating func endSection() {
    flush()
    guard let last = records.sections.indices.last else {
      if !parts.isEmpty {
        records.sections.append(
          Records.Section(role: .lead, heading: nil, parts: 0..<parts.count, body: 0..<parts.count))
      }
      return
    }
    records.sections[last].parts = records.sections[last].parts.lowerBound..<parts.count
    records.sections[last].body = records.sections[last].body.lowerBound..<parts.count
  }

  private mutating func meetRange(
    _ marker: Marker, _ index: Int, _ source: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Int {
    flush()
    let isInFlow = footnotes.isEmpty
    switch marker {
    case .openTask where isInFlow: records.tasks[index].parts = parts.count..<parts.count
    case .closeTask where isInFlow:
      records.tasks[index].parts = records.tasks[index].parts.lowerBound..<parts.count
      records.tasks[index].clearance = clearance
    case .openTouch where isInFlow:
      records.touches[index].parts = parts.count..<parts.count
      openTouches.append((index, openAudiences.count))
    case .closeTouch where isInFlow:
      while let touch = openTouches.last, touch.index >= index { endTouches(deeperThan: touch.depth - 1) }
    case .openFootnote:
      footnotes.append((index, parts, clearances.count))
      parts = []
      clearances.append(clearances.last ?? nil)
    case .closeFootnote:
      guard let (index, outer, base) = footnotes.popLast() else { break }
      records.footnotes[index].parts = parts
      parts = outer
      clearances.removeLast(max(0, clearances.count - base))
    default: break
    }
    return marker == .openTask || marker == .closeTask ? end : Self.skipLineEnd(from: end, source)
  }

  /// Ends the last section. Call once, after `read`.
  mutating func finish() {
    interruptAudiences()
    endSection()
  }

  /// Hands out what was built; nothing is left.
  mutating func take() -> Result {
    var result = Result(html: html.take())
    swap(&result.parts, &parts)
    swap(&result.records, &records)
    return result
  }
}
