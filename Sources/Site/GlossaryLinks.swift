import Core
import Markdown
import Portfolio

/// Links the first use of each glossary term in rendered text to its entry. Terms are the headings of guides of kind `glossary`.
struct GlossaryLinks: Sendable {
  private struct Term: Sendable {
    let words: [UInt8]
    /// Abbreviations are matched as they are written, words in any case.
    let isExact: Bool
    let page: PageID
    let anchor: String
    /// Several spellings of one entry are one term.
    let entry: Int
  }

  private let terms: [Term]
  /// Terms by the first byte in lower case, longest first.
  private let byFirstByte: [[Int]]
  private let entryCount: Int

  init(_ guides: [Guide], for audience: Audience) {
    var terms: [Term] = []
    var entry = 0
    for guide in guides where guide.kind == "glossary" {
      for heading in guide.document.headings.compactMap({ $0.resolved(for: audience) }) where heading.isOutline {
        for spelling in Self.spellings(heading.text) {
          let letters = spelling.filter { (65...90).contains($0) || (97...122).contains($0) }
          terms.append(
            Term(
              words: spelling, isExact: letters.allSatisfy { (65...90).contains($0) }, page: .guide(guide.slug),
              anchor: heading.id, entry: entry))
        }
        entry += 1
      }
    }
    self.terms = terms
    entryCount = entry
    var table = [[Int]](repeating: [], count: 256)
    for index in terms.indices.sorted(by: { (terms[$1].words.count, $0) < (terms[$0].words.count, $1) }) {
      table[Int(Self.lowered(terms[index].words[0]))].append(index)
    }
    byFirstByte = table
  }

  /// `Gross revenue retention (GRR)` as both.
  private static func spellings(_ heading: String) -> [[UInt8]] {
    let parts = heading.utf8.split { $0 == 0x28 || $0 == 0x29 || $0 == 0x2F || $0 == 0x2C }
    return parts.map { part in
      let bytes = Array(part).drop { $0 == 0x20 }
      return Array(bytes[..<((bytes.lastIndex { $0 != 0x20 } ?? bytes.startIndex - 1) + 1)])
    }.filter { $0.count >= 3 }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80 || byte == 0x5F
  }

  /// Elements whose text is left alone: links, code, headings, controls and their labels.
  private static let closed: Set<String> = [
    "a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "label", "legend", "th", "svg", "dt",
  ]

  /// `html` with links; unchanged on a page of the glossary itself, and without one.
  func linked(_ html: [UInt8], on page: PageID) -> [UInt8] {
    guard !terms.isEmpty, !terms.contains(where: { $0.page == page }) else { return html }
    var pass = Pass(used: [Bool](repeating: false, count: entryCount))
    pass.output.reserveCapacity(html.count + html.count / 16)
    var position = 0
    while position < html.count {
      switch html[position] {
      case 0x3C: position = pass.tag(html, position)
      case 0x26: position = pass.entity(html, position)
      case let byte where pass.depth == 0 && Self.isWord(byte) && (position == 0 || !Self.isWord(html[position - 1])):
        position = word(html, position, page, &pass)
      default:
        pass.output.append(html[position])
        position += 1
      }
    }
    return pass.output
  }

  private struct Pass {
    var output: [UInt8] = []
    var used: [Bool]
    /// Number of closed elements that are open here.
    var depth = 0

    /// Copies a tag whole; attributes are never looked into.
    mutating func tag(_ html: [UInt8], _ start: Int) -> Int {
      var end = start + 1
      var quote: UInt8?
      while end < html.count, quote != nil || html[end] != 0x3E {
        if let open = quote {
          if html[end] == open { quote = nil }
        } else if html[end] == 0x22 || html[end] == 0x27 {
          quote = html[end]
        }
        end += 1
      }
      end = min(end + 1, html.count)
      output.append(contentsOf: html[start..<end])
      let isEnd = start + 1 < end && html[start + 1] == 0x2F
      let name = html[(start + (isEnd ? 2 : 1))..<end].prefix {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
      }
      let isVoid = end - start > 2 && html[end - 2] == 0x2F
      if !isVoid, closed.contains(String(decoding: name, as: UTF8.self)) { depth = max(0, depth + (isEnd ? -1 : 1)) }
      return end
    }

    mutating func entity(_ html: [UInt8], _ start: Int) -> Int {
      var end = start + 1
      while end < html.count, end - start < 12, html[end] != 0x3B, html[end] != 0x3C { end += 1 }
      let stop = end < html.count && html[end] == 0x3B ? end + 1 : start + 1
      output.append(contentsOf: html[start..<stop])
      return stop
    }
  }

  /// Copies a word, inside a link if a term begins with it that is not yet linked.
  private func word(_ html: [UInt8], _ start: Int, _ page: PageID, _ pass: inout Pass) -> Int {
    for index in byFirstByte[Int(Self.lowered(html[start]))] {
      let term = terms[index]
      guard !pass.used[term.entry], let end = match(term, html, start) else { continue }
      pass.used[term.entry] = true
      pass.output += Array("<a class=\"term\" href=\"".utf8)
      pass.output.appendEscapedHTML("\(page.href(to: term.page))#\(term.anchor)")
      pass.output += Array("\">".utf8)
      pass.output.append(contentsOf: html[start..<end])
      pass.output += Array("</a>".utf8)
      return end
    }
    var end = start
    while end < html.count, Self.isWord(html[end]) { end += 1 }
    pass.output.append(contentsOf: html[start..<end])
    return end
  }

  /// The end of the term at `start`, if the text says it with no letter behind; a plural `s` is part of it.
  private func match(_ term: Term, _ html: [UInt8], _ start: Int) -> Int? {
    let end = start + term.words.count
    guard end <= html.count else { return nil }
    for (offset, byte) in term.words.enumerated() {
      let own = html[start + offset]
      guard own == byte || (!term.isExact && Self.lowered(own) == Self.lowered(byte)) else { return nil }
    }
    if end < html.count, html[end] == 0x73, end + 1 == html.count || !Self.isWord(html[end + 1]) { return end + 1 }
    return end == html.count || !Self.isWord(html[end]) ? end : nil
  }
}
