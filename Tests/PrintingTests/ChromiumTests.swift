import Files
import Testing

@testable import Printing

@Suite("Printing through an installed browser")
struct ChromiumTests {
  @Test(arguments: [
    ("/a/b.html", "file:///a/b.html"), ("/a b/c%d?.html#sources", "file:///a%20b/c%25d%3F.html#sources"),
    ("/é/\u{1}.html", "file:///%C3%A9/%01.html"),
  ])
  func anyPathBecomesAnAddress(path: String, address: String) {
    #expect(Chromium.address(path) == address)
  }

  @Test func aBrowserThatIsNotThereIsNotUsed() async {
    #expect(await Chromium.installed(at: "/nowhere/chromium") == nil)
  }

  /// A program that takes the arguments of a browser and does what the test wants.
  private func browser(_ script: String, in folder: TemporaryFolder) async throws -> Chromium {
    let path = folder.path + "/browser"
    try folder.files.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "browser")
    #expect(makeExecutable(path))
    return try #require(await Chromium.installed(at: path))
  }

  @Test func aBrowserThatFailsIsReported() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let failing = try await browser("exit 3", in: folder)
    await #expect(throws: Chromium.Failure.self) {
      try await failing.print("/p.html", to: folder.path + "/p.pdf", scratch: folder.path)
    }
  }

  @Test func aBrowserThatHangsIsGivenUp() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let hanging = try await browser("exec sleep 120", in: folder)
    await #expect(throws: Chromium.Failure.self) {
      try await hanging.print("/p.html", to: folder.path + "/p.pdf", scratch: folder.path, seconds: 1)
    }
  }

  @Test func thePDFIsWhereItWasAskedFor() async throws {
    let folder = try TemporaryFolder()
    let printing = try await browser(
      "for a; do case $a in --print-to-pdf=*) echo x > \"${a#--print-to-pdf=}\";; esac; done", in: folder)
    try await printing.print("/p.html", to: folder.path + "/p q.pdf", scratch: folder.path)
    #expect(try folder.files.read("p q.pdf") == Array("x\n".utf8))
    folder.remove()
    #expect(try folder.files.list("").isEmpty)
  }
}
