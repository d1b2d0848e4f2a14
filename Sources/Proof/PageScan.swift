import Core

/// What one file of a site refers to, what can be referred to in it, and what it holds that the policy forbids.
struct PageScan {
  /// A reference as written.
  struct Reference {
    let text: String
    let tag: String
    let attribute: String
    let offset: Int

    /// Whether a reader has to act for it to be opened; everything else is loaded with the page.
    var isFollowed: Bool { attribute == "href" && (tag == "a" || tag == "area") || attribute == "action" }
  }

  private(set) var references: [Reference] = []
  private(set) var anchors: Set<String> = []
  /// What may not stand in a page, with its byte offset.
  private(set) var hazards: [(offset: Int, message: String, code: String)] = []

  private static let addresses: Set<String> = [
    "href", "src", "action", "formaction", "poster", "data", "cite", "background", "manifest", "ping", "xlink:href",
    "longdesc",
  ]

  /// A page; in a drawing (`isDrawing`) no policy is asked for.
  init(page bytes: [UInt8], isDrawing: Bool = false) {
    var tags = HTMLTags(bytes)
    var policy: String?
    var isLoose = false
    while let tag = tags.next() {
      if let id = tag["id"] { anchors.insert(id) }
      if tag.name == "a", let name = tag["name"] { anchors.insert(name) }
      collect(tag)
      judge(tag)
      if tag.name == "meta", tag["http-equiv"]?.lowercased() == "content-security-policy" { policy = tag["content"] }
      if !isDrawing, policy == nil, !isLoose, ["script", "link", "img", "style"].contains(tag.name) {
        hazards.append((tag.offset, "<\(tag.name)> stands before the page's policy", "site.policy"))
        isLoose = true
      }
    }
    guard !isDrawing else { return }
    if policy?.contains("default-src 'none'") != true {
      hazards.append((0, "the page has no policy that forbids everything but its own files", "site.policy"))
    }
  }

  /// A stylesheet.
  init(style bytes: [UInt8]) {
    var rest = bytes[...]
    while let found = rest.firstRange(of: Array("url(".utf8)) {
      let inner = rest[found.upperBound...].prefix { $0 != UInt8(ascii: ")") }
      let address = inner.drop { $0.isSpace || Self.isQuote($0) }.prefix { !$0.isSpace && !Self.isQuote($0) }
      references.append(
        Reference(
          text: String(decoding: address, as: UTF8.self), tag: "css", attribute: "url", offset: found.lowerBound))
      rest = rest[inner.endIndex...]
    }
    if let found = bytes.firstRange(of: Array("@import".utf8)) {
      hazards.append((found.lowerBound, "a style imports another", "site.policy"))
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private mutating func collect(_ tag: HTMLTags.Tag) {
    for (name, value) in tag.attributes {
      if Self.addresses.contains(name) {
        references.append(Reference(text: value, tag: tag.name, attribute: name, offset: tag.offset))
      } else if name == "srcset" || name == "imagesrcset" {
        for candidate in value.split(separator: ",") {
          let address = candidate.split(separator: " ").first.map(String.init) ?? ""
          references.append(Reference(text: address, tag: tag.name, attribute: name, offset: tag.offset))
        }
      }
    }
  }

  private mutating func judge(_ tag: HTMLTags.Tag) {
    if tag.hasText, tag.name == "style" || tag["type"].map({ !$0.lowercased().hasSuffix("json") }) ?? true {
      hazards.append((tag.offset, "<\(tag.name)> with text of its own, which the policy blocks", "site.inline"))
    }
    for (name, _) in tag.attributes where name == "style" || name.hasPrefix("on") {
      hazards.append((tag.offset, "<\(tag.name) \(name)>, which the policy blocks", "site.inline"))
    }
    if ["iframe", "frame", "object", "embed", "base", "applet"].contains(tag.name) {
      hazards.append((tag.offset, "<\(tag.name)> may not stand in a page", "site.inline"))
    }
  }
}
