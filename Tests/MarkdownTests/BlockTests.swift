import Core
import Testing

@testable import Markdown

@Suite struct BlockTests {
  static let rendered: [(String, String)] = [
    (
      "> [!WARNING]\n> a *b*\n",
      "<div class=\"call warning\" role=\"note\">\n<b>Warning</b>\n<p>a <em>b</em></p>\n</div>\n"
    ),
    (
      "> [!note] Do *not*\n>\n> - x\n",
      "<div class=\"call note\" role=\"note\">\n<b>Do <em>not</em></b>\n<ul>\n<li>x</li>\n</ul>\n</div>\n"
    ),
    ("> [!OTHER]\n> a\n", "<blockquote>\n<p>[!OTHER]\na</p>\n</blockquote>\n"),
    (
      "::: tip Count <first>\na\n:::\n",
      "<div class=\"call tip\" role=\"note\"><b>Count &lt;first&gt;</b>\n<p>a</p>\n</div>\n"
    ),
    ("::: details More & more\na\n:::\n", "<details><summary>More &amp; more</summary>\n<p>a</p>\n</details>\n"),
    ("Term\n: Def *a*\n: Def b\n", "<dl>\n<dt>Term</dt>\n<dd>Def <em>a</em></dd>\n<dd>Def b</dd>\n</dl>\n"),
    ("T1\nT2\n: D\n\nT3\n\n: D3\n", "<dl>\n<dt>T1</dt>\n<dt>T2</dt>\n<dd>D</dd>\n<dt>T3</dt>\n<dd>D3</dd>\n</dl>\n"),
    (": not a definition\n", "<p>: not a definition</p>\n"),
    (
      "- [ ] a\n- [x] b\n",
      "<ul>\n<li><label><input type=\"checkbox\" disabled> a</label></li>\n<li><label><input type=\"checkbox\" disabled checked> b</label></li>\n</ul>\n"
    ),
    (
      "- [ ] a @b due 2026-12-01 !low",
      "<ul>\n<li><label><input type=\"checkbox\" disabled> a <span class=\"task-who\">@b</span> <span class=\"task-due\">due <time datetime=\"2026-12-01\">1 Dec 2026</time></span> <span class=\"task-priority low\">!low</span></label></li>\n</ul>\n"
    ),
    ("```mermaid\na\n```\n", "<pre><code class=\"language-mermaid\">a\n</code></pre>\n"),
    (
      "::: talk-track\nYou: a *b*\nstill\nThey: c\n> Stop.\n\n**Dana Lee:** d\n:::\n",
      """
      <dl class="talk">
      <dt class="you">You</dt>
      <dd>
      a <em>b</em>
      still
      </dd>
      <dt>They</dt>
      <dd>
      c<small>Stop.</small>
      </dd>
      <dt>Dana Lee</dt>
      <dd>
      d
      </dd>
      </dl>

      """
    ),
    (
      "::: checklist Before\n- [x] Read the cap (5 min)\n- Read the cap\n\n  Twice.\n:::\n",
      """
      <ul class="check" data-checklist="checklist-before">
      <li>
      <input type="checkbox" id="check-read-the-cap" checked><label for="check-read-the-cap">Read the cap</label><span class="when">5 min</span>
      </li>
      <li>
      <input type="checkbox" id="check-read-the-cap-1"><label for="check-read-the-cap-1">Read the cap</label>
      <div>
      <p>Twice.</p>
      </div>
      </li>
      </ul>

      """
    ),
    (
      "::: quiz\n1. Who?\n\n   A director.\n2. Most?\n   - [ ] 1\n   - [x] 2\n\n   Since 2 > 1.\n:::\n",
      """
      <div class="questions" data-quiz="quiz-quiz">
      <details class="quiz" data-kind="short" data-question="question-who">
      <summary><i>1</i>Who?</summary>
      <div>
      <p>A director.</p>
      </div>
      </details>
      <fieldset class="quiz-choice" data-kind="single" data-right="2" data-question="question-most">
      <legend><i>2</i>Most?</legend>
      <ol class="options" type="A">
      <li>
      <label><input type="radio" name="question-most" value="1"> 1</label>
      </li>
      <li>
      <label><input type="radio" name="question-most" value="2"> 2</label>
      </li>
      </ol>
      <details class="answer"><summary>Answer</summary>
      <div>
      <p class="right">Right: B.</p>
      <p>Since 2 &gt; 1.</p>
      </div>
      </details>
      </fieldset>
      </div>

      """
    ),
  ]

  @Test("block extensions render as they should", arguments: rendered)
  func render(_ text: String, _ html: String) {
    let note = Note(text)
    #expect(note.html() == html)
    #expect(note.problems == [])
  }

  @Test("headings get GitHub's slugs, each once") func slugs() {
    let note = Note(
      "# Hello, *World*!\n# Hello World\n# Ünïcode Größe 日本\n# a_b-c  d\n# !?\n# hello-world-1\n# `x` & [y](https://z.z)\n"
    )
    #expect(
      note.document.headings.compactMap { $0.resolved(for: .team)?.id } == [
        "hello-world", "hello-world-1", "ünïcode-größe-日本", "a_b-c-d", "section", "hello-world-1-1", "x--y",
      ])
  }

  @Test("ids made from long text end at a whole character") func longKeys() {
    let note = Note(
      "::: checklist\n- \(String(repeating: "é", count: 80))\n- a\(String(repeating: "é", count: 80))\n:::\n")
    #expect(note.html().contains("id=\"check-\(String(repeating: "é", count: 30))\""))
    #expect(note.html().contains("id=\"check-a\(String(repeating: "é", count: 29))\""))
  }

  @Test("ids that the page has taken are avoided, and notes that share a page are kept apart") func placement() {
    var options = MarkdownOptions()
    options.reservedIDs = ["main"]
    let note = Note("## Main\n\nx[^1] [up](#main-1)\n\n[^1]: y\n", options)
    let html = note.html(.team, NoResolver(), MarkdownRendering(idPrefix: "n2-", headingShift: 1, marksAudience: false))
    #expect(html.contains("<h3 id=\"n2-main-1\">Main</h3>"))
    #expect(html.contains("<a href=\"#n2-main-1\">up</a>"))
    #expect(
      html.contains("id=\"n2-fnref-1\"") && html.contains("<li id=\"n2-fn-1\">") && html.contains("href=\"#n2-fn-1\""))
  }

  @Test("the table of contents nests by level") func contents() {
    let note = Note("## A\n### B\n### C\n## D\n#### E\n> ## quoted\n\n### F\n")
    #expect(
      String(decoding: note.document.tableOfContents(for: .team), as: UTF8.self)
        == "<ol><li><a href=\"#a\">A</a><ol><li><a href=\"#b\">B</a></li><li><a href=\"#c\">C</a></li></ol></li><li><a href=\"#d\">D</a><ol><li><a href=\"#f\">F</a></li></ol></li></ol>"
    )
  }

  @Test("footnotes of a section stand under it, with ids of their own") func sectionFootnotes() {
    let note = Note("## A\na[^1]\n\n## B\nb[^1]\n\n[^1]: N\n")
    let html = note.document.sections(for: .team).map {
      String(decoding: note.document.html(of: $0, for: .team, resolver: NoResolver()), as: UTF8.self)
    }
    #expect(html[0].contains("<li id=\"fn-0-1\">") && html[1].contains("<li id=\"fn-1-1\">"))
  }

  static let problems: [(String, [String])] = [
    ("- [ ] a due 2026-02-30", ["1:3 task.due"]), ("- [ ] a due 12/1/2026", ["1:3 task.due"]),
    ("- [ ] a !hihg", ["1:3 task.priority"]), ("- [ ] residue 5 due to x", []),
    ("## Log\n### Call\nx\n", ["2:1 log.date"]), ("## Log\n### 2026-13-01 Call\nx\n", ["2:1 log.date"]),
    ("a[^x]\n\n[^y]: b c\n", ["3:1 markdown.footnote"]), (":::\n", ["1:1 markdown.block-stray"]),
    ("[a](../../../x.md)", ["1:1 link.outside"]), ("x\n  [a](javascript:x)", ["2:3 link.scheme"]),
    ("x [a](<https://b c/d>)", ["1:3 link.address"]),
    ("> a\n> ![b](https://c.d/e.png)", ["2:3 image.external"]),
    ("::: quiz\na\n:::\n", ["1:1 markdown.quiz"]), ("> [!WARNIGN]\n> a", ["1:3 markdown.callout"]),
    ("[^1]\n\n[^1]: a", []),
  ]

  @Test("problems are told with their place", arguments: problems)
  func diagnostics(_ text: String, _ expected: [String]) {
    #expect(Note(text).problems == expected)
    let shifted = Note(text, firstLine: 101).problems
    #expect(
      shifted
        == expected.map { problem in
          let colon = problem.firstIndex(of: ":") ?? problem.startIndex
          return "\((Int(problem[..<colon]) ?? 0) + 100)\(problem[colon...])"
        })
  }

  @Test("bytes that aren't UTF-8 are replaced, and told") func encoding() {
    let note = Note([0x61, 0xFF, 0x62, 0xC2], MarkdownOptions())
    #expect(note.html() == "<p>a\u{FFFD}b\u{FFFD}</p>\n")
    #expect(note.problems == ["0:0 markdown.encoding"])
  }

  @Test("beyond the limits markers are text, and that is told") func limits() {
    let deep = Note(String(repeating: "> ", count: 400) + "a")
    #expect(deep.html().components("<blockquote>") == 50)
    #expect(deep.problems == ["1:101 markdown.nesting"])
    let images = Note(String(repeating: "![[]()", count: 600))
    #expect(
      images.problems.map { $0.hasSuffix("markdown.images") } == [true]
        || images.problems.contains { $0.hasSuffix("markdown.images") })
    var options = MarkdownOptions()
    options.limits.bytes = 3
    #expect(Note("abcd", options).problems == ["0:0 markdown.size"])
  }

  @Test("words are counted as they are read") func words() {
    #expect(Note("# One two\n\n- three *four*\n- `five`\n\n<!-- six -->\n").document.wordCount(for: .team) == 5)
    #expect(Note("a<br>b c&amp;d").document.plainText(for: .team) == "a b c&d")
  }

  @Test("the command renders fragments, plain ones and trees") func tool() {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    let note = Array("[[a]] ~~b~~ <i>".utf8)
    #expect(text(MarkdownTool.render(note)) == "<p><a href=\"a.html\">a</a> <del>b</del> &lt;i&gt;</p>\n")
    #expect(text(MarkdownTool.render(note, plain: true)) == "<p>[[a]] ~~b~~ <i></p>\n")
    #expect(
      text(MarkdownTool.render(Array("# A\n".utf8), plain: true, ast: true))
        == "document 1:1\n  heading 1:1 level 1\n    text 1:3 \"A\"\n")
    #expect(
      text(MarkdownTool.render(Array("- [ ] A\n".utf8), ast: true)) == """
        document 1:1
          list 1:1 bullet tight
            item 1:1
              paragraph 1:3
                customInline "<label><input type=\"checkbox\" disabled> {openTask 0}"
                  text 1:3 "A"

        """)
  }
}
