import Core

/// A problem as an open page shows it.
public struct LiveProblem: Sendable, Equatable {
  /// `error` or `warning`.
  public var severity: String
  /// `content/accounts/acme.md:14:7`; nil if it has no place.
  public var place: String?
  /// What is wrong.
  public var message: String
  /// The source line, and below it a caret.
  public var excerpt: String?
  /// How to mend it.
  public var hint: String?

  /// A problem.
  public init(severity: String, place: String?, message: String, excerpt: String? = nil, hint: String? = nil) {
    self.severity = severity
    self.place = place
    self.message = message
    self.excerpt = excerpt
    self.hint = hint
  }

  /// As an object of JSON.
  func append(to json: inout [UInt8]) {
    json += Array("{\"severity\":".utf8)
    json.appendScriptString(severity)
    for (name, value) in [("place", place), ("message", message), ("excerpt", excerpt), ("hint", hint)] {
      guard let value else { continue }
      json += Array(",\"\(name)\":".utf8)
      json.appendScriptString(value)
    }
    json.append(0x7D)
  }
}
