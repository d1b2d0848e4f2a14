import Core

extension Diagnostic {
  static func tooDeep(_ tag: Tag, _ file: SourceFile) -> Diagnostic {
    .error(
      "template.depth", "tags are nested more than \(TemplateParser.maximumDepth) deep",
      at: SourceLocation(file, tag.place),
      hint: "move the inner part to a partial of its own")
  }

  static func blockInItself(_ tag: Tag, _ file: SourceFile) -> Diagnostic {
    .error(
      "template.block", "block `\(tag.name)` stands inside itself", at: SourceLocation(file, tag.place),
      hint: "give the inner block another name")
  }

  static func strayClose(_ tag: Tag, open: Tag?, _ file: SourceFile) -> Diagnostic {
    .error(
      "template.section", "`{{/\(tag.name)}}` closes nothing", at: SourceLocation(file, tag.place),
      hint: open.map { "the open tag here is `\($0.written)`: close it with `{{/\($0.name)}}`" }
        ?? "remove it, or open `\(tag.name)` before it",
      notes: open.map { [Diagnostic.Note("`\($0.written)` was opened here", at: SourceLocation(file, $0.place))] } ?? []
    )
  }

  static func unclosed(_ tag: Tag, by closer: Tag?, _ file: SourceFile) -> Diagnostic {
    .error(
      "template.section", "`\(tag.written)` is not closed", at: SourceLocation(file, tag.place),
      hint: "add `{{/\(tag.name)}}`"
        + (closer.map { " before `{{/\($0.name)}}` in line \($0.place.line)" } ?? " where it ends"))
  }
}

extension Tag {
  /// As people write it, with the usual delimiters.
  var written: String {
    switch kind {
    case .section: "{{#\(name)}}"
    case .inverted: "{{^\(name)}}"
    case .parent: "{{<\(name)}}"
    case .block: "{{$\(name)}}"
    default: "{{\(name)}}"
    }
  }
}
