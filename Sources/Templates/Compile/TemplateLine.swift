/// One line of a template, seen as what it leaves behind: a line of nothing but structural tags leaves no line.
struct TemplateLine {
  let tokens: ArraySlice<TemplateToken>
  let hasNewline: Bool
  /// Spaces and tabs before the first tag or other text.
  let indent: Range<Int>
  let isBlank: Bool
  let isStandalone: Bool

  init(_ tokens: ArraySlice<TemplateToken>, hasNewline: Bool, source: [UInt8]) {
    self.tokens = tokens
    self.hasNewline = hasNewline
    indent = Self.leadingBlanks(tokens.first, source)
    let hasInk = tokens.contains { token in
      guard case .text(let range) = token else { return false }
      return !source[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
    let kinds = tokens.compactMap { token -> Tag.Kind? in
      if case .tag(let tag) = token { tag.kind } else { nil }
    }
    isBlank = kinds.isEmpty && !hasInk
    isStandalone = !hasInk && !kinds.isEmpty && (kinds == [.partial] || kinds.allSatisfy(\.isStructural))
  }

  private static func leadingBlanks(_ token: TemplateToken?, _ source: [UInt8]) -> Range<Int> {
    guard case .text(let range) = token else { return 0..<0 }
    let end = source[range].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? range.upperBound
    return range.lowerBound..<end
  }

  /// The name closed by the first tag of the line, if there is nothing before it.
  var firstClosed: String? {
    for token in tokens {
      switch token {
      case .text(let range) where range == indent: continue
      case .tag(let tag) where tag.kind == .close: return tag.name
      default: return nil
      }
    }
    return nil
  }

  /// The lines of a template, in order.
  static func lines(of tokens: [TemplateToken], source: [UInt8]) -> [TemplateLine] {
    var lines: [TemplateLine] = []
    var start = 0
    for (index, token) in tokens.enumerated() {
      guard case .newline = token else { continue }
      lines.append(TemplateLine(tokens[start..<index], hasNewline: true, source: source))
      start = index + 1
    }
    if start < tokens.count { lines.append(TemplateLine(tokens[start...], hasNewline: false, source: source)) }
    return lines
  }
}
