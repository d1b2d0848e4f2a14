#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text to measure on: the same bytes in every run.
enum Corpus {
  /// The text of a file without its front matter.
  static func file(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { fatalError("can't read \(path)") }
    defer { fclose(file) }
    var text: [UInt8] = []
    while case let byte = getc(file), byte >= 0 { text.append(UInt8(truncatingIfNeeded: byte)) }
    guard text.starts(with: Array("---\n".utf8)) else { return text }
    var line = 4
    while line < text.count, !text[line...].starts(with: Array("---\n".utf8)) {
      line = (text[line...].firstIndex(of: 10) ?? text.count - 1) + 1
    }
    return Array(text[min(line + 4, text.count)...])
  }

  /// A note as the sample book has them, about 4 KB: headings, prose, tasks, a log, a table, links, blocks.
  static func note(_ number: Int) -> [UInt8] {
    var random = Random(state: UInt64(number) &* 7919 &+ 1)
    var text = "## Summary\n\n"
    for _ in 0..<3 { text += paragraph(&random, sentences: 4) + "\n\n" }
    text +=
      "See [[guides/uplift-talk-track|the talk track]], [the plan](../plans/renewal.md#terms) and https://example.com/a?b=\(number).\n\n"
    text += "## Next steps\n\n"
    for task in 0..<6 {
      text +=
        "- [\(task % 3 == 0 ? "x" : " ")] \(sentence(&random)) @ana due 2026-12-\(10 + task)\(task == 1 ? " !high" : "")\n"
    }
    text += "\n## Position\n\n| Product | Entitled | Active | Note |\n| :--- | ---: | ---: | --- |\n"
    for row in 0..<6 {
      text += "| \(word(&random)) suite | \(row * 120 + 40) | \(row * 90 + 31) | \(word(&random)) `SKU-\(row)` |\n"
    }
    text += "\n> [!WARNING]\n> \(sentence(&random))\n\n"
    text += "The price is **firm**[^1], ~~not~~ and {{ account.arr }} is at stake.\n\n[^1]: \(sentence(&random))\n\n"
    text += "::: team\n\(paragraph(&random, sentences: 2))\n:::\n\n## Log\n\n"
    for entry in 0..<4 {
      text += "### 2026-\(11 - entry)-1\(entry) Call with the CIO\n\n\(paragraph(&random, sentences: 3))\n\n"
      text += "- \(sentence(&random))\n- \(sentence(&random))\n\n"
    }
    return Array(text.utf8)
  }

  /// Prose, lists, code and links without any extension.
  static func plain(_ number: Int) -> [UInt8] {
    var random = Random(state: UInt64(number) &* 104_729 &+ 3)
    var text = ""
    for section in 0..<4 {
      text += "# \(sentence(&random))\n\n"
      for _ in 0..<2 { text += paragraph(&random, sentences: 4) + "\n\n" }
      text +=
        "- \(sentence(&random))\n- *\(sentence(&random))*\n  - [\(word(&random))](https://example.com/\(section))\n\n"
      text += "```swift\nlet \(word(&random)) = \(section)\n```\n\n> \(sentence(&random))\n\n"
    }
    return Array(text.utf8)
  }

  private static func paragraph(_ random: inout Random, sentences: Int) -> String {
    (0..<sentences).map { number in
      let text = sentence(&random)
      return number == 1 ? "*\(text)*" : number == 2 ? text + " `code`" : text
    }.joined(separator: number(of: &random) ? "\n" : " ")
  }

  private static func number(of random: inout Random) -> Bool { random.next() % 2 == 0 }

  private static func sentence(_ random: inout Random) -> String {
    (0..<Int(6 + random.next() % 8)).map { _ in word(&random) }.joined(separator: " ") + "."
  }

  private static let words = [
    "renewal", "customer", "agreed", "to", "the", "terms", "after", "a", "review", "of", "value", "with", "sponsor",
    "and",
    "procurement", "asked", "for", "discount", "in", "writing", "we", "hold", "price", "until", "quarter", "end",
    "licences",
    "unused", "café", "team", "notice", "deadline", "is", "close", "plan", "next", "meeting", "on", "site",
  ]

  private static func word(_ random: inout Random) -> String { words[Int(random.next() % UInt64(words.count))] }
}

/// A small generator that is the same everywhere (xorshift).
struct Random {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state >> 11
  }
}
