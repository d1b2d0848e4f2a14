public import Core

/// A page with its template and what it shows, for checking.
public struct TemplatePage: Sendable {
  /// Name of its template.
  public let name: String
  let keys: TemplateKeys

  /// A page rendered by template `name` from models of that shape.
  public init<Model>(_ name: String, _ shape: TemplateShape<Model>) {
    self.name = name
    keys = shape.keys
  }
}

extension TemplateLibrary {
  /// Checks template `page` and all it includes against what the page can show.
  ///
  /// Reported: names the shape doesn't have (`template.unknown-name`), text printed raw (`template.raw`), flags, lists and
  /// groups printed as if they were text (`template.kind`), and a missing template.
  public func check<Model>(page: String, shape: TemplateShape<Model>, into log: inout Diagnostics) {
    check([TemplatePage(page, shape)], into: &log)
  }

  /// Checks many pages; a problem in a part they share is told once, with the pages it is on.
  public func check(_ pages: [TemplatePage], into log: inout Diagnostics) {
    var found: [(problem: Diagnostic, pages: [String])] = []
    var indexes: [Diagnostic: Int] = [:]
    for page in pages {
      for problem in problems(of: page) {
        if let index = indexes[problem] {
          if found[index].pages.last != page.name { found[index].pages.append(page.name) }
        } else {
          indexes[problem] = found.count
          found.append((problem, [page.name]))
        }
      }
    }
    for (problem, pages) in found { log.append(problem.noting(pages: pages)) }
  }

  /// Warns of templates that none of `pages` uses: most often a user's template whose name is misspelt.
  public func checkUse(by pages: [String], into log: inout Diagnostics) {
    var used = Set<Int>()
    var waiting = pages.compactMap { indexes[$0] }
    while let next = waiting.popLast() {
      guard used.insert(next).inserted else { continue }
      for case .include(let template, _, _, _) in programs[next].code.nodes where template >= 0 {
        waiting.append(template)
      }
    }
    for index in programs.indices where !used.contains(index) {
      let name = programs[index].name
      log.append(
        .warning(
          "template.unused", "no page uses template `\(name)`", at: SourceLocation(programs[index].file),
          hint: .suggestion(for: name, among: pages + used.sorted().map { programs[$0].name })
            ?? "include it with `{{>\(name)}}`, or remove it"))
    }
  }

  private func problems(of page: TemplatePage) -> [Diagnostic] {
    guard let index = indexes[page.name] else {
      return [
        .error(
          "template.missing", "page `\(page.name)` has no template", at: nil,
          hint: "add `templates/\(page.name).mustache`")
      ]
    }
    var checker = TemplateChecker(programs)
    checker.check(index, against: page.keys)
    return checker.problems
  }
}

extension Diagnostic {
  fileprivate func noting(pages: [String]) -> Diagnostic {
    let listed = pages.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
    let rest = pages.count > 5 ? " and \(pages.count - 5) more" : ""
    let note = Note(pages.count == 1 ? "on page \(listed)" : "on pages \(listed)\(rest)")
    return Diagnostic(severity, code, message, at: location, hint: hint, notes: notes + [note], account: account)
  }
}
