import Testing

@testable import Serving

@Suite struct LivePageTests {
  private static let script = "<script src=\"/.perennial/live.js\" data-build=\"x-1\" defer></script>"

  private func page(_ text: String) -> (text: String, policy: String?) {
    let page = LivePage(Array(text.utf8), build: "x-1")
    return (String(decoding: page.bytes, as: UTF8.self), page.policy)
  }

  @Test func theScriptEndsTheHeadAndThePolicyLetsItListen() {
    let served = page(
      #"""
      <!DOCTYPE html><HTML><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'"><title>a</title></HEAD><body>b</body></HTML>
      """#)
    #expect(
      served.text
        == #"""
        <!DOCTYPE html><HTML><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"><title>a</title>\#(Self.script)</HEAD><body>b</body></HTML>
        """#)
    #expect(served.policy == "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'")
  }

  @Test(arguments: [
    ("<body>b", "\(script)<body>b"), ("<p>b", "<p>b\(script)"), ("", script),
  ])
  func aPageWithoutAHeadGetsTheScriptToo(text: String, served: String) {
    #expect(page(text).text == served)
    #expect(page(text).policy == nil)
  }

  @Test(arguments: [
    ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
    ("script-src 'none'", "script-src 'self'"), ("img-src data:", "img-src data:"),
    (
      "Default-Src https:; CONNECT-SRC 'self' https://a.example",
      "Default-Src https:; connect-src 'self' https://a.example; script-src https: 'self'"
    ),
    ("", ""), (" ; ;", ""),
  ])
  func policiesAreOpenedByWhatTheScriptNeeds(policy: String, opened: String) {
    #expect(PagePolicy.opened(policy) == opened)
  }
}
