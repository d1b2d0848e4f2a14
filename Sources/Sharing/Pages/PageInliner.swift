import Core

/// Rewrites one page so that it refers to nothing outside the file it stands in.
///
/// References to pages of the same file lead there, to absent ones become text; a `nav` that leads nowhere goes. Pictures are carried as
/// data. Whatever else names an address, holds a script or a style attribute is left out and reported: what is not known is not kept.
struct PageInliner {
  /// What a page gave.
  struct Result {
    var body: [UInt8] = []
    var language = "en"
    /// Paths of style sheets and scripts, in order.
    var styles: [String] = []
    var scripts: [String] = []
    var icon: String?
    var problems: [String] = []
  }

  let path: String
  /// What leads the ids of the page; empty if it is alone in its file.
  let prefix: String
  /// The prefixes of all pages of the file, by path.
  let places: [String: String]
  let assets: SharedAssets
  /// Stands in place of the site's navigation.
  let navigation: [UInt8]
  private var result = Result()
  /// End tags that are to be written otherwise than as they stand: of links that became text.
  private var links: [String?] = []
  private var svgDepth = 0

  init(path: String, prefix: String, places: [String: String], assets: SharedAssets, navigation: [UInt8]) {
    self.path = path
    self.prefix = prefix
    self.places = places
    self.assets = assets
    self.navigation = navigation
  }

  /// The body of `page`, and what its head asked for.
  mutating func inlined(_ page: [UInt8]) -> Result {
    let pieces = HTMLScanner.pieces(of: page)
    var index = 0
    var isBody = false
    while index < pieces.count {
      defer { index += 1 }
      switch pieces[index] {
      case .text(let text): if isBody { result.body += text }
      case .raw: continue
      case .tag(let tag):
        if tag.name == "body" {
          isBody = !tag.isEnd
        } else if !isBody {
          head(tag)
        } else if let end = dropped(tag, pieces, index) {
          index = end
        } else {
          write(tag)
        }
      }
    }
    return result
  }

  private mutating func head(_ tag: HTMLTag) {
    switch tag.name {
    case "html": if let language = tag["lang"] { result.language = language }
    case "script": script(tag)
    case "link":
      guard let href = tag["href"], case .file(let file, _) = Reference(href, in: path) else { return }
      let kinds = tag["rel"]?.lowercased().utf8.split(separator: 0x20).map { String(Substring($0)) } ?? []
      if kinds.contains("stylesheet") { result.styles.append(file) }
      if kinds.contains("icon") { result.icon = file }
    default: return
    }
  }

  private mutating func script(_ tag: HTMLTag) {
    guard !tag.isEnd else { return }
    guard let source = tag["src"], case .file(let file, _) = Reference(source, in: path) else {
      result.problems.append("\(path): a script that is not a file of the site is left out")
      return
    }
    result.scripts.append(file)
  }

  /// Elements that load, send or run something; nothing of ours needs them.
  private static let refused: Set<String> = [
    "iframe", "object", "embed", "audio", "video", "frame", "frameset", "applet", "portal", "base", "meta", "link",
    "style", "form",
  ]

  /// The last piece of an element that the copy goes without; nil if it stays.
  private mutating func dropped(_ tag: HTMLTag, _ pieces: [HTMLScanner.Piece], _ index: Int) -> Int? {
    guard !tag.isEnd else { return tag.name == "script" || Self.refused.contains(tag.name) ? index : nil }
    if tag.name == "script" {
      script(tag)
      return index
    }
    if tag.name == "nav" {
      if tag.hasClass("nav") {
        result.body += navigation
        return Self.end(of: tag, pieces, index)
      }
      let end = Self.end(of: tag, pieces, index)
      return leadsSomewhere(pieces[index...end]) ? nil : end
    }
    guard Self.refused.contains(tag.name) else { return nil }
    if tag.name != "form" || tag["role"] != "search" {
      result.problems.append("\(path): a \"\(tag.name)\" element is left out")
    }
    return Self.end(of: tag, pieces, index)
  }

  private static func end(of tag: HTMLTag, _ pieces: [HTMLScanner.Piece], _ start: Int) -> Int {
    if tag.isVoid { return start }
    var depth = 0
    for index in start..<pieces.count {
      guard case .tag(let other) = pieces[index], other.name == tag.name, !other.isVoid else { continue }
      depth += other.isEnd ? -1 : 1
      if depth == 0 { return index }
    }
    return pieces.count - 1
  }

  private func leadsSomewhere(_ pieces: ArraySlice<HTMLScanner.Piece>) -> Bool {
    pieces.contains { piece in
      guard case .tag(let tag) = piece, tag.name == "a", let href = tag["href"] else { return false }
      return destination(href) != nil
    }
  }

  /// Where a link leads in the file, or out of it; nil if it leads to what is absent.
  private func destination(_ href: String) -> String? {
    switch Reference(href, in: path) {
    case .fragment(let name): return "#" + prefix + name
    case .file(let file, let fragment):
      guard let place = places[file] else { return nil }
      if let fragment { return "#" + place + fragment }
      return place.isEmpty ? "#main" : "#" + String(place.dropLast())
    case .outside: return href
    case .data, .refused: return nil
    }
  }

  private mutating func write(_ tag: HTMLTag) {
    if tag.name == "svg", !tag.isSelfClosing { svgDepth += tag.isEnd ? -1 : 1 }
    guard tag.name == "a" else {
      guard !tag.isEnd else { return tag.write(to: &result.body) }
      var tag = tag
      tag.attributes = tag.attributes.compactMap { kept($0, of: tag.name) }
      return tag.write(to: &result.body)
    }
    tag.isEnd ? endLink(tag) : link(tag)
  }

  private mutating func link(_ tag: HTMLTag) {
    var tag = tag
    let href = tag["href"] ?? tag["xlink:href"]
    let target = href.flatMap(destination)
    let replacement = target == nil ? (svgDepth > 0 ? "g" : "span") : nil
    let own: Set<String> = ["href", "xlink:href", "rel", "target", "download", "hreflang", "ping", "referrerpolicy"]
    tag.attributes = tag.attributes.filter { !own.contains($0.name) }.compactMap { kept($0, of: "a") }
    if let target {
      var value: [UInt8] = []
      value.appendEscapedHTML(target)
      tag.attributes.insert(HTMLTag.Attribute(name: "href", written: "href", value: value), at: 0)
      if !target.hasPrefix("#") {
        tag.attributes.append(HTMLTag.Attribute(name: "rel", written: "rel", value: Array("noreferrer".utf8)))
      }
    }
    links.append(replacement)
    tag.write(to: &result.body, as: replacement)
  }

  private mutating func endLink(_ tag: HTMLTag) {
    tag.write(to: &result.body, as: links.popLast() ?? nil)
  }

  /// Attributes that name ids, one or several.
  private static let idLists: Set<String> = [
    "id", "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-activedescendant", "aria-errormessage", "aria-flowto",
  ]

  /// Attributes that name an address, or something to run.
  private static let addresses: Set<String> = [
    "action", "formaction", "data", "poster", "srcset", "imagesrcset", "background", "ping", "longdesc", "usemap",
    "manifest",
    "cite", "srcdoc", "style", "codebase", "classid", "archive", "profile", "lowsrc", "dynsrc",
  ]

  private mutating func kept(_ attribute: HTMLTag.Attribute, of element: String) -> HTMLTag.Attribute? {
    var attribute = attribute
    let name = attribute.name
    if Self.idLists.contains(name) {
      attribute.value = attribute.value.map(prefixed)
    } else if name == "href" || name == "xlink:href" || name == "src" {
      guard let address = picture(attribute, of: element) else { return nil }
      attribute.value = address
    } else if Self.addresses.contains(name) || name.hasPrefix("on") {
      result.problems.append("\(path): the attribute \"\(name)\" of \"\(element)\" is left out")
      return nil
    } else if let value = attribute.value, value.firstIndex(of: "url(".utf8) != nil {
      guard let value = own(value) else { return nil }
      attribute.value = value
    }
    return attribute
  }

  private func prefixed(_ ids: [UInt8]) -> [UInt8] {
    prefix.isEmpty
      ? ids : Array(ids.split { $0.isHTMLSpace }.map { Array(prefix.utf8) + $0 }.joined(separator: [0x20]))
  }

  /// What an image or a `use` shows: a place of the page, or data.
  private mutating func picture(_ attribute: HTMLTag.Attribute, of element: String) -> [UInt8]? {
    let text = HTMLText.resolved(attribute.value ?? [])
    switch Reference(text, in: path) {
    case .fragment(let name) where attribute.name != "src": return Array(("#" + prefix + name).utf8)
    case .data where element == "img" || element == "image": return attribute.value
    case .file(let file, _):
      if element == "img" || element == "image", let data = assets.dataAddress(file) { return data }
    default: break
    }
    result.problems.append("\(path): \"\(text)\" is not among the site's pictures, so the copy goes without it")
    return nil
  }

  /// `url(#hatch)`, which leads to the page's own definitions; nil for any other address.
  private func own(_ value: [UInt8]) -> [UInt8]? {
    guard value.starts(with: "url(#".utf8), value.firstIndex(of: "url(".utf8, from: 1) == nil else { return nil }
    return Array(("url(#" + prefix).utf8) + value[5...]
  }
}
