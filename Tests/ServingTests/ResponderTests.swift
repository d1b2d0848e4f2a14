import Files
import Foundation
import Testing

@testable import Serving

@Suite struct ResponderTests {
  private let site = MemoryFiles([
    "index.html": "<head></head>start", "assets/style.css": "a{}", "assets/x.svg": "<svg/>", "data.bin": "1",
    "assets/evil.html": "<script>1</script>",
  ])
  private let state = LiveState()
  private var responder: Responder { Responder(site: site, state: state, port: 4100) }

  private func ask(
    _ target: String, method: String = "GET", host: String = "localhost:4100", known: String? = nil
  ) -> Responder.Response? {
    let request = Responder.Request(method: method, target: target, hosts: [host], ifNoneMatch: known)
    guard case .response(let response) = responder.answer(request) else { return nil }
    return response
  }

  @Test func filesComeWithTheirTypeAndUnderAPolicy() throws {
    let style = try #require(ask("/assets/style.css"))
    #expect(style.status == 200 && style.body == Array("a{}".utf8))
    #expect(style["Content-Type"] == "text/css; charset=utf-8")
    #expect(style["X-Content-Type-Options"] == "nosniff")
    #expect(ask("/data.bin")?["Content-Type"] == "application/octet-stream")
    #expect(ask("/assets/x.svg")?["Content-Security-Policy"]?.contains("sandbox") == true)
    #expect(ask("/")?["Content-Security-Policy"] == "frame-ancestors 'none'")
    let attached = try #require(ask("/assets/evil.html"))
    #expect(attached["Content-Security-Policy"]?.contains("sandbox") == true)
    #expect(attached.body == Array("<script>1</script>".utf8))
  }

  @Test func pagesListenAndTheirFilesStayAsTheyAre() throws {
    let page = try #require(ask("/"))
    #expect(String(decoding: page.body, as: UTF8.self).contains("data-build=\"\(state.build)\""))
    #expect(try site.read("index.html") == Array("<head></head>start".utf8))
  }

  @Test func whatIsKnownIsNotSentAgain() throws {
    let tag = try #require(ask("/assets/style.css")?["ETag"])
    for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
      let response = try #require(ask("/assets/style.css", known: known))
      #expect(response.status == 304 && response.body.isEmpty && response["ETag"] == tag)
    }
    #expect(ask("/assets/style.css", known: "\"x\"")?.status == 200)
    let page = try #require(ask("/")?["ETag"])
    state.built(changed: true)
    #expect(ask("/", known: page)?.status == 200, "a page of an older build would load itself again and again")
  }

  @Test func whatIsNotThereMayComeWithTheNextBuild() throws {
    for target in ["/nothing.html", "/assets", "/.perennial/manifest", "/../x"] {
      let page = try #require(ask(target))
      #expect(page.status == 404)
      #expect(String(decoding: page.body, as: UTF8.self).contains("/.perennial/live.js"))
    }
  }

  @Test func othersNamesAndOtherMethodsAreRefused() {
    #expect(ask("/", host: "evil.example")?.status == 421)
    #expect(ask("/.perennial/events", host: "evil.example:4100")?.status == 421)
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"] {
      #expect(ask("/", method: method)?.status == 405)
      #expect(ask("/", method: method)?["Allow"] == "GET, HEAD")
    }
    #expect(ask("/", method: "HEAD")?.status == 200)
  }

  @Test func aLinkOutOfTheSiteIsNotFollowed() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.files.write([0x39], to: "secret/key.txt")
    try folder.files.write([0x31], to: "site/a.txt")
    try symlink("../secret/key.txt", at: folder.path + "/site/key.txt")
    try symlink("../secret", at: folder.path + "/site/open")
    let responder = Responder(site: DiskFiles(root: folder.path + "/site"), state: state, port: 4100)
    func status(_ target: String) -> Int? {
      guard case .response(let response) = responder.answer(.init(target: target, hosts: ["127.0.0.1:4100"])) else {
        return nil
      }
      return response.status
    }
    #expect(status("/a.txt") == 200)
    #expect(status("/key.txt") == 404)
    #expect(status("/open/key.txt") == 404)
    #expect(status("/open/") == 404)
  }

  private func symlink(_ destination: String, at path: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
  }
}
