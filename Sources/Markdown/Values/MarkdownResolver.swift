/// Where a link of a note points to, before anyone knows the page it will stand on.
public enum MarkdownTarget: Sendable, Hashable {
  /// `[[name#anchor]]`: a page by its name.
  case page(name: String, anchor: String?)
  /// A relative link: a file by its path from the workspace root, `.` and `..` resolved, percent signs decoded.
  case file(path: String, anchor: String?)
  /// `#anchor` within the page. Headings of the note itself are found without asking.
  case anchor(String)
}

/// A link that can be followed.
public struct ResolvedLink: Sendable, Hashable {
  /// URL, not yet escaped for HTML.
  public let href: String
  /// The page's title: shown by a wiki link that has no text of its own, the advisory title of any other link.
  public let title: String?

  /// A link to `href`.
  public init(href: String, title: String? = nil) {
    self.href = href
    self.title = title
  }
}

/// An image that can be shown.
public struct ResolvedImage: Sendable, Hashable {
  /// URL, not yet escaped for HTML.
  public let href: String
  /// Width and height in CSS pixels, so that the page doesn't jump; nil if unknown.
  public let size: (width: Int, height: Int)?

  /// An image at `href`.
  public init(href: String, size: (width: Int, height: Int)? = nil) {
    self.href = href
    self.size = size
  }

  /// Equal URL and size.
  public static func == (a: ResolvedImage, b: ResolvedImage) -> Bool {
    a.href == b.href && a.size?.width == b.size?.width && a.size?.height == b.size?.height
  }

  /// By URL.
  public func hash(into hasher: inout Hasher) { hasher.combine(href) }
}

/// Knows the page a note is placed on: turns targets into URLs and names into figures, for one audience.
///
/// Nil always means "not there for this audience": a link becomes its text, an image its alternative text, a figure a dash.
public protocol MarkdownResolver {
  /// The link to `target`.
  func link(to target: MarkdownTarget) -> ResolvedLink?
  /// The image file at `path` from the workspace root.
  func image(at path: String) -> ResolvedImage?
  /// Phrasing HTML for the figure `name`, such as `account.arr`; without links if `insideLink`.
  func figure(named name: String, insideLink: Bool) -> [UInt8]?
}

/// Resolves nothing: for text extraction, and for previews without a workspace.
public struct NoResolver: MarkdownResolver {
  /// The one there is.
  public init() {}
  /// Nil.
  public func link(to target: MarkdownTarget) -> ResolvedLink? { nil }
  /// Nil.
  public func image(at path: String) -> ResolvedImage? { nil }
  /// Nil.
  public func figure(named name: String, insideLink: Bool) -> [UInt8]? { nil }
}
