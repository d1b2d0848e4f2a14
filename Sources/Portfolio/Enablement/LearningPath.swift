public import Core

/// Guides in the order in which to read them, from `guides/paths.yaml`.
public struct LearningPath: Sendable {
  /// One guide of a path.
  public struct Step: Sendable, Hashable {
    /// The guide.
    public let guide: Slug
    /// Minutes for reading and the quiz, as estimated; nil leaves it to the reading time.
    public let minutes: Int?
    /// What to do with it afterwards.
    public let task: String?
    /// Where the step stands.
    public let location: SourceLocation

    /// A step.
    public init(guide: Slug, minutes: Int?, task: String?, location: SourceLocation) {
      self.guide = guide
      self.minutes = minutes
      self.task = task
      self.location = location
    }
  }

  /// Its `key`: file name and link.
  public let slug: Slug
  /// The least trusted audience whose copy has the path.
  public let clearance: Audience
  /// Shown as heading.
  public let title: String
  /// One or two sentences.
  public let summary: String?
  /// Who it is for.
  public let roles: [String]
  /// `new`, `practitioner`, `expert`.
  public let level: String?
  /// E-mail of its owner.
  public let owner: String?
  /// In order.
  public let steps: [Step]
  /// Where the path stands.
  public let location: SourceLocation

  /// A path.
  public init(
    slug: Slug, clearance: Audience, title: String, summary: String?, roles: [String], level: String?, owner: String?,
    steps: [Step], location: SourceLocation
  ) {
    self.slug = slug
    self.clearance = clearance
    self.title = title
    self.summary = summary
    self.roles = roles
    self.level = level
    self.owner = owner
    self.steps = steps
    self.location = location
  }
}
