public import Core

/// Compiled templates by name, ready to be checked against the pages they are for and rendered.
///
///     var library = TemplateLibrary.compile(builtIn + users, into: &log)
///     library.check(page: "account", shape: AccountPage.shape, into: &log)
///     try library.render("account", page, into: &bytes)
public struct TemplateLibrary: Sendable {
  /// Sorted by name.
  let programs: [TemplateProgram]
  let indexes: [String: Int]
  let closures: [ContentHash]
  /// How deep sections, blocks and partials may stand in each other when a page is rendered.
  let depth: Int

  /// The depth that is enough for any page and little for any stack.
  public static let usualDepth = 200

  /// Compiles all sources and joins them. Of equal names the last source counts: a user's template replaces a built-in one.
  ///
  /// Reported: tags without an end or a name, sections that don't match, partials and parents that don't exist, blocks that a
  /// parent doesn't have, and templates that include themselves without a condition. A faulty template can still be rendered.
  public static func compile(
    _ sources: [TemplateSource], depth: Int = usualDepth, into log: inout Diagnostics
  ) -> TemplateLibrary {
    var linker = TemplateLinker(effective(sources), depth: depth)
    return linker.link(into: &log)
  }

  /// The names of all templates, sorted.
  public var names: [String] { programs.map(\.name) }

  /// A digest of the text of a template and all it includes: when it changes, every page made with it is due.
  public func closureHash(of name: String) -> ContentHash {
    if let index = indexes[name] { return closures[index] }
    return ContentHash(Array(name.utf8))
  }

  /// The last source of each name, by name.
  private static func effective(_ sources: [TemplateSource]) -> [TemplateSource] {
    var last: [String: Int] = [:]
    for (index, source) in sources.enumerated() { last[source.name] = index }
    let kept = sources.enumerated().filter { last[$0.element.name] == $0.offset }
    return kept.map(\.element).sorted { $0.name < $1.name }
  }
}
