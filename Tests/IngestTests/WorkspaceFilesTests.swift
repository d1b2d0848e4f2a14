import Core
import Files
import Testing

@testable import Ingest

@Suite("Names of files in a workspace")
struct WorkspaceFilesTests {
  private func problems(_ paths: [String]) -> [Diagnostic] {
    var log = Diagnostics()
    _ = WorkspaceFiles(paths.map { FileEntry(path: $0, kind: .file) }, into: &log)
    return log.sorted
  }

  @Test(
    "files that many disks take for one are an error at the second, of its account if it is a note",
    arguments: [
      ("content/contracts/Q3.csv", "content/contracts/q3.csv", nil),
      ("content/usage/West/a.json", "content/usage/west/a.json", nil),
      ("content/health/caf\u{E9}.csv", "content/health/cafe\u{301}.csv", nil),
      ("content/opportunities/CAF\u{C9}.csv", "content/opportunities/cafe\u{301}.csv", nil),
      ("content/accounts/acme/Plan.md", "content/accounts/acme/plan.md", "acme"),
      ("content/accounts/acme/2026 r\u{E9}sum\u{E9}.md", "content/accounts/acme/2026 re\u{301}sume\u{301}.md", "acme"),
    ])
  func sameNames(first: String, second: String, account: String?) {
    let found = problems(["content/accounts/acme.md", first, second])
    #expect(found.map(\.code) == ["workspace.same-name"])
    #expect(found.first?.account == account)
    #expect(found.first?.location?.file.path.utf8.elementsEqual(second.utf8) == true)
    #expect(found.first?.message.contains(first) == true)
  }

  @Test("names that differ by more, or stand in other folders, are names of their own")
  func otherNames() {
    #expect(
      problems([
        "content/accounts/acme.md", "content/accounts/acme/plan.md", "content/accounts/birch.md",
        "content/accounts/birch/plan.md", "content/contracts/q3.csv", "content/contracts/q3.json",
        "content/usage/q3.csv", "content/health/cafe.csv", "content/health/caf\u{E9}.csv",
      ]) == [])
  }

  @Test(
    "a file belongs to the account whose note it is or in whose folder it stands",
    arguments: [
      ("content/accounts/acme.md", "acme"), ("content/accounts/acme/plan.md", "acme"),
      ("content/accounts/acme/a/b.png", "acme"), ("content/accounts/Acme Inc.md", "unreadable-account-acme-inc"),
      ("content/accounts/list.txt", nil), ("content/contracts/acme.md", nil), ("templates/accounts/acme.md", nil),
      ("content/guides/acme/a.md", nil),
    ])
  func accounts(path: String, account: String?) { #expect(WorkspaceFiles.account(at: path) == account) }
}
