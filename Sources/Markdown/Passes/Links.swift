import Core

/// The policy for link and image targets, and the slots of those that are resolved when the page is built.
enum Links {
  static func run(_ walk: InlineWalk, _ draft: inout Draft) {
    guard !walk.links.isEmpty || !walk.images.isEmpty else { return }
    let folder = WorkspacePath.folder(of: draft.file.path)
    for target in walk.links { link(target, folder, &draft) }
    for target in walk.images { image(target, folder, &draft) }
  }

  private static func link(_ target: InlineWalk.Target, _ folder: [UInt8], _ draft: inout Draft) {
    let node = target.node
    let url = restore(node, draft)
    // What stands between angle brackets is a link even where a link's text is; a page can't have one in the other.
    if target.isInLink, draft.options.urls == .knownSchemes { return dissolve(node, &draft) }
    switch URLClass(url, policy: draft.options.urls) {
    case .external: return settle(target, url, &draft)
    case .inlineImage: return drop(node, "data", target, &draft)
    case .forbidden(let scheme): return drop(node, scheme, target, &draft)
    case .anchor, .relative: break
    }
    guard draft.has(.relativeLinks), !target.isInImage else { return }
    let location = draft.location(of: target, url: url)
    guard !url.isEmpty,
      let destination = MarkdownTarget(relative: url, folder: folder, contentRoot: draft.options.contentRoot)
    else {
      draft.diagnostics.append(
        .error(
          "link.outside", "the link \"\(shown(url))\" leads out of the workspace", at: location,
          hint: "link to a file below the workspace's folder"))
      return dissolve(node, &draft)
    }
    let index = draft.records.links.count
    draft.records.links.append(
      Records.Link(target: destination, title: node.title, location: location))
    node.setURL([])
    node.setTitle([])
    node.prepend(.inline(Marker.openLink, index))
    node.append(.inline(Marker.closeLink))
  }

  /// Leaves an address as every browser reads it; the text alone of one that leads nowhere.
  private static func settle(_ target: InlineWalk.Target, _ url: [UInt8], _ draft: inout Draft) {
    guard draft.options.urls == .knownSchemes else { return }
    guard let settled = WebAddress.settled(url) else {
      draft.diagnostics.append(
        .warning(
          "link.address", "\"\(shown(url))\" is no address that leads anywhere; the text is kept",
          at: draft.location(of: target, url: url),
          hint: "look at what stands between https:// and the next slash"))
      return dissolve(target.node, &draft)
    }
    if settled != url { target.node.setURL(settled) }
  }

  private static func image(_ target: InlineWalk.Target, _ folder: [UInt8], _ draft: inout Draft) {
    let node = target.node
    let url = restore(node, draft)
    let location = draft.location(of: target, url: url)
    switch URLClass(url, policy: draft.options.urls) {
    case .inlineImage: return
    case .forbidden(let scheme): return drop(node, scheme, target, &draft)
    case .external:
      guard draft.has(.relativeLinks) else { return }
      return external(target, url, location, &draft)
    case .anchor, .relative: break
    }
    guard draft.has(.relativeLinks), !target.isInImage else { return }
    guard !url.isEmpty,
      case .file(let path, _)? = MarkdownTarget(
        relative: url, folder: folder, contentRoot: draft.options.contentRoot)
    else {
      draft.diagnostics.append(
        .error("image.outside", "the image \"\(shown(url))\" is not a file of the workspace", at: location))
      return dissolve(node, &draft)
    }
    let index = draft.records.images.count
    draft.records.images.append(
      Records.Image(path: path, title: node.title, location: location))
    node.setURL([])
    node.setTitle([])
    node.insertBefore(.inline(Marker.image, index))
  }

  /// Pages request nothing from outside: an image elsewhere becomes a link to it.
  private static func external(
    _ target: InlineWalk.Target, _ url: [UInt8], _ location: SourceLocation, _ draft: inout Draft
  ) {
    draft.diagnostics.append(
      .warning(
        "image.external", "the image \"\(shown(url))\" is not shown: pages load nothing from outside", at: location,
        hint: "copy it below the workspace's content folder and link to it there"))
    guard !target.isInLink, !target.isInImage, let address = WebAddress.settled(url) else {
      return dissolve(target.node, &draft)
    }
    let link = Node.make(.link)
    link.setURL(address)
    target.node.moveChildren(to: link)
    if link.firstChild == nil { link.append(.text(url)) }
    draft.replace(target.node, by: link)
  }

  private static func drop(_ node: Node, _ scheme: String, _ target: InlineWalk.Target, _ draft: inout Draft) {
    let known = scheme.utf8.allSatisfy(\.isAlphanumeric) ? "\(scheme):" : "of that kind"
    draft.diagnostics.append(
      .warning(
        "link.scheme", "links \(known) are not followed; the text is kept",
        at: draft.location(of: target, url: node.url),
        hint: "link to https, mailto, tel, or a file of the workspace"))
    dissolve(node, &draft)
  }

  /// Leaves the content where the link was.
  private static func dissolve(_ node: Node, _ draft: inout Draft) {
    for child in node.children {
      child.unlink()
      node.insertBefore(child)
    }
    draft.remove(node)
  }

  /// Puts back what stands in URL and title.
  private static func restore(_ node: Node, _ draft: Draft) -> [UInt8] {
    let title = node.title
    if title.contains(Sentinel.sourceOpen) { node.setTitle(draft.source.restored(title, asShown: true)) }
    let url = node.url
    guard !draft.source.substitutions.isEmpty, url.contains(Sentinel.sourceOpen) else { return url }
    let restored = draft.source.restored(url)
    node.setURL(restored)
    return restored
  }

  private static func shown(_ url: [UInt8]) -> String { String(decoding: url.prefix(120), as: UTF8.self) }
}

extension Draft {
  /// cmark's columns are off on lines after a paragraph's first in a container: looks for the target on its line instead.
  mutating func location(of target: InlineWalk.Target, url: [UInt8]) -> SourceLocation {
    let line = sourceLine(target.line)
    let offset = line.lowerBound + max(0, target.column - 1)
    if line.contains(offset), [0x5B, 0x21, 0x3C].contains(source.bytes[offset]) {
      return location(line: target.line, column: writtenColumn(of: offset, in: line))
    }
    var text = Array(source.bytes[line])
    if text.count > Self.searchedColumns { text.removeLast(text.count - Self.searchedColumns) }
    guard let found = text.offset(of: url) else { return location(line: target.line, column: 0) }
    let start = text[..<found].lastIndex { $0 == 0x5B || $0 == 0x3C } ?? found
    return location(line: target.line, column: writtenColumn(of: line.lowerBound + start, in: line))
  }

  /// Columns of a line that are looked through for a link; further right its line must do.
  private static let searchedColumns = 4096

  /// The column in the note as it was written: what stands before may have been replaced by something shorter.
  private func writtenColumn(of offset: Int, in line: Range<Int>) -> Int {
    if source.substitutions.isEmpty { return offset - line.lowerBound + 1 }
    guard offset - line.lowerBound <= Self.searchedColumns else { return 0 }
    return source.restored(Array(source.bytes[line.lowerBound..<offset])).count + 1
  }
}

extension [UInt8] {
  /// Offset of the first occurrence.
  fileprivate func offset(of other: [UInt8]) -> Int? {
    guard !other.isEmpty, count >= other.count else { return nil }
    return (0...(count - other.count)).first { self[$0..<($0 + other.count)].elementsEqual(other) }
  }
}
