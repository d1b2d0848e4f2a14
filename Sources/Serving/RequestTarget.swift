import Files

/// What a request asks for. Everything but a plain path of visible files below the site is nothing.
enum RequestTarget: Equatable {
  /// A file of the site, by a path that stays inside it.
  case file(String)
  /// The stream of events that open pages listen to.
  case events
  /// The script that listens.
  case script

  /// Addresses of the server's own things begin with this: a name with a dot first, which no file of a site has.
  static let eventsAddress = "/.perennial/events"
  static let scriptAddress = "/.perennial/live.js"

  /// Reads the target of a request line, such as `/accounts/acme.html?from=mail`; nil if it leads nowhere.
  init?(_ target: String) {
    let path = target.utf8.prefix { $0 != 0x3F && $0 != 0x23 }
    if path.elementsEqual(Self.eventsAddress.utf8) {
      self = .events
    } else if path.elementsEqual(Self.scriptAddress.utf8) {
      self = .script
    } else if let file = Self.file(Array(path)) {
      self = .file(file)
    } else {
      return nil
    }
  }

  /// The path is decoded once, after it was cut at its slashes: an encoded slash never makes a folder, `%2e%2e` is `..` and refused.
  private static func file(_ path: [UInt8]) -> String? {
    guard path.first == 0x2F, path.count <= 4096 else { return nil }
    var parts: [String] = []
    for part in path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
      guard let name = decoded(part) else { return nil }
      parts.append(name)
    }
    if parts.last == "" { parts[parts.count - 1] = "index.html" }
    let file = parts.joined(separator: "/")
    return RelativePath.isSafe(file) ? file : nil
  }

  /// A name without percent-encoding; nil if it is malformed, hidden, or holds what no name of a site holds.
  private static func decoded(_ part: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
      bytes.append(high << 4 | low)
    }
    let isPlain = !bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x2F || $0 == 0x5C }
    guard isPlain, bytes.first != 0x2E else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
