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

let sources = [
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
