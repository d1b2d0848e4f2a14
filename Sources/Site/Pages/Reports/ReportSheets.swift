import Core
import Templates

/// The files that a report becomes: its own page, and for each table that is too long for it the pages of that table, with their
/// rows once more as scripts, so that a filter spans them.
struct ReportSheets {
  /// Rows on a page of a long table.
  static let pageSize = 400
  /// Rows that the report's own page holds in all its tables together, and at least in each.
  static let (budget, least) = (400, 60)

  /// The report's own page.
  private(set) var report: ReportPage
  /// Parts of long tables, in order: each is a page, and a script with the same rows. Pages are made one at a time, for together
  /// they are most of a large site.
  private(set) var parts: [Part] = []

  /// Some rows of a long table.
  struct Part {
    fileprivate let section: ReportSection
    fileprivate let table: TableView
    fileprivate let number: Int
    fileprivate let count: Int
    fileprivate let stem: String
    fileprivate let shardStem: String

    /// Of the page.
    var path: String { name(number) }
    /// Of the script.
    var shardPath: String { "\(shardStem)\(number + 1).js" }

    fileprivate func name(_ number: Int) -> String { number == 0 ? "\(stem).html" : "\(stem)-\(number + 1).html" }

    /// The rows.
    var rows: TableView {
      var part = table
      let first = number * ReportSheets.pageSize
      part.rows = Array(table.rows[first..<min(first + ReportSheets.pageSize, table.rows.count)])
      part.isSortable = true
      return part
    }
  }

  private let page: PageID
  private let context: SiteContext

  /// Cuts the long tables of `report`, which stands at `page`.
  init(_ report: ReportPage, at page: PageID, in context: SiteContext) {
    self.report = report
    self.page = page
    self.context = context
    let long = report.sections.indices.filter { (report.sections[$0].table?.rows.count ?? 0) > Self.least }
    let shown = max(Self.least, Self.budget / max(1, long.count))
    for index in long where (report.sections[index].table?.rows.count ?? 0) > shown { cut(section: index, to: shown) }
  }

  private mutating func cut(section index: Int, to shown: Int) {
    let section = report.sections[index]
    guard let table = section.table else { return }
    let count = (table.rows.count + Self.pageSize - 1) / Self.pageSize
    let stem = "\(page.path.dropLast(".html".count))--\(section.id)"
    let shardStem = "tables/\(stem.split(separator: "/").joined(separator: "-"))-"
    parts += (0..<count).map {
      Part(section: section, table: table, number: $0, count: count, stem: stem, shardStem: shardStem)
    }
    report.sections[index].table?.rows = Array(table.rows.prefix(shown))
    report.sections[index].table?.isSortable = true
    report.sections[index].table?.shards = RowShards(path: page.root + shardStem, count: count)
    report.sections[index].more = LinkView(
      label: "All \(FigureFormat.decimal(Rational(table.rows.count), digits: 0))", href: page.root + "\(stem).html")
  }

  /// The page of `part`, whose rows are `made`.
  func list(_ part: Part, made: [UInt8]) -> ReportPage {
    let (section, number) = (part.section, part.number)
    var table = part.table
    table.rows = []
    table.madeRows = made
    table.isSortable = true
    if part.count > 1 {
      table.shards = RowShards(path: page.root + part.shardStem, count: part.count, page: number)
    }
    let title = "\(report.heading): \(section.heading)"
    let pages = PageLink.shown(from: number, of: part.count).map {
      PageLink(label: String($0 + 1), href: page.root + part.name($0), isCurrent: $0 == number)
    }
    return ReportPage(
      frame: context.frame(
        for: page, title: number == 0 ? title : "\(title), page \(number + 1)",
        description: "\(title) on \(context.asOf.display).",
        crumbs: report.frame.crumbs.dropLast() + [
          LinkView(label: report.heading, href: page.root + page.path), LinkView(label: section.heading, href: nil),
        ]),
      heading: title, subtitle: part.count > 1 ? "page \(number + 1) of \(part.count)" : "",
      sections: [ReportSection(id: section.id, heading: section.heading, note: section.note, table: table)],
      pages: part.count > 1 ? pages : [])
  }
}
