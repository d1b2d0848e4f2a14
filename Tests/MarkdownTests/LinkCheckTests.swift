import Core
import Testing

@testable import Markdown

@Suite struct LinkCheckTests {
  private func index() -> LinkIndex {
    var index = LinkIndex()
    index.add(page: "content/accounts/acme.md", names: ["acme", "accounts/acme"], anchors: ["summary"])
    let globex = Note("## Log\n\n## Next steps\n", file: "content/accounts/globex.md").document
    index.add(globex, names: ["globex", "accounts/globex"])
    index.add(page: "content/guides/globex.md", names: ["globex", "guides/globex"], anchors: [])
    index.add(image: "content/assets/plan.png", isShown: true)
    index.add(image: "content/assets/cut.png", isShown: false)
    index.add(file: "content/assets/order.pdf")
    index.add(unpublished: "content/contracts/2026.csv")
    index.add(figure: "health.score")
    index.add(bookFigure: "grr")
    index.add(figure: "arr")
    index.add(figure: "days_left")
    index.add(account: "globex")
    return index
  }

  static let cases: [(String, [String], String?)] = [
    ("[[guides/globex]] [a](globex.md) [b](globex.md#log) [[accounts/globex#Next steps]]", [], nil),
    ("## Own\n[a](#own) [b](#summary)", [], nil),
    ("[[globxe]]", ["1:1 link.page"], "did you mean [[globex]]?"),
    ("x [[globex]]", ["1:3 link.ambiguous"], "write the folder too"),
    ("[[globex#log|g]] {{ arr }} [a](no-such-page.md)", ["1:1 link.ambiguous", "1:28 link.page"], nil),
    ("x {{ arr }}\n> - [[accounts/globex]] ![a](gone.png)", ["2:25 image.missing"], nil),
    ("[a](glboex.md)", ["1:1 link.page"], "did you mean \"content/accounts/globex.md\"?"),
    ("[a](../plan.png)", ["1:1 link.page"], "did you mean \"content/assets/plan.png\"?"),
    ("a\n\n- b [c](globex.md#lgo)", ["3:5 link.anchor"], "did you mean \"#log\"?"),
    ("[a](#sumary)\n\n# Summery", ["1:1 link.anchor"], "did you mean \"#summery\"?"),
    ("![a](../assets/plan.png)", [], nil),
    ("![a](../assets/plam.png)", ["1:1 image.missing"], "did you mean \"content/assets/plan.png\"?"),
    ("![a](../assets/cut.png)", ["1:1 image.format"], "save it again as PNG, JPEG, GIF, WebP or SVG"),
    (
      "[a](../assets/order.pdf) ![b](../assets/order.pdf)", ["1:26 image.format"],
      "save it again as PNG, JPEG, GIF, WebP or SVG"
    ),
    ("[a](../contracts/2026.csv)", ["1:1 link.unpublished"], "put a file that readers may open into content/assets/"),
    ("{{ account.arr }} {{ globex.days_left }} {{ arr }} {{ health.score }} {{ book.grr }}", [], nil),
    ("{{ helth.score }}", ["1:1 figure.unknown"], "did you mean \"{{ health.score }}\"?"),
    ("{{ book.gr }}", ["1:1 figure.unknown"], "did you mean \"{{ book.grr }}\"?"),
    ("{{ book.utilization }}", ["1:1 figure.unknown"], nil),
    ("{{ account.dayz_left }}", ["1:1 figure.unknown"], "did you mean \"{{ account.days_left }}\"?"),
    ("{{ globx.arr }}", ["1:1 figure.unknown"], "did you mean \"{{ globex.arr }}\"?"),
    ("| a |\n|-|\n| [[gone-page]] |", ["3:3 link.page"], nil),
  ]

  @Test("broken targets are told with place and nearest name", arguments: cases)
  func check(_ text: String, _ problems: [String], _ hint: String?) {
    var log = Diagnostics()
    LinkCheck.run([(Note(text).document, "acme")], against: index(), into: &log)
    #expect(log.sorted.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)" } == problems)
    #expect(log.all.first?.hint == hint)
    #expect(log.all.allSatisfy { $0.account == "acme" })
  }
}
