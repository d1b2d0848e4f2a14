import CMarkArena

/// A note made ready for cmark: clean UTF-8 with `\n` line ends and no control bytes but our sentinels.
struct PreparedSource {
  /// Characters met somewhere in the note; passes that need one that isn't there don't run.
  struct Features: OptionSet {
    let rawValue: UInt32
    static let pipe = Features(rawValue: 1 << 0)
    static let tilde = Features(rawValue: 1 << 1)
    static let at = Features(rawValue: 1 << 2)
    static let colon = Features(rawValue: 1 << 3)
    static let bracket = Features(rawValue: 1 << 4)
    static let brace = Features(rawValue: 1 << 5)
    static let ampersand = Features(rawValue: 1 << 6)
    static let backslash = Features(rawValue: 1 << 7)
    static let control = Features(rawValue: UInt32(CMARK_ARENA_CONTROL))
    static let nonASCII = Features(rawValue: UInt32(CMARK_ARENA_NOT_ASCII))

    static let characters: [(UInt8, Features)] = [
      (0x7C, .pipe), (0x7E, .tilde), (0x40, .at), (0x3A, .colon), (0x5B, .bracket), (0x7B, .brace), (0x26, .ampersand),
      (0x5C, .backslash),
    ]
  }

  /// What cmark reads.
  var bytes: [UInt8]
  /// Pieces that were replaced, in order.
  var substitutions: [Substitution] = []
  /// Footnote definitions, in order.
  var definitions: [FootnoteDefinition] = []
  /// Characters met.
  var features: Features = []

  /// `bytes` with every sentinel put back: as it was written, or as running text shows it.
  func restored(_ bytes: [UInt8], asShown: Bool = false) -> [UInt8] {
    guard !substitutions.isEmpty, bytes.contains(Sentinel.sourceOpen) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    bytes.withUnsafeBufferPointer { source in
      var offset = 0
      while offset < source.count {
        guard source[offset] == Sentinel.sourceOpen else {
          result.append(source[offset])
          offset += 1
          continue
        }
        guard let (index, end) = Sentinel.number(in: source, after: offset, closedBy: Sentinel.sourceClose),
          index < substitutions.count
        else {
          offset += 1
          continue
        }
        offset = putBack(substitutions[index], asShown: asShown, into: &result, from: source, at: end)
      }
    }
    return result
  }

  /// Block sentinels are dressed as an HTML comment, definitions as a list item: undresses them.
  private func putBack(
    _ substitution: Substitution, asShown: Bool, into result: inout [UInt8], from source: UnsafeBufferPointer<UInt8>,
    at end: Int
  ) -> Int {
    var end = end
    if result.hasSuffix(Self.commentOpen) {
      result.removeLast(Self.commentOpen.count)
      if source[end...].starts(with: Self.commentClose) { end += Self.commentClose.count }
    }
    if case .footnoteDefinition = substitution.meaning, result.hasSuffix(Self.definitionMarker) {
      result.removeLast(Self.definitionMarker.count)
    }
    result.append(contentsOf: asShown ? substitution.shown : substitution.original)
    return end
  }

  static let commentOpen = Array("<!--".utf8)
  static let commentClose = Array("-->".utf8)
  /// Opens a list item whose content is indented by four columns, as a footnote's is, and that may interrupt a paragraph.
  static let definitionMarker = Array("01) ".utf8)
}

extension [UInt8] {
  func hasSuffix(_ other: [UInt8]) -> Bool {
    count >= other.count && self[(count - other.count)...].elementsEqual(other)
  }

  /// The first bytes, at most `count`, of whole characters.
  func cut(to count: Int) -> ArraySlice<UInt8> {
    guard self.count > count else { return self[...] }
    var end = count
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return self[..<end]
  }

  /// Without spaces, tabs and line ends at both ends.
  var trimmed: [UInt8] {
    guard let first = firstIndex(where: { !$0.isMarkdownSpace }), let last = lastIndex(where: { !$0.isMarkdownSpace })
    else { return [] }
    return Array(self[first...last])
  }
}

extension UInt8 {
  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  @inline(__always) var isMarkdownSpace: Bool { self == 0x20 || (self >= 9 && self <= 13) }
  @inline(__always) var isLetter: Bool { (self | 0x20) >= 97 && (self | 0x20) <= 122 }
  @inline(__always) var isDigit: Bool { self >= 48 && self <= 57 }
  @inline(__always) var isAlphanumeric: Bool { isLetter || isDigit }
  @inline(__always) var lowered: UInt8 { self >= 65 && self <= 90 ? self | 0x20 : self }
  /// ASCII punctuation, as CommonMark has it.
  @inline(__always) var isPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40) || (self >= 0x5B && self <= 0x60)
      || (self >= 0x7B && self <= 0x7E)
  }
}
