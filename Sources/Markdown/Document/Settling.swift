import Core

/// What can only be known once all parts are: clearances of footnotes and records, and ids. Done in place: a copy of the records
/// would cost more than all of it.
extension PartBuilder.Result {
  mutating func settle(_ options: MarkdownOptions) {
    settleFootnotes()
    settleRecords(parts)
    for index in records.footnotes.indices where records.footnotes[index].clearance != nil {
      settleRecords(records.footnotes[index].parts)
    }
    settleIDs(reserved: options.reservedIDs)
  }

  /// A footnote is as cleared as its most public reference, from the flow or from another footnote that is seen; a block
  /// around or within it can only raise that.
  private mutating func settleFootnotes() {
    guard !records.footnotes.isEmpty else { return }
    for audience in Audience.allCases {
      var pending = references(in: parts, for: audience)
      while let index = pending.popLast() {
        guard records.footnotes[index].isDefined, records.footnotes[index].clearance == nil else { continue }
        records.footnotes[index].clearance = audience
        pending += references(in: records.footnotes[index].parts, for: audience)
      }
    }
    for index in records.footnotes.indices {
      guard let floor = records.footnotes[index].clearance else { continue }
      for part in records.footnotes[index].parts.indices {
        let own = records.footnotes[index].parts[part].clearance
        records.footnotes[index].parts[part].clearance = max(own, floor)
      }
    }
  }

  private func references(in parts: [Part], for audience: Audience) -> [Int] {
    parts.compactMap { $0.slot == .footnote && $0.clearance <= audience ? Int($0.start) : nil }
  }

  private mutating func settleRecords(_ parts: [Part]) {
    for part in parts {
      let index = Int(part.start)
      switch part.slot {
      case .openLink: records.links[index].clearance = part.clearance
      case .image: records.images[index].clearance = part.clearance
      case .figure: records.figures[index].clearance = part.clearance
      case .openHeading: records.headings[index].clearance = part.clearance
      case .key: records.keys[index].clearance = part.clearance
      default: break
      }
    }
  }

  private mutating func settleIDs(reserved: [String]) {
    var ids = UniqueIDs(reserved: reserved)
    let slugs = slugs()
    for audience in Audience.allCases {
      for index in records.headings.indices where records.headings[index].clearance == audience {
        records.headings[index].id = ids.take(slugs[index])
      }
      for index in records.keys.indices where records.keys[index].clearance == audience {
        records.keys[index].id = ids.take(records.keys[index].base)
      }
    }
  }

  private func slugs() -> [[UInt8]] {
    html.withUnsafeBufferPointer { bytes in
      records.headings.indices.map { index in
        let (range, audience) = (records.headings[index].parts, records.headings[index].clearance)
        // Most headings are one text without tags and references.
        if range.count == 1, let part = parts[range].first, part.slot == .text, part.clearance <= audience,
          let slug = HeadingSlug.make(plain: UnsafeBufferPointer(rebasing: bytes[Int(part.start)..<Int(part.end)]))
        {
          return slug
        }
        var text = PlainText()
        text.append(parts[range], html: html, records: records, for: audience)
        return HeadingSlug.make(text.bytes)
      }
    }
  }
}
