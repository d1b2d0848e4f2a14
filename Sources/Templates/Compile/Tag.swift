/// A place in a template: 1-based line and 1-based column in UTF-8 bytes.
struct TagPlace {
  let line: Int
  let column: Int
}

/// One `{{…}}` of a template.
struct Tag {
  enum Kind {
    case value
    case rawValue
    case section
    case inverted
    case close
    case partial
    case parent
    case block
    case comment
    case delimiters

    /// Whether a line of such tags alone leaves no line behind. Partials do too, but only one to a line.
    var isStructural: Bool {
      switch self {
      case .section, .inverted, .close, .parent, .block, .comment, .delimiters: true
      case .value, .rawValue, .partial: false
      }
    }
  }

  let kind: Kind
  let name: String
  let place: TagPlace
}

/// A piece of a template. Text never contains a newline, so that lines are easy to see.
enum TemplateToken {
  case text(Range<Int>)
  case newline
  case tag(Tag)
}
