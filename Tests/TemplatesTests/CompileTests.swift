import Core
import Testing

@testable import Templates

@Suite struct CompileTests {
  @Test(arguments: [
    ("a\n {{ b", "p:2:2: template.tag: this tag is never closed [end it with `}}`]"),
    ("{{{a}}", "p:1:1: template.tag: this tag is never closed [end it with `}}}`]"),
    (
      "{{a b}}",
      "p:1:1: template.name: `a b` is not a name [a tag holds one name without spaces; names of a group are joined by single dots]"
    ),
    (
      "é{{a..b}}",
      "p:1:3: template.name: `a..b` is not a name [a tag holds one name without spaces; names of a group are joined by single dots]"
    ),
    (
      "{{}}",
      "p:1:1: template.name: `` is not a name [a tag holds one name without spaces; names of a group are joined by single dots]"
    ),
    (
      "{{>*a}}",
      "p:1:1: template.name: `*a` is not a name [a tag holds one name without spaces; names of a group are joined by single dots]"
    ),
    (
      "{{=| =}}",
      "p:1:1: template.delimiters: delimiters can't be changed like this [give two words without `=`, as in `{{=<% %>=}}`]"
    ),
    (
      "{{#a}}\n{{/b}}{{/a}}",
      "p:2:1: template.section: `{{/b}}` closes nothing [the open tag here is `{{#a}}`: close it with `{{/a}}`]"
    ),
    ("{{/b}}", "p:1:1: template.section: `{{/b}}` closes nothing [remove it, or open `b` before it]"),
    (
      "{{#a}}\n{{^b}}\n\n{{/a}}",
      "p:2:1: template.section: `{{^b}}` is not closed [add `{{/b}}` before `{{/a}}` in line 4]"
    ),
    ("{{!\n\n}} {{#a}}", "p:3:4: template.section: `{{#a}}` is not closed [add `{{/a}}` where it ends]"),
    ("{{>part}}", "p:1:1: template.partial: there is no template `part` [did you mean `parts`?]"),
    ("{{<zebra}}{{/zebra}}", "p:1:1: template.partial: there is no template `zebra` [add `templates/zebra.mustache`]"),
    (
      "{{<parts}}{{$maine}}{{/maine}}{{/parts}}",
      "p:1:11: template.block: `parts` has no block `maine` [did you mean `main`?]"
    ),
    (
      "{{$a}}{{$a}}{{/a}}{{/a}}",
      "p:1:7: template.block: block `a` stands inside itself [give the inner block another name]"
    ),
    (
      "{{<parts}}{{$main}}1{{/main}}{{$main}}2{{/main}}{{/parts}}",
      "p:1:30: template.block: block `main` is given twice [keep one of them: only the first would show]"
    ),
    (
      "{{<parts}}\n{{title}}\n{{$main}}1{{/main}}{{/parts}}",
      "p:1:1: template.ignored: text between the blocks of `{{<parts}}` is never shown [move it into one of the blocks]"
    ),
    (
      "{{>p}}",
      "p:1:1: template.recursion: `p` includes itself without a condition, so it would never end [put the partial inside a section over the children it is for]"
    ),
  ])
  func saysWhereAndHowToMend(template: String, expected: String) {
    var log = Diagnostics()
    _ = library(["p": template, "parts": "{{$main}}{{/main}}"], into: &log)
    let lines = log.lines.map { $0.replacing("templates/p.mustache", with: "p") }
    #expect(lines == [expected])
  }

  @Test func reportsEveryProblemOfEveryTemplate() {
    var log = Diagnostics()
    _ = library(["a": "{{#x}} {{>nil}} {{a b}}", "b": "{{"], into: &log)
    #expect(log.sorted.map(\.code) == ["template.section", "template.partial", "template.name", "template.tag"])
  }

  @Test func refusesTextThatIsNotUTF8() {
    var log = Diagnostics()
    let source = TemplateSource(name: "p", bytes: [0x41, 0xFF], file: SourceFile("templates/p.mustache"))
    _ = TemplateLibrary.compile([source], into: &log)
    #expect(log.all.map(\.code) == ["template.encoding"])
  }

  @Test func refusesNestingThatNoPageNeeds() {
    var log = Diagnostics()
    let deep = String(repeating: "{{#a}}", count: 100_000) + String(repeating: "{{/a}}", count: 100_000)
    _ = library(["p": deep], into: &log)
    #expect(log.sorted.first?.code == "template.depth")
    #expect(log.sorted.count == 1)
  }

  @Test func aRoundOfPartialsWithoutConditionIsRefusedAndOneUnderASectionIsNot() {
    var log = Diagnostics()
    _ = library(["a": "{{>b}}", "b": "x {{>c}}", "c": "{{>a}}", "d": "{{#children}}{{>d}}{{/children}}"], into: &log)
    #expect(log.all.map(\.code) == ["template.recursion", "template.recursion", "template.recursion"])
  }

  @Test func aLaterTemplateReplacesAnEarlierOneOfTheSameName() throws {
    let page = SamplePage(title: "Acme")
    #expect(try rendered(page, ["p": "built in", "q": "x", "p": "mine: {{title}}"]) == "mine: Acme")
  }

  @Test func theClosureHashFollowsEverythingIncludedAndNothingElse() {
    func hash(_ sources: KeyValuePairs<String, String>) -> ContentHash {
      var log = Diagnostics()
      return library(sources, into: &log).closureHash(of: "p")
    }
    let base = hash(["p": "{{<b}}{{/b}}", "b": "{{>c}}", "c": "1", "other": "1"])
    #expect(base == hash(["other": "2", "c": "1", "b": "{{>c}}", "p": "{{<b}}{{/b}}"]))
    #expect(base != hash(["p": "{{<b}}{{/b}}", "b": "{{>c}}", "c": "2", "other": "1"]))
    #expect(base != hash(["p": "{{<b}}{{/b}} ", "b": "{{>c}}", "c": "1", "other": "1"]))
  }
}
