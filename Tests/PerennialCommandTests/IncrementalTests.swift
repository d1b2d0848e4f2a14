import BuiltIn
import Core
import Files
import Foundation
import Ingest
import Site
import Testing

@testable import PerennialCommand

/// An incremental build writes what a clean one does, whatever was edited before it.
@Suite struct IncrementalTests {
  /// `PERENNIAL_EDIT_SEQUENCES=500` proves more than every test run has time for.
  static let seeds = Array(
    0..<(ProcessInfo.processInfo.environment["PERENNIAL_EDIT_SEQUENCES"].flatMap { UInt64($0) } ?? 3))

  static func options(_ workspace: EditedWorkspace) -> SiteBuilder.Options {
    var options = SiteBuilder.Options(asOf: workspace.asOf, audience: workspace.audience, jobs: 2)
    options.quarantine = true
    return options
  }

  private func site(_ files: MemoryFiles) -> [String: [UInt8]] {
    files.contents.filter { !$0.key.hasPrefix(".perennial") }
  }

  @Test(arguments: seeds) func randomEditsGiveTheBytesOfACleanBuild(seed: UInt64) async throws {
    var workspace = EditedWorkspace(seed: seed)
    let output = MemoryFiles()
    var told: [String] = []
    // Every other sequence is that of a process that keeps running.
    let notes = seed % 2 == 0 ? NoteCache() : nil
    let memory = seed % 2 == 0 ? BuildMemory() : nil
    for _ in 0..<8 {
      let options = Self.options(workspace)
      _ = try memory?.preview(workspace.disk, into: output, options)
      let outcome = try await SiteBuilder(
        workspace: workspace.disk, output: output, options: options, notes: notes, memory: memory
      ).build()
      let clean = MemoryFiles()
      let expected = try await SiteBuilder(workspace: workspace.disk, output: clean, options: options).build()
      #expect(outcome.isBuilt == expected.isBuilt)
      #expect(outcome.log.sorted == expected.log.sorted)
      if expected.isBuilt {
        let (have, want) = (site(output), site(clean))
        let wrong = Set(have.keys).union(want.keys).filter { have[$0] != want[$0] }.sorted()
        #expect(wrong.isEmpty, "seed \(seed), after \(told): \(wrong)")
      }
      told.append(workspace.edit())
    }
  }

  private func build(
    _ workspace: EditedWorkspace, into output: MemoryFiles, asOf: Day? = nil, verifies: Bool = false
  ) async throws -> SiteBuilder.Outcome {
    var options = Self.options(workspace)
    options.asOf = asOf ?? options.asOf
    options.verifies = verifies
    return try await SiteBuilder(workspace: workspace.files, output: output, options: options).build()
  }

  @Test func nothingChangedMeansNothingRead() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    let first = try await build(workspace, into: output)
    let second = try await build(workspace, into: output)
    #expect(second.clock.stages.map(\.name) == ["look"])
    #expect(second.summary == .init(unchanged: first.summary.written))
    #expect(second.title == first.title)
    #expect(second.warningCount == first.warningCount)
    #expect(second.log.sorted == first.log.sorted)
  }

  @Test func oneNoteRewritesItsPageAndLeavesTheOtherAccounts() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    _ = try await build(workspace, into: output)
    let path = "content/accounts/account-1.md"
    try workspace.files.write(try workspace.files.read(path) + Array("\nOne more sentence.\n".utf8), to: path)
    let outcome = try await build(workspace, into: output)
    #expect(outcome.templates.first { $0.template == "account" }?.pages == 1)
    #expect(outcome.tally.first { $0.kind == .accounts }?.summary.written == 1)
  }

  @Test func newWordsInOneNoteAreShownBeforeTheBuildAndNewFactsAreNot() async throws {
    let (workspace, output, memory) = (EditedWorkspace(seed: 1), MemoryFiles(), BuildMemory())
    let options = Self.options(workspace)
    let path = "content/accounts/account-1.md"
    func preview() throws -> String? { try memory.preview(workspace.files, into: output, options) }
    func append(_ text: String) throws {
      try workspace.files.write(try workspace.files.read(path) + Array(text.utf8), to: path)
    }
    func build() async throws {
      _ = try await SiteBuilder(workspace: workspace.files, output: output, options: options, memory: memory).build()
    }
    #expect(try preview() == nil)
    try await build()
    #expect(try preview() == nil)

    try append("\nOne more sentence.\n")
    #expect(try preview() == "accounts/account-1.html")
    let shown = try output.read("accounts/account-1.html")
    #expect(String(decoding: shown, as: UTF8.self).contains("One more sentence."))
    try await build()
    #expect(try output.read("accounts/account-1.html") == shown)

    try append("\n- [ ] Call them @ana due 2026-12-01\n")
    #expect(try preview() == nil)
    try append("\n[[nobody\n::: nonsense\n")
    #expect(try preview() == nil)
  }

  @Test func newWordsMakeNoPageOfSeveralAccountsAndNewTasksDo() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    _ = try await build(workspace, into: output)
    let path = "content/accounts/account-1.md"
    try workspace.files.write(try workspace.files.read(path) + Array("\nOne more sentence.\n".utf8), to: path)
    let words = try await build(workspace, into: output).templates.map(\.template)
    #expect(!words.contains("week") && !words.contains("accounts") && words.contains("portfolio"))
    try workspace.files.write(
      try workspace.files.read(path) + Array("\n- [ ] Call them @ana due 2026-12-01\n".utf8), to: path)
    #expect(try await build(workspace, into: output).templates.map(\.template).contains("week"))
  }

  @Test func anOlderRecordSaysNothingOfANewerBuild() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    _ = try await build(workspace, into: output)
    let record = try output.read(".perennial/build")
    _ = try await build(workspace, into: output, asOf: workspace.asOf + 1)
    try output.write(record, to: ".perennial/build")
    #expect(try await build(workspace, into: output).summary.written > 10)
  }

  @Test func anotherDayOrAnEditedPageIsNoticed() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    _ = try await build(workspace, into: output)
    #expect(try await build(workspace, into: output, asOf: workspace.asOf + 1).summary.written > 10)
    try output.write([0x21], to: "accounts/account-1.html")
    try output.remove("accounts/account-2.html")
    #expect(try await build(workspace, into: output, asOf: workspace.asOf + 1).summary.written == 2)
  }

  @Test func verifyTellsWhatIsNotAsACleanBuildWouldHaveIt() async throws {
    let (workspace, output) = (EditedWorkspace(seed: 1), MemoryFiles())
    _ = try await build(workspace, into: output)
    let proof = try #require(try await build(workspace, into: output, verifies: true).verified)
    #expect(proof.wrong.isEmpty && proof.count > 10)
  }
}

/// A small workspace that edits itself, by a seed.
struct EditedWorkspace {
  let disk = LockableFiles(MemoryFiles())
  var files: MemoryFiles { disk.base }
  var asOf = Day(iso: "2026-11-23") ?? Day(number: 0)
  var audience = Audience.team
  private var random: UInt64
  private var count = 4

  init(seed: UInt64) {
    random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    for file in BuiltInFile.all(in: "starter") { put(file.path, file.text) }
    audience = [.team, .team, .field, .customer][Int(seed % 4)]
    for number in 0..<count { put(Self.path(number), note(number)) }
  }

  private mutating func pick(_ count: Int) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((random >> 33) % UInt64(max(count, 1)))
  }

  private static func path(_ number: Int) -> String { "content/accounts/account-\(number).md" }

  private func put(_ path: String, _ text: String) { try? files.write(Array(text.utf8), to: path) }

  private func text(_ path: String) -> String {
    (try? files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private var notes: [String] {
    ((try? files.list("content/accounts")) ?? []).map(\.path).filter { $0.hasPrefix("content/accounts/account-") }
  }

  private mutating func note(_ number: Int) -> String {
    let other = pick(count)
    let sentences = [
      "See [the neighbour](account-\(other).md) and [[account-\(other)]].", "The book holds {{ book.arr }}.",
      "They have {{ account-\(other).arr }}, we {{ account.arr }}.", "Nothing new.",
      "See [their plan](account-\(other).md#plan-\(pick(2))).",
    ]
    let parent = pick(3) == 0 && other != number && other == 0 ? "parent: account-0\n" : ""
    return """
      ---
      name: Account \(number) \(pick(3))
      id: "A\(number)"
      owner: ana@example.com
      \(parent)segment: Enterprise
      risks:
        - {id: R1, title: Risk \(pick(5)), severity: high, likelihood: medium, status: open, owner: Mia Chen, due: 2026-12-0\(1 + pick(8))}
      ---
      ## Plan \(pick(2))

      \(sentences[pick(sentences.count)]) \(sentences[pick(sentences.count)])

      ## Next steps

      - [ ] Call them @ana due 2026-12-\(10 + pick(18))

      ## Log

      ### 2026-11-\(10 + pick(12)) Call with the CIO
      Went well.

      """
  }

  /// Makes one edit of any kind and says which.
  mutating func edit() -> String {
    let notes = notes
    let target = notes.isEmpty ? Self.path(0) : notes[pick(notes.count)]
    switch pick(14) {
    case 0, 1, 2:
      let number = Int(target.dropFirst("content/accounts/account-".count).dropLast(3)) ?? 0
      put(target, note(number))
      return "edit \(target)"
    case 3:
      count += 1
      put(Self.path(count - 1), note(count - 1))
      return "add \(count - 1)"
    case 4:
      try? files.remove(target)
      return "delete \(target)"
    case 5:
      count += 1
      try? files.move(target, to: Self.path(count - 1))
      return "rename \(target)"
    case 6: return editRows()
    case 7: return editGuide()
    case 8: return editTemplate()
    case 9:
      put("content/portfolio.yaml", text("content/portfolio.yaml") + "\n# \(pick(1000))\n")
      return "settings, a comment"
    case 10:
      let settings = text("content/portfolio.yaml").split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("title:") ? "title: Territory \(pick(5))" : String($0) }
      put("content/portfolio.yaml", settings.joined(separator: "\n"))
      return "settings, the title"
    case 11:
      asOf = asOf + (1 + pick(40))
      return "day \(asOf)"
    case 12:
      disk.setLocked(target, !disk.isLocked(target))
      return "permissions of \(target)"
    default: return "nothing"
    }
  }

  private mutating func editRows() -> String {
    let path = "content/health/extra.csv"
    let rows = (0..<(1 + pick(4))).map { _ in "A\(pick(count)),2026-1\(pick(2))-0\(1 + pick(8)),nps,\(pick(90))" }
    put(path, (["account_id,date,measure,value"] + rows).joined(separator: "\n") + "\n")
    return "rows"
  }

  private mutating func editGuide() -> String {
    let path = "content/guides/extra.md"
    if pick(4) == 0 {
      try? files.remove(path)
      return "guide deleted"
    }
    let term = ["neighbour", "plan"][pick(2)]
    put(
      path,
      "---\ntitle: Guide \(pick(4))\nsummary: What to do.\nclearance: field\n---\n## On a \(term)\n\nCall [them](../accounts/account-0.md).\n"
    )
    return "guide"
  }

  private mutating func editTemplate() -> String {
    let path = ["templates/account.mustache", "templates/day.mustache"][pick(2)]
    if pick(3) == 0 {
      try? files.remove(path)
      return "template deleted"
    }
    put(
      path,
      path.contains("day")
        ? "<time>{{iso}}</time>\(pick(3))" : "<!DOCTYPE html><title>{{heading}}</title><p>\(pick(4))</p>")
    return "template"
  }
}
