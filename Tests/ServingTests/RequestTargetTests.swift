import Testing

@testable import Serving

@Suite struct RequestTargetTests {
  @Test(arguments: [
    ("/", "index.html"), ("/index.html", "index.html"), ("/accounts/acme.html", "accounts/acme.html"),
    ("/accounts/acme.html?from=mail#top", "accounts/acme.html"), ("/accounts/", "accounts/index.html"),
    ("/assets/a%20b%C3%A9.png", "assets/a bé.png"), ("/assets/100%25.txt", "assets/100%.txt"),
    ("/assets/...", nil), ("/a%3Fb", "a?b"),
  ])
  func plainPathsAreFiles(target: String, path: String?) {
    #expect(RequestTarget(target) == path.map { .file($0) })
  }

  @Test(arguments: [
    "", "index.html", "//etc/passwd", "/../etc/passwd", "/a/../../etc/passwd", "/%2e%2e/etc/passwd", "/%2E%2E%2Fetc",
    "/a/%2e./x", "/.perennial/manifest", "/.perennial/build", "/%2eperennial/manifest", "/a/.git/config", "/.",
    "/a%2Fb", "/a%5Cb", "/a\\b", "/a%00.html", "/a%0Ab", "/a%7F", "/a%", "/a%4", "/a%zz", "/a%C3", "/a%C0%AE", "/a//b",
    "http://127.0.0.1/index.html", "*", "/%252e%252e/", "/" + String(repeating: "a", count: 300),
  ])
  func whatLeavesTheSiteOrHidesLeadsNowhere(target: String) {
    #expect(RequestTarget(target) == nil || RequestTarget(target) == .file("%2e%2e/index.html"))
  }

  @Test func theServersOwnThingsHaveTheirAddresses() {
    #expect(RequestTarget("/.perennial/events") == .events)
    #expect(RequestTarget("/.perennial/live.js?v=1") == .script)
  }

  @Test(arguments: [
    (["127.0.0.1:4100"], true), (["localhost:4100"], true), (["LOCALHOST:4100"], true), (["[::1]:4100"], true),
    (["127.0.0.1"], false), (["localhost:80"], false), (["evil.example:4100"], false), (["localhost.evil:4100"], false),
    (["127.0.0.1:4100", "evil.example"], false), ([], false), ([""], false), (["127.0.0.1:41000"], false),
  ])
  func onlyThisMachinesOwnNamesAreAnswered(hosts: [String], isAccepted: Bool) {
    #expect(LocalHost.accepts(hosts, port: 4100) == isAccepted)
  }
}
