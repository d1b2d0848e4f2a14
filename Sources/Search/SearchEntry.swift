/// Something that can be found: what is shown of it, and the words it is found by.
///
/// Nothing here is guarded: hand over only what the copy's audience may see.
public struct SearchEntry: Sendable, Hashable {
  /// The group of results it appears in.
  public let kind: SearchKind
  /// Its name. Found first.
  public let title: String
  /// Link relative to the site's root, in URL form: `accounts/larkspur-robotics.html#risks`.
  public let href: String
  /// A quiet line beside the title: where it stands, or who looks after it.
  public let subtitle: String
  /// Names of people who belong to it. Found after titles.
  public let people: [String]
  /// Headings of its page that say something of their own; not those that every page has. Found after people.
  public let headings: [String]
  /// Plain text of its page. Found last, and shown as an excerpt around the words found.
  public let text: String

  /// An entry.
  public init(
    kind: SearchKind, title: String, href: String, subtitle: String = "", people: [String] = [],
    headings: [String] = [], text: String = ""
  ) {
    self.kind = kind
    self.title = title
    self.href = href
    self.subtitle = subtitle
    self.people = people
    self.headings = headings
    self.text = text
  }
}
