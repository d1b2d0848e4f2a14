import Core
import Portfolio

/// `guides.atom`: guides by their last change, newest first, for feed readers. No clock: days come from the guides themselves.
struct GuideFeed {
  static let path = "guides.atom"
  private static let limit = 50

  /// The feed; nil if no guide says when it changed.
  static func bytes(_ context: SiteContext) -> [UInt8]? {
    let guides = context.guides.compactMap { guide in guide.lastChange.map { (guide: guide, day: $0) } }
      .sorted { ($1.day, $0.guide.slug) < ($0.day, $1.guide.slug) }.prefix(limit)
    guard let latest = guides.first?.day else { return nil }
    let settings = context.portfolio.settings
    let author = settings.organization ?? settings.title
    var feed = Feed()
    feed.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    feed.element("title", "Guides · \(settings.title)")
    feed.element("id", identifier("\(author)/\(settings.title)"))
    feed.element("updated", "\(latest)T00:00:00Z")
    feed.raw("<author>")
    feed.element("name", author)
    feed.raw("</author>\n<link href=\"guides.html\"/>\n<link rel=\"self\" href=\"\(path)\"/>\n")
    for (guide, day) in guides {
      feed.raw("<entry>\n")
      feed.element("title", guide.title)
      feed.element("id", identifier("\(author)/\(settings.title)/\(guide.slug)"))
      feed.element("updated", "\(day)T00:00:00Z")
      feed.raw("<link href=\"\(PageID.guide(guide.slug).path)\"/>\n")
      let version = context.history(of: guide).first.flatMap { $0.day == day && !$0.note.isEmpty ? $0.note : nil }
      feed.element("summary", [version ?? "Reviewed", guide.summary].compactMap { $0 }.joined(separator: ". "))
      feed.raw("</entry>\n")
    }
    feed.raw("</feed>\n")
    return feed.bytes
  }

  /// A name that stays the same while the guide's does.
  private static func identifier(_ name: String) -> String {
    var digits = Array(ContentHash(Array(name.utf8)).hex.utf8)
    // A UUID of version 8: digits of our own.
    digits[12] = 0x38
    digits[16] = 0x38
    for place in [20, 16, 12, 8] { digits.insert(0x2D, at: place) }
    return "urn:uuid:" + String(decoding: digits, as: UTF8.self)
  }
}

/// XML written piece by piece.
private struct Feed {
  var bytes: [UInt8] = []

  mutating func raw(_ text: String) { bytes += Array(text.utf8) }

  mutating func element(_ name: String, _ text: String) {
    raw("<\(name)>")
    bytes.appendEscapedHTML(text)
    raw("</\(name)>\n")
  }
}
