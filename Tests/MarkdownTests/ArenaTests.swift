import Core
import Testing

@testable import Markdown

@Suite struct ArenaTests {
  @Test("notes read at once on many threads are read as they are one by one") func threads() async {
    let texts = (0..<64).map { number in
      (0...number).map { "## H\($0)\n\n| a | *b\($0)* |\n|---|---|\n| `c` | ~~d~~ |\n\n- [ ] x\($0)[^1]\n" }.joined(
        separator: "\n")
        + "\n[^1]: note\n"
    }
    let alone = texts.map { Note($0).html() }
    let together = await withTaskGroup(of: (Int, String).self) { group in
      for (index, text) in texts.enumerated() { group.addTask { (index, Note(text).html()) } }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    for (index, html) in alone.enumerated() { #expect(together[index] == html) }
  }

  @Test("a note that outgrows the first chunk reads the same") func growth() {
    let line = "- a *b* [c](https://d.e) `f`\n"
    let html = Note(String(repeating: line, count: 3000), .plain).html()
    #expect(html.components("<li>a <em>b</em> <a href=\"https://d.e\">c</a> <code>f</code></li>") == 3000)
  }
}
