public import Core

/// Checks what notes point to against what there is, and says what was most likely meant.
public struct LinkCheck {
  private let index: LinkIndex
  /// Looking for the nearest name costs as much as there are names: done for so many broken targets.
  private var suggestions = 200
  /// The note being checked, as its own text has it.
  private var own = LinkIndex.Page(path: "", anchors: [], order: [])

  private init(_ index: LinkIndex) { self.index = index }

  /// Appends a diagnostic for each target that doesn't exist: `link.page`, `link.ambiguous`, `link.unpublished`, `link.anchor`,
  /// `image.missing`, `image.format`, `figure.unknown`. All are errors, but for what is found all the same: an anchor, a name of
  /// several pages, an image of unknown size. Those of an account's notes belong to that account.
  public static func run(
    _ documents: [(document: MarkdownDocument, account: String?)], against index: LinkIndex,
    into log: inout Diagnostics
  ) {
    var check = LinkCheck(index)
    for (document, account) in documents where !document.records.isWithoutTargets {
      var found = Diagnostics()
      check.run(document, &found)
      for var problem in found.all {
        problem.account = account
        log.append(problem)
      }
    }
  }

  private mutating func run(_ document: MarkdownDocument, _ log: inout Diagnostics) {
    let anchors = document.anchors
    own = LinkIndex.Page(path: document.file.path, anchors: Set(anchors), order: anchors)
    for link in document.records.links { self.link(link, &log) }
    for image in document.records.images { self.image(image, &log) }
    for figure in document.records.figures { self.figure(figure, &log) }
  }

  private mutating func nearest(_ name: String, among names: [String]) -> String? {
    guard suggestions > 0 else { return nil }
    suggestions -= 1
    return NearestName.of(name, among: names)
  }

  private mutating func link(_ link: Records.Link, _ log: inout Diagnostics) {
    switch link.target {
    case .anchor(let anchor):
      if index.pages[own.path]?.anchors?.contains(anchor) == true { return }
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
    if index.unpublished.contains(path) {
      log.append(
        .error(
          "link.unpublished", "\"\(path)\" is not part of the site", at: location,
          hint: "put a file that readers may open into content/assets/"))
      return
    }
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
    guard let anchors = page.anchors, !anchors.contains(anchor), !anchors.contains(slug) else { return }
    let hint = nearest(slug, among: page.order)
    log.append(
      .warning(
        "link.anchor", "there is no heading \"#\(anchor)\" in \(page.path)", at: location,
        hint: hint.map { "did you mean \"#\($0)\"?" }))
  }

  private mutating func image(_ image: Records.Image, _ log: inout Diagnostics) {
    if index.images[image.path] == true { return }
    guard index.files.contains(image.path) else {
      return missing("image.missing", image.path, "there is no image", image.location, &log)
    }
    log.append(
      .warning(
        "image.format", "\"\(image.path)\" is no PNG, JPEG, GIF, WebP or SVG image, or its header is broken",
        at: image.location, hint: "save it again as PNG, JPEG, GIF, WebP or SVG"))
  }

  private mutating func figure(_ figure: Records.Figure, _ log: inout Diagnostics) {
    let reference = index.figure(named: figure.name)
    let (owner, keys, list) =
      switch reference.subject {
      case .ownAccount: ("account", index.figures, index.figureList)
      case .book: ("book", index.bookFigures, index.bookFigureList)
      case .account(let slug): (slug, index.figures, index.figureList)
      }
    if case .account(let slug) = reference.subject, !index.accounts.contains(slug) {
      let hint =
        nearest(slug, among: ["account", "book"] + index.accountList).map { "\($0).\(reference.key)" }
        ?? nearest(figure.name, among: index.figureList)
      log.append(
        .error(
          "figure.unknown", "there is no account \"\(slug)\" to take \"\(figure.name)\" from", at: figure.location,
          hint: hint.map { "did you mean \"{{ \($0) }}\"?" }))
    } else if !keys.contains(reference.key) {
      let hint = nearest(reference.key, among: list)
      log.append(
        .error(
          "figure.unknown", "there is no figure \"\(reference.key)\"", at: figure.location,
          hint: hint.map { "did you mean \"{{ \(owner).\($0) }}\"?" }))
    }
  }
}

extension Records {
  var isWithoutTargets: Bool { links.isEmpty && images.isEmpty && figures.isEmpty }
}
