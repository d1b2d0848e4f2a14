import Core

/// What the passes note about a document. Clearances and ranges of parts are filled in when the HTML is taken apart.
struct Records {
  struct Link: Sendable {
    let target: MarkdownTarget
    let title: [UInt8]
    let location: SourceLocation
    /// A wiki link without a text of its own: it shows the page's title.
    var showsTitle = false
    var clearance = Audience.team
  }

  struct Image: Sendable {
    let path: String
    let title: [UInt8]
    let location: SourceLocation
    /// Escaped for an attribute.
    var alternative: [UInt8] = []
    var clearance = Audience.team
  }

  struct Figure: Sendable {
    let name: String
    let isInsideLink: Bool
    let location: SourceLocation
    var clearance = Audience.team
  }

  struct Heading: Sendable {
    let level: Int
    let location: SourceLocation
    let isOutline: Bool
    /// Set if the heading opens a section.
    let role: MarkdownSectionRole?
    var parts = 0..<0
    var id: [UInt8] = []
    var clearance = Audience.team
  }

  struct Section: Sendable {
    let role: MarkdownSectionRole
    let heading: Int?
    var parts: Range<Int>
    /// Parts after the heading's own.
    var body: Range<Int>
  }

  struct Task: Sendable {
    let isDone: Bool
    let assignees: [String]
    let due: Day?
    let priority: MarkdownPriority?
    let role: MarkdownSectionRole
    let location: SourceLocation
    var parts = 0..<0
    var clearance = Audience.team
  }

  struct Touch: Sendable {
    let heading: Int
    let day: Day
    let kind: MarkdownTouchKind
    let title: String
    let location: SourceLocation
    var parts = 0..<0
  }

  struct Footnote: Sendable {
    let label: [UInt8]
    let location: SourceLocation
    /// Whether its definition was found where a block may stand.
    var isDefined = false
    var parts: [Part] = []
    /// Lowest audience that a reference lets see it.
    var clearance: Audience?
  }

  /// An id made from text; unique once all are known.
  struct Key: Sendable {
    let base: [UInt8]
    var id: [UInt8] = []
    var clearance = Audience.team
  }

  var links: [Link] = []
  var images: [Image] = []
  var figures: [Figure] = []
  var headings: [Heading] = []
  var sections: [Section] = []
  var tasks: [Task] = []
  var touches: [Touch] = []
  var footnotes: [Footnote] = []
  var keys: [Key] = []
}

/// A piece of rendered HTML, or a place where something known only later goes, and who may see it.
struct Part: Sendable {
  enum Slot: UInt8, Sendable {
    case text, openAudience, closeAudience, openHeading, closeHeading, openLink, closeLink, image, figure, footnote
    case backReferences, openTaskData, closeTaskData, key
  }

  let slot: Slot
  var clearance: Audience
  /// Of a text, the range of its bytes; of a slot, `start` is its index.
  let start: Int32
  let end: Int32
}
