import Testing

@testable import Ingest

@Suite("Answers kept in the settings")
struct SettingsEditTests {
  static let end = ImportPlan.Answer.column(kind: .contracts, header: "Bis \"Ende\"", field: "end_date")
  static let entry = "\"Bis \\\"Ende\\\"\": end_date\n"

  static func edit(_ text: String, _ answers: [ImportPlan.Answer]) -> String? {
    SettingsEdit.adding(answers, to: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "columns go below those that are there, and every other byte stays",
    arguments: [
      ("", "columns:\n  contracts:\n    \(entry)"),
      ("title: T", "title: T\ncolumns:\n  contracts:\n    \(entry)"),
      (
        "columns: # mine\n    usage:\n        Seats: active\n\n# end\ntitle: T\n",
        "columns: # mine\n    contracts:\n      \(entry)    usage:\n        Seats: active\n\n# end\ntitle: T\n"
      ),
      (
        "columns:\n  contracts:\n      Von: start_date\n  usage:\n    Seats: active\n",
        "columns:\n  contracts:\n      Von: start_date\n      \(entry)  usage:\n    Seats: active\n"
      ),
    ])
  func columns(_ before: String, _ after: String) {
    #expect(Self.edit(before, [Self.end]) == after)
  }

  @Test("several columns of a kind stand in the order in which they were answered")
  func order() {
    let answers = ["contract_id", "start_date", "currency"].map {
      ImportPlan.Answer.column(kind: .contracts, header: "My \($0)", field: $0)
    }
    let entries =
      "    \"My contract_id\": contract_id\n    \"My start_date\": start_date\n    \"My currency\": currency\n"
    #expect(Self.edit("", answers) == "columns:\n  contracts:\n\(entries)")
    #expect(
      Self.edit("columns:\n  contracts:\n    Von: end_date\n\n# end\n", answers)
        == "columns:\n  contracts:\n    Von: end_date\n\(entries)\n# end\n")
  }

  @Test(
    "what can't be added to without rewriting it is left alone", arguments: ["columns: {}\n", "columns: {usage: {}}\n"])
  func flow(_ text: String) {
    #expect(Self.edit(text, [Self.end]) == nil)
  }

  @Test("forms are added, or filled in where the key stands empty")
  func forms() {
    #expect(Self.edit("title: T\n", [.dateOrder(.dayFirst)]) == "title: T\ndate_order: dmy\n")
    #expect(Self.edit("decimal:\ntitle: T\n", [.decimalMark(.comma)]) == "decimal: comma\ntitle: T\n")
    #expect(Self.edit("decimal: point\n", [.decimalMark(.comma)]) == nil)
    #expect(Self.edit("title: T", []) == "title: T")
  }
}
