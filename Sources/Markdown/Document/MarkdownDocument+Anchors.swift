public import Core

extension MarkdownDocument {
  /// Ids that a link with an anchor may name, hidden ones included: to check links for the author, not for pages.
  var anchors: [String] { records.headings.map { String(decoding: $0.id, as: UTF8.self) } }

  /// The fragment that an anchor written in another note leads to, where this one is placed by `rendering`; nil if `audience`
  /// sees no such heading.
  public func fragment(matching anchor: String, for audience: Audience, rendering: MarkdownRendering) -> String? {
    let wanted = Array(anchor.utf8)
    let visible = records.headings.indices.lazy.filter { records.headings[$0].clearance <= audience }
    let slug = HeadingSlug.make(wanted)
    let found = visible.first { records.headings[$0].id == wanted } ?? visible.first { records.headings[$0].id == slug }
    return found.map { fragment(ofHeading: $0, rendering) }
  }

  /// Indexes of the headings that `audience` sees, by id.
  func headingsByID(for audience: Audience) -> [[UInt8]: Int] {
    var indexes: [[UInt8]: Int] = [:]
    for index in records.headings.indices where records.headings[index].clearance <= audience {
      indexes[records.headings[index].id] = index
    }
    return indexes
  }

  /// Where a heading is found on the page: its own id, or that of the place where the page shows its section.
  func fragment(ofHeading index: Int, _ rendering: MarkdownRendering) -> String {
    let heading = records.headings[index]
    if !rendering.sectionIDs.isEmpty,
      let section = records.sections.last(where: { $0.parts.lowerBound <= heading.parts.lowerBound }),
      let id = rendering.sectionIDs[section.role]
    {
      return id
    }
    return rendering.idPrefix + String(decoding: heading.id, as: UTF8.self)
  }
}
