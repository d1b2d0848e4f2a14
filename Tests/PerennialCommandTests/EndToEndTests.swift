import ArgumentParser
import Foundation
import Testing

@testable import PerennialCommand

/// Runs commands as a user would, in a folder of their own.
@Suite(.serialized) final class EndToEndTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "perennial-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func run(_ arguments: String...) async -> Int32 {
    do {
      var command = try PerennialCommand.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      return PerennialCommand.exitCode(for: error).rawValue
    }
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  private func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func outputFiles() -> [String] {
    let root = folder.appending(path: "output").path
    return (FileManager.default.subpaths(atPath: root) ?? []).filter { $0.hasSuffix(".html") }.sorted()
  }

  @Test func initThenBuildGivesASite() async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    let index = try #require(text("output/index.html"))
    #expect(index.contains("Juniper Hollow Foods"))
    #expect(index.contains("My territory"))
    #expect(outputFiles().contains("accounts/sablewood-clinics.html"))
    #expect(outputFiles().contains("guides/first-renewal-call.html"))
  }

  @Test func initKeepsWhatIsThere() async throws {
    try write("title: Mine\n", to: "content/portfolio.yaml")
    #expect(await run("init", folder.path) == 0)
    #expect(text("content/portfolio.yaml") == "title: Mine\n")
  }

  @Test func anErrorLeavesTheOutputAsItWas() async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    let before = text("output/index.html")
    try write(
      "---\nname: Broken\nforecast: {category: commit, amount: twelve}\n---\n", to: "content/accounts/broken.md")
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
    #expect(text("output/index.html") == before)
    #expect(!outputFiles().contains("accounts/broken.html"))
  }

  @Test func quarantineBuildsTheRestAndSaysSo() async throws {
    #expect(await run("init", folder.path) == 0)
    try write(
      "---\nname: Broken\nforecast: {category: commit, amount: twelve}\n---\n", to: "content/accounts/broken.md")
    #expect(
      await run("build", "--quiet", "--quarantine", "--workspace", folder.path, "--as-of", "2026-11-23") == 2)
    #expect(text("output/index.html")?.contains("In quarantine") == true)
    let quality = try #require(text("output/data-quality.html"))
    #expect(quality.contains("Broken (in quarantine)") && quality.contains("content/accounts/broken.md:3:"))
    #expect(!outputFiles().contains("accounts/broken.html"))
  }

  @Test func importTakesWhatItCanReadAndNothingElse() async throws {
    #expect(await run("init", folder.path) == 0)
    let settings = text("content/portfolio.yaml")
    func take(_ name: String, _ body: String, _ more: String...) async throws -> Int32 {
      try write(body, to: name)
      let arguments = ["import", folder.path + "/" + name, "--quiet", "--workspace", folder.path] + more
      do {
        var command = try PerennialCommand.parseAsRoot(arguments)
        try command.run()
        return 0
      } catch {
        return PerennialCommand.exitCode(for: error).rawValue
      }
    }
    let usage = "Account ID,Product,Month,Active\nA1,S,2026-10,5\n"
    #expect(try await take("My use.csv", usage) == 0)
    #expect(text("content/usage/My-use.csv") == usage)
    #expect(try await take("My use.csv", usage + "\n") == 1)
    #expect(text("content/usage/My-use.csv") == usage)
    #expect(try await take("My use.csv", usage + "\n", "--force") == 0)
    #expect(text("content/usage/My-use.csv") == usage + "\n")
    #expect(try await take("book.xlsx", "PK\u{3}\u{4}rest", "--as", "contracts") == 1)
    #expect(try await take("open.csv", "Account ID,Measure,Date,Value\nA1,nps,03/04/2026,5\n") == 1)
    #expect(try await take("strange.csv", "a,b\n1,2\n") == 1)
    #expect(try await take("gone.csv", usage, "--as", "nothing") == 64)
    let taken = FileManager.default.subpaths(atPath: folder.path + "/content") ?? []
    #expect(
      !taken.contains { $0.contains("book") || $0.contains("open") || $0.contains("strange") || $0.contains("gone") })
    #expect(text("content/portfolio.yaml") == settings)
  }

  @Test func aWorkspaceWithoutContentSaysSo() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(await run("build", "--quiet", "--workspace", folder.path) == 1)
    #expect(await run("check", "--quiet", "--workspace", folder.path) == 1)
    #expect(outputFiles().isEmpty)
  }

  @Test func aSecondBuildWritesNothing() async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    let index = folder.appending(path: "output/index.html")
    let stamp = try FileManager.default.attributesOfItem(atPath: index.path)[.modificationDate] as? Date
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: index.path)[.modificationDate] as? Date == stamp)
  }

  @Test func theNumberOfJobsChangesNoByte() async throws {
    #expect(await run("init", folder.path) == 0)
    for jobs in ["1", "7"] {
      let output = folder.appending(path: "out-\(jobs)").path
      #expect(
        await run(
          "build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23", "--jobs", jobs, "--output", output)
          == 0)
    }
    let names = FileManager.default.subpaths(atPath: folder.appending(path: "out-1").path) ?? []
    #expect(names.count > 8)
    for name in names where !name.hasPrefix(".perennial") {
      #expect(text("out-1/\(name)") == text("out-7/\(name)"), "\(name) differs")
    }
  }

  @Test func aBrokenLinkStopsTheBuildOrPutsItsAccountInQuarantine() async throws {
    #expect(await run("init", folder.path) == 0)
    try write("---\nname: Broken\n---\nSee [[nowhere-at-all]].\n", to: "content/accounts/broken.md")
    #expect(await run("check", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
    #expect(outputFiles().isEmpty)
    #expect(
      await run("build", "--quiet", "--quarantine", "--workspace", folder.path, "--as-of", "2026-11-23") == 2)
    #expect(text("output/index.html")?.contains("nowhere-at-all") == true)
    #expect(!outputFiles().contains("accounts/broken.html"))
    try write("---\ntitle: Bad\n---\n{{ account.nonsense }}\n", to: "content/guides/bad.md")
    #expect(
      await run("build", "--quiet", "--quarantine", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
  }

  @Test func anAttachmentNeverTakesThePlaceOfTheSitesOwnFile() async throws {
    #expect(await run("init", folder.path) == 0)
    try write("mine", to: "content/assets/note.txt")
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    #expect(text("output/assets/note.txt") == "mine")
    try write("* { display: none }", to: "content/assets/style.css")
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
  }

  @Test func aUsersTemplateReplacesTheBuiltInOne() async throws {
    #expect(await run("init", folder.path) == 0)
    try write("<!DOCTYPE html><title>{{heading}}</title><p>mine</p>", to: "templates/account.mustache")
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    #expect(
      text("output/accounts/juniper-hollow.html") == "<!DOCTYPE html><title>Juniper Hollow Foods</title><p>mine</p>")
  }

  @Test func aTemplateNameThatNoPageKnowsIsAnError() async throws {
    #expect(await run("init", folder.path) == 0)
    try write("<p>{{headin}}</p>", to: "templates/account.mustache")
    #expect(await run("build", "--quiet", "--workspace", folder.path) == 1)
    #expect(outputFiles().isEmpty)
  }

  @Test func newAccountIsReadableAndNeverOverwritten() async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("new", "account", "Acme \"Robotics\": A", "--workspace", folder.path) == 0)
    let note = try #require(text("content/accounts/acme-robotics-a.md"))
    #expect(note.contains("Acme \\\"Robotics\\\": A"))
    #expect(await run("new", "account", "Acme Robotics A", "--workspace", folder.path) == 1)
    #expect(text("content/accounts/acme-robotics-a.md") == note)
    #expect(await run("check", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
  }

  @Test(arguments: ["guide", "play"])
  func newGuidesAndPlaysAreReadable(kind: String) async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("new", kind, "Uplift: what to say", "--workspace", folder.path) == 0)
    #expect(await run("check", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
  }

  @Test func aSnapshotIsWrittenOnceADayAndNeverBackwards() async throws {
    #expect(await run("init", folder.path) == 0)
    func snapshot(_ day: String) async -> Int32 {
      await run("snapshot", "--note", "call, \"final\"", "--quiet", "--workspace", folder.path, "--as-of", day)
    }
    #expect(await snapshot("2026-11-16") == 0)
    let written = try #require(text("content/snapshots/2026-11-16.csv"))
    #expect(written.contains("juniper-hollow"))
    #expect(await snapshot("2026-11-16") == 1)
    #expect(await snapshot("2026-11-09") == 1)
    #expect(await snapshot("2026-11-23") == 0)
    #expect(text("content/snapshots/2026-11-16.csv") == written)
    #expect(text("content/snapshots/2026-11-09.csv") == nil)
    #expect(await run("check", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    try write(written.replacing("USD", with: "EUR"), to: "content/snapshots/2026-11-16.csv")
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 1)
  }

  @Test func cleanRemovesTheSiteAndKeepsTheRest() async throws {
    #expect(await run("init", folder.path) == 0)
    #expect(await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23") == 0)
    try write("mine", to: "output/notes.txt")
    #expect(await run("clean", "--workspace", folder.path) == 0)
    #expect(outputFiles().isEmpty)
    #expect(text("output/notes.txt") == "mine")
  }

  @Test(arguments: [
    ["build", "--as-of", "2026-02-30"], ["build", "--jobs", "0"], ["nonsense"], ["build", "--audience", "all"],
  ])
  func wrongUsageIs64(arguments: [String]) async {
    do {
      _ = try PerennialCommand.parseAsRoot(arguments)
      Issue.record("accepted \(arguments)")
    } catch {
      #expect(PerennialCommand.exitCode(for: error).rawValue == 64)
    }
  }

  @Test func aLinkOrTheHomeFolderIsNoOutput() async throws {
    #expect(await run("init", folder.path) == 0)
    let place = folder.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link"), withDestinationURL: URL(fileURLWithPath: "elsewhere"))
    for output in [folder.path + "/link", NSHomeDirectory(), "/", folder.path + "/.."] {
      #expect(
        await run("build", "--quiet", "--force", "--workspace", folder.path, "--output", output) == 1, "\(output)")
      #expect(await run("clean", "--workspace", folder.path, "--output", output) == 1, "\(output)")
    }
    #expect(FileManager.default.subpaths(atPath: place.path) == [])
  }

  @Test func filesThatABrowserRunsAndNamesThatMeetAreRefused() async throws {
    #expect(await run("init", folder.path) == 0)
    func build() async -> Int32 {
      await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23")
    }
    try write("<svg onload='x()'/>", to: "content/assets/a.svg")
    #expect(await build() == 1)
    try write("<svg/>", to: "content/assets/a.svg")
    #expect(await build() == 0)
    try write("1", to: "content/assets/caf\u{E9}.txt")
    try write("2", to: "content/assets/Cafe\u{301}.TXT")
    #expect(await build() == 1)
  }

  @Test func limitsAreInTheSettings() async throws {
    #expect(await run("init", folder.path) == 0)
    let settings = try #require(text("content/portfolio.yaml"))
    func build(_ limits: String) async throws -> Int32 {
      try write(settings + "\nlimits: {\(limits)}\n", to: "content/portfolio.yaml")
      return await run("check", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23")
    }
    #expect(try await build("note_bytes: 1000000, rows: 5000, depth: 20") == 0)
    for limit in [
      "note_bytes: 20", "table_bytes: 20", "yaml_bytes: 20", "rows: 1", "columns: 2", "cell_bytes: 2", "yaml_values: 3",
      "depth: 0",
      "rows: many", "problems_shown: 0", "include_depth: 1", "row: 5",
    ] {
      #expect(try await build(limit) == (limit == "row: 5" ? 0 : 1), "\(limit)")
    }
  }

  @Test func templatesThatIncludeEachOtherTooDeepAreToldWithTheLimit() async throws {
    #expect(await run("init", folder.path) == 0)
    let settings = try #require(text("content/portfolio.yaml"))
    func build(_ depth: Int) async throws -> Int32 {
      try write(settings + "\nlimits: {include_depth: \(depth)}\n", to: "content/portfolio.yaml")
      return await run("build", "--quiet", "--workspace", folder.path, "--as-of", "2026-11-23")
    }
    for level in 0..<20 {
      try write("{{>level-\(level + 1)}}", to: "templates/level-\(level).mustache")
    }
    try write("deep", to: "templates/level-20.mustache")
    try write("{{>level-0}}", to: "templates/account.mustache")
    #expect(try await build(20) == 1)
    #expect(try await build(30) == 0)
    #expect(text("output/accounts/juniper-hollow.html") == "deep")
  }

  @Test func theOutputMayNotBeTheWorkspaceOrItsContent() async throws {
    #expect(await run("init", folder.path) == 0)
    for place in ["", "/content", "/content/accounts"] {
      #expect(
        await run("build", "--quiet", "--force", "--workspace", folder.path, "--output", folder.path + place) == 1)
    }
    #expect(text("content/portfolio.yaml") != nil)
    #expect(text("index.html") == nil)
  }
}
