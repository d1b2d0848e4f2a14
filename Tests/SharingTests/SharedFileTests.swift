import Core
import Crypto
import Testing

@testable import Sharing

@Suite struct SharedFileTests {
  static let day = Day(iso: "2026-11-23") ?? Day(number: 0)
  static let assets = SharedAssets([
    ("assets/style.css", Array("body{background:url(dot.png)}#risks{color:#fff}".utf8)), ("assets/dot.png", [1, 2, 3]),
    ("assets/site.js", Array("let a = '</script>';".utf8)),
  ])

  static func page(_ path: String, _ body: String, head: String = "") -> SharedPage {
    SharedPage(
      path: path,
      bytes: Array(
        """
        <!DOCTYPE html><html lang="en"><head><title>T</title><link rel="stylesheet" href="../assets/style.css">\
        <script src="../assets/site.js" defer></script>\(head)</head><body><h1>Name</h1>\(body)</body></html>
        """.utf8))
  }

  static func file(_ pages: [SharedPage], _ form: ShareForm = .mail) -> SharedFile {
    SharedFile(
      pages, assets: assets,
      stamp: CopyStamp(pages, audience: .field, asOf: day, validUntil: day + 30, form: form, version: "1"))
  }

  static func text(_ body: String, _ form: ShareForm = .mail) -> String {
    String(decoding: file([page("accounts/a.html", body)], form).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<p><a href=\"../accounts/b.html\" class=\"x\">B</a></p>", "<p><span class=\"x\">B</span></p>"),
    ("<svg><a href=\"b.html\"><text>B</text></a></svg>", "<svg><g><text>B</text></g></svg>"),
    ("<a href=\"#risks\">R</a>", "<a href=\"#risks\">R</a>"),
    ("<a href=\"a.html#risks\">R</a>", "<a href=\"#risks\">R</a>"),
    (
      "<a href=\"https://example.com/?a=1&amp;b=2\">E</a>",
      "<a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noreferrer\">E</a>"
    ),
    ("<a href=\"javascript:x()\">E</a>", "<span>E</span>"),
    ("<a href=\" java\tscript:x()\">E</a>", "<span>E</span>"),
    ("<a href=\"//evil.example/x\">E</a>", "<span>E</span>"),
    ("<img src=\"../assets/dot.png\" alt=\"d\">", "<img src=\"data:image/png;base64,AQID\" alt=\"d\">"),
    ("<img src=\"https://example.com/x.png\" alt=\"d\">", "<img alt=\"d\">"),
    ("<IMG SRC=\"https://example.com/x.png\">", "<IMG>"),
    ("<p onclick=\"x()\" style=\"color:red\" title='a\"b'>x</p>", "<p title=\"a&quot;b\">x</p>"),
    ("<rect fill=\"url(#h-y)\"/>", "<rect fill=\"url(#h-y)\"/>"),
    ("<rect fill=\"url(https://example.com/x#y)\"/>", "<rect/>"),
    ("a<iframe src=\"x.html\"><p>in</p></iframe>b", "ab"),
    ("a<form role=\"search\"><input></form>b", "ab"),
    ("a<script>alert(1)</script>b", "ab"),
    ("a<style>@import 'x'</style>b", "ab"),
    ("a<!-- <img src=x> -->b", "ab"),
    ("<nav class=\"pn\"><a href=\"b.html\">Next</a></nav>c", "c"),
  ])
  func noReferenceLeavesTheFile(body: String, expected: String) {
    let text = Self.text(body)
    #expect(text.contains("<h1>Name</h1>\(expected)<p class=\"stamp"), "\(text)")
  }

  @Test func byMailThereIsNoScript() {
    let text = Self.text("<p>x</p>")
    #expect(!text.contains("<script") && !text.contains("script-src"))
    #expect(text.contains("default-src 'none'; style-src 'sha256-"))
  }

  @Test func theDrivesScriptsAreNamedByThePolicyAndCannotEndEarly() throws {
    let text = Self.text("<p>x</p>", .drive)
    #expect(text.contains("<script>let a = '<\\/script>';</script>"))
    let hash = "'sha256-\(Base64.text(SHA256.digest(Array("let a = '<\\/script>';".utf8))))'"
    #expect(text.contains("script-src \(hash) "))
  }

  @Test func pagesOfOneFileLeadToEachOther() {
    let pages = [
      Self.page("accounts/a.html", "<a href=\"b.html#risks\">B</a><nav class=\"nav\"><a href=\"x.html\">X</a></nav>"),
      Self.page(
        "accounts/b.html", "<h2 id=\"risks\">R</h2><i aria-labelledby=\"risks x\"></i><a href=\"a.html\">A</a>"),
    ]
    let text = String(decoding: Self.file(pages).bytes, as: UTF8.self)
    #expect(text.contains("<a href=\"#p2-risks\">B</a>"))
    #expect(text.contains("<h2 id=\"p2-risks\">R</h2><i aria-labelledby=\"p2-risks p2-x\">"))
    #expect(text.contains("<a href=\"#p1\">A</a>"))
    #expect(text.contains("<a href=\"#p2\">Name</a></nav>"))
    #expect(text.contains(":is(#risks,[id$=\"-risks\"]){color:#fff}"))
  }

  @Test func theSameCopyIsTheSameBytes() {
    #expect(Self.text("<p>x</p>") == Self.text("<p>x</p>"))
    #expect(Self.text("<p>x</p>") != Self.text("<p>y</p>"))
  }

  @Test func aCopySaysWhatItIs() throws {
    let file = Self.file([Self.page("accounts/a.html", "<p>x</p>")])
    let check = try #require(CopyCheck(file.bytes))
    #expect(check.isWhole && check.stamp == file.stamp && check.seal == file.seal)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains("Field copy as of 23 Nov 2026.") && text.contains("until 23 Dec 2026"))
  }

  @Test func everyAlteredByteIsTold() throws {
    let file = Self.file([Self.page("accounts/a.html", "<p>x</p>")]).bytes
    for place in stride(from: 0, to: file.count, by: 97) {
      var altered = file
      altered[place] ^= 1
      #expect(CopyCheck(altered)?.isWhole != true, "byte \(place)")
    }
  }

  @Test func aPDFIsSealedBehindItsEnd() throws {
    let pdf = Array("%PDF-1.4\n/CreationDate (D:20300102030405+00'00')\n%%EOF".utf8)
    let stamp = Self.file([Self.page("accounts/a.html", "")]).stamp
    let sealed = SealedPDF.sealed(pdf, stamp)
    #expect(sealed.firstIndex(of: "(D:20261123000000+".utf8) != nil)
    #expect(CopyCheck(sealed)?.isWhole == true && CopyCheck(sealed)?.stamp == stamp)
    #expect(CopyCheck(sealed + [0x20])?.isWhole == false)
  }

  @Test func aPublishedPageCarriesItsCopysStampAndGivesItBack() throws {
    let files = [
      Self.page("site/a.html", "<p>x</p>"), SharedPage(path: "site/x.css", file: Array("</head></body>".utf8)),
    ]
    let stamp = CopyStamp(
      copyOf: files, audience: .field, asOf: Self.day, validUntil: Self.day + 30, form: .drive, version: "1")
    let stamped = files.map { StampedPage.stamped($0, stamp) }
    #expect(stamped[1].bytes == files[1].bytes)
    let check = try #require(CopyCheck(stamped[0].bytes))
    #expect(check.isWhole && check.stamp == stamp)
    #expect(CopyStamp.digest(of: stamped.map { StampedPage.bare($0, stamp) }) == stamp.data)
    var altered = stamped[0].bytes
    altered[altered.count - 20] ^= 1
    let bare = StampedPage.bare(SharedPage(path: "site/a.html", file: altered), stamp)
    #expect(bare.bytes != files[0].bytes)
  }

  @Test(arguments: [
    "", "plain text", "<html></html>", "<meta name=\"perennial:seal\" content=\"", "%PDF-1.4\n%perennial:seal 0",
  ])
  func whatIsNoCopyIsNone(text: String) { #expect(CopyCheck(Array(text.utf8)) == nil) }
}
