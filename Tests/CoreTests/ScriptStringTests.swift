import Testing

@testable import Core

@Suite struct ScriptStringTests {
  @Test(arguments: [
    ("", "\"\""), ("plain Łódź 株式 🙂", "\"plain Łódź 株式 🙂\""), ("a\"b\\c", #""a\"b\\c""#),
    ("</script><!-- & ' -->", #""\u003c/script\u003e\u003c!-- \u0026 \u0027 --\u003e""#),
    ("a\nb\r\tc\u{0}\u{1F}\u{7F}", #""a\nb\u000d\u0009c\u0000\u001f\u007f""#),
    ("\u{2027}\u{2028}\u{2029}\u{202A}x\u{2028}", "\"\u{2027}\\u2028\\u2029\\u202ax\\u2028\""),
    (
      "\u{80}\u{9F}\u{A0}é\u{202E}\u{202F}\u{2065}\u{2066}\u{2069}\u{206A}",
      "\"\\u0080\\u009f\u{A0}é\\u202e\u{202F}\u{2065}\\u2066\\u2069\u{206A}\""
    ),
    ("\"\u{301}", "\"\\\"\u{301}\""),
  ])
  func escapesWhatCouldEndTheLiteralTheElementOrTheLine(_ text: String, _ literal: String) {
    var bytes: [UInt8] = []
    bytes.appendScriptString(text)
    #expect(bytes == Array(literal.utf8))
  }

  /// Eight bytes are looked at together; what must be escaped may stand at any place among them.
  @Test(arguments: ["<", "&", "'", "\"", "\\", "\u{7F}", "\u{1}", "\n", "\u{2028}", "\u{2027}", "â", "}"])
  func everyPlaceIsEscapedAlike(_ special: String) {
    var alone: [UInt8] = []
    alone.appendScriptString(special)
    for before in 0..<20 {
      for after in 0..<20 {
        var bytes: [UInt8] = []
        bytes.appendScriptString(String(repeating: "x", count: before) + special + String(repeating: "y", count: after))
        let inside = alone.dropFirst().dropLast()
        let expected = [0x22] + Array(repeating: 0x78, count: before) + inside + Array(repeating: 0x79, count: after)
        #expect(bytes == expected + [0x22])
      }
    }
  }

  @Test(arguments: [
    ("", "``"), ("<td class=\"n\">Łódź & 'x'</td>\n", "`<td class=\"n\">Łódź & 'x'</td>\n`"),
    ("a`b\\c", #"`a\`b\\c`"#), ("$1,000 and ${x} $", "`$1,000 and \\${x} $`"), ("a\r\nb", "`a\\r\nb`"),
  ])
  func markupStaysAsItIsButForWhatEndsItsLiteral(_ markup: String, _ literal: String) {
    var bytes: [UInt8] = []
    bytes.appendScriptMarkup(Array(markup.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == literal)
  }

  @Test(arguments: ["`", "\\", "\r", "${"]) func everyPlaceOfMarkupIsEscapedAlike(_ special: String) {
    var alone: [UInt8] = []
    alone.appendScriptMarkup(Array(special.utf8))
    for before in 0..<20 {
      for after in 0..<20 {
        let (start, end) = (String(repeating: "x", count: before), String(repeating: "y", count: after))
        var bytes: [UInt8] = []
        bytes.appendScriptMarkup(Array((start + special + end).utf8))
        #expect(bytes == [0x60] + Array(start.utf8) + alone.dropFirst().dropLast() + Array(end.utf8) + [0x60])
      }
    }
  }
}
