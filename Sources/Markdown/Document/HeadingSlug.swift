/// GitHub's slugs: lower case, letters, digits, hyphens and underscores kept, spaces to hyphens, all else dropped.
enum HeadingSlug {
  /// The slug of plain text; may be empty.
  static func make(_ text: [UInt8]) -> [UInt8] {
    if let slug = text.withUnsafeBufferPointer({ ascii($0, isHTML: false) }) { return slug }
    var slug: [UInt8] = []
    slug.reserveCapacity(text.count)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x80 {
        let byte = shown[Int(scalar.value)]
        if byte != 0 { slug.append(byte) }
      } else if isWord(scalar) {
        slug.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return slug
  }

  /// The slug of HTML that is text in ASCII, with single spaces and without references and tags; nil of any other.
  static func make(plain html: UnsafeBufferPointer<UInt8>) -> [UInt8]? { ascii(html, isHTML: true) }

  private static func ascii(_ text: UnsafeBufferPointer<UInt8>, isHTML: Bool) -> [UInt8]? {
    shown.withUnsafeBufferPointer { shown in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { slug in
        var (count, previous) = (0, UInt8(0x20))
        for byte in text {
          if byte >= 0x80 { return nil }
          if isHTML, byte < 0x20 || byte == 0x26 || byte == 0x3C || (byte == 0x20 && previous == 0x20) { return nil }
          previous = byte
          guard shown[Int(byte)] != 0 else { continue }
          slug[count] = shown[Int(byte)]
          count += 1
        }
        return isHTML && previous == 0x20 ? nil : Array(UnsafeBufferPointer(rebasing: slug[..<count]))
      }
    }
  }

  /// What each ASCII character becomes; 0 if it is dropped.
  private static let shown: [UInt8] = (UInt8(0)..<0x80).map { byte in
    switch byte {
    case 0x20, 0x2D: 0x2D
    case 0x5F, 48...57, 97...122: byte
    case 65...90: byte | 0x20
    default: 0
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
      true
    default: false
    }
  }
}

/// Hands out ids, each once. Asked in order of clearance, so that what an audience doesn't see leaves no gap in its numbers.
struct UniqueIDs {
  /// Few ids are found faster by looking through them all than by hashing.
  private var few: [[UInt8]]
  private var many: Set<[UInt8]> = []
  private var next: [[UInt8]: Int] = [:]

  init(reserved: [String]) {
    few = reserved.map { Array($0.utf8) }
    few.reserveCapacity(few.count + 16)
  }

  private func isTaken(_ id: [UInt8]) -> Bool {
    guard many.isEmpty else { return many.contains(id) }
    // By index: taking each out of the array would count references.
    for index in few.indices where few[index].count == id.count && few[index] == id { return true }
    return false
  }

  private mutating func insert(_ id: [UInt8]) {
    few.append(id)
    if few.count == 24 { many = Set(few) } else if few.count > 24 { many.insert(id) }
  }

  /// `base`, or `base-1`, `base-2`, … whichever is free.
  mutating func take(_ base: [UInt8]) -> [UInt8] {
    let base = base.isEmpty ? Array("section".utf8) : base
    guard isTaken(base) else {
      insert(base)
      return base
    }
    var number = next[base] ?? 1
    var candidate: [UInt8]
    repeat {
      candidate = base + [0x2D]
      candidate.appendDecimal(number)
      number += 1
    } while isTaken(candidate)
    next[base] = number
    insert(candidate)
    return candidate
  }
}
