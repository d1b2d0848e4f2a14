import Core

extension MarkdownTarget {
  /// `page#anchor` between double brackets.
  init(wikiLink: [UInt8]) {
    let parts = wikiLink.split(separator: 0x23, maxSplits: 1, omittingEmptySubsequences: false).map {
      Array($0).trimmed
    }
    let anchor = parts.count > 1 && !parts[1].isEmpty ? String(decoding: parts[1], as: UTF8.self) : nil
    if let anchor, parts[0].isEmpty {
      self = .anchor(anchor)
    } else {
      self = .page(name: String(decoding: parts.first ?? [], as: UTF8.self), anchor: anchor)
    }
  }

  /// A relative URL in a note in `folder`; nil if it leads out of the workspace.
  init?(relative url: [UInt8], folder: [UInt8], contentRoot: String) {
    let decoded = url.percentDecoded
    let fragment = url.firstIndex(of: 0x23).map { url[($0 + 1)...] }
    let anchor = fragment.map { String(decoding: Array($0).percentDecoded, as: UTF8.self) }.flatMap {
      $0.isEmpty ? nil : $0
    }
    let path = Array(url.prefix { $0 != 0x23 && $0 != 0x3F }).percentDecoded
    if path.isEmpty, decoded.first == 0x23, let anchor {
      self = .anchor(anchor)
      return
    }
    guard let resolved = WorkspacePath.resolve(path, from: folder, contentRoot: contentRoot) else { return nil }
    self = .file(path: resolved, anchor: anchor)
  }
}

/// Paths with `/`, relative to the workspace root.
enum WorkspacePath {
  /// The folder that the file at `path` stands in.
  static func folder(of path: String) -> [UInt8] {
    let path = Array(path.utf8)
    return normalized(path[..<(path.lastIndex(of: 0x2F) ?? 0)])
  }

  /// Names with one `/` between them.
  private static func normalized(_ path: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(path.count)
    eachName(of: path) { name in
      append(name, to: &result)
      return true
    }
    return result
  }

  private static func append(_ name: ArraySlice<UInt8>, to path: inout [UInt8]) {
    if !path.isEmpty { path.append(0x2F) }
    path += name
  }

  /// Goes through what stands between slashes, until `body` says no; whether it never did.
  @discardableResult
  private static func eachName(of path: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Bool) -> Bool {
    var start = path.startIndex
    while start < path.endIndex {
      let end = path[start...].firstIndex(of: 0x2F) ?? path.endIndex
      if end > start, !body(path[start..<end]) { return false }
      start = end + 1
    }
    return true
  }

  /// `path` from `folder`, with `.` and `..` resolved; nil if it leads out.
  static func resolve(_ path: [UInt8], from folder: [UInt8], contentRoot: String) -> String? {
    var result = path.first == 0x2F ? normalized(Array(contentRoot.utf8)[...]) : folder
    let isInside = eachName(of: path[...]) { name in
      guard name.count <= 2, name.allSatisfy({ $0 == 0x2E }) else {
        append(name, to: &result)
        return true
      }
      if name.count == 1 { return true }
      guard !result.isEmpty else { return false }
      result.removeLast(result.count - (result.lastIndex(of: 0x2F) ?? 0))
      return true
    }
    return isInside ? String(decoding: result, as: UTF8.self) : nil
  }
}

extension [UInt8] {
  /// With `%41` as `A`. Control characters stay encoded.
  var percentDecoded: [UInt8] {
    guard contains(0x25) else { return self }
    var result: [UInt8] = []
    var offset = 0
    while offset < count {
      if self[offset] == 0x25, offset + 2 < count, let high = self[offset + 1].hexDigit,
        let low = self[offset + 2].hexDigit, high << 4 | low >= 0x20, high << 4 | low != 0x7F
      {
        result.append(high << 4 | low)
        offset += 3
      } else {
        result.append(self[offset])
        offset += 1
      }
    }
    return result
  }
}

extension UInt8 {
  /// Value of a hexadecimal digit.
  var hexDigit: UInt8? {
    if isDigit { return self - 48 }
    let lowered = self | 0x20
    return lowered >= 97 && lowered <= 102 ? lowered - 87 : nil
  }
}
