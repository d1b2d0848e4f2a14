/// Addresses on the web as every browser reads them: no percent sign that escapes nothing, one fragment, a host that can be one.
enum WebAddress {
  /// The same address written as the standard wants it; nil if it names a host that no network has.
  static func settled(_ url: [UInt8]) -> [UInt8]? {
    if let authority = authority(of: url), !isPossible(authority) { return nil }
    guard url.contains(0x25) || url.contains(0x23) else { return url }
    var result: [UInt8] = []
    var hasFragment = false
    for (offset, byte) in url.enumerated() {
      switch byte {
      case 0x25 where escaped(url[offset...]) == nil: result += Array("%25".utf8)
      case 0x23 where hasFragment: result += Array("%23".utf8)
      default: result.append(byte)
      }
      if byte == 0x23 { hasFragment = true }
    }
    return result
  }

  /// What stands between `https://` and the path.
  private static func authority(of url: [UInt8]) -> ArraySlice<UInt8>? {
    guard let colon = url.firstIndex(of: 0x3A), url[colon...].starts(with: "://".utf8),
      ["http", "https", "ftp"].contains(where: { url[..<colon].map(\.lowered).elementsEqual($0.utf8) })
    else { return nil }
    return url[(colon + 3)...].prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
  }

  private static func isPossible(_ authority: ArraySlice<UInt8>) -> Bool {
    var host = authority
    if let at = host.lastIndex(of: 0x40) { host = host[(at + 1)...] }
    if let colon = host.lastIndex(of: 0x3A) {
      let port = host[(colon + 1)...]
      guard port.isEmpty || (port.count <= 5 && UInt16(String(decoding: port, as: UTF8.self)) != nil) else {
        return false
      }
      host = host[..<colon]
    }
    guard !host.isEmpty else { return false }
    var offset = host.startIndex
    while offset < host.endIndex {
      var byte = host[offset]
      if byte == 0x25 {
        guard let value = escaped(host[offset...]) else { return false }
        byte = value
        offset += 2
      }
      guard byte.isAlphanumeric || byte >= 0x80 || byte == 0x2D || byte == 0x2E || byte == 0x5F else { return false }
      offset += 1
    }
    return true
  }

  /// The byte that `%` and two digits at the start stand for.
  private static func escaped(_ text: ArraySlice<UInt8>) -> UInt8? {
    let digits = text.dropFirst().prefix(2)
    guard text.first == 0x25, digits.count == 2, digits.allSatisfy(\.isAlphanumeric) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
