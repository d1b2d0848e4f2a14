import Core
import Testing

@testable import Markdown

@Suite struct InlineTests {
  static let rendered: [(String, String)] = [
    // Strikethrough
    ("~~a *b* c~~", "<del>a <em>b</em> c</del>"),
    ("~a ~~b~~ c~", "<del>a <del>b</del> c</del>"),
    ("~~a ~b~~ c~", "<del>a ~b</del> c~"),
    ("\\~~a~~ \\~", "~~a~~ ~"),
    ("*~~a~~*", "<em><del>a</del></em>"),
    ("b ~~~a~~~ ~~~~", "b ~~~a~~~ ~~~~"),
    // Bare addresses
    ("(https://a.b/c_(d))", "(<a href=\"https://a.b/c_(d)\">https://a.b/c_(d)</a>)"),
    ("https://a.b/c~d~e.", "<a href=\"https://a.b/c~d~e\">https://a.b/c~d~e</a>."),
    ("www.a_b.c_d www.x.yz", "www.a_b.c_d <a href=\"http://www.x.yz\">www.x.yz</a>"),
    ("a.b-c@d.ef, @g", "<a href=\"mailto:a.b-c@d.ef\">a.b-c@d.ef</a>, @g"),
    ("[https://a.b](https://c.d)", "<a href=\"https://c.d\">https://a.b</a>"),
    // Wiki links
    ("[[known]] [[gone]]", "<a href=\"known.html\">Page known</a> gone"),
    ("[[known#Part two|x *y*]]", "<a href=\"known.html#Part two\" title=\"Page known\">x *y*</a>"),
    ("\\[[known]] `[[known]]` [[ ]] [[a\nb]]", "[[known]] <code>[[known]]</code> [[ ]] [[a\nb]]"),
    ("[a [[known]] b](https://c.d)", "<a href=\"https://c.d\">a known b</a>"),
    // Figures
    ("{{account.arr}} {{ x.y }} {{ a b }} \\{{ account.arr }}", "<b>$1</b> – {{ a b }} {{ account.arr }}"),
    ("[{{ account.arr }}](https://a.b)", "<a href=\"https://a.b\">$1</a>"),
    // Links
    ("[a](../guides/known.md#b \"t\")", "<a href=\"../content/guides/known.md#b\" title=\"t\">a</a>"),
    ("[a](gone.md)", "a"),
    ("[a](/guides/known.md)", "<a href=\"../content/guides/known.md\">a</a>"),
    ("[a](my%20known.md)", "<a href=\"../content/accounts/my known.md\">a</a>"),
    ("[*a* `b`](mailto:x@y.z)", "<a href=\"mailto:x@y.z\"><em>a</em> <code>b</code></a>"),
    // Images
    (
      "![a \"*b*\"](known.png 't')",
      "<img src=\"../content/accounts/known.png\" alt=\"a &quot;b&quot;\" title=\"t\" width=\"40\" height=\"30\" />"
    ),
    ("![a [[known]] ~~b~~](gone.png)", "a known ~~b~~"),
    ("![a](https://x.y/z.png)", "<a href=\"https://x.y/z.png\">a</a>"),
    ("![a](data:image/png;base64,AA)", "<img src=\"data:image/png;base64,AA\" alt=\"a\" />"),
    // Addresses that browsers would have to guess at
    ("[a](https://b.c/100%)", "<a href=\"https://b.c/100%25\">a</a>"),
    ("https://b.c/%zz%41#x#y", "<a href=\"https://b.c/%25zz%41#x%23y\">https://b.c/%zz%41#x#y</a>"),
    ("<https://b.c:8080/a?b#c>", "<a href=\"https://b.c:8080/a?b#c\">https://b.c:8080/a?b#c</a>"),
    ("[a](mailto:b@c.de?subject=5%)", "<a href=\"mailto:b@c.de?subject=5%25\">a</a>"),
    ("[a](https://u:p@b%C3%BC.c:443)", "<a href=\"https://u:p@b%C3%BC.c:443\">a</a>"),
    ("![a](https://b.c/5%.png)", "<a href=\"https://b.c/5%25.png\">a</a>"),
    ("[a](<https://b c/d>)", "a"), ("[a](https://b.c%20'd')", "a"), ("[a](https://b.c:99999/)", "a"),
    ("[a](https://)", "a"), ("![a](<https://b c/d.png>)", "a"), ("[a](https://b\\\\c)", "a"),
    // No link in a link
    ("[a <b@c.de> d](https://b.c)", "<a href=\"https://b.c\">a b@c.de d</a>"),
    ("[a <https://x.y>](https://b.c)", "<a href=\"https://b.c\">a https://x.y</a>"),
    ("[a <https://x.y>](javascript:x)", "a https://x.y"),
    // Raw HTML
    ("a<br>b <b>c</b> <!-- d -->", "a<br />\nb &lt;b&gt;c&lt;/b&gt; "),
    ("<!-- note to self -->", ""),
    ("&#4; &#x80; &#65;", "\u{FFFD} \u{FFFD} A"),
    ("\\&#4;", "&amp;#4;"),
    ("a\u{1}b\u{7F}c\u{0}", "abc\u{FFFD}"),
  ]

  @Test("inline extensions render as they should", arguments: rendered)
  func render(_ text: String, _ html: String) {
    #expect(Note(text).html() == (html.isEmpty ? "" : "<p>\(html)</p>\n"))
  }

  static let dropped = [
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](<java\tscript:alert(1)>)",
    "[a](&#10;javascript:alert(1))",
    "[a](java&Tab;script:alert(1))", "[a](java&NewLine;script:alert(1))", "[a](&#1;javascript:alert(1))",
    "[a](\u{1}javascript:alert(1))", "[a](vbscript:x)", "[a](data:text/html,x)", "[a](data:image/png;base64,x)",
    "[a](file:///etc/passwd)", "<javascript:alert(1)>", "![a](javascript:x)", "![a](data:image/svg+xml,x)",
    "[a]: javascript:x\n\n[a]", "[a](//evil.example)", "[a](\\\\\\\\evil)", "[a](x-custom:y)",
    "[a](javascript&colon;alert(1))",
  ]

  @Test("targets that run code or leave unseen reach no attribute", arguments: dropped)
  func policy(_ text: String) {
    let note = Note(text)
    #expect(!note.html().contains("<a ") && !note.html().contains("<img "), "\(note.html())")
  }

  @Test("a mark after a quote doesn't carry it out of an attribute") func combining() {
    let html = Note("[a](https://b.c \"x\\\"\u{301} onmouseover=\")").html()
    #expect(html.components("\"") == 4)
  }

  @Test("smart punctuation leaves addresses alone") func smart() {
    var options = MarkdownOptions()
    options.smartPunctuation = true
    #expect(
      Note("\"a\" -- b... https://a.b/c--d", options).html()
        == "<p>“a” – b… <a href=\"https://a.b/c--d\">https://a.b/c–d</a></p>\n")
  }

  @Test("markers cannot be forged, whatever is decoded where") func forging() {
    for entity in ["&#4;", "&#x4;", "&#0004;", "\\&#4;"] {
      let close = entity.replacing("4;", with: "5;")
      for text in [
        "\(entity)p0\(close)", "<http://a\(entity)p0\(close)>", "[a](b \"\(entity)p0\(close)\")",
        "``` \(entity)p0\(close)\nx\n```",
        "| a |\n|-|\n| \(entity)p0\(close) |", "# \(entity)p0\(close)", "![\(entity)p0\(close)](known.png)",
      ] {
        let html = Note("::: team\n\(text)\n\nsecret\n:::\n", MarkdownOptions(defaultClearance: .customer)).html(
          .customer)
        #expect(html == "", "\(text)")
      }
    }
  }
}
