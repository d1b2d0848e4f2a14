public import Core
public import Markdown

/// What to run when an account is in a certain state.
public struct Play: Sendable {
  /// File name and link.
  public let slug: Slug
  /// Least trusted audience that may read it at all.
  public let clearance: Audience
  /// Shown as heading.
  public let title: String
  /// One or two sentences.
  public let summary: String?
  /// When it applies, as written: `days_left <= 180 and band in (red, yellow)`.
  public let trigger: String?
  /// Where the trigger stands.
  public let triggerLocation: SourceLocation
  /// E-mail of its owner.
  public let owner: String?
  /// Who runs it.
  public let roles: [String]
  /// Where in the renewal it helps: `T-180` … `T-30`, `in notice`, `post-renewal`.
  public let stages: [String]
  /// Slugs of related guides and plays.
  public let related: [String]
  /// Parsed Markdown: the steps.
  public let document: MarkdownDocument
  /// The file.
  public let location: SourceLocation
  /// Where the values of its front matter stand, by key.
  public let places: [String: SourceLocation]

  /// A play.
  public init(
    slug: Slug, clearance: Audience, title: String, summary: String?, trigger: String?, triggerLocation: SourceLocation,
    owner: String?, roles: [String], stages: [String] = [], related: [String], document: MarkdownDocument,
    location: SourceLocation, places: [String: SourceLocation] = [:]
  ) {
    self.slug = slug
    self.clearance = clearance
    self.title = title
    self.summary = summary
    self.trigger = trigger
    self.triggerLocation = triggerLocation
    self.owner = owner
    self.roles = roles
    self.stages = stages
    self.related = related
    self.document = document
    self.location = location
    self.places = places
  }
}
