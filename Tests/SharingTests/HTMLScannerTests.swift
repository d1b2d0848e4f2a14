import Testing

@testable import Sharing

@Suite struct HTMLScannerTests {
  /// What a scan gives, written out again.
  static func rewritten(_ text: String) -> String {
    var html: [UInt8] = []
    for piece in HTMLScanner.pieces(of: Array(text.utf8)) {
      switch piece {
      case .tag(let tag): tag.write(to: &html)
      case .text(let bytes), .raw(let bytes): html += bytes
      }
    }
    return String(decoding: html, as: UTF8.self)
  }

  @Test(arguments: [
    ("<p class=a id='b' hidden>x</p>", "<p class=\"a\" id=\"b\" hidden>x</p>"),
    ("<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg>", "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg>"),
    ("a < b", "a &lt; b"), ("<script>a</b></script>", "<script>a</b></script>"), ("<p", "<p>"), ("<p a=", "<p a=\"\">"),
    ("<p a=\"x", "<p a=\"x\">"), ("<!-- x", ""), ("<script>x", "<script>x"), ("<a/b/>", "<a b/>"),
  ])
  func tagsAreReadAsBrowsersReadThem(text: String, expected: String) { #expect(Self.rewritten(text) == expected) }

  @Test(arguments: [
    ("x.html", Reference.file("accounts/x.html", fragment: nil)),
    ("../a%20b.html?q#r", Reference.file("a b.html", fragment: "r")), ("../../x", Reference.refused),
    ("/x", Reference.refused),
    ("#a", Reference.fragment("a")), ("MAILTO:a@b", Reference.outside), ("vbscript:x", Reference.refused),
    ("data:x", Reference.data),
  ])
  func referencesLeadWhereBrowsersGo(text: String, expected: Reference) {
    #expect(Reference(text, in: "accounts/a.html") == expected)
  }
}
