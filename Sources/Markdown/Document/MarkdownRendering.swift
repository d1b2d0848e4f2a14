/// How a note is placed on a page.
public struct MarkdownRendering: Sendable, Hashable {
  /// Put before every id of the note and every link to one, so that several notes can share a page.
  public var idPrefix = ""
  /// Added to heading levels, 1...6 the limits.
  public var headingShift = 0
  /// Whether audience blocks are marked by `<div class="only" data-audience="team">` on field and team pages.
  public var marksAudience = true
  /// Sections that the page shows in places of its own, by the ids of those places: links to their headings lead there.
  public var sectionIDs: [MarkdownSectionRole: String] = [:]

  /// As it stands, alone on its page.
  public init(
    idPrefix: String = "", headingShift: Int = 0, marksAudience: Bool = true,
    sectionIDs: [MarkdownSectionRole: String] = [:]
  ) {
    self.idPrefix = idPrefix
    self.headingShift = headingShift
    self.marksAudience = marksAudience
    self.sectionIDs = sectionIDs
  }
}
