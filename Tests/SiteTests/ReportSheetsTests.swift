import Core
import Testing

@testable import Site

@Suite("A report whose tables are long becomes several pages that lose no row")
struct ReportSheetsTests {
  private func sheets(_ counts: [Int], at page: PageID = .report(.risks)) throws -> ReportSheets {
    let book = SiteFixture()
    let context = SiteContext(book.portfolio, book.insight, for: .team, problems: [], inputDigest: ContentHash([1]))
    let sections = counts.enumerated().map { index, count in
      ReportSection(
        id: "s\(index)", heading: "Section \(index)",
        table: TableView(
          "Table", columns: [.text("Name")], rows: (0..<count).map { RowView([.header("s\(index)-\($0)")]) }))
    }
    let frame = context.frame(
      for: page, title: "R", description: "r",
      crumbs: [LinkView(label: "Portfolio", href: ""), LinkView(label: "R", href: nil)])
    return ReportSheets(
      ReportPage(frame: frame, heading: "Report", subtitle: "", sections: sections), at: page, in: context)
  }

  private func names(_ rows: [RowView]) -> [String] { rows.compactMap { $0.cells.first?.text } }

  @Test(arguments: [[0], [60], [400], [401], [1201], [61, 61], [800, 30, 2000], [61, 61, 61, 61, 61, 61, 61, 61]])
  func everyRowStandsOnceOnThePagesOfItsTable(counts: [Int]) throws {
    let sheets = try sheets(counts)
    for (index, count) in counts.enumerated() {
      let all = (0..<count).map { "s\(index)-\($0)" }
      let own = sheets.report.sections[index]
      let pages = sheets.parts.filter { $0.path.contains("--s\(index)") }
      if pages.isEmpty {
        #expect(names(own.table?.rows ?? []) == all)
        #expect(own.more == nil)
      } else {
        #expect(pages.flatMap { names($0.rows.rows) } == all)
        #expect(pages.allSatisfy { $0.shardPath.contains("--s\(index)") })
        #expect(names(own.table?.rows ?? []) == Array(all.prefix(own.table?.rows.count ?? 0)))
        #expect(own.more?.href == "risks--s\(index).html")
      }
    }
    let rows = sheets.report.sections.reduce(0) { $0 + ($1.table?.rows.count ?? 0) }
    #expect(rows <= max(ReportSheets.budget, ReportSheets.least * counts.count) + ReportSheets.least * counts.count)
    #expect(sheets.parts.allSatisfy { $0.rows.rows.count <= ReportSheets.pageSize })
  }

  @Test func pagesBelowAFolderFindTheirWayBack() throws {
    let slug = try #require(Slug("jane-doe"))
    let sheets = try sheets([900], at: .owner(slug))
    #expect(
      sheets.parts.map(\.path) == [
        "owners/jane-doe--s0.html", "owners/jane-doe--s0-2.html", "owners/jane-doe--s0-3.html",
      ])
    #expect(sheets.parts.map(\.shardPath) == (1...3).map { "tables/owners-jane-doe--s0-\($0).js" })
    let last = sheets.list(try #require(sheets.parts.last), made: [0x21])
    #expect(last.pages.map(\.href) == sheets.parts.map { "../" + $0.path })
    #expect(last.sections[0].table?.rows.isEmpty == true && last.sections[0].table?.madeRows == [0x21])
    #expect(last.pages.map(\.isCurrent) == [false, false, true])
    #expect(last.frame.crumbs.map(\.href) == ["", "../owners/jane-doe.html", nil])
    #expect(last.sections[0].table?.shards?.path == "../tables/owners-jane-doe--s0-")
    #expect(last.sections[0].table?.shards?.page == 2)
  }

  @Test(arguments: [1, 2, 30, 31, 1500])
  func everyPageOfATableIsReachedFromAnyOther(count: Int) {
    for current in 0..<count {
      let shown = PageLink.shown(from: current, of: count)
      #expect(shown == shown.sorted() && shown.first == 0 && shown.last == count - 1 && shown.contains(current))
      #expect(shown.count <= 32)
      #expect(current + 1 == count || shown.contains(current + 1))
    }
  }

  @Test func placesOfAccountsAreThoseOfAFilter() {
    let list = [3, 0, 0, 2, 3, 1, 0]
    let places = AccountPlaces(list, of: 5)
    for accounts in [[], [0], [4], [3, 0], [0, 1, 2, 3, 4]] {
      #expect(places.of(accounts) == list.indices.filter { accounts.contains(list[$0]) })
    }
  }

  @Test func amountsOfAColumnShowCentsAllOrNone() {
    let table = TableView(
      "T", columns: [.text("Account"), .number("ATR, $"), .number("Gap, $"), .number("Deals")],
      rows: [
        RowView([.header("A 7"), .text("1,234.50"), .text("+10"), .text("3")]),
        RowView([.header("B 1.25"), .text("96,000"), .text("−4"), .text("12")]),
        RowView([.header("C"), .text("–"), .text("no snapshot"), .text("0")]),
      ], footer: RowView([.header("All"), .text("97,234.50"), .text("−6"), .text("15")]))
    let texts = (table.rows + [table.footer].compactMap { $0 }).map { $0.cells.map(\.text) }
    #expect(
      texts == [
        ["A 7", "1,234.50", "+10", "3"], ["B 1.25", "96,000.00", "−4", "12"], ["C", "–", "no snapshot", "0"],
        ["All", "97,234.50", "−6", "15"],
      ])
  }
}
