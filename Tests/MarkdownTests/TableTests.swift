import Core
import Testing

@testable import Markdown

@Suite struct TableTests {
  @Test("tables scroll, and header cells say what they head") func site() {
    #expect(
      Note("| A | *B* |\n| --- | ---: |\n| x | 1 |\n").html() == """
        <div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
        <thead>
        <tr>
        <th scope="col">A</th>
        <th scope="col" class="num"><em>B</em></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>x</td>
        <td class="num">1</td>
        </tr>
        </tbody>
        </table></div>

        """)
  }

  @Test(
    "a line of hyphens or equals signs right below is no heading",
    arguments: [
      ("| a | b |\n|---|---|\n| c | d |\n---\n", "<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n<hr />\n"),
      ("x\n| a | b |\n|---|---|\n| c | d |\n---\ny\n", "<td>d</td>\n</tr>\n</tbody>\n</table>\n<hr />\n<p>y</p>\n"),
      ("| a | b |\n|---|---|\n| c | d |\n===\n", "<tr>\n<td>===</td>\n<td></td>\n</tr>\n</tbody>\n</table>\n"),
      ("> | a | b |\n> |---|---|\n> | c | d |\n> ---\n", "</table>\n<hr />\n</blockquote>\n"),
      ("one\ntwo\n---\n", "<h2>one\ntwo</h2>\n"), ("a | b\n===\n", "<h1>a | b</h1>\n"),
    ])
  func underlined(_ text: String, _ end: String) {
    let html = Note(text, .gfm).html()
    #expect(html.hasSuffix(end), "\(html)")
  }

  static let placed: [(String, [String])] = [
    ("in a list item", ["- | a | b |", "  |---|---|", "  | c | `d|e` |"]),
    ("in a quote", ["> | a | b |", "> |---|---|", "> | c | `d` |"]),
    ("in a quote in a list item", ["1. > | a | b |", "   > |---|---|", "   > | c | `d` |"]),
    ("in an audience block", ["::: team", "| a | b |", "|---|---|", "| c | `d` |", ":::"]),
    ("in a footnote", ["x[^1]", "", "[^1]:", "    | a | b |", "    |---|---|", "    | c | `d` |"]),
  ]

  @Test("tables are read wherever a paragraph may stand", arguments: placed)
  func places(_ name: String, _ lines: [String]) {
    for lineEnd in ["\n", "\r\n"] {
      let html = Note(lines.joined(separator: lineEnd)).html()
      #expect(html.contains("<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>"), "\(html)")
      #expect(html.contains("<td>c</td>"), "\(html)")
      #expect(!html.contains("|---|"), "\(html)")
    }
  }

  @Test("cells hold inline content of every extension") func cells() {
    let html = Note(
      """
      | a | b | c | d |
      |---|---|---|---|
      | [[known-x|the x]] | ~~no~~ | {{ account.arr }} | https://example.com/a_b |
      | see[^1] | \\[x] | [ref] | w@x.yz |

      [ref]: https://example.com/ref 'Title'
      [^1]: Why.
      """
    ).html()
    for cell in [
      "<a href=\"known-x.html\" title=\"Page known-x\">the x</a>", "<del>no</del>", "<b>$1</b>",
      "<a href=\"https://example.com/a_b\">https://example.com/a_b</a>",
      "see<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>1</a></sup>", "[x]",
      "<a href=\"https://example.com/ref\" title=\"Title\">ref</a>", "<a href=\"mailto:w@x.yz\">w@x.yz</a>",
    ] {
      #expect(html.contains("<td>\(cell)</td>"), "\(cell) in \(html)")
    }
  }

  @Test("problems in cells are told at the cell's own place") func positions() {
    let note = Note("x\n\n| a | b |\n|---|---|\n| c | [z](vbscript:x) |\n", firstLine: 11)
    #expect(note.problems == ["15:7 link.scheme"])
  }

  @Test(
    "lines that only look like tables stay text",
    arguments: ["a\n    ---\n", "| a |\n| b |\n", "a | b\n--- | --- | ---\n", "| a |\n|\n"])
  func notTables(_ text: String) {
    #expect(!Note(text).html().contains("<table"))
  }

  @Test(
    "cells that cmark isn't asked about are as it would have them",
    arguments: [
      "word", "a - b", "a -- b", "1,200.50", "50 %", "www.a.b", "`a`", "x `a b` y", "`a` and `b`", "`a``b`", "`a` `b",
      "` a `", "`` ` ``", "`<b>&\"`", "`'`", "`*a*`", "`\\`", "a \\` b`", "`[a](b)`", "`~~a~~`", "`a@b.cd`",
      "é `é`",
    ])
  func simpleCells(_ text: String) {
    var options = MarkdownOptions()
    for isSmart in [false, true] {
      options.smartPunctuation = isSmart
      let inline = Note(text, options).html().dropFirst("<p>".count).dropLast("</p>\n".count)
      #expect(Note("| h |\n|---|\n| \(text) |\n", options).html().contains("<td>\(inline)</td>"))
    }
  }

  @Test("a wide header over many short rows takes no more room than they need") func wide() {
    let header = String(repeating: "|a", count: 10_000) + "|\n" + String(repeating: "|-", count: 10_000) + "|\n"
    let html = Note(header + String(repeating: "|x\n", count: 300_000)).html()
    #expect(html.utf8.count < 8_000_000)
    #expect(html.hasSuffix("<td>x</td>\n</tr>\n</tbody>\n</table></div>\n"))
  }

  @Test("short rows are filled up only as far as the limit goes") func bounded() {
    var options = MarkdownOptions.gfm
    options.limits.addedCells = 5
    let html = Note("|a|b|c|d|\n|-|-|-|-|\n|1\n|2\n|3\n", options).html()
    #expect(html.components("<td></td>") == 5)
  }
}

extension String {
  /// Number of occurrences of `part`.
  func components(_ part: String) -> Int {
    var (count, rest) = (0, self[...])
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
