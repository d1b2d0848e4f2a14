import Core
import Files
import Ingest
import Site
import Testing

@testable import PerennialCommand

/// One file of an account that can't be read puts that account in quarantine, and never stops the others.
@Suite struct UnreadableNotesTests {
  private static let bad = "content/accounts/birch.md"

  private func workspace() -> LockableFiles {
    LockableFiles(
      MemoryFiles([
        "content/accounts/acme.md": "---\nname: Acme\nid: A1\n---\n## Summary\n\nSee [[birch]].\n",
        Self.bad: "---\nname: Birch\nid: birch\n---\n## Summary\n\nMore words.\n",
        "content/accounts/birch/2026-11-02-plan.md": "---\ntitle: The plan\n---\nA plan.\n",
        "content/accounts/birch/office.png": "picture",
        "content/accounts/birch/todo.txt": "Nobody reads this.",
        "content/accounts/ghost/2026-11-02-call.md": "Of an account that has no note.\n",
        "content/contracts/c.csv":
          "contract_id,account_id,start_date,end_date,currency\nC1,A1,2026-02-01,2027-01-31,USD\nC2,birch,2026-02-01,2027-01-31,USD\n",
      ]))
  }

  private func build(
    _ workspace: any FileSystem, into output: MemoryFiles, quarantine: Bool = true, notes: NoteCache? = nil
  ) async throws -> SiteBuilder.Outcome {
    var options = SiteBuilder.Options(asOf: Day(iso: "2026-11-23") ?? Day(number: 0), quarantine: quarantine)
    options.jobs = 2
    return try await SiteBuilder(workspace: workspace, output: output, options: options, notes: notes).build()
  }

  private func site(_ files: MemoryFiles) -> [String: [UInt8]] {
    files.contents.filter { !$0.key.hasPrefix(".perennial") }
  }

  /// Whether the build left out that account alone, told why, and made the pages of the others.
  private func expectLeftOut(
    _ account: String, _ code: String, _ outcome: SiteBuilder.Outcome, _ output: MemoryFiles
  ) {
    #expect(outcome.isBuilt)
    #expect(outcome.leftOut.lines.count == 2)
    #expect(outcome.leftOut.lines.last?.hasPrefix("  \(account) (") == true)
    #expect(outcome.leftOut.problems.all.contains { $0.code == code && $0.account == account && $0.severity == .error })
    #expect(output.contents["accounts/acme.html"] != nil)
    #expect(output.contents["accounts/\(account).html"] == nil)
    #expect(String(decoding: output.contents["index.html"] ?? [], as: UTF8.self).contains("In quarantine"))
  }

  @Test(arguments: [
    (Self.bad, "birch"), ("content/accounts/birch/2026-11-02-plan.md", "birch"),
    ("content/accounts/birch/office.png", "birch"), ("content/accounts/birch/todo.txt", "birch"),
    ("content/accounts/ghost/2026-11-02-call.md", "ghost"),
  ])
  func aFileWithoutPermissionPutsItsAccountInQuarantineUntilItCanBeRead(path: String, account: String) async throws {
    let (files, output) = (workspace(), MemoryFiles())
    let notes = NoteCache()
    #expect(try await build(files, into: output, notes: notes).leftOut.isEmpty)
    files.setLocked(path, true)
    for _ in 0..<2 {
      expectLeftOut(account, "workspace.file", try await build(files, into: output, notes: notes), output)
    }
    let clean = MemoryFiles()
    expectLeftOut(account, "workspace.file", try await build(files, into: clean), clean)
    #expect(site(output) == site(clean))
    files.setLocked(path, false)
    #expect(try await build(files, into: output, notes: notes).leftOut.isEmpty)
    let mended = MemoryFiles()
    _ = try await build(files, into: mended)
    #expect(site(output) == site(mended))
  }

  @Test(arguments: [
    ("note.size", Array(repeating: UInt8(0x61), count: 300)), ("note.binary", [0x61, 0, 0x62]),
    ("text.encoding", [0x61, 0x81, 0x62]), ("text.encoding", [0xFF, 0xFE, 0x61]),
  ])
  func aNoteThatIsTooLargeOrNoTextPutsItsAccountInQuarantine(code: String, bytes: [UInt8]) async throws {
    let (files, output) = (workspace(), MemoryFiles())
    try files.write(Array("limits: {note_bytes: 200}\n".utf8), to: "content/portfolio.yaml")
    try files.write(bytes, to: Self.bad)
    expectLeftOut("birch", code, try await build(files, into: output), output)
  }

  @Test func whatIsTooLargeIsNotReadForItsDigestEither() async throws {
    let (base, output) = (workspace().base, MemoryFiles())
    try base.write(Array("limits: {note_bytes: 200}\n".utf8), to: "content/portfolio.yaml")
    try base.write(Array(repeating: 0x61, count: 300), to: Self.bad)
    let restless = RestlessFiles(base) { _, _ in Issue.record("it was read") }
    restless.watched = Self.bad
    expectLeftOut("birch", "note.size", try await build(restless, into: output), output)
  }

  @Test func withoutQuarantineItStopsTheBuildWithAllThatIsWrong() async throws {
    let (files, output) = (workspace(), MemoryFiles())
    files.setLocked(Self.bad, true)
    try files.write(Array("---\nname: Acme\nid: A1\nrisks: 5\n---\n".utf8), to: "content/accounts/acme.md")
    let outcome = try await build(files, into: output, quarantine: false)
    #expect(!outcome.isBuilt && site(output).isEmpty)
    #expect(
      Set(outcome.log.all.filter { $0.severity == .error }.compactMap(\.account)).isSuperset(of: ["acme", "birch"]))
  }

  @Test(arguments: ["content/contracts/c.csv", "content/contracts/readme.md", "content/portfolio.yaml"])
  func aFileOfTheWholeBookStopsTheBuild(path: String) async throws {
    let (files, output) = (workspace(), MemoryFiles())
    try files.write(files.base.contents[path] ?? Array("title: x\n".utf8), to: path)
    files.setLocked(path, true)
    let outcome = try await build(files, into: output)
    #expect(!outcome.isBuilt && site(output).isEmpty)
    #expect(outcome.log.all.contains { $0.code == "workspace.file" && $0.location?.file.path == path })
  }

  @Test func aNoteThatIsSavedWhileItIsReadIsReadAgainAndNotLeftOut() async throws {
    let (base, output) = (workspace().base, MemoryFiles())
    let restless = RestlessFiles(base) { count, files in
      if count == 0 { throw FileError(.unsettled, "read", Self.bad) }
    }
    restless.watched = Self.bad
    let outcome = try await build(restless, into: output)
    #expect(outcome.isBuilt && outcome.leftOut.isEmpty)
  }

  @Test func aNoteThatNeverSettlesIsLeftOut() async throws {
    let (base, output) = (workspace().base, MemoryFiles())
    let restless = RestlessFiles(base) { _, _ in }
    restless.watched = Self.bad
    restless.readsTwice = true
    expectLeftOut("birch", "workspace.file", try await build(restless, into: output), output)
  }
}
