import Testing

@testable import Core

/// Contexts other than HTML and scripts, which have tests of their own.
@Suite struct EscapingTests {
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("a\r\nb", "\"a\r\nb\""),
    ("=1+1", "\"'=1+1\""), ("+1", "\"'+1\""), ("-x", "\"'-x\""), ("@A1", "\"'@A1\""), ("\t=1", "\"'\t=1\""),
    ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("＝1+1", "\"'＝1+1\""), ("＋1", "\"'＋1\""), ("－1", "\"'－1\""),
    ("＠A1", "\"'＠A1\""), ("=\u{301}1", "\"'=\u{301}1\""), ("1=1", "1=1"), ("", ""),
  ])
  func noCellOfATableIsAFormula(cell: String, written: String) {
    #expect(text { $0.appendCSVCell(cell) } == written)
  }

  @Test(arguments: [
    ("-1", "-1"), ("-1440.50", "-1440.50"), ("-1,440.50", "\"-1,440.50\""), ("-0", "-0"),
    ("-1440.00 USD", "\"'-1440.00 USD\""), ("-1+cmd|'/c calc'!A0", "\"'-1+cmd|'/c calc'!A0\""), ("-", "\"'-\""),
    ("-.5", "\"'-.5\""), ("-1.", "\"'-1.\""), ("-1.2.3", "\"'-1.2.3\""), ("-1,4", "\"'-1,4\""), ("--1", "\"'--1\""),
    ("-5%", "\"'-5%\""), ("-1E9", "\"'-1E9\""),
  ])
  func aNegativeNumberStaysOne(cell: String, written: String) {
    #expect(text { $0.appendCSVCell(cell) } == written)
  }

  @Test(arguments: [
    ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("x\r\nBEGIN:VEVENT", "x\\nBEGIN:VEVENT"), ("x\rATTACH:y", "xATTACH:y"),
    ("a\u{0}\u{7F}\u{85}\u{2028}b", "a    b"), ("Łódź 😀", "Łódź 😀"), (",\u{301}", "\\,\u{301}"),
  ])
  func noTextOfACalendarEndsItsLine(value: String, written: String) {
    #expect(text { $0.appendCalendarText(value) } == written)
  }

  @Test(arguments: [
    ("*a* _b_ [c](d) `e`", "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\`"), ("<b>&lt;", "\\<b\\>\\&lt;"), ("a\n# b", "a \\# b"),
    ("~~x~~|", "\\~\\~x\\~\\~\\|"), ("a\\", "a\\\\"),
  ])
  func noTextIsTakenForMarkdown(value: String, written: String) {
    #expect(text { $0.appendMarkdownText(value) } == written)
  }

  @Test(arguments: [("a b/é", "a%20b%2F%C3%A9"), ("..", ".."), ("%2e", "%252e"), ("\"'<>#?", "%22%27%3C%3E%23%3F")])
  func aSegmentOfAnAddressStaysOne(value: String, written: String) {
    #expect(text { $0.appendURLSegment(value) } == written)
  }

  @Test(arguments: [
    ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("a\u{202E}b\u{2066}c\u{9B}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"),
    ("a\tb\nc", "a\tb\nc"),
    ("\r\n", "\u{FFFD}\n"), ("Łódź 漢 😀", "Łódź 漢 😀"),
  ])
  func nothingThatIsPrintedActsOnATerminal(value: String, written: String) {
    #expect(value.printable.unicodeScalars.elementsEqual(written.unicodeScalars))
  }
}
