public import Core
public import Markdown

/// A piece of enablement content.
public struct Guide: Sendable {
  /// File name and link; the path below `guides/` with `/` as `-`.
  public let slug: Slug
  /// Least trusted audience that may read it at all.
  public let clearance: Audience
  /// Shown as heading.
  public let title: String
  /// One or two sentences.
  public let summary: String?
  /// `playbook`, `battlecard`, `talk track`, …
  public let kind: String?
  /// Who it is for.
  public let roles: [String]
  /// `new`, `practitioner`, `expert`.
  public let level: String?
  /// Where in the renewal it helps: `T-180` … `T-30`, `in notice`, `post-renewal`.
  public let stages: [String]
  /// SKUs or product names it is about.
  public let products: [String]
  /// E-mail of its owner.
  public let owner: String?
  /// Day of the last review.
  public let reviewed: Day?
  /// Days after which it must be reviewed again.
  public let reviewEvery: Int?
  /// Slugs of related guides and plays.
  public let related: [String]
  /// Slugs of guides it replaces.
  public let supersedes: [String]
  /// Its history, newest first.
  public let versions: [GuideVersion]
  /// Parsed Markdown.
  public let document: MarkdownDocument
  /// The file.
  public let location: SourceLocation
  /// Where the values of its front matter stand, by key.
  public let places: [String: SourceLocation]

  /// A guide.
  public init(
    slug: Slug, clearance: Audience, title: String, summary: String?, kind: String?, roles: [String], level: String?,
    stages: [String], products: [String], owner: String?, reviewed: Day?, reviewEvery: Int?, related: [String],
    supersedes: [String], versions: [GuideVersion] = [], document: MarkdownDocument, location: SourceLocation,
    places: [String: SourceLocation] = [:]
  ) {
    self.slug = slug
    self.clearance = clearance
    self.title = title
    self.summary = summary
    self.kind = kind
    self.roles = roles
    self.level = level
    self.stages = stages
    self.products = products
    self.owner = owner
    self.reviewed = reviewed
    self.reviewEvery = reviewEvery
    self.related = related
    self.supersedes = supersedes
    self.versions = versions
    self.document = document
    self.location = location
    self.places = places
  }

  /// The day from which it must be looked at again; nil without both days.
  public var reviewDue: Day? { reviewed.flatMap { day in reviewEvery.map { day + $0 } } }
  /// Whether `name` means this guide: its slug, with or without `guides/`.
  public func isNamed(_ name: String) -> Bool { name == slug.text || name == "guides/\(slug)" }
  /// The day of the last change that its history or its review tells.
  public var lastChange: Day? { [versions.first?.day, reviewed].compactMap(\.self).max() }
}
