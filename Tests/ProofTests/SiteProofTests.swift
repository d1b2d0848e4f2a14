import Core
import Files
import Proof
import Testing

@Suite("A built site is proved to open from any disk")
struct SiteProofTests {
  private static let policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">"

  private func page(_ body: String) -> String {
    "<!DOCTYPE html><html><head>\(Self.policy)<title>t</title></head><body>\(body)</body></html>"
  }

  private func problems(_ body: String, in path: String = "index.html", beside others: [String: String] = [:]) throws
    -> [String]
  {
    var files = [
      "index.html": page("<h1 id=\"top\">x</h1>"), "a b/é.html": page("<p id=\"one\">1</p>"),
      "assets/style.css": "a{b:c}",
    ]
    files[path] = page(body)
    for (path, text) in others { files[path] = text }
    let disk = MemoryFiles(files)
    var log = Diagnostics()
    _ = try SiteProof(disk).run(into: &log)
    return log.sorted.map { "\($0.code): \($0.message)" + ($0.hint.map { " [\($0)]" } ?? "") }
  }

  @Test(arguments: [
    "<a href=\"a%20b/%C3%A9.html#one\">1</a>", "<a href='a b/é.html?q=1#one'>1</a>", "<a href=#top id=top>1</a>",
    "<a href=\"https://example.com/\">out when followed</a> <a href=\"mailto:a@example.com\">m</a>",
    "<img src=\"data:image/png;base64,AA==\" alt=\"\">", "<!-- <a href=\"nowhere.html\"> --> a < b",
    "<script type=\"application/json\">{\"a\": \"<a href='nowhere.html'>\"}</script>",
    "<a href=\"./a b/../index.html\">1</a>",
    "<p>a &lt;a href=\"nowhere.html\"&gt;</p>",
  ])
  func whatOpensFromDiskPasses(body: String) throws {
    #expect(try problems("<i id=top></i>" + body) == [])
  }

  @Test(arguments: [
    (
      "<a href=\"a b/e.html\">",
      "site.link: a href=\"a b/e.html\": there is no file \"a b/e.html\" [did you mean \"a b/é.html\"?]"
    ),
    (
      "<a href=\"A%20b/%C3%A9.html\">",
      "site.link: a href=\"A%20b/%C3%A9.html\": there is no file \"A b/é.html\" [did you mean \"a b/é.html\"?]"
    ),
    (
      "<a href=\"a b/é.html#ome\">",
      "site.anchor: a href=\"a b/é.html#ome\": a b/é.html has no anchor \"ome\" [did you mean \"#one\"?]"
    ),
    ("<a href=\"../x.html\">", "site.external: a href=\"../x.html\" leads out of the site"),
    ("<a href=\"%2e%2e/x.html\">", "site.external: a href=\"%2e%2e/x.html\" leads out of the site"),
    (
      "<a href=\"/etc/passwd\">",
      "site.external: a href=\"/etc/passwd\" begins at the root of the disk; write it relative to the page"
    ),
    ("<a href=\"//example.com\">", "site.external: a href=\"//example.com\" leads to another host"),
    (
      "<a href=\"java&#115;cript:alert(1)\">",
      "site.external: a href=\"javascript:alert(1)\" has the scheme \"javascript\""
    ),
    (
      "<a href=\"java\tscript&colon;alert(1)\">",
      "site.external: a href=\"java\tscript:alert(1)\" has the scheme \"javascript\""
    ),
    ("<a href=\"data:text/html,x\">", "site.external: a href=\"data:text/html,x\" holds data that is not an image"),
    (
      "<img src=\"https://example.com/x.png\">",
      "site.external: img src=\"https://example.com/x.png\" is loaded from outside"
    ),
    (
      "<img srcset=\"https://example.com/x.png 2x\">",
      "site.external: img srcset=\"https://example.com/x.png\" is loaded from outside"
    ),
    ("<p style=\"a:b\">", "site.inline: <p style>, which the policy blocks"),
    ("<p onclick=x>", "site.inline: <p onclick>, which the policy blocks"),
    ("<script>x</script>", "site.inline: <script> with text of its own, which the policy blocks"),
    ("<iframe>", "site.inline: <iframe> may not stand in a page"),
  ])
  func whatDoesNotIsNamed(body: String, problem: String) throws {
    let found = try problems(body).map { $0.replacing(" [a site from disk may load only its own files]", with: "") }
    #expect(found == [problem])
  }

  @Test func aPageWithoutPolicyOrWithALoadBeforeItIsNamed() throws {
    let bare = "<script src=\"assets/a.js\"></script><p>x"
    let found = try problems("", beside: ["bare.html": bare, "assets/a.js": ""])
    #expect(
      found == [
        "site.policy: <script> stands before the page's policy",
        "site.policy: the page has no policy that forbids everything but its own files",
      ])
  }

  @Test func stylesAndDrawingsAreReadToo() throws {
    let found = try problems(
      "",
      beside: [
        "assets/style.css": "@import 'x.css'; a { b: url( \"../no.png\" ) }", "d.svg": "<svg><use href=\"#m\"/></svg>",
      ])
    #expect(
      Set(found) == [
        "site.policy: a style imports another", "site.link: css url=\"../no.png\": there is no file \"no.png\"",
        "site.anchor: use href=\"#m\": d.svg has no anchor \"m\"",
      ])
  }

  @Test(arguments: [
    "<", "<a", "<a href", "<a href=", "<a href=\"", "<a href='x", "<!--", "<script", "<script>", "<a =\"", "<a/=x>",
    "&", "<p id=\"&#x\">", "<p id=\"&#99999999;&#;&;\">",
  ])
  func brokenMarkupEndsWithoutHarm(body: String) throws {
    _ = try problems(body, beside: ["broken.html": body])
  }

  @Test func anEmptyFolderIsNoSite() throws {
    var log = Diagnostics()
    #expect(try SiteProof(MemoryFiles()).run(into: &log).pages == 0)
    #expect(log.all.map(\.code) == ["site.empty"])
  }
}
