import ArgumentParser
import Core
import Files
import Foundation
import Testing

@testable import PerennialCommand

/// A session as a browser sees it, over real sockets.
@Suite(.serialized) final class ServeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  deinit { folder.remove() }

  private static let day = Day(iso: "2026-11-23") ?? Day(number: 0)

  private func start() async throws -> (port: Int, session: Task<Void, any Error>) {
    let command = try #require(
      try PerennialCommand.parseAsRoot(["init", folder.path + "/book"]) as? InitCommand)
    try command.run()
    let session = LiveSession(
      workspace: folder.path + "/book", output: folder.path + "/book/output", terminal: Terminal(isQuiet: true),
      options: { SiteBuilder.Options(asOf: Self.day) })
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let task = Task {
      defer { told.finish() }
      try await session.run(port: 0) { told.yield($0) }
    }
    let port = await ports.first { _ in true }
    return (try #require(port), task)
  }

  private func write(_ text: String, to path: String) throws {
    try DiskFiles(root: folder.path + "/book").write(Array(text.utf8), to: path)
  }

  /// The next event that holds `words`: on a busy machine signs of life and builds of the same come in between.
  private func next(
    _ events: LoopbackConnection, holding words: String, without others: String? = nil
  ) throws -> String {
    for _ in 0..<50 {
      let event = try events.read(until: "\n\n")
      if event.contains(words), !(others.map(event.contains) ?? false) { return event }
    }
    return ""
  }

  @Test(.timeLimit(.minutes(2))) func aSavedNoteComesAsAnEventAndANewPage() async throws {
    let (port, session) = try await start()
    let page = try LoopbackConnection(port: port).ask("GET /accounts/juniper-hollow.html HTTP/1.1")
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.contains("connect-src 'self'\">"))
    let build = try #require(page.firstMatch(of: /data-build="([^"]+)"/)).1

    let events = try LoopbackConnection(port: port)
    try events.send("GET /.perennial/events HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
    #expect(try events.read(until: "\n\n").contains("\"build\":\"\(build)\",\"count\":0"))

    try write("---\nname: Juniper Anew\nid: \"X1\"\n---\nHello.\n", to: "content/accounts/juniper-anew.md")
    #expect(try !next(events, holding: "\"count\":0", without: "\"\(build)\"").isEmpty)
    #expect(
      try LoopbackConnection(port: port).ask("GET /accounts/juniper-anew.html HTTP/1.1").contains("Juniper Anew"))

    try write("---\nname: Juniper Anew\nid: [\n---\n", to: "content/accounts/juniper-anew.md")
    let failed = try next(events, holding: "\"severity\":\"error\"")
    #expect(failed.contains("content/accounts/juniper-anew.md:") && failed.contains("\"severity\":\"error\""))
    #expect(
      try LoopbackConnection(port: port).ask("GET /accounts/juniper-anew.html HTTP/1.1").contains("Juniper Anew"),
      "the last good build is served")

    try write("---\nname: Juniper Anew\nid: \"X1\"\n---\nHello.\n", to: "content/accounts/juniper-anew.md")
    #expect(try next(events, holding: "\"count\":0").contains("\"count\":0"))
    session.cancel()
    try? await session.value
    #expect(throws: (any Error).self) { try LoopbackConnection(port: port) }
  }

  @Test(.timeLimit(.minutes(2))) func requestsAreAnsweredByTheRulesOfHTTP() async throws {
    let (port, session) = try await start()
    let ask = { (line: String, more: String) in try LoopbackConnection(port: port).ask(line, more) }
    let head = try ask("HEAD /index.html HTTP/1.1", "")
    #expect(head.hasPrefix("HTTP/1.1 200 OK") && head.hasSuffix("\r\n\r\n") && !head.contains("<html"))
    let tag = try #require(try ask("GET /assets/style.css HTTP/1.1", "").firstMatch(of: /ETag: ("[0-9a-f]+")/)).1
    let known = try ask("GET /assets/style.css HTTP/1.1", "If-None-Match: \(tag)\r\n")
    #expect(known.hasPrefix("HTTP/1.1 304 ") && known.hasSuffix("\r\n\r\n"))
    #expect(try ask("GET /../../etc/passwd HTTP/1.1", "").hasPrefix("HTTP/1.1 404 "))
    #expect(try ask("GET /.perennial/manifest HTTP/1.1", "").hasPrefix("HTTP/1.1 404 "))
    #expect(try ask("DELETE /index.html HTTP/1.1", "").hasPrefix("HTTP/1.1 405 "))
    #expect(try ask("GET /index.html HTTP/1.1", "Host: evil.example\r\n").hasPrefix("HTTP/1.1 421 "))
    let two = try LoopbackConnection(port: port)
    try two.send(String(repeating: "GET /assets/icon.svg HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n", count: 2))
    #expect(try two.read(until: "</svg>").contains("image/svg+xml"))
    #expect(try two.read(until: "</svg>").contains("image/svg+xml"))
    session.cancel()
    try? await session.value
  }

  @Test(.timeLimit(.minutes(2))) func aPortInUseIsToldAndTheDefaultMovesOn() async throws {
    let (port, session) = try await start()
    let second = LiveSession(
      workspace: folder.path + "/book", output: folder.path + "/other", terminal: Terminal(isQuiet: true),
      options: { SiteBuilder.Options(asOf: Self.day) })
    await #expect(throws: (any Error).self) { try await second.run(port: port) }
    session.cancel()
    try? await session.value
  }

  @Test(arguments: [["serve", "--port", "70000"], ["serve", "--port", "-1"], ["serve", "--audience", "all"]])
  func wrongUsageIsRefused(arguments: [String]) {
    #expect(throws: (any Error).self) { try PerennialCommand.parseAsRoot(arguments) }
  }
}
