import Core
import Files
import Ingest
import Portfolio
import Testing

@testable import PerennialCommand

@Suite("What is asked, and what is said")
struct ImportDialogueTests {
  static let column = ImportPlan.Question.column(kind: .contracts, field: "end_date", likely: "Ende")

  @Test(
    "answers are taken as people type them, and nonsense is none",
    arguments: [
      (.kind([.contracts]), "Usage ", .kind(.usage)), (.kind([.contracts]), "x", nil),
      (.dateOrder(header: "h"), "Day", .answer(.dateOrder(.dayFirst))),
      (.dateOrder(header: "h"), "mdy", .answer(.dateOrder(.monthFirst))), (.dateOrder(header: "h"), "", nil),
      (.decimalMark(header: "h"), ",", .answer(.decimalMark(.comma))), (.decimalMark(header: "h"), "1", nil),
      (column, "", .answer(.column(kind: .contracts, header: "Ende", field: "end_date"))),
      (column, "ÜBER DEN TAG", .answer(.column(kind: .contracts, header: "Über den Tag", field: "end_date"))),
      (column, "2", .answer(.column(kind: .contracts, header: "Über den Tag", field: "end_date"))),
      (column, "3", nil), (column, "elsewhere", nil),
    ] as [(ImportPlan.Question, String, ImportDialogue.Reply?)])
  func replies(_ question: ImportPlan.Question, _ typed: String, _ reply: ImportDialogue.Reply?) {
    #expect(ImportDialogue.reply(to: question, typed: typed, headers: ["Ende", "Über den Tag"]) == reply)
  }

  @Test("accounts in quarantine are named, each of them, with control characters taken out")
  func quarantine() throws {
    var options = ReaderOptions()
    options.quarantine = true
    var files = ["content/accounts/acme.md": "---\nname: Acme\nid: A1\n---\n"]
    for number in 0..<200 {
      files["content/accounts/b\(number).md"] = "---\nname: \"B\\e[31m\(number)\"\nrisks: 5\nteam: 5\n---\n"
    }
    var log = Diagnostics()
    let report = QuarantineReport(PortfolioReader(options).read(MemoryFiles(files), into: &log))
    #expect(report.lines.count == 201)
    #expect(
      report.lines.prefix(2) == [
        "200 accounts are in quarantine, left out of every total:", "  b0 (B\u{FFFD}[31m0): 2 errors",
      ])
    #expect(report.problems.errorCount == 400)
    #expect(QuarantineReport().lines == [])
  }

  @Test("where not all problems are shown, errors come before warnings, in their order")
  func important() {
    let all: [Diagnostic] = [
      .warning("w", "1", at: nil), .error("e", "2", at: nil), .warning("w", "3", at: nil), .error("e", "4", at: nil),
    ]
    func shown(_ limit: Int) -> [String] { DiagnosticPrinter.mostImportant(limit, of: all).map(\.message) }
    #expect(shown(4) == ["1", "2", "3", "4"])
    #expect(shown(3) == ["1", "2", "4"])
    #expect(shown(2) == ["2", "4"])
    #expect(shown(1) == ["2"])
  }
}
