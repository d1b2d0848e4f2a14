/// What a link target is, and whether it may reach an attribute.
enum URLClass: Equatable {
  /// Leaves the site.
  case external
  /// `#anchor`.
  case anchor
  /// A path within the workspace.
  case relative
  /// An image carried in the URL itself.
  case inlineImage
  /// Runs code, reads files, or of a scheme nobody listed.
  case forbidden(scheme: String)

  /// Schemes that links may have.
  static let knownSchemes: Set<String> = [
    "http", "https", "mailto", "tel", "sms", "xmpp", "sip", "ftp", "msteams", "slack", "zoommtg", "webex",
  ]
  /// Schemes that no policy lets through.
  static let dangerousSchemes: Set<String> = ["javascript", "vbscript", "data", "file"]

  /// Looks at the URL as a browser does: control characters and spaces before and within the scheme don't count.
  init(_ url: [UInt8], policy: MarkdownOptions.URLPolicy) {
    let visible = url.drop { $0 <= 0x20 }
    if visible.first == 0x23 {
      self = .anchor
      return
    }
    if visible.starts(with: [0x2F, 0x2F]) || visible.starts(with: [0x5C]) || visible.starts(with: [0x2F, 0x5C]) {
      self = policy == .anyHarmless ? .external : .forbidden(scheme: "//")
      return
    }
    guard let scheme = Self.scheme(of: visible) else {
      self = .relative
      return
    }
    self = Self.classify(scheme: scheme, url: visible, policy: policy)
  }

  /// Letters before the first colon, in lower case; nil if a path begins before it. Tabs and line ends are passed over.
  private static func scheme(of url: ArraySlice<UInt8>) -> String? {
    var scheme: [UInt8] = []
    for byte in url {
      switch byte {
      case 0x3A: return String(decoding: scheme, as: UTF8.self)
      case 0x2F, 0x3F, 0x23: return nil
      case 0...0x20, 0x7F: continue
      default: scheme.append(byte.lowered)
      }
    }
    return nil
  }

  private static func classify(scheme: String, url: ArraySlice<UInt8>, policy: MarkdownOptions.URLPolicy) -> URLClass {
    if scheme == "data", isImage(url) { return .inlineImage }
    if dangerousSchemes.contains(scheme) { return .forbidden(scheme: scheme) }
    // CommonMark's own examples have schemes of all kinds, and colons in paths.
    return knownSchemes.contains(scheme) || policy == .anyHarmless ? .external : .forbidden(scheme: scheme)
  }

  private static func isImage(_ url: ArraySlice<UInt8>) -> Bool {
    let head = url.prefix(16).map(\.lowered)
    return ["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"].contains {
      head.starts(with: $0.utf8)
    }
  }
}
