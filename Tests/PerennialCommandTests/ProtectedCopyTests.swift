import ArgumentParser
import Foundation
import Testing

@testable import PerennialCommand

/// Shares the starter workspace under passphrases, as a user would.
@Suite(.serialized) final class ProtectedCopyTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "perennial-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Runs a command that reads the workspace; its exit code.
  private func run(_ arguments: String...) async -> Int32 { await run(arguments) }

  private func run(_ arguments: [String]) async -> Int32 {
    let workspace =
      arguments[0] == "passphrase" ? [] : ["--workspace", folder.path, "--quiet", "--as-of", "2026-11-23"]
    do {
      var command = try PerennialCommand.parseAsRoot(arguments + workspace)
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

  private func begin() throws {
    var command = try PerennialCommand.parseAsRoot(["init", folder.path])
    try command.run()
  }

  private func mode(_ name: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int)
  }

  @Test func aPassphraseIsItsOwnersAloneAndNeverOverwritten() async throws {
    try begin()
    #expect(await run("passphrase", path("key")) == 0)
    #expect(try mode("key") == 0o600)
    let text = try String(contentsOfFile: path("key"), encoding: .utf8)
    #expect(text.utf8.count == 25)
    #expect(await run("passphrase", path("key")) == 1)
    #expect(try String(contentsOfFile: path("key"), encoding: .utf8) == text)
    #expect(await run("passphrase", path("none/key")) == 1)
  }

  @Test func aProtectedCopyIsVerifiedWithAndWithoutItsPassphrase() async throws {
    try begin()
    for key in ["one", "two", "other"] { #expect(await run("passphrase", path(key)) == 0) }
    #expect(
      await run(
        "share", "sablewood-clinics", "--passphrase-file", path("one"), "--passphrase-file", path("two"), "-o",
        path("copy.html"), "--expires", "2026-12-31") == 0)
    #expect(await run("verify", path("copy.html")) == 0)
    #expect(await run("verify", path("copy.html"), "--passphrase-file", path("two")) == 0)
    #expect(await run("verify", path("copy.html"), "--passphrase-file", path("other")) == 1)
    let text = try String(contentsOfFile: path("copy.html"), encoding: .utf8)
    #expect(!text.contains("Sablewood") && text.contains("31 Dec 2026"))
    let ledger = try String(contentsOfFile: path("shares.csv"), encoding: .utf8)
    #expect(ledger.contains("accounts/sablewood-clinics.html"))
    let secret = try String(contentsOfFile: path("one"), encoding: .utf8).trimmingCharacters(in: .newlines)
    #expect(!ledger.contains(secret) && !text.contains(secret))
  }

  @Test func whatCannotBeProtectedIsRefusedAndNothingWritten() async throws {
    try begin()
    #expect(await run("passphrase", path("key")) == 0)
    try "Summer2026!".write(toFile: path("weak"), atomically: true, encoding: .utf8)
    func shared(_ name: String, _ more: String...) async -> Int32 {
      await run(["share", "sablewood-clinics", "-o", path(name)] + more)
    }
    #expect(await shared("a.html", "--passphrase-file", path("weak")) == 1)
    #expect(await shared("a.html", "--passphrase-file", path("gone")) == 1)
    #expect(await shared("a.html", "--passphrase-file", path("key"), "--for", "mail") == 64)
    #expect(await shared("a.pdf", "--passphrase-file", path("key")) == 64)
    #expect(await shared("a.html", "--passphrase-file", path("key"), "--expires", "2026-11-22") == 64)
    #expect(
      !FileManager.default.fileExists(atPath: path("a.html")) && !FileManager.default.fileExists(atPath: path("a.pdf")))
  }

  @Test func aPackIsKnownAgain() async throws {
    try begin()
    #expect(await run("pack", "week", "-o", path("week.html")) == 0)
    #expect(await run("verify", path("week.html")) == 0)
  }
}
