/// Where a reference of a page leads.
enum Reference: Equatable {
  /// A place in the same page, without `#`.
  case fragment(String)
  /// A file of the site, by path from its root, with a fragment.
  case file(String, fragment: String?)
  /// Carried by the reference itself: `data:`.
  case data
  /// Out of the site, for the reader to follow: `https:`, `http:`, `mailto:`, `tel:`.
  case outside
  /// Anything else; never kept.
  case refused

  /// Reads `text` as it stands in the page at `path`.
  init(_ text: String, in path: String) {
    var bytes = Array(text.utf8).filter { $0 > 0x20 }
    if let scheme = Self.scheme(bytes) {
      switch scheme {
      case "data": self = .data
      case "https", "http", "mailto", "tel": self = .outside
      default: self = .refused
      }
      return
    }
    var fragment: String?
    if let hash = bytes.firstIndex(of: 0x23) {
      fragment = Self.decoded(bytes[(hash + 1)...])
      bytes.removeSubrange(hash...)
    }
    if let query = bytes.firstIndex(of: 0x3F) { bytes.removeSubrange(query...) }
    if bytes.isEmpty {
      self = fragment.map(Reference.fragment) ?? .refused
    } else if let file = Self.path(Self.decoded(bytes[...]), from: path) {
      self = .file(file, fragment: fragment)
    } else {
      self = .refused
    }
  }

  private static func scheme(_ bytes: [UInt8]) -> String? {
    guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, bytes[0].isASCIILetter,
      bytes[..<colon].allSatisfy({ $0.isIdentifier && $0 < 0x80 || $0 == 0x2B || $0 == 0x2E })
    else { return nil }
    return String(decoding: bytes[..<colon].map(\.asciiLowercased), as: UTF8.self)
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        text.append(high << 4 | low)
        index += 3
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte.asciiLowercased {
    case 48...57: byte - 48
    case 97...102: byte.asciiLowercased - 87
    default: nil
    }
  }

  /// The path from the site's root; nil if it leaves the site.
  private static func path(_ relative: String, from page: String) -> String? {
    guard relative.utf8.first != 0x2F else { return nil }
    var parts = page.utf8.split(separator: 0x2F).dropLast().map { String(Substring($0)) }
    for part in relative.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map({ String(Substring($0)) }) {
      switch part {
      case "", ".": continue
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
