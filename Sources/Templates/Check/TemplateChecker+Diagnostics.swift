import Core

extension Diagnostic {
  static func unknownName(
    _ name: String, in scopes: [CheckScope], at location: SourceLocation
  ) -> Diagnostic {
    let keys = scopes.reversed().compactMap { scope -> TemplateKeys? in
      if case .record(let keys) = scope { keys } else { nil }
    }
    let names = keys.flatMap { $0.fields.map(\.name) }
    return .error(
      "template.unknown-name", "nothing here is called `\(name)`", at: location,
      hint: owner(of: name, keys) ?? .names(for: name, among: names))
  }

  /// A hint for a name that exists, but one level further in.
  private static func owner(of name: String, _ scopes: [TemplateKeys]) -> String? {
    let hash = NameHash.of(name)
    for field in scopes.flatMap(\.fields) {
      switch field.kind {
      case .list(let keys) where keys().index(of: hash) != nil:
        return "`\(name)` belongs to each of `\(field.name)`: use it inside `{{#\(field.name)}}…{{/\(field.name)}}`"
      case .record(let keys) where keys().index(of: hash) != nil: return "did you mean `\(field.name).\(name)`?"
      default: continue
      }
    }
    return nil
  }

  static func unknownPart(
    _ part: String, of owner: FoundName, _ name: String, at location: SourceLocation
  ) -> Diagnostic {
    var (message, names) = ("`\(name)` has no `\(part)`", [String]())
    switch owner {
    case .field(.record(let keys)): names = keys().fields.map(\.name)
    case .field(.list), .field(.texts): names = ListName.names
    case .field(let kind): message = "`\(name)` is \(kind.described) and has no parts such as `\(part)`"
    case .flag: message = "`\(name)` is a flag and has no parts such as `\(part)`"
    case .anything, .unknown: break
    }
    return .error(
      "template.unknown-name", message, at: location,
      hint: names.isEmpty ? "use `\(name)` itself" : .names(for: part, among: names))
  }

  static func rawText(_ name: String, at location: SourceLocation) -> Diagnostic {
    .error(
      "template.raw", "`\(name)` is text, and text is always escaped", at: location, hint: "write `{{\(name)}}`")
  }

  static func unprintable(_ name: String, _ kind: FieldKind, at location: SourceLocation) -> Diagnostic {
    let hint =
      switch kind {
      case .record, .open: "name the part to print, as in `{{\(name).part}}`"
      default: "use it as a section, `{{#\(name)}}…{{/\(name)}}`"
      }
    return .error("template.kind", "`\(name)` is \(kind.described) and can't be printed", at: location, hint: hint)
  }

  static func noElement(at location: SourceLocation) -> Diagnostic {
    .error(
      "template.kind", "`.` stands for no text here", at: location,
      hint: "use it inside a section over a text or a list of texts")
  }
}
