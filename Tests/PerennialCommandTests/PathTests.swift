import ArgumentParser
import Core
import Files
import Foundation
import Synchronization
import Testing

@testable import PerennialCommand

/// Nothing is read outside the workspace, nothing is written outside the output, whatever stands in the way.
@Suite(.serialized) final class PathTests {
  private let folder: TemporaryFolder
  private let manager = FileManager.default

  init() throws { folder = try TemporaryFolder() }
  deinit { folder.remove() }

  private var book: String { folder.path + "/book" }

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

  private func build(_ options: String...) async -> Int32 {
    var words = ["build", "--quiet", "--workspace", book, "--as-of", "2026-11-23"] + options
    if !options.contains("--output") { words += ["--output", folder.path + "/site"] }
    do {
      let command = try PerennialCommand.parseAsRoot(words)
      guard var asynchronous = command as? any AsyncParsableCommand else { return 64 }
      try await asynchronous.run()
      return 0
    } catch {
      return PerennialCommand.exitCode(for: error).rawValue
    }
  }

  private func write(_ text: String, to path: String) throws {
    try DiskFiles(root: folder.path).write(Array(text.utf8), to: path)
  }

  private func link(_ path: String, to target: String) throws {
    try manager.createSymbolicLink(atPath: folder.path + "/" + path, withDestinationPath: target)
  }

  /// Everything below a folder, hidden files too.
  private func contents(_ path: String) -> [String: Data] {
    let root = folder.path + "/" + path
    var found: [String: Data] = [:]
    for name in manager.subpaths(atPath: root) ?? [] { found[name] = manager.contents(atPath: root + "/" + name) }
    return found
  }

  private func holds(_ secret: String, in path: String) -> Bool {
    contents(path).values.contains { $0.range(of: Data(secret.utf8)) != nil }
  }

  @Test func anOutputThatIsNotThereYetIsJudgedByWhereItWillBe() async throws {
    #expect(await run("init", book) == 0)
    try link("shortcut", to: book)
    for output in [
      "book/content/site", "book/content/a/../site", "book/templates/deep/er", "book/nothing/../content/x",
      "shortcut/content/site", "book/content/accounts/../../content/y/z",
    ] {
      #expect(await build("--output", folder.path + "/" + output) == 1, "\(output)")
    }
    #expect(manager.subpaths(atPath: book + "/content")?.contains { $0.contains("index.html") } == false)
    #expect(await build("--output", folder.path + "/new/er/site") == 0)
  }

  @Test func aLinkIsNoOutputHoweverItIsWritten() async throws {
    #expect(await run("init", book) == 0)
    try manager.createDirectory(atPath: folder.path + "/elsewhere", withIntermediateDirectories: true)
    try link("link", to: "elsewhere")
    try link("dangling", to: "nowhere")
    try write("x", to: "file")
    for output in ["/link", "/link/", "/link//", "/dangling", "/file"] {
      #expect(await build("--force", "--output", folder.path + output) == 1, "\(output)")
    }
    #expect(contents("elsewhere").isEmpty)
    #expect(contents("nowhere").isEmpty)
  }

  @Test func theLockOfABuildThatWasKilledAtItsEndIsTidiedUp() async throws {
    #expect(await run("init", book) == 0)
    #expect(await build() == 0)
    try write("1\n", to: "site/.perennial/lock")
    #expect(await build() == 0)
    #expect(!manager.fileExists(atPath: folder.path + "/site/.perennial/lock"))
  }

  @Test func linksInTheWorkspaceAreToldAndNotRead() async throws {
    #expect(await run("init", book) == 0)
    for place in ["secret.md", "secrets/note.md", "secrets/plan.png", "secrets/rows.csv", "secrets/base.mustache"] {
      try write("---\nname: Stolen\n---\nthe-secret-word\n", to: place)
    }
    try link("book/content/accounts/stolen.md", to: "../../../secret.md")
    try link("book/content/accounts/stolen", to: "../../../secrets")
    try link("book/content/assets", to: folder.path + "/secrets")
    try link("book/content/contracts/stolen.csv", to: folder.path + "/secrets/rows.csv")
    try? manager.removeItem(atPath: book + "/templates")
    try link("book/templates", to: folder.path + "/secrets")
    #expect(await build() == 0)
    #expect(!holds("the-secret-word", in: "site"))
    #expect(await build("--strict") == 1)
  }

  @Test func aNoteLeadsNowhereOutside() async throws {
    #expect(await run("init", book) == 0)
    try write("the-secret-word", to: "secret.txt")
    try write("the-secret-word", to: "book/secret.png")
    for target in [
      "../../../secret.txt", "../../../../../../../../etc/passwd", "/etc/passwd", "..%2f..%2f..%2fsecret.txt",
      "%2e%2e/%2e%2e/%2e%2e/secret.txt",
      "..\\\\..\\\\secret.txt", "file:///etc/passwd", "../../secret.png", "../../../book/secret.png",
      "x%00/../../../secret.txt", "con", "nul.png",
    ] {
      try write("---\nname: N\n---\n[x](<\(target)>) ![y](<\(target)>)\n", to: "book/content/accounts/n.md")
      _ = await build("--quarantine")
      #expect(!holds("the-secret-word", in: "site"), "\(target)")
      let page = contents("site")["accounts/n.html"].map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(
        !page.contains("passwd\"") && !page.contains("secret.txt\"") && !page.contains("src=\"../.."), "\(target)")
    }
  }

  @Test(arguments: [
    "../x", "/tmp/x", "a/b", "con", "nul", "aux", "com1", "lpt9", "CON", "x.", ".x", "x\u{0}y", "x\\y", "é", "X", "a b",
    "-x", "",
  ])
  func aNameThatIsNoSlugMakesNoFile(name: String) async throws {
    #expect(await run("init", book) == 0)
    let before = contents("book")
    let files = DiskFiles(root: book)
    // Where the disk takes the name, a note of that name is an error; nothing is written for it.
    if !name.contains("/"),
      (try? files.write(Array("---\nname: N\n---\nx\n".utf8), to: "content/accounts/\(name).md")) != nil
    {
      #expect(await build() == (name.isEmpty || name.hasPrefix(".") ? 0 : 1), "\(name)")
      try files.remove("content/accounts/\(name).md")
    }
    #expect(contents("book") == before)
    #expect(contents("").keys.allSatisfy { $0.hasPrefix("book") || $0.hasPrefix("site") })
    // Templates include by name, never by path.
    try write("{{>\(name.replacing("\u{0}", with: ""))}}x", to: "book/templates/account.mustache")
    #expect(await build() == 1, "\(name)")
  }

  @Test func foldersSwappedForLinksWhileItBuildsLeadNowhere() async throws {
    #expect(await run("init", book) == 0)
    for number in 0..<8 {
      try write(
        "---\nname: A\(number)\n---\n![x](../assets/\(number).png)\n", to: "book/content/accounts/a-\(number).md")
      try write("plain", to: "book/content/assets/\(number).png")
      try write("the-secret-word", to: "outside/\(number).png")
      try write("---\nname: Stolen\n---\nthe-secret-word\n", to: "outside/a-\(number).md")
    }
    #expect(await build() == 0)
    let before = contents("outside")
    for round in 0..<10 {
      try write("title: Round \(round)\n", to: "book/content/portfolio.yaml")
      let swapper = Swapper([
        (book + "/content/assets", folder.path + "/outside"), (book + "/content/accounts", folder.path + "/outside"),
        (folder.path + "/site/accounts", folder.path + "/outside"),
        (folder.path + "/site/assets", folder.path + "/outside"),
      ])
      _ = await build("--quarantine")
      // Looked into only once no link stands in it: what is read through one is not the build's.
      swapper.stop()
      #expect(!holds("the-secret-word", in: "site"))
    }
    #expect(contents("outside") == before)
    #expect(await build() == 0)
    #expect(!holds("the-secret-word", in: "site"))
  }
}

/// Puts a link in the place of folders and takes it away again, as fast as it can.
private final class Swapper: Sendable {
  private let isDone = Mutex(false)
  private let hasEnded = Mutex(false)

  init(_ places: [(folder: String, target: String)]) {
    let thread = Thread { [self] in
      while !isDone.withLock({ $0 }) {
        for (folder, target) in places {
          let aside = folder + ".aside"
          guard rename(folder, aside) == 0 else { continue }
          symlink(target, folder)
          usleep(300)
          unlink(folder)
          // A build may have made the folder anew meanwhile; the real one goes back when that is away.
          if rename(aside, folder) != 0 {
            try? FileManager.default.removeItem(atPath: folder)
            rename(aside, folder)
          }
          usleep(300)
        }
      }
      hasEnded.withLock { $0 = true }
    }
    thread.start()
  }

  func stop() {
    isDone.withLock { $0 = true }
    while !hasEnded.withLock({ $0 }) { usleep(1000) }
  }
}
