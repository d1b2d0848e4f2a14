/// A reference of a page, read as a browser reads it from disk.
enum SiteAddress: Equatable {
  /// A file of the site, by path from its root, and the anchor in it (nil for none).
  case inside(path: String, anchor: String?)
  /// Data within the page.
  case data
  /// Opened only when a reader follows it: `https:`, `mailto:`, `tel:`.
  case outside
  /// Why it may not stand in a site that opens from disk.
  case refused(String)

  /// Reads `reference` as it stands in the file at `path`.
  init(_ reference: String, in path: String) {
    let text = Self.trimmed(reference)
    if let scheme = Self.scheme(of: text) {
      self = Self.schemed(scheme, text)
    } else if text.hasPrefix("//") || text.hasPrefix("\\") {
      self = .refused("leads to another host")
    } else if text.hasPrefix("/") {
      self = .refused("begins at the root of the disk; write it relative to the page")
    } else {
      self = Self.relative(text, in: path)
    }
  }

  private static func schemed(_ scheme: String, _ text: String) -> SiteAddress {
    switch scheme {
    case "http", "https", "mailto", "tel": .outside
    case "data": text.lowercased().hasPrefix("data:image/") ? .data : .refused("holds data that is not an image")
    default: .refused("has the scheme \"\(scheme)\"")
    }
  }

  private static func relative(_ text: String, in path: String) -> SiteAddress {
    let (rest, fragment) = cut(text, at: "#")
    let (name, _) = cut(rest, at: "?")
    let anchor = fragment.flatMap { $0.isEmpty ? nil : decoded($0) }
    guard !name.isEmpty else { return .inside(path: path, anchor: anchor) }
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in decoded(name).split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case "..":
        guard parts.popLast() != nil else { return .refused("leads out of the site") }
      case ".", "": continue
      default: parts.append(String(part))
      }
    }
    return .inside(path: parts.joined(separator: "/"), anchor: anchor)
  }

  private static func cut(_ text: String, at mark: Character) -> (String, String?) {
    guard let place = text.firstIndex(of: mark) else { return (text, nil) }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  /// Browsers drop spaces at the ends, and tabs and line ends anywhere.
  private static func trimmed(_ reference: String) -> String {
    let bytes = reference.utf8.filter { $0 != 9 && $0 != 10 && $0 != 13 }
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = text.utf8[..<colon]
    let isScheme = name.first.map(isLetter) ?? false
    return isScheme && name.allSatisfy { isLetter($0) || "0123456789+-.".utf8.contains($0) }
      ? String(Substring(name)).lowercased() : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = hex(rest.prefix(2)) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ digits: ArraySlice<UInt8>) -> UInt8? {
    UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
