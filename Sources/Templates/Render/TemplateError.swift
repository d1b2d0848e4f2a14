public import Core

/// Why a page could not be rendered. After a clean compile and check only endless recursion is left, and that needs a
/// template that includes itself under a condition which stays true.
public enum TemplateError: Error, Sendable, CustomStringConvertible {
  /// There is no template of that name.
  case unknownTemplate(String)
  /// Partials and sections went deeper than any page needs.
  case tooDeep(SourceLocation, limit: Int)
  /// The page outgrew any page a browser can show.
  case tooLarge(SourceLocation)

  /// Lower-case, without a full stop.
  public var description: String {
    switch self {
    case .unknownTemplate(let name): "there is no template `\(name)`"
    case .tooDeep(let location, let limit):
      "\(location): partials and sections go more than \(limit) deep; if that is meant, write `limits: {include_depth: \(limit * 2)}`"
    case .tooLarge(let location):
      "\(location): the page grows beyond \(TemplateRenderer.maximumBytes >> 20) MB"
    }
  }
}
