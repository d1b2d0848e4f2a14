/// Inputs that parsers of Markdown are known to choke on, and those that our own passes could.
enum Pathological {
  static let inputs: [(String, @Sendable (Int) -> [UInt8])] = [
    ("nested brackets", { size in repeated("[", size / 2) + Array("a".utf8) + repeated("]", size / 2) }),
    ("nested strong", { repeated("*a **a ", $0 / 7) }),
    ("emphasis closers", { repeated("a** ", $0 / 4) }),
    ("asterisk run", { size in repeated("*", size / 2) + Array("a".utf8) + repeated("*", size / 2) }),
    ("backticks", { repeated("`", $0) }),
    ("growing backtick runs", { size in growing(size) { "e" + String(repeating: "`", count: $0) } }),
    ("quotes on one line", { repeated("> ", $0 / 2) + Array("a".utf8) }),
    ("emphasis in deep quotes", { size in repeated("> ", 150) + repeated("*a **b ", size / 7) }),
    ("deep quotes on many lines", { size in joined(size) { _ in String(repeating: ">", count: 199) + " a\n" } }),
    ("list items on one line", { repeated("- ", $0 / 2) + Array("a".utf8) }),
    ("blank lines in deep list", { size in repeated("- ", size / 4) + Array("a\n".utf8) + repeated("\n", size / 2) }),
    ("blank lines in indented list", { size in indented(size / 2) + repeated("\n", size / 2) }),
    ("growing indents", { indented($0) }),
    ("image openers ![[]()", { repeated("![[]()", $0 / 6) }),
    ("link openers", { repeated("[a](b", $0 / 5) }),
    ("unclosed HTML", { repeated("x <!-- <a b='", $0 / 13) }),
    ("unclosed instructions", { repeated("a <?", $0 / 4) }),
    (
      "reference expansion",
      { size in Array("[a]: /".utf8) + repeated("u", size / 2) + Array("\n\n".utf8) + repeated("[a] ", size / 8) }
    ),
    ("many references", { size in joined(size) { "[\($0)]: u\n" } }),
    ("table of 10,000 columns", { size in table(columns: 10_000, size) }),
    ("table of short rows", { size in header(columns: 1000) + repeated("|x\n", size / 3) }),
    ("table per paragraph", { repeated("|a|\n|-|\n|b|\n\n", $0 / 13) }),
    ("pipes", { repeated("|", $0) }),
    ("delimiter rows", { repeated("a\n|-|-|\n", $0 / 8) }),
    ("tildes", { repeated("~a ~~b ", $0 / 7) }),
    ("tilde pairs", { repeated("~a~ ~~b~~ ", $0 / 10) }),
    ("at signs", { repeated("a@", $0 / 2) }),
    ("mail candidates", { repeated("a.b@c.d", $0 / 7) }),
    ("http://", { repeated("http://", $0 / 7) }),
    ("www._", { repeated("www.a_", $0 / 6) }),
    ("closing parentheses", { size in Array("http://a.b/".utf8) + repeated(")", size) }),
    ("wiki openers", { repeated("[[a", $0 / 3) }),
    ("wiki links", { repeated("[[a|b]]", $0 / 7) }),
    ("figure openers", { repeated("{{ a", $0 / 4) }),
    ("figures", { repeated("{{ a.b }}", $0 / 9) }),
    ("fences opened", { repeated("::: team\n", $0 / 9) }),
    ("fences of many kinds opened", { repeated("::: details\n::: field\n", $0 / 22) }),
    ("fences closed", { repeated(":::\n", $0 / 4) }),
    ("fences in items", { repeated("- ::: team\n  a\n\n", $0 / 16) }),
    ("fence pairs", { repeated("::: team\na\n:::\n", $0 / 15) }),
    ("nested fence pairs", { size in repeated("::: team\n", size / 13) + repeated(":::\n", size / 13) }),
    ("footnote definitions", { size in joined(size) { "[^\($0)]: a\n" } }),
    ("one footnote, many references", { size in Array("[^a]: b\n\n".utf8) + repeated("[^a] ", size / 5) }),
    ("footnotes in footnotes", { size in Array("[^0]\n\n".utf8) + joined(size) { "[^\($0)]: see [^\($0 + 1)]\n\n" } }),
    ("equal headings", { repeated("# a\n", $0 / 4) }),
    ("headings a-1", { size in joined(size) { "# a\n# a-\($0)\n" } }),
    ("definitions", { repeated("a\n: b\n", $0 / 6) }),
    ("definition lines", { size in Array("a\n".utf8) + repeated(": b\n", size / 4) }),
    ("callouts", { repeated("> [!NOTE]\n> a\n\n", $0 / 15) }),
    ("tasks", { repeated("- [ ] a @b due 2026-12-01\n", $0 / 26) }),
    ("task names", { size in Array("- [ ] ".utf8) + repeated("@a ", size / 3) }),
    ("log entries", { size in Array("## Log\n".utf8) + repeated("### 2026-11-10 a\n", size / 17) }),
    (
      "checklist",
      { size in Array("::: checklist\n".utf8) + repeated("- [ ] a (5 min)\n", size / 16) + Array(":::\n".utf8) }
    ),
    ("quiz", { size in Array("::: quiz\n".utf8) + repeated("1. q\n   - [x] a\n", size / 16) + Array(":::\n".utf8) }),
    ("talk track", { size in Array("::: talk-track\n".utf8) + repeated("You: a\n", size / 7) + Array(":::\n".utf8) }),
    ("comments", { repeated("<!-- a -->\n\n", $0 / 12) }),
    ("comment openers in a block", { size in Array("<div>".utf8) + repeated("<!--", size / 4) }),
    ("entities", { repeated("&#4;", $0 / 4) }),
    ("relative links", { repeated("[a](b.md#c) ", $0 / 12) }),
    ("anchors", { size in repeated("# a\n", size / 8) + Array("\n".utf8) + repeated("[a](#zz) ", size / 18) }),
    ("forbidden links", { repeated("[a](x:y) ", $0 / 9) }),
  ]

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * max(0, count))
    for _ in 0..<max(0, count) { result += bytes }
    return result
  }

  private static func joined(_ size: Int, _ line: (Int) -> String) -> [UInt8] {
    var result: [UInt8] = []
    var number = 0
    while result.count < size {
      result += Array(line(number).utf8)
      number += 1
    }
    return result
  }

  private static func growing(_ size: Int, _ piece: (Int) -> String) -> [UInt8] { joined(size) { piece($0 + 1) } }

  private static func indented(_ size: Int) -> [UInt8] {
    joined(size) { String(repeating: "  ", count: $0) + "- a\n" }
  }

  private static func header(columns: Int) -> [UInt8] {
    repeated("|a", columns) + Array("|\n".utf8) + repeated("|-", columns) + Array("|\n".utf8)
  }

  private static func table(columns: Int, _ size: Int) -> [UInt8] {
    var result = header(columns: columns)
    let row = repeated("|b", columns) + Array("|\n".utf8)
    while result.count < size { result += row }
    return result
  }
}
