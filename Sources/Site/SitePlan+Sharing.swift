public import Core
import Portfolio
public import Templates

extension SitePlan {
  /// Paths of all pages, in the plan's order.
  public var paths: [String] { pageIDs.map(\.path) }

  /// Paths of the pages that `name` means: a path, with `.html` or without, or the name of an account, guide, play or person.
  /// An account's name means its page, not its brief or what to say.
  public func paths(named name: String) -> [String] {
    let own = pageIDs.map(\.path)
    let exact = own.filter { $0 == name || $0 == name + ".html" }
    if !exact.isEmpty { return exact }
    let file = Array("/\(name).html".utf8)
    let found = own.filter { $0.utf8.count >= file.count && $0.utf8.suffix(file.count).elementsEqual(file) }
    return found.first { $0 == "accounts" + String(decoding: file, as: UTF8.self) }.map { [$0] } ?? found
  }

  /// The nearest name of a page to one that there isn't.
  public func nearestPage(to name: String) -> String? {
    let names = pageIDs.map { page in
      String(decoding: page.path.utf8.split(separator: 0x2F).last.map { $0.dropLast(5) } ?? [], as: UTF8.self)
    }
    return NearestName.of(name, among: names)
  }

  /// The page at `path` as rendered, with the further sheets of its long tables; empty if the plan has none.
  public func html(at path: String, with templates: TemplateLibrary) throws -> [(path: String, bytes: [UInt8])] {
    guard let page = pageIDs.first(where: { $0.path == path }) else { return [] }
    var files: [(path: String, bytes: [UInt8])] = []
    try make(page, with: templates) { path, bytes in
      if path.utf8.suffix(5).elementsEqual(".html".utf8) { files.append((path, bytes)) }
    }
    return files
  }

  /// The book's title.
  public var title: String { context.portfolio.settings.title }

  /// What the copy holds, and whom it is for, in a sentence.
  public var note: String { context.audience.copyNote }

  /// Whole files of the workspace that this copy may not hold, by their digests.
  public var withheldFiles: [ContentHash: String] {
    let kept = Set(context.links.attachments(in: context).map { ContentHash($0.bytes) })
    let all = context.links.attachments.map { (ContentHash($0.bytes), $0.path) }
    return Dictionary(all.filter { !kept.contains($0.0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Pictures and files of notes that this copy may hold.
  public var attachments: [(path: String, bytes: [UInt8])] {
    context.links.attachments(in: context).map { ($0.outputPath, $0.bytes) }
  }
}
