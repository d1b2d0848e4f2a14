import Core
import Testing

@testable import Templates

@Suite struct RenderTests {
  @Test func printsTextEscapedAndMarkupAsItIs() throws {
    let page = SamplePage(title: "<A & \"B\">", body: Array("<b>x</b>".utf8))
    #expect(try rendered(page, ["p": "{{title}} {{body}}"]) == "&lt;A &amp; &quot;B&quot;&gt; <b>x</b>")
  }

  @Test func rawTagsDoNotUnescapeText() throws {
    #expect(try rendered(SamplePage(title: "<"), ["p": "{{{title}}}{{&title}}"]) == "&lt;&lt;")
  }

  @Test func aCombiningMarkDoesNotCarryAQuoteThroughEscaping() throws {
    let page = SamplePage(title: "\"\u{301} onmouseover=\"\u{301}alert(1)")
    let html = try rendered(page, ["p": "<a title=\"{{title}}\">"])
    #expect(html.utf8.count { $0 == 0x22 } == 2)
  }

  @Test func listsKnowWhetherAndHowManyTheyAre() throws {
    let template =
      "{{#rows.any}}{{rows.count}}: {{#rows}}{{label}} {{/rows}}{{/rows.any}}{{^rows.any}}none{{/rows.any}}"
    let two = SamplePage(rows: [SampleRow(label: "a"), SampleRow(label: "b")])
    #expect(try rendered(two, ["p": template]) == "2: a b ")
    #expect(try rendered(SamplePage(), ["p": template]) == "none")
  }

  @Test func emptyTextMarkupAndGroupsAreFalse() throws {
    let template = "{{^title}}t{{/title}}{{^body}}b{{/body}}{{^band}}g{{/band}}{{^extra}}e{{/extra}}"
    #expect(try rendered(SamplePage(), ["p": template]) == "tbge")
  }

  @Test func anAbsentValueHidesTheSameNameFurtherOut() throws {
    let page = SamplePage(rows: [SampleRow(label: "x", note: nil)], extra: [("note", .text("outer"))])
    #expect(try rendered(page, ["p": "{{#extra}}{{#rows}}[{{note}}]{{/rows}}{{/extra}}"]) == "[]")
  }

  @Test func usersOwnKeysAreFoundByTheirNames() throws {
    let page = SamplePage(extra: [
      ("motto", .text("<so>")), ("tags", .list([.text("a"), .text("b")])), ("motto", .text("<last>")),
    ])
    let template = "{{extra.motto}} {{#extra.tags}}{{.}},{{/extra.tags}}{{extra.missing}}"
    #expect(try rendered(page, ["p": template]) == "&lt;last&gt; a,b,")
  }

  @Test func treesRenderThroughAPartialThatIncludesItself() throws {
    let tree = SampleTree(
      name: "a", children: [SampleTree(name: "b"), SampleTree(name: "c", children: [SampleTree(name: "d")])])
    #expect(try rendered(tree, ["p": "{{name}}({{#children}}{{>p}}{{/children}})"]) == "a(b()c(d()))")
  }

  @Test func aPageThatNeverEndsIsAnErrorAndNotACrash() throws {
    var log = Diagnostics()
    let library = library(["p": "{{#title}}{{>p}}{{/title}}", "q": "{{#rows}}{{>q}}{{/rows}}"], into: &log)
    #expect(log.all.isEmpty)
    var bytes: [UInt8] = []
    #expect(throws: TemplateError.self) { try library.render("p", SamplePage(title: "x"), into: &bytes) }
    let rows = [SampleRow](repeating: SampleRow(label: "x"), count: 3)
    #expect(throws: TemplateError.self) { try library.render("q", SamplePage(rows: rows), into: &bytes) }
    #expect(throws: TemplateError.self) { try library.render("nil", SamplePage(), into: &bytes) }
  }

  @Test func partialsAndBlocksOnLinesOfTheirOwnTakeThePlaceIndentation() throws {
    let base = "<main>\n  {{$main}}\n  {{/main}}\n</main>\n"
    let page = "{{<base}}\n{{$main}}\n    <h1>\n\n      {{title}}\n    </h1>\n    {{>part}}\n{{/main}}\n{{/base}}\n"
    let html = try rendered(SamplePage(title: "A"), ["p": page, "base": base, "part": "1\n{{title}}\n"])
    #expect(html == "<main>\n  <h1>\n\n    A\n  </h1>\n  1\n  A\n</main>\n")
  }

  @Test func aBlockGivenInOneLineDoesNotRunIntoTheNext() throws {
    let html = try rendered(
      SamplePage(), ["p": "{{<base}}{{$main}}x{{/main}}{{/base}}", "base": "a\n{{$main}}\ny\n{{/main}}\nb\n"])
    #expect(html == "a\nx\nb\n")
  }

  @Test func windowsLineEndsAreKeptAndStandaloneTagsTakeThemAlong() throws {
    let page = SamplePage(rows: [SampleRow(label: "x")])
    #expect(try rendered(page, ["p": "a\r\n{{#rows}}\r\n{{label}}\r\n{{/rows}}\r\nb"]) == "a\r\nx\r\nb")
  }

  @Test func appendsToWhatIsThere() throws {
    var log = Diagnostics()
    var bytes = Array("<!doctype html>\n".utf8)
    try library(["p": "{{title}}"], into: &log).render("p", SamplePage(title: "x"), into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "<!doctype html>\nx")
  }

  @Test func theDigestSeesEveryValueAndName() {
    func digest(_ page: SamplePage) -> ContentHash { TemplateRecord(page).digest }
    let base = SamplePage(title: "a", rows: [SampleRow(label: "b")], extra: [("k", .text("v"))])
    #expect(digest(base) == digest(base))
    let others = [
      SamplePage(title: "b", rows: [SampleRow(label: "b")], extra: [("k", .text("v"))]),
      SamplePage(title: "a", rows: [SampleRow(label: "b", isLate: true)], extra: [("k", .text("v"))]),
      SamplePage(title: "a", rows: [SampleRow(label: "b", note: "")], extra: [("k", .text("v"))]),
      SamplePage(title: "a", rows: [SampleRow(label: "b")], extra: [("l", .text("v"))]),
      SamplePage(title: "a", rows: [SampleRow(label: "b")], extra: [("k", .html(Array("v".utf8)))]),
      SamplePage(title: "a", rows: [SampleRow(label: "b"), SampleRow()], extra: [("k", .text("v"))]),
    ]
    #expect(Set(([base] + others).map { digest($0) }).count == 7)
  }

  @Test(arguments: [8, 200, 400]) func howDeepTemplatesIncludeEachOtherIsBounded(depth: Int) {
    var log = Diagnostics()
    let endless = TemplateSource(
      name: "p", bytes: Array("{{#title}}{{>p}}{{/title}}".utf8), file: SourceFile("templates/p.mustache"))
    let library = TemplateLibrary.compile([endless], depth: depth, into: &log)
    var bytes: [UInt8] = []
    do throws(TemplateError) {
      try library.render("p", SamplePage(title: "x"), into: &bytes)
      Issue.record("it ended")
    } catch {
      #expect(error.description.contains("more than \(depth) deep"))
      #expect(error.description.contains("include_depth"))
    }
  }
}
