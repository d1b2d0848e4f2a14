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
  /// Pages of long tables, by path.
  private(set) var lists: [(path: String, page: ReportPage)] = []
  /// Rows of those pages, by path.
  private(set) var shards: [(path: String, table: TableView)] = []

  private let page: PageID

  /// Cuts the long tables of `report`, which stands at `page`.
  init(_ report: ReportPage, at page: PageID, in context: SiteContext) {
    self.report = report
    self.page = page
    let long = report.sections.indices.filter { (report.sections[$0].table?.rows.count ?? 0) > Self.least }
    let shown = max(Self.least, Self.budget / max(1, long.count))
    for index in long where (report.sections[index].table?.rows.count ?? 0) > shown {
      cut(section: index, to: shown, in: context)
    }
  }

  private mutating func cut(section index: Int, to shown: Int, in context: SiteContext) {
    let section = report.sections[index]
    guard let table = section.table else { return }
    let count = (table.rows.count + Self.pageSize - 1) / Self.pageSize
    let stem = "\(page.path.dropLast(".html".count))--\(section.id)"
    let shardStem = "tables/\(stem.split(separator: "/").joined(separator: "-"))-"
    let name = { (number: Int) in number == 0 ? "\(stem).html" : "\(stem)-\(number + 1).html" }
    for number in 0..<count {
      var part = table
      part.rows = Array(table.rows[(number * Self.pageSize)..<min((number + 1) * Self.pageSize, table.rows.count)])
      part.isSortable = true
      part.shards = count > 1 ? RowShards(path: page.root + shardStem, count: count, page: number) : nil
      shards.append(("\(shardStem)\(number + 1).js", part))
      lists.append((name(number), list(section, part, number: number, of: count, name: name, in: context)))
    }
    report.sections[index].table?.rows.removeLast(table.rows.count - shown)
    report.sections[index].table?.isSortable = true
    report.sections[index].table?.shards = RowShards(path: page.root + shardStem, count: count)
    report.sections[index].more = LinkView(
      label: "All \(FigureFormat.decimal(Rational(table.rows.count), digits: 0))", href: page.root + name(0))
  }

  private func list(
    _ section: ReportSection, _ table: TableView, number: Int, of count: Int, name: (Int) -> String,
    in context: SiteContext
  ) -> ReportPage {
    let title = "\(report.heading): \(section.heading)"
    let pages = (0..<count).map {
      PageLink(label: String($0 + 1), href: page.root + name($0), isCurrent: $0 == number)
    }
    return ReportPage(
      frame: context.frame(
        for: page, title: number == 0 ? title : "\(title), page \(number + 1)",
        description: "\(title) on \(context.asOf.display).",
        crumbs: report.frame.crumbs.dropLast() + [
          LinkView(label: report.heading, href: page.root + page.path), LinkView(label: section.heading, href: nil),
        ]),
      heading: title, subtitle: count > 1 ? "page \(number + 1) of \(count)" : "",
      sections: [ReportSection(id: section.id, heading: section.heading, note: section.note, table: table)],
      pages: count > 1 ? pages : [])
  }
}
