public import Core

/// What links, images and figure references of notes may point to.
public struct LinkIndex: Sendable {
  struct Page: Sendable {
    let path: String
    let anchors: Set<String>
    let order: [String]
  }

  private(set) var pages: [String: Page] = [:]
  /// Pages by the names that wiki links use, in lower case; several if a name isn't unique.
  private(set) var names: [String: [String]] = [:]
  private(set) var files: Set<String> = []
  private(set) var figures: Set<String> = []
  private(set) var accounts: Set<String> = []
  /// As added, so that the nearest name is the same in every run.
  private(set) var nameList: [String] = []
  private(set) var pathList: [String] = []
  private(set) var figureList: [String] = []
  private(set) var accountList: [String] = []

  /// Nothing exists yet.
  public init() {}

  /// A page made from a note, reached by wiki links of those names, with the note's headings as anchors and what else the page
  /// has.
  public mutating func add(_ document: MarkdownDocument, names: [String], anchors: [String] = []) {
    add(page: document.file.path, names: names, anchors: document.anchors + anchors)
  }

  /// A page made from the file at `path`, reached by wiki links of those names, with those anchors.
  public mutating func add(page path: String, names: [String], anchors: [String]) {
    pages[path] = Page(path: path, anchors: Set(anchors), order: anchors)
    pathList.append(path)
    for name in names {
      let key = name.lowercased()
      self.names[key, default: []].append(path)
      nameList.append(name)
    }
  }

  /// Any other file at `path` from the workspace root, images among them.
  public mutating func add(file path: String) {
    files.insert(path)
    pathList.append(path)
  }

  /// A figure that every account has: the part after the dot in `{{ account.arr }}`.
  public mutating func add(figure key: String) {
    figures.insert(key)
    figureList.append(key)
  }

  /// An account whose figures may be named from anywhere: the part before the dot. `account` stands for the note's own.
  public mutating func add(account slug: String) {
    accounts.insert(slug)
    accountList.append(slug)
  }
}

/// Checks what notes point to against what there is, and says what was most likely meant.
public struct LinkCheck {
  private let index: LinkIndex
  /// Looking for the nearest name costs as much as there are names: done for so many broken targets.
  private var suggestions = 200
  /// The note being checked, as its own text has it.
  private var own = LinkIndex.Page(path: "", anchors: [], order: [])

  private init(_ index: LinkIndex) { self.index = index }

  /// Appends a diagnostic for each target that doesn't exist: `link.page`, `link.ambiguous`, `link.anchor`, `image.missing`,
  /// `figure.unknown`. All are errors, but an anchor, which is a warning: the page is still found.
  public static func run(_ documents: [MarkdownDocument], against index: LinkIndex, into log: inout Diagnostics) {
    var check = LinkCheck(index)
    for document in documents {
      let anchors = document.anchors
      check.own = LinkIndex.Page(path: document.file.path, anchors: Set(anchors), order: anchors)
      for link in document.records.links { check.link(link, &log) }
      for image in document.records.images { check.image(image, &log) }
      for figure in document.records.figures { check.figure(figure, &log) }
    }
  }

  private mutating func nearest(_ name: String, among names: [String]) -> String? {
    guard suggestions > 0 else { return nil }
    suggestions -= 1
    return NearestName.of(name, among: names)
  }

  private mutating func link(_ link: Records.Link, _ log: inout Diagnostics) {
    switch link.target {
    case .anchor(let anchor):
      if index.pages[own.path]?.anchors.contains(anchor) == true { return }
      self.anchor(anchor, in: own, link.location, &log)
    case .page(let name, let anchor): page(named: name, anchor, link.location, &log)
    case .file(let path, let anchor): file(at: path, anchor, link.location, &log)
    }
  }

  private mutating func page(
    named name: String, _ anchor: String?, _ location: SourceLocation, _ log: inout Diagnostics
  ) {
    let found = index.names[name.lowercased()] ?? []
    guard let path = found.first else {
      let hint = nearest(name, among: index.nameList)
      log.append(
        .error("link.page", "there is no page \"\(name)\"", at: location, hint: hint.map { "did you mean [[\($0)]]?" }))
      return
    }
    if found.count > 1 {
      log.append(
        .warning(
          "link.ambiguous", "\"\(name)\" names several pages; the first is taken", at: location,
          hint: "write the folder too", notes: found.map { Diagnostic.Note($0, at: SourceLocation(SourceFile($0))) }))
    }
    if let anchor, let page = index.pages[path] {
      self.anchor(anchor, in: page, location, &log)
    }
  }

  private mutating func file(
    at path: String, _ anchor: String?, _ location: SourceLocation, _ log: inout Diagnostics
  ) {
    guard let page = index.pages[path] else {
      if !index.files.contains(path) { missing("link.page", path, "there is no file", location, &log) }
      return
    }
    if let anchor { self.anchor(anchor, in: page, location, &log) }
  }

  private mutating func missing(
    _ code: String, _ path: String, _ what: String, _ location: SourceLocation, _ log: inout Diagnostics
  ) {
    let hint = nearest(path, among: index.pathList) ?? sameName(as: path)
    log.append(.error(code, "\(what) \"\(path)\"", at: location, hint: hint.map { "did you mean \"\($0)\"?" }))
  }

  /// A file of that name in another folder.
  private func sameName(as path: String) -> String? {
    let name = path.split(separator: "/").last
    return index.pathList.first { $0.split(separator: "/").last == name }
  }

  private mutating func anchor(
    _ anchor: String, in page: LinkIndex.Page, _ location: SourceLocation, _ log: inout Diagnostics
  ) {
    let slug = String(decoding: HeadingSlug.make(Array(anchor.utf8)), as: UTF8.self)
    if page.anchors.contains(anchor) || page.anchors.contains(slug) { return }
    let hint = nearest(slug, among: page.order)
    log.append(
      .warning(
        "link.anchor", "there is no heading \"#\(anchor)\" in \(page.path)", at: location,
        hint: hint.map { "did you mean \"#\($0)\"?" }))
  }

  private mutating func image(_ image: Records.Image, _ log: inout Diagnostics) {
    guard !index.files.contains(image.path) else { return }
    missing("image.missing", image.path, "there is no image", image.location, &log)
  }

  private mutating func figure(_ figure: Records.Figure, _ log: inout Diagnostics) {
    let parts = figure.name.split(separator: ".", maxSplits: 1)
    let (owner, key) = parts.count == 2 ? (String(parts[0]), String(parts[1])) : ("account", figure.name)
    if owner != "account", !index.accounts.contains(owner) {
      let hint = nearest(owner, among: ["account"] + index.accountList)
      log.append(
        .error(
          "figure.unknown", "there is no account \"\(owner)\" to take \"\(figure.name)\" from", at: figure.location,
          hint: hint.map { "did you mean \"{{ \($0).\(key) }}\"?" }))
    } else if !index.figures.contains(key) {
      let hint = nearest(key, among: index.figureList)
      log.append(
        .error(
          "figure.unknown", "there is no figure \"\(key)\"", at: figure.location,
          hint: hint.map { "did you mean \"{{ \(owner).\($0) }}\"?" }))
    }
  }
}
