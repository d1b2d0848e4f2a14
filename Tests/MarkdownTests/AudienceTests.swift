import Core
import Testing

@testable import Markdown

@Suite struct AudienceTests {
  private func html(_ text: String, _ audience: Audience, default clearance: Audience = .customer) -> String {
    Note(text, MarkdownOptions(defaultClearance: clearance)).html(audience)
  }

  @Test("nested blocks take the higher clearance of both") func nesting() {
    let text = "::: field\nF\n\n::: customer\nC in F\n:::\n\n::: team\nT\n:::\n:::\n\nD\n"
    #expect(html(text, .customer) == "<p>D</p>\n")
    #expect(html(text, .field) == "<p>F</p>\n<p>C in F</p>\n<p>D</p>\n")
    #expect(html(text, .team) == "<p>F</p>\n<p>C in F</p>\n<p>T</p>\n<p>D</p>\n")
  }

  @Test("only the note's default can be lowered") func lowering() {
    let text = "D\n\n::: customer\nC\n:::\n"
    #expect(html(text, .customer, default: .team) == "<p>C</p>\n")
    #expect(html(text, .field, default: .team) == "<p>C</p>\n")
    #expect(html(text, .team, default: .team) == "<p>D</p>\n<p>C</p>\n")
  }

  @Test("blocks end lists, quotes and paragraphs without a blank line") func adjacency() {
    #expect(html("a\n::: team\n- b\n:::\nc\n", .customer) == "<p>a</p>\n<p>c</p>\n")
    #expect(html("a\n::: team\n> b\n:::\nc\n", .team) == "<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n<p>c</p>\n")
  }

  @Test("blocks stand in list items and quotes; what holds nothing else is hidden with its tags") func containers() {
    let list = "- a\n- ::: team\n  b\n  :::\n- c\n\n  ::: field\n  d\n  :::\n"
    #expect(!html(list, .customer).contains("b") && html(list, .customer).components("<li>") == 2)
    #expect(html(list, .team).components("<li>") == 3)
    #expect(html("- ::: team\n  b\n  :::\n\nx\n", .customer) == "<p>x</p>\n")
    #expect(html("> ::: team\n> b\n> :::\n\nx\n", .customer) == "<p>x</p>\n")
    #expect(html("> - ::: team\n>   b\n>   :::\n> - ::: field\n>   c\n>   :::\n\nx\n", .customer) == "<p>x</p>\n")
  }

  static let closed: [(String, [String])] = [
    ("::: team\nsecret\n", ["1:1 markdown.block-unclosed"]),
    ("- ::: team\n  secret\n:::\n\nsecret too\n", ["1:3 markdown.block-unclosed", "3:1 markdown.block-stray"]),
    ("::: taem\nsecret\n:::\n", ["1:1 markdown.block-unknown"]),
    ("<div>\n::: team\nsecret\n:::\n</div>\n\nsecret too\n", ["2:1 markdown.block-in-html"]),
    ("secret\n     ::: team\nsecret\n", ["2:6 markdown.block-indent"]),
    ("> - ::: field\n>   secret\n\nsecret too\n", ["1:5 markdown.block-unclosed"]),
    ("::: details\n::: team\nsecret\n:::\nsecret too\n", ["1:1 markdown.block-unclosed"]),
  ]

  @Test("a slip never shows to customers what may be hidden", arguments: closed.dropLast())
  func failsClosed(_ text: String, _ problems: [String]) {
    let note = Note(text, MarkdownOptions(defaultClearance: .customer))
    #expect(note.problems == problems)
    #expect(!note.html(.customer).contains("secret"))
    #expect(!note.document.plainText(for: .customer).contains("secret"))
    #expect(note.html(.team).contains("secret"))
  }

  @Test("an unclosed block lowers nothing") func unclosedCustomer() {
    let note = Note("::: customer\nsecret\n")
    #expect(note.problems == ["1:1 markdown.block-unclosed"])
    #expect(note.html(.customer) == "" && note.html(.field) == "")
  }

  @Test("a block inside a list of a note cannot be lowered: its list would stay behind") func loweringInList() {
    let note = Note("- a\n- ::: customer\n  secret\n  :::\n")
    #expect(note.log.all.map(\.code) == ["markdown.audience-nesting"])
    #expect(note.html(.customer) == "")
  }

  @Test("misspelt names are told with the nearest one") func nearest() {
    #expect(Note("::: costumer\na\n:::\n").log.all.first?.hint == "did you mean \"customer\"?")
    #expect(Note("::: talktrack\na\n:::\n").log.all.first?.hint == "did you mean \"talk-track\"?")
  }

  @Test("a fence in code is code") func code() {
    let text = "```\n::: team\n[[a|b]] [^1] {{ x }} \\~ &#4;\n[^1]: x\n:::\n```\n\n`[[a]] &#4;`[^1]\n\n[^1]: y\n"
    #expect(
      html(text, .customer).hasPrefix(
        "<pre><code>::: team\n[[a|b]] [^1] {{ x }} \\~ &amp;#4;\n[^1]: x\n:::\n</code></pre>\n"),
      "\(html(text, .customer))")
    #expect(html(text, .customer).contains("<code>[[a]] &amp;#4;</code>"))
  }

  @Test("higher audiences see whom a block is for") func marks() {
    let note = Note("::: team\na\n:::\n", MarkdownOptions(defaultClearance: .customer))
    let marked = String(decoding: note.document.html(for: .team, resolver: NoResolver()), as: UTF8.self)
    #expect(marked == "<div class=\"only\" data-audience=\"team\">\n<p>a</p>\n</div>\n")
  }

  @Test("a section inside an audience block is a section, with the marks around its own text") func sectionsInBlocks() {
    let note = Note("::: field\n## A\na\n\n## B\nb\n:::\n", MarkdownOptions(defaultClearance: .customer))
    let sections = note.document.sections(for: .field)
    #expect(sections.map(\.title) == ["A", "B"])
    #expect(note.document.sections(for: .customer).isEmpty)
    let html = sections.map {
      String(decoding: note.document.html(of: $0, for: .field, resolver: NoResolver()), as: UTF8.self)
    }
    #expect(html == ["a", "b"].map { "<div class=\"only\" data-audience=\"field\">\n<p>\($0)</p>\n</div>\n" })
  }

  @Test("hidden headings leave no trace in ids, contents and footnote numbers") func noTrace() {
    let text = """
      ::: team
      ## Plan
      Secret[^s].
      :::

      ## Plan
      Open[^o]. See [plan](#plan) and [gone](#walk-away).

      ::: team
      ## Walk-away
      :::

      [^s]: Hidden reason.
      [^o]: Shown reason.
      """
    let note = Note(text, MarkdownOptions(defaultClearance: .customer))
    let customer = note.html(.customer)
    #expect(customer.contains("<h2 id=\"plan\">Plan</h2>"))
    #expect(customer.contains("data-footnote-ref>1</a>"))
    #expect(customer.contains("<a href=\"#plan\">plan</a> and gone."))
    for word in ["Secret", "Hidden", "plan-1", "walk-away", "fn-s"] { #expect(!customer.contains(word), "\(word)") }
    #expect(note.html(.team).contains("<h2 id=\"plan-1\">Plan</h2>"))
    #expect(
      String(decoding: note.document.tableOfContents(for: .customer), as: UTF8.self)
        == "<ol><li><a href=\"#plan\">Plan</a></li></ol>")
    #expect(note.document.headings.compactMap { $0.resolved(for: .customer)?.id } == ["plan"])
  }

  @Test("a footnote is as open as its most public reference, and no more open than a block around it") func footnotes()
  {
    let text =
      "::: customer\nC[^a][^b].\n:::\n\nT[^c].\n\n[^a]: Aa[^d]\n\n::: team\n[^b]: Bb\n:::\n\n[^c]: Cc\n[^d]: Dd\n"
    let note = Note(text)
    let customer = note.html(.customer)
    #expect(customer.contains("Aa") && customer.contains("Dd"))
    #expect(!customer.contains("Bb") && !customer.contains("Cc"))
    #expect(customer.components("data-footnote-ref>") == 2)
    #expect(note.html(.team).components("data-footnote-ref>") == 4)
  }

  @Test("a document shows nothing of itself in dumps") func dumps() {
    var text = ""
    dump(Note("secret").document, to: &text)
    #expect(!text.contains("secret") && text.contains("content/accounts/acme.md"))
  }
}
