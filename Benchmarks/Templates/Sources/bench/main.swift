import Core
import Templates

// A page with 200 rows of 6 fields: what it costs to take the values from the models, and to render them.

struct Row: TemplateModel {
  let name: String
  let href: String
  let value: String
  let renews: String
  let note: String?
  let isLate: Bool

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name }, .text("href") { $0.href }, .text("value") { $0.value }, .text("renews") { $0.renews },
    .optionalText("note") { $0.note }, .flag("late") { $0.isLate })
}

struct Page: TemplateModel {
  let title: String
  let rows: [Row]

  static let shape = TemplateShape<Self>(.text("title") { $0.title }, .list("rows") { $0.rows })
}

/// What a cell of the site's tables is to its template: many names, most of them absent.
struct Cell: TemplateModel {
  let text: String
  let href: String?
  let label: String?
  let isHeader: Bool
  let tag: Tag?

  static let shape = TemplateShape<Self>(
    .text("text") { $0.text }, .optionalText("href") { $0.href }, .flag("is_code") { _ in false },
    .flag("is_header") { $0.isHeader }, .optionalText("class") { $0.isHeader ? nil : "num" },
    .optionalText("label") { $0.label }, .optionalText("key") { _ in nil }, .optionalText("small") { _ in nil },
    .optionalRecord("tag") { $0.tag })
}

struct Tag: TemplateModel {
  let word: String
  static let shape = TemplateShape<Self>(.text("word") { $0.word })
}

struct Line: TemplateModel {
  let cells: [Cell]
  static let shape = TemplateShape<Self>(.list("cells") { $0.cells })
}

struct Table: TemplateModel {
  let lines: [Line]
  static let shape = TemplateShape<Self>(.list("lines") { $0.lines })
}

let sources = [
  (
    "cell",
    """
    {{#is_header}}<th scope="row">{{> content}}</th>{{/is_header}}{{^is_header}}<td{{#class}} class="{{class}}"{{/class}}\
    {{#label}} data-l="{{label}}"{{/label}}{{#key}} data-v="{{key}}"{{/key}}>{{> content}}</td>{{/is_header}}
    """
  ),
  (
    "content",
    """
    {{#href}}<a href="{{href}}">{{text}}</a>{{/href}}{{^href}}{{#is_code}}<code>{{text}}</code>{{/is_code}}{{^is_code}}{{text}}\
    {{/is_code}}{{/href}}{{#tag}} <span class="tag">{{word}}</span>{{/tag}}{{#small}}<small>{{small}}</small>{{/small}}
    """
  ),
  ("table", "{{#lines}}<tr>{{#cells}}{{> cell}}{{/cells}}</tr>\n{{/lines}}"),
  ("base", "<!doctype html>\n<title>{{title}}</title>\n<main>\n  {{$main}}\n  {{/main}}\n</main>\n"),
  (
    "page",
    """
    {{<base}}
    {{$main}}
    <h1>{{title}}</h1>
    <table>
    {{#rows}}
      <tr{{#late}} class="late"{{/late}}><th scope="row"><a href="{{href}}">{{name}}</a></th>
        <td class="num">{{value}}</td><td>{{renews}}</td><td>{{note}}</td></tr>
    {{/rows}}
    </table>
    {{/main}}
    {{/base}}

    """
  ),
]
var log = Diagnostics()
let library = TemplateLibrary.compile(
  sources.map { TemplateSource(name: $0.0, bytes: Array($0.1.utf8), file: SourceFile($0.0)) }, into: &log)
library.check(page: "page", shape: Page.shape, into: &log)
library.check(page: "table", shape: Table.shape, into: &log)
precondition(log.all.isEmpty, "the benchmark's templates are clean")

let page = Page(
  title: "Accounts",
  rows: (0..<200).map {
    Row(
      name: "Account & Partners \($0)", href: "accounts/account-\($0).html", value: "$1,\($0 + 100),000",
      renews: "31 Mar 2027", note: $0 % 3 == 0 ? "Asked for a call before the notice date" : nil, isLate: $0 % 5 == 0)
  })

/// The least and the middle of 400 runs, in microseconds.
func measure(_ body: () throws -> Void) rethrows -> String {
  let clock = ContinuousClock()
  let runs = try (0..<400).map { _ in try clock.measure(body) }.sorted()
  func text(_ duration: Duration) -> String { "\(duration.components.attoseconds / 1_000_000_000_000) us" }
  return "least \(text(runs[0])), middle \(text(runs[200]))"
}

var bytes: [UInt8] = []
bytes.reserveCapacity(1 << 17)
let record = TemplateRecord(page)
print("take values   ", measure { _ = TemplateRecord(page) })
print(
  "render        ",
  try measure {
    bytes.removeAll(keepingCapacity: true)
    try library.render("page", record, into: &bytes)
  })
print(
  "both          ",
  try measure {
    bytes.removeAll(keepingCapacity: true)
    try library.render("page", page, into: &bytes)
  })
print("digest        ", measure { _ = record.digest })
print("page of \(bytes.count) bytes")

let table = Table(
  lines: (0..<400).map { line in
    Line(
      cells: (0..<9).map { cell in
        Cell(
          text: cell == 0 ? "Account & Partners \(line)" : "\(line * cell)",
          href: cell == 0 ? "accounts/a-\(line).html" : nil,
          label: "Column \(cell)", isHeader: cell == 0, tag: cell == 4 ? Tag(word: "over") : nil)
      })
  })
let tableRecord = TemplateRecord(table)
print("take cells    ", measure { _ = TemplateRecord(table) })
print(
  "render cells  ",
  try measure {
    bytes.removeAll(keepingCapacity: true)
    try library.render("table", tableRecord, into: &bytes)
  })
print("table of \(bytes.count) bytes")
