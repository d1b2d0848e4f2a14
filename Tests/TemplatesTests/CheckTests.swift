import Core
import Testing

@testable import Templates

@Suite struct CheckTests {
  private func problems(_ sources: KeyValuePairs<String, String>) -> [String] {
    var log = Diagnostics()
    let library = library(sources, into: &log)
    library.check(page: "p", shape: SamplePage.shape, into: &log)
    return log.lines.map { $0.replacing("templates/", with: "").replacing(".mustache", with: "") }
  }

  @Test(arguments: [
    "{{title}} {{{body}}} {{&body}} {{body}}",
    "{{#rows}}{{label}} {{note}} {{#late}}!{{/late}} {{title}}{{/rows}}{{^rows}}none{{/rows}}",
    "{{#rows.any}}{{rows.count}}{{/rows.any}}",
    "{{band.name}} {{#band}}{{name}} {{score}}{{/band}}",
    "{{#rows}}{{#owners}}{{.}}{{title}}{{/owners}}{{#note}}{{.}}{{/note}}{{/rows}}",
    "{{extra.anything.at.all}} {{#extra}}{{whatever}} {{title}}{{/extra}} {{#extra.list}}{{.}}{{/extra.list}}",
    "{{#title}}{{.}}{{/title}} {{#body}}{{{.}}}{{/body}}",
  ])
  func acceptsWhatThePageCanShow(template: String) {
    #expect(problems(["p": template]) == [])
  }

  @Test(arguments: [
    ("{{titel}}", "p:1:1: template.unknown-name: nothing here is called `titel` [did you mean `title`?]"),
    (
      "{{xyzzy}}",
      "p:1:1: template.unknown-name: nothing here is called `xyzzy` [known here: title, body, rows, band, extra]"
    ),
    (
      "{{label}}",
      "p:1:1: template.unknown-name: nothing here is called `label` [`label` belongs to each of `rows`: use it inside `{{#rows}}…{{/rows}}`]"
    ),
    ("{{score}}", "p:1:1: template.unknown-name: nothing here is called `score` [did you mean `band.score`?]"),
    (
      "\n  {{#rows}}{{lable}}{{/rows}}",
      "p:2:12: template.unknown-name: nothing here is called `lable` [did you mean `label`?]"
    ),
    ("{{^rowz}}x{{/rowz}}", "p:1:1: template.unknown-name: nothing here is called `rowz` [did you mean `rows`?]"),
    ("{{band.nam}}", "p:1:1: template.unknown-name: `band` has no `nam` [did you mean `name`?]"),
    ("{{rows.size}}", "p:1:1: template.unknown-name: `rows` has no `size` [known here: any, count]"),
    ("{{title.x}}", "p:1:1: template.unknown-name: `title` is text and has no parts such as `x` [use `title` itself]"),
    ("{{{title}}}", "p:1:1: template.raw: `title` is text, and text is always escaped [write `{{title}}`]"),
    ("{{&extra.x}}", "p:1:1: template.raw: `extra.x` is text, and text is always escaped [write `{{extra.x}}`]"),
    (
      "{{rows}}",
      "p:1:1: template.kind: `rows` is a list and can't be printed [use it as a section, `{{#rows}}…{{/rows}}`]"
    ),
    (
      "{{#rows}}{{late}}{{/rows}}",
      "p:1:10: template.kind: `late` is a flag and can't be printed [use it as a section, `{{#late}}…{{/late}}`]"
    ),
    (
      "{{band}}",
      "p:1:1: template.kind: `band` is a group of names and can't be printed [name the part to print, as in `{{band.part}}`]"
    ),
    (
      "{{#rows}}{{.}}{{/rows}}",
      "p:1:10: template.kind: `.` stands for no text here [use it inside a section over a text or a list of texts]"
    ),
  ])
  func saysWhatThePageCannotShow(template: String, expected: String) {
    #expect(problems(["p": template]) == [expected])
  }

  @Test func checksPartialsParentsAndBlocksWhereTheyAreUsed() {
    #expect(problems(["p": "{{#rows}}{{>row}}{{/rows}}", "row": "{{label}}"]) == [])
    #expect(problems(["p": "{{>row}}", "row": "{{label}}"]).count == 1)
    #expect(
      problems(["p": "{{<base}}{{$main}}{{label}}{{/main}}{{/base}}", "base": "{{#rows}}{{$main}}{{/main}}{{/rows}}"])
        == [])
    #expect(
      problems(["p": "{{<base}}{{$main}}{{titel}}{{/main}}{{/base}}", "base": "{{$main}}{{nonsense}}{{/main}}"])
        == ["p:1:19: template.unknown-name: nothing here is called `titel` [did you mean `title`?]"])
  }

  @Test func aShapeThatContainsItselfIsCheckedOnce() {
    var log = Diagnostics()
    let library = library(["p": "{{>node}}", "node": "{{name}}{{#children}}{{nam}}{{>node}}{{/children}}"], into: &log)
    library.check(page: "p", shape: SampleTree.shape, into: &log)
    #expect(log.all.map(\.message) == ["nothing here is called `nam`"])
  }

  @Test func aProblemInASharedPartIsToldOnceWithItsPages() {
    var log = Diagnostics()
    let library = library(["a": "{{>c}}", "b": "{{>c}}", "c": "{{titel}}"], into: &log)
    library.check([TemplatePage("a", SamplePage.shape), TemplatePage("b", SamplePage.shape)], into: &log)
    #expect(log.all.count == 1)
    #expect(log.all.first?.notes.map(\.message) == ["on pages `a`, `b`"])
  }

  @Test func aPageWithoutATemplateAndATemplateWithoutAPageAreReported() {
    var log = Diagnostics()
    let library = library(["acount": ""], into: &log)
    library.check(page: "account", shape: SamplePage.shape, into: &log)
    library.checkUse(by: ["account"], into: &log)
    #expect(
      log.lines == [
        "-: template.missing: page `account` has no template [add `templates/account.mustache`]",
        "templates/acount.mustache: template.unused: no page uses template `acount` [did you mean `account`?]",
      ])
  }
}
