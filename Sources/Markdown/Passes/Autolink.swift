/// Bare addresses, by the rules of GFM's extended autolinks.
enum Autolink {
  /// A match: what to link to, and the text that is linked.
  struct Match {
    let url: [UInt8]
    let range: Range<Int>
  }

  /// The address that a `w`, `:` or `@` at `offset` belongs to; nothing before `start` may be taken.
  static func match(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, from start: Int) -> Match? {
    switch bytes[offset] {
    case 0x77: web(bytes, offset, start)
    case 0x3A: url(bytes, offset, start)
    case 0x40: mail(bytes, offset, start)
    default: nil
    }
  }

  private static func web(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ start: Int) -> Match? {
    guard bytes[offset...].starts(with: "www.".utf8) else { return nil }
    if offset > start, !bytes[offset - 1].isMarkdownSpace, !"*_~(".utf8.contains(bytes[offset - 1]) { return nil }
    guard domainEnd(bytes, offset, allowShort: false) != nil else { return nil }
    let range = offset..<end(bytes, offset)
    guard range.count > 4 else { return nil }
    return Match(url: Array("http://".utf8) + bytes[range], range: range)
  }

  private static func url(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ start: Int) -> Match? {
    guard offset + 3 < bytes.count, bytes[offset + 1] == 0x2F, bytes[offset + 2] == 0x2F else { return nil }
    var first = offset
    while first > start, bytes[first - 1].isLetter { first -= 1 }
    let scheme = bytes[first..<offset].map(\.lowered)
    guard ["http", "https", "ftp"].contains(where: { scheme.elementsEqual($0.utf8) }),
      bytes[offset + 3].isAlphanumeric || bytes[offset + 3] >= 0x80,
      domainEnd(bytes, offset + 3, allowShort: true) != nil
    else { return nil }
    let range = first..<end(bytes, first)
    guard range.upperBound > offset + 3 else { return nil }
    return Match(url: Array(bytes[range]), range: range)
  }

  /// End of the host name; nil if its last two labels have an underscore or it needs a dot and has none.
  private static func domainEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, allowShort: Bool) -> Int? {
    var (dots, before, last) = (0, 0, 0)
    var offset = start + 1
    while offset < bytes.count - 1 {
      switch bytes[offset] {
      case 0x5F: last += 1
      case 0x2E: (before, last, dots) = (last, 0, dots + 1)
      case 0x2D: break
      case let byte where byte.isAlphanumeric || byte >= 0x80: break
      default:
        return (before > 0 || last > 0) && dots <= 10 || (!allowShort && dots == 0) ? nil : offset
      }
      offset += 1
    }
    return (before > 0 || last > 0) && dots <= 10 || (!allowShort && dots == 0) ? nil : offset
  }

  /// Where an address that begins at `start` ends: at a space or `<`, less punctuation that belongs to the sentence.
  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    var (opened, closed) = (0, 0)
    while end < bytes.count, !bytes[end].isMarkdownSpace, bytes[end] != 0x3C, bytes[end] != Sentinel.sourceOpen {
      if bytes[end] == 0x28 { opened += 1 }
      if bytes[end] == 0x29 { closed += 1 }
      end += 1
    }
    while end > start {
      switch bytes[end - 1] {
      case 0x3F, 0x21, 0x2E, 0x2C, 0x3A, 0x2A, 0x5F, 0x7E, 0x27, 0x22: end -= 1
      case 0x3B: end = entityStart(bytes, start, end) ?? end - 1
      case 0x29 where closed > opened:
        closed -= 1
        end -= 1
      default: return end
      }
    }
    return end
  }

  /// Start of what looks like `&name;` and ends at `end`.
  private static func entityStart(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var first = end - 1
    while first > start, bytes[first - 1].isLetter { first -= 1 }
    return first < end - 1 && first > start && bytes[first - 1] == 0x26 ? first - 1 : nil
  }

  private static func mail(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int, _ start: Int) -> Match? {
    var first = offset
    while first > start, bytes[first - 1].isAlphanumeric || ".+-_".utf8.contains(bytes[first - 1]) { first -= 1 }
    guard first < offset else { return nil }
    let scheme = ["mailto:", "xmpp:"].first { isScheme($0, bytes, before: first, start) }
    let isChat = scheme == "xmpp:"
    var (end, dots) = (offset + 1, 0)
    scan: while end < bytes.count {
      switch bytes[end] {
      case 0x40: return nil
      case 0x2E:
        guard end + 1 < bytes.count, bytes[end + 1].isAlphanumeric else { break scan }
        dots += 1
      case 0x2D, 0x5F: break
      case 0x2F where isChat: break
      case let byte where byte.isAlphanumeric: break
      default: break scan
      }
      end += 1
    }
    guard end > offset + 1, dots > 0, bytes[end - 1].isLetter else { return nil }
    let from = first - (scheme?.utf8.count ?? 0)
    return Match(
      url: (scheme == nil ? Array("mailto:".utf8) : []) + bytes[from..<end], range: from..<end)
  }

  private static func isScheme(
    _ scheme: String, _ bytes: UnsafeBufferPointer<UInt8>, before end: Int, _ start: Int
  ) -> Bool {
    let from = end - scheme.utf8.count
    guard from >= start, bytes[from..<end].elementsEqual(scheme.utf8) else { return false }
    return from == start || !bytes[from - 1].isAlphanumeric
  }
}

/// Undoes what smart punctuation did to an address.
enum SmartPunctuation {
  /// The address as it was typed. One that really holds a dash or a curly quote has them percent-encoded.
  static func straightened(_ url: [UInt8]) -> [UInt8] {
    guard url.contains(0xE2) else { return url }
    var result: [UInt8] = []
    for scalar in String(decoding: url, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\u{2013}": result += Array("--".utf8)
      case "\u{2014}": result += Array("---".utf8)
      case "\u{2026}": result += Array("...".utf8)
      case "\u{2018}", "\u{2019}": result.append(0x27)
      case "\u{201C}", "\u{201D}": result.append(0x22)
      default: result += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
    return result
  }
}
