import Testing

@testable import Ingest

@Suite("Delimited text")
struct CSVScannerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let rows: [[String]]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "plain", text: "a,b\n1,2\n", rows: [["a", "b"], ["1", "2"]]),
    Case(name: "no line end at the end", text: "a,b\n1,2", rows: [["a", "b"], ["1", "2"]]),
    Case(name: "CRLF", text: "a,b\r\n1,2\r\n", rows: [["a", "b"], ["1", "2"]]),
    Case(name: "CR alone", text: "a,b\r1,2\r", rows: [["a", "b"], ["1", "2"]]),
    Case(name: "empty cells at both ends", text: ",x,\n", rows: [["", "x", ""]]),
    Case(name: "delimiter as the last byte", text: "a,", rows: [["a", ""]]),
    Case(name: "blank line is a row of one empty cell", text: "a\n\nb\n", rows: [["a"], [""], ["b"]]),
    Case(name: "quoted delimiter", text: "\"a,b\",c\n", rows: [["a,b", "c"]]),
    Case(
      name: "quoted line ends of each kind", text: "\"a\nb\",\"c\r\nd\",\"e\rf\"\n", rows: [["a\nb", "c\r\nd", "e\rf"]]),
    Case(name: "doubled quotes", text: "\"say \"\"hi\"\"\",x\n", rows: [["say \"hi\"", "x"]]),
    Case(name: "only a doubled quote", text: "\"\"\"\"\n", rows: [["\""]]),
    Case(name: "empty quoted cell", text: "\"\",x\n", rows: [["", "x"]]),
    Case(name: "spaces around quotes", text: " \"a,b\" ,c\n", rows: [["a,b", "c"]]),
    Case(name: "spaces inside quotes are kept", text: "\" a \"\n", rows: [[" a "]]),
    Case(name: "quote inside an unquoted cell is text", text: "5\" pipe,x\n", rows: [["5\" pipe", "x"]]),
    Case(
      name: "unescaped quotes inside a quoted cell", text: "\"He said \"hi\" to me\",x\n",
      rows: [["He said \"hi\" to me", "x"]]),
    Case(name: "text after a closing quote", text: "\"abc\"def,x\n", rows: [["abcdef", "x"]]),
    Case(name: "text after a closing quote, and another cell in quotes", text: "\"a\"b,\"c\"\n", rows: [["ab", "c"]]),
    Case(name: "quote that is never closed", text: "a,\"b\nc,d\n", rows: [["a", "\"b"], ["c", "d"]]),
    Case(
      name: "after one that is never closed all quotes are text", text: "\"a\n\"\"b,\"\"",
      rows: [["\"a"], ["\"\"b", "\"\""]]),
    Case(name: "letters of several bytes", text: "é,\"ü,ß\"\n", rows: [["é", "ü,ß"]]),
    Case(name: "combining mark after a quote", text: "\"a\"\u{301},b\n", rows: [["a\u{301}", "b"]]),
  ]

  @Test("gives the cells that the text means", arguments: cases)
  func cells(_ example: Case) {
    #expect(Self.rows(example.text, delimiter: 0x2C) == example.rows)
  }

  @Test(
    "finds the delimiter",
    arguments: [
      ("a,b,c\n1,2,3\n", "comma"), ("a;b;c\n1,5;2,5;3\n", "semicolon"), ("a\tb\n1\t2\n", "tab"),
      ("a|b|c\n1|2|3\n", "bar"),
      ("one\ntwo\n", "comma"), ("name;note\n\"a;b\";\"c,d,e\"\n", "semicolon"),
      ("a,b\n\"x;y;z\",1\n\"x;y;z\",2\n", "comma"),
      ("sep=;\na,b;c\n", "semicolon"),
    ])
  func delimiter(_ text: String, _ name: String) {
    #expect(CSVDialect.detect(Array(text.utf8)).delimiterName == name)
  }

  @Test("counts lines through quoted line ends of each kind")
  func lines() {
    var scanner = CSVScanner(delimiter: 0x2C, end: 29)
    var row = Row()
    var lines: [Int] = []
    while scanner.next(Array("\"a\nb\",1\r\n\"c\r\nd\",2\r\"e\rf\",3\ng,4".utf8), into: &row) { lines.append(row.line) }
    #expect(lines == [1, 3, 5, 7])
  }

  @Test(
    "rows of stray and unclosed quotes are walked once",
    arguments: [
      ("\"\n", 2), ("\"a\"b", 1), ("\"a\"b,", 1), ("\"\"", 1), (",\"", 1),
    ])
  func manyQuotes(_ pattern: String, _ rows: Int) {
    let text = Array(String(repeating: pattern, count: 100_001).utf8)
    var scanner = CSVScanner(delimiter: 0x2C, end: text.count)
    var row = Row()
    var count = 0
    while scanner.next(text, into: &row) { count += 1 }
    #expect(count >= rows)
    #expect(scanner.offset == text.count)
  }

  static func rows(_ text: String, delimiter: UInt8) -> [[String]] {
    let bytes = Array(text.utf8)
    var scanner = CSVScanner(delimiter: delimiter, end: bytes.count)
    var row = Row()
    var rows: [[String]] = []
    while scanner.next(bytes, into: &row) {
      rows.append(
        (0..<row.count).map { row[$0] }.map {
          String(decoding: ($0.isInScratch ? row.scratch : bytes)[$0.range], as: UTF8.self)
        })
    }
    return rows
  }
}
