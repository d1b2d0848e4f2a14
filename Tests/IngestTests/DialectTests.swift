import Core
import Testing

@testable import Files
@testable import Ingest

/// Every way of writing delimited text that exports are known for: the cells that come out, and what is said about it.
@Suite("Dialects of CSV")
struct DialectTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    /// `delimiter, encoding`, where that matters.
    let form: String?
    /// The cells of all rows of data.
    let rows: [[String]]
    let codes: [String]

    init(_ name: String, _ bytes: [UInt8], form: String? = nil, _ rows: [[String]], says codes: [String] = []) {
      (testDescription, self.bytes, self.form, self.rows, self.codes) = (name, bytes, form, rows, codes)
    }

    init(_ name: String, _ text: String, form: String? = nil, _ rows: [[String]], says codes: [String] = []) {
      self.init(name, Array(text.utf8), form: form, rows, says: codes)
    }
  }

  static let head = "account_id,product,month,active\n"
  static let row = ["A1", "Service", "2026-10", "5"]
  static let plain = head + "A1,Service,2026-10,5\n"
  static let both = [row, ["A2", "Assets", "2026-11", "6"]]

  static func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
    (mark ? [0xFEFF] : []).appending(text.utf16).flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  static let delimiters = [
    Case("commas", plain, form: "comma, UTF-8", [row]),
    Case("semicolons", plain.replacing(",", with: ";"), form: "semicolon, UTF-8", [row]),
    Case("tabs", plain.replacing(",", with: "\t"), form: "tab, UTF-8", [row]),
    Case("bars", plain.replacing(",", with: "|"), form: "bar, UTF-8", [row]),
    Case(
      "semicolons with decimal commas", "account_id;product;month;active\nA1;S;2026-10;1,5\nA1;T;2026-10;2,5\n",
      form: "semicolon, UTF-8", [["A1", "S", "2026-10", "1,5"], ["A1", "T", "2026-10", "2,5"]]),
    Case(
      "commas, with semicolons and tabs in cells", head + "A1,a;b;c;d,2026-10,5\nA1,\"a\tb\",2026-10,5\n",
      form: "comma, UTF-8",
      [["A1", "a;b;c;d", "2026-10", "5"], ["A1", "a\tb", "2026-10", "5"]]),
    Case(
      "a line sep=; from Excel", "sep=;\r\naccount_id;product;month;active\r\nA1;Service;2026-10;5\r\n",
      form: "semicolon, UTF-8", [row]),
    Case("a header and nothing below", head, []),
    Case("one row without a line end", head + "A1,Service,2026-10,5", [row]),
    Case(
      "a delimiter behind the last column", "account_id,product,month,active,\nA1,Service,2026-10,5,\n", [row + [""]]),
    Case("empty cells beyond the header", head + "A1,Service,2026-10,5,,\n", [row + ["", ""]]),
  ]

  static let encodings = [
    Case("UTF-8", head + "A1,Crème €,2026-10,5\n", form: "comma, UTF-8", [["A1", "Crème €", "2026-10", "5"]]),
    Case("a byte order mark", "\u{FEFF}" + plain, form: "comma, UTF-8 with a byte order mark", [row]),
    Case(
      "a byte order mark before a quoted header",
      "\u{FEFF}\"account_id\",\"product\",\"month\",\"active\"\nA1,Service,2026-10,5\n",
      [row]),
    Case(
      "UTF-16 little-endian, tabs, from Excel's Unicode Text",
      utf16(plain.replacing(",", with: "\t"), bigEndian: false),
      form: "tab, UTF-16 little-endian", [row]),
    Case("UTF-16 big-endian", utf16(plain, bigEndian: true), form: "comma, UTF-16 big-endian", [row]),
    Case(
      "UTF-16 little-endian without a mark", utf16(plain, bigEndian: false, mark: false),
      form: "comma, UTF-16 little-endian", [row]),
    Case(
      "UTF-16 big-endian without a mark", utf16(plain, bigEndian: true, mark: false), form: "comma, UTF-16 big-endian",
      [row]),
    Case(
      "UTF-16 with letters beyond its first plane, and quoted line ends",
      utf16(head + "A1,\"x😀\r\ny\",2026-10,5\r\n", bigEndian: false), [["A1", "x😀\r\ny", "2026-10", "5"]]),
    Case(
      "half a letter of UTF-16 at the end", utf16(plain, bigEndian: false) + [0x41], [row], says: ["text.encoding"]),
    Case(
      "Windows-1252", Array(head.utf8) + [0x41, 0x31, 0x2C, 0x80, 0x20, 0x93, 0xE9, 0x94] + Array(",2026-10,5\n".utf8),
      form: "comma, Windows-1252", [["A1", "€ “é”", "2026-10", "5"]]),
    Case(
      "Windows-1252 with a byte that is nothing",
      Array(head.utf8) + [0x41, 0x31, 0x2C, 0x81] + Array(",2026-10,5\n".utf8),
      [["A1", "\u{FFFD}", "2026-10", "5"]], says: ["text.encoding"]),
    Case(
      "two encodings", Array((head + "A1,é ").utf8) + [0xE9] + Array(",2026-10,5\n".utf8),
      [["A1", "é \u{FFFD}", "2026-10", "5"]], says: ["text.mixed-encoding"]),
    Case(
      "letters lost earlier", head + "A1,Cr\u{FFFD}me,2026-10,5\n", [["A1", "Cr\u{FFFD}me", "2026-10", "5"]],
      says: ["text.replacement"]),
  ]

  static let lineEnds = [
    Case("CRLF", (plain + "A2,Assets,2026-11,6\n").replacing("\n", with: "\r\n"), both),
    Case("CR alone", (plain + "A2,Assets,2026-11,6\n").replacing("\n", with: "\r"), both),
    Case("each line another", "account_id,product,month,active\r\nA1,Service,2026-10,5\rA2,Assets,2026-11,6\n", both),
    Case("blank lines between", head + "\nA1,Service,2026-10,5\n\n  \nA2,Assets,2026-11,6\n\n", both),
    Case("lines of nothing but delimiters", head + ",,,\nA1,Service,2026-10,5\n , ,,\n,,,\n", [row]),
    Case(
      "quoted line ends of each kind", head + "A1,\"a\nb\",2026-10,5\nA1,\"c\r\nd\",2026-10,5\nA1,\"e\rf\",2026-10,5\n",
      [["A1", "a\nb", "2026-10", "5"], ["A1", "c\r\nd", "2026-10", "5"], ["A1", "e\rf", "2026-10", "5"]]),
    Case("a quoted line end in the header", "\"account\nid\",product,month,active\nA1,Service,2026-10,5\n", [row]),
  ]

  static let quotes = [
    Case(
      "every cell quoted", "\"account_id\",\"product\",\"month\",\"active\"\n\"A1\",\"Service\",\"2026-10\",\"5\"\n",
      [row]),
    Case("a quoted last cell at the end", head + "A1,Service,2026-10,\"5\"", [row]),
    Case("a delimiter in quotes", head + "A1,\"a,b\",2026-10,5\n", [["A1", "a,b", "2026-10", "5"]]),
    Case("doubled quotes", head + "A1,\"say \"\"hi\"\"\",2026-10,5\n", [["A1", "say \"hi\"", "2026-10", "5"]]),
    Case("nothing in quotes", head + "A1,Service,2026-10,\"\"\n", [["A1", "Service", "2026-10", ""]]),
    Case("spaces around quotes", head + "A1, \"Service\" ,2026-10,5\n", [row]),
    Case("spaces inside quotes", head + "A1,\" x \",2026-10,5\n", [["A1", " x ", "2026-10", "5"]]),
    Case(
      "an inch sign in a cell without quotes", head + "A1,19\" rack,2026-10,5\n", [["A1", "19\" rack", "2026-10", "5"]]),
    Case(
      "quotes inside quotes that were not doubled", head + "A1,\"the \"big\" one\",2026-10,5\n",
      [["A1", "the \"big\" one", "2026-10", "5"]], says: ["csv.stray-quote"]),
    Case(
      "text behind a closing quote", head + "A1,\"Serv\"ice,2026-10,5\n", [row], says: ["csv.stray-quote"]),
    Case(
      "a quote that is never closed", head + "A1,\"Service,2026-10,5\nA2,Assets,2026-11,6\n",
      [["A1", "\"Service", "2026-10", "5"], ["A2", "Assets", "2026-11", "6"]], says: ["csv.open-quote"]),
  ]

  static let shapes = [
    Case(
      "a row with too few cells", head + "A1,Service,2026-10\nA2,Assets,2026-11,6\n", [Array(row.prefix(3)), both[1]]),
    Case("a row with too many", head + "A1,Ser,vice,2026-10,5\n", [["A1", "Ser", "vice", "2026-10", "5"]]),
    Case(
      "a row of one cell between others is broken data, no footer", head + "A1\nA2,Assets,2026-11,6\n",
      [["A1"], both[1]]),
    Case(
      "a Salesforce report's footer",
      plain
        + "\n\nUsage by month\nCopyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\nConfidential Information - Do Not Distribute\nGenerated By: Ana Ruiz  11/23/2026, 9:00 AM\n",
      [row], says: ["csv.footer"]),
    Case(
      "the same, each line quoted", plain + "\n\"Usage by month\"\n\"Copyright (c), inc.\"\n", [row],
      says: ["csv.footer"]),
    Case(
      "subtotals and a grand total",
      head + "A1,Service,2026-10,5\nSubtotal,,,5\nA2,Assets,2026-11,6\nSubtotal,,,6\nGrand Total (2 records),,,11\n",
      both, says: ["csv.footer"]),
    Case("totals in the second column", plain + ",Total,,5\n", [row], says: ["csv.footer"]),
    Case("an account called Total", head + "Total,Service,2026-10,5\n", [["Total", "Service", "2026-10", "5"]]),
    Case("a header below a title", "Usage by month\nAs of 2026-11-23\n\n" + plain, [row], says: ["csv.preamble"]),
    Case(
      "a header below a title and filters with delimiters", "Usage,by,month\n\"Filter: West, East\",,,\n\n" + plain,
      [row],
      says: ["csv.preamble"]),
    Case("blank lines above the header", "\n\n" + plain, [row]),
    Case(
      "a line of labels above names that are known", "Customer name,Offering,Period,People\n" + plain, [row],
      says: ["csv.preamble"]),
    Case("nothing at all", "", [], says: ["csv.empty"]),
    Case("white space alone", "\u{FEFF}\r\n \r\n", [], says: ["csv.empty"]),
  ]

  @Test("gives these cells and says this", arguments: delimiters + encodings + lineEnds + quotes + shapes)
  func cells(_ example: Case) {
    let file = SourceFile("content/usage/u.csv")
    var loader = TableLoader(settings: ImportSettings(), limits: WorkspaceLimits())
    let opened = loader.open(example.bytes, file: file, kinds: [.usage])
    expect(example, opened, loader)
    // The same by the block, however small; what isn't UTF-8 is not read so.
    for size in [1, 7, 64] {
      var reading = BlockReading()
      (reading.size, reading.lookup) = (size, size)
      var loader = TableLoader(settings: ImportSettings(), limits: WorkspaceLimits())
      let bytes = WholeFile(bytes: example.bytes)
      guard let found = loader.open(bytes, file: file, kinds: [.usage], reading) else { continue }
      expect(example, found.tables, loader)
    }
  }

  private func expect(_ example: Case, _ opened: [OpenedTable], _ loader: TableLoader) {
    var loader = loader
    var rows: [[String]] = []
    for opened in opened {
      let loaded = loader.finish(opened, opened.survey(jobs: 1).map { $0.run() })
      rows += Self.rows(loaded)
      if let form = example.form, case .delimited(let dialect) = loaded.table.layout {
        #expect("\(dialect.delimiterName), \(loaded.table.encoding.rawValue)" == form)
      }
      #expect(
        loaded.table.headers.prefix(4).map { TextKey.letters($0.name.utf8) }
          == ["accountid", "product", "month", "active"])
    }
    #expect(rows == example.rows)
    #expect(loader.log.all.map(\.code) == example.codes)
  }

  private static func rows(_ loaded: LoadedTable) -> [[String]] {
    var view = RowView(loaded.table)
    return loaded.survey.rows.map { place in
      view.jump(to: Int(place.offset), line: place.line)
      return (0..<view.row.count).map { view.with($0) { $0.text(0..<$0.count) } }
    }
  }

  @Test("each cell knows its line and column, behind quoted line ends and letters of several bytes too")
  func places() {
    var loader = TableLoader(settings: ImportSettings(), limits: WorkspaceLimits())
    let text = "title\n\n" + Self.head + "A1,\"é\r\nü\",2026-10,5\nA1, \"x\" ,2026-11,6\n"
    let found = loader.open(Array(text.utf8), file: SourceFile("u.csv"), kinds: [.usage]).flatMap { opened in
      let loaded = loader.finish(opened, opened.survey(jobs: 1).map { $0.run() })
      return loaded.survey.rows.flatMap { place in
        (0..<4).map { column in
          "\(loaded.table.location(CellPlace(row: Int(place.offset), line: place.line, column: column)))"
        }
      }
    }
    #expect(
      found == [
        "u.csv:4:1", "u.csv:4:4", "u.csv:5:5", "u.csv:5:13", "u.csv:6:1", "u.csv:6:4", "u.csv:6:10", "u.csv:6:18",
      ])
  }
}

extension Array {
  fileprivate func appending(_ other: some Sequence<Element>) -> [Element] { self + Array(other) }
}
