import BuiltIn
import Core
import Files
import Ingest
import Insight
import Portfolio
import Proof
import Testing

@testable import Audit

@Suite("All values of a book, each with its clearance") struct BookValuesTests {
  private func values(_ edit: (inout [String: String]) -> Void = { _ in }) async throws -> [GuardedValue] {
    var files = Dictionary(uniqueKeysWithValues: BuiltInFile.all(in: "starter").map { ($0.path, $0.text) })
    edit(&files)
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(MemoryFiles(files), into: &log)
    #expect(log.errorCount == 0, "\(log.sorted)")
    let insight = Insight(of: portfolio, asOf: try #require(Day(iso: "2026-11-23")))
    return await BookValues(insight, jobs: 2).values
  }

  private func clearance(_ field: String, _ subject: String, in values: [GuardedValue]) -> Audience? {
    values.first { $0.field == field && $0.subject == subject }?.clearance
  }

  @Test func eachFieldHasItsDefaultClearance() async throws {
    let values = try await values()
    let account = "juniper-hollow"
    #expect(clearance("name", account, in: values) == .customer)
    #expect(clearance("segment", account, in: values) == .field)
    #expect(clearance("stakeholders.name", account, in: values) == .field)
    #expect(clearance("risks.title", account, in: values) == .field)
    #expect(clearance("forecast.category", account, in: values) == .field)
    #expect(clearance("forecast.amount", account, in: values) == .team)
    #expect(clearance("note file", account, in: values) == .team)
    #expect(clearance("lines.list_price", account, in: values) == .field)
    #expect(clearance("figure health.score", account, in: values) == .field)
    #expect(clearance("figure arr", account, in: values) == .customer)
    #expect(clearance("figure book.weighted", "", in: values) == .team)
  }

  @Test func settingsAndEntriesMoveThem() async throws {
    let values = try await values { files in
      files["content/portfolio.yaml"]? +=
        "\nclearance:\n  health: team\n  fields: {segment: customer, hobby: field}\n"
      let path = "content/accounts/juniper-hollow.md"
      files[path] = files[path]?.replacing(
        "\nname:",
        with:
          "\nhobby: Sailing on Sundays\nsecret_plan: Nobody may know\nsentiment: {band: red, reason: Quiet, clearance: customer}\nname:",
        maxReplacements: 1)
    }
    let account = "juniper-hollow"
    #expect(clearance("segment", account, in: values) == .customer)
    #expect(clearance("figure health.score", account, in: values) == .team)
    #expect(clearance("extra hobby", account, in: values) == .field)
    #expect(clearance("extra secret_plan", account, in: values) == .team)
  }

  @Test func jobsDontChangeTheOrder() async throws {
    var log = Diagnostics()
    let files = Dictionary(uniqueKeysWithValues: BuiltInFile.all(in: "starter").map { ($0.path, $0.text) })
    let insight = Insight(
      of: PortfolioReader().read(MemoryFiles(files), into: &log), asOf: try #require(Day(iso: "2026-11-23")))
    let one = await BookValues(insight, jobs: 1).values.map(\.place)
    #expect(one == (await BookValues(insight, jobs: 7).values.map(\.place)))
    #expect(one.count > 100)
  }
}
