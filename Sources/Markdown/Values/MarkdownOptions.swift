public import Core

/// How a note is read. The defaults are those of an account note.
public struct MarkdownOptions: Sendable {
  /// What is added to CommonMark, each switchable.
  public struct Extensions: OptionSet, Sendable {
    /// Bits, one an extension.
    public let rawValue: Int
    /// A set of those bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// GFM tables.
    public static let tables = Extensions(rawValue: 1 << 0)
    /// `- [ ]` and `- [x]`, with assignee, due day and priority.
    public static let taskLists = Extensions(rawValue: 1 << 1)
    /// `~~gone~~`.
    public static let strikethrough = Extensions(rawValue: 1 << 2)
    /// Bare `https://…`, `www.…` and e-mail addresses.
    public static let autolinks = Extensions(rawValue: 1 << 3)
    /// `[^1]` and `[^1]: text`.
    public static let footnotes = Extensions(rawValue: 1 << 4)
    /// `> [!WARNING]`.
    public static let callouts = Extensions(rawValue: 1 << 5)
    /// A term, and `: definition` on the next line.
    public static let definitionLists = Extensions(rawValue: 1 << 6)
    /// `::: name` … `:::`.
    public static let blocks = Extensions(rawValue: 1 << 7)
    /// `[[page|text]]`.
    public static let wikiLinks = Extensions(rawValue: 1 << 8)
    /// `{{ acme.arr }}`.
    public static let figures = Extensions(rawValue: 1 << 9)
    /// Relative links and images are resolved when the page is built, and checked.
    public static let relativeLinks = Extensions(rawValue: 1 << 10)
    /// Headings get ids; level 2 headings make sections; log entries are read.
    public static let outline = Extensions(rawValue: 1 << 11)
    /// GFM's list of tags that are disarmed where raw HTML is allowed.
    public static let tagFilter = Extensions(rawValue: 1 << 12)

    /// Everything.
    public static let all = Extensions(rawValue: (1 << 13) - 1)
    /// What the GFM specification adds to CommonMark, and GitHub's footnotes.
    public static let gfm: Extensions = [.tables, .taskLists, .strikethrough, .autolinks, .footnotes, .tagFilter]
  }

  /// What becomes of raw HTML.
  public enum HTMLPolicy: Sendable {
    /// Shown as text; `<br>` breaks the line and comments are left out.
    case text
    /// Passed through: for workspaces whose notes are all trusted.
    case allow
  }

  /// Which link targets reach an attribute.
  public enum URLPolicy: Sendable {
    /// Relative ones, and the schemes of `URLPolicy.knownSchemes`.
    case knownSchemes
    /// All but those that run code or read files: `javascript`, `vbscript`, `data` (but images), `file`.
    case anyHarmless
  }

  /// Whose HTML is written.
  public enum Markup: Sendable {
    /// This site's: scrolling tables, labelled checkboxes, classes of its style sheet.
    case site
    /// GitHub's.
    case gfm
  }

  /// Bounds that keep reading linear where libcmark isn't.
  public struct Limits: Sendable {
    /// Longest note, in bytes; a longer one is an error and reads as empty.
    public var bytes = 16 << 20
    /// Column up to which a line may open lists and quotes; markers further right are text.
    public var nestingColumns = 100
    /// Image openers `![` in one paragraph; further ones are text.
    public var imagesInParagraph = 500
    /// Cells added to short table rows, in one note; beyond it short rows stay short.
    public var addedCells = 20_000

    /// The defaults.
    public init() {}
  }

  /// Clearance of what stands in no audience block. Only blocks at the outermost level can go below it.
  public var defaultClearance: Audience
  /// What is added to CommonMark.
  public var extensions: Extensions
  /// Curly quotes, dashes and ellipses for straight ones.
  public var smartPunctuation = false
  /// What becomes of raw HTML.
  public var html: HTMLPolicy
  /// Which link targets reach an attribute.
  public var urls: URLPolicy
  /// Whose HTML is written.
  public var markup: Markup
  /// Heading ids already taken by the page around the note.
  public var reservedIDs: [String] = []
  /// Folder that a link with a leading `/` starts at.
  public var contentRoot = "content"
  /// Bounds that keep reading linear.
  public var limits = Limits()

  /// Options for a note or guide with everything on.
  public init(
    defaultClearance: Audience = .team, extensions: Extensions = .all, html: HTMLPolicy = .text,
    urls: URLPolicy = .knownSchemes, markup: Markup = .site
  ) {
    self.defaultClearance = defaultClearance
    self.extensions = extensions
    self.html = html
    self.urls = urls
    self.markup = markup
  }

  /// CommonMark and nothing else, raw HTML included.
  public static let plain = MarkdownOptions(
    defaultClearance: .customer, extensions: [], html: .allow, urls: .anyHarmless, markup: .gfm)

  /// GitHub's Markdown, raw HTML included.
  public static let gfm = MarkdownOptions(
    defaultClearance: .customer, extensions: .gfm, html: .allow, urls: .anyHarmless, markup: .gfm)
}
