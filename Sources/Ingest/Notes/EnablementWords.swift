import Core
import Portfolio

/// The words that the front matter of guides, plays and paths is written in. Case, spaces and hyphens don't matter; the result
/// is always the form that stands here, so that an index by role or kind doesn't fall apart into spellings.
enum EnablementWords {
  /// What a guide can be.
  static let kinds = [
    "playbook", "battlecard", "objection response", "talk track", "discovery questions", "licensing explainer",
    "migration guide", "negotiation guide", "process one-pager", "template", "quiz", "glossary",
  ]
  /// How much its reader must know.
  static let levels = ["new", "practitioner", "expert"]
  /// Roles that most books have. A book may have others; only what looks like one of these misspelt is told.
  static let roles = [
    "renewals manager", "account executive", "CSM", "customer success manager", "solution consultant", "sales manager",
    "deal desk", "partner", "support", "executive sponsor",
  ]

  /// Where in a renewal something helps: the milestones of the settings, the notice window, the first days of a new term.
  static func stages(_ settings: Settings) -> [String] {
    let marks = settings.milestones.map(\.days).sorted { $0 > $1 }.map { "T-\($0)" }
    return marks + ["in notice", "post-renewal"]
  }
}

extension MapReader {
  /// One of `words`; another is kept as it is, which is told.
  mutating func word(_ key: String, of words: [String]) -> String? {
    guard let node = scalar(key) else { return nil }
    return word(Array(node.bytes).span.trimmedText, key, of: words, at: node.location)
  }

  /// A list of such words, under either of two keys.
  mutating func words(_ keys: [String], of words: [String], isOpen: Bool = false) -> [String] {
    var told: Set<String> = []
    return keys.flatMap { key in
      places(key).map { word($0.text, key, of: words, at: $0.location, isOpen: isOpen) }
    }.filter { told.insert($0).inserted }
  }

  /// The texts of a list with their places; `texts` tells what is wrong with the list.
  private mutating func places(_ key: String) -> [(text: String, location: SourceLocation)] {
    let texts = texts(key)
    guard let value = value(key) else { return [] }
    let places = value.kind == .list ? value.children.filter { $0.kind == .scalar && !$0.isNull } : [value]
    return zip(texts, places).map { ($0, $1.location) }
  }

  private mutating func word(
    _ text: String, _ key: String, of words: [String], at place: SourceLocation, isOpen: Bool = false
  ) -> String {
    let letters = TextKey.letters(text.utf8)
    if let known = words.first(where: { TextKey.letters($0.utf8) == letters }) { return known }
    let nearest = text.utf8.count > 4 || !isOpen ? NearestName.of(text, among: words) : nil
    guard !isOpen || nearest != nil else { return text }
    let hint =
      (nearest.map { ["did you mean \($0)?"] } ?? [])
      + (isOpen ? [] : ["it is one of: \(words.joined(separator: ", "))"])
    warning(
      key == "stages" ? "stage" : key, "\(key) \"\(text.clipped)\" is none of the words for it", at: place,
      hint.joined(separator: " "))
    return text
  }

  /// An e-mail address, or a name.
  mutating func owner() -> String? {
    guard let node = scalar("owner") else { return nil }
    let text = Array(node.bytes).span.trimmedText
    let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
    let isSound = parts.count == 1 || (parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(0x20) })
    if !isSound {
      warning(
        "owner", "owner \"\(text.clipped)\" is not an address", at: node.location, "write it like ana@example.com")
    }
    return text
  }
}
