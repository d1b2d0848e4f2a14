import Core

@testable import Templates

struct SampleRow: TemplateModel {
  var label = ""
  var note: String?
  var isLate = false
  var owners: [String] = []

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label }, .optionalText("note") { $0.note }, .flag("late") { $0.isLate },
    .texts("owners") { $0.owners })
}

struct SampleBand: TemplateModel {
  var name = ""
  var score = 0

  static let shape = TemplateShape<Self>(.text("name") { $0.name }, .number("score") { $0.score })
}

struct SamplePage: TemplateModel {
  var title = ""
  var body: [UInt8] = []
  var rows: [SampleRow] = []
  var band: SampleBand?
  var extra: [(name: String, value: TemplateValue)] = []

  static let shape = TemplateShape<Self>(
    .text("title", \.title), .html("body", \.body), .list("rows", \.rows), .optionalRecord("band", \.band),
    .open("extra", \.extra))
}

/// A shape that contains itself.
struct SampleTree: TemplateModel {
  var name = ""
  var children: [SampleTree] = []

  static let shape = TemplateShape<Self>(.text("name", \.name), .list("children", \.children))
}

/// Compiles templates given by name; the first is the page.
func library(_ sources: KeyValuePairs<String, String>, into log: inout Diagnostics) -> TemplateLibrary {
  TemplateLibrary.compile(sources.map { TemplateSource($0.key, $0.value) }, into: &log)
}

/// What `page` looks like through templates that compile without a problem.
func rendered(_ page: some TemplateModel, _ sources: KeyValuePairs<String, String>) throws -> String {
  var log = Diagnostics()
  let library = library(sources, into: &log)
  guard log.all.isEmpty, let name = sources.first?.key else { return log.lines.joined(separator: "\n") }
  var bytes: [UInt8] = []
  try library.render(name, page, into: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

extension Diagnostics {
  /// One line for each: place, code, message and hint.
  var lines: [String] {
    sorted.map { "\($0.location?.description ?? "-"): \($0.code): \($0.message)" + ($0.hint.map { " [\($0)]" } ?? "") }
  }
}
