import Core
import Portfolio
public import Templates

extension SitePlan {
  /// Paths of all pages, in the plan's order. A report with long tables becomes further files beside its own.
  public var paths: [String] { pages.filter { $0.path.hasSuffix(".html") }.map(\.path) }

  /// The path of the page that someone means by `name`: a path with or without `.html`, or the slug or name of an account, guide,
  /// play, path or person. Accounts come before all others. Nil if this copy has no such page.
  public func path(named name: String) -> String? {
    let name = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    if let path = paths.first(where: { $0 == name || $0 == name + ".html" }) { return path }
    let file = "\(Slug(name)?.text ?? Slug(from: name)?.text ?? "").html"
    return ["accounts", "guides", "plays", "paths", "owners", "sellers"].lazy.map { "\($0)/\(file)" }
      .first { path in paths.contains(path) }
  }

  /// What to write instead of `name`, which no page has.
  public func nearestPage(to name: String) -> String? {
    let names = paths.map { String($0.dropLast(".html".utf8.count)) }
    return NearestName.of(name, among: names)
      ?? NearestName.of(name, among: names.compactMap { $0.split(separator: "/").last.map(String.init) })
  }

  /// Images and files that this copy's notes show, by path.
  public var attachments: [(path: String, bytes: [UInt8])] {
    context.links.attachments(in: context).map { ($0.outputPath, $0.bytes) }
  }

  /// The files of the page at `path`; none if there is no such page.
  public func files(at path: String, with templates: TemplateLibrary) throws(TemplateError) -> [(
    path: String, bytes: [UInt8]
  )] {
    guard let page = pages.first(where: { $0.path == path }) else { return [] }
    return try files(of: page, with: templates)
  }
}
