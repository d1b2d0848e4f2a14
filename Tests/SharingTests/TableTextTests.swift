import Testing

@testable import Sharing

@Suite struct TableTextTests {
  @Test(arguments: [
    ("<table><caption>C</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A,B\n1,2\n"),
    (
      "<table><tr><td>=SUM(A1)</td><td>+1</td><td>@x</td><td>-x</td></tr></table>",
      "\"'=SUM(A1)\",\"'+1\",\"'@x\",\"'-x\"\n"
    ),
    ("<table><tr><td>\u{2212}12.5</td><td>-3</td></tr></table>", "-12.5,-3\n"),
    ("<table><tr><td>a &amp; b, c</td><td>A<small>b</small></td></tr></table>", "\"a & b, c\",A b\n"),
    ("<table><tr><td colspan=2>x</td><td>y</td></tr></table>", "x,,y\n"),
    ("<table><tr><td><svg><title>t</title></svg>z</td></tr></table>", "z\n"),
    ("<table><tr><td><span aria-hidden=\"true\">A<span>C</span></span>Ann</td><td>2</td></tr></table>", "Ann,2\n"),
    ("<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>", "1\n\n2\n"),
  ])
  func aTableIsWhatItsReaderSees(page: String, csv: String) {
    #expect(TableText.csv(Array(page.utf8)).map { String(decoding: $0, as: UTF8.self) } == csv)
  }

  @Test func aPageWithoutATableGivesNone() { #expect(TableText.csv(Array("<p>x</p>".utf8)) == nil) }
}
