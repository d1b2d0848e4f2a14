import Charts
import Core
import Markdown
import Portfolio
import Templates

/// `style-book.html`, built only when asked for: every component in every state, to look at after a change of style.
struct StyleBookPage: TemplateModel {
  let report: ReportPage
  let bands: [BandView]
  let tags: [TagView]
  let categories: [CategoryView]
  let people: [PersonView]
  let prose: [UInt8]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.report.frame },
    .text("heading") { $0.report.heading },
    .text("subtitle") { $0.report.subtitle },
    .optionalText("lede") { $0.report.lede },
    .list("tiles") { $0.report.tiles },
    .text("tiles_class") { _ in "four" },
    .list("sources") { $0.report.sources },
    .list("sections") { $0.report.sections },
    .list("pages") { $0.report.pages },
    .optionalText("empty") { $0.report.empty },
    .list("bands") { $0.bands },
    .list("tags") { $0.tags },
    .list("categories") { $0.categories },
    .list("people") { $0.people },
    .html("prose") { $0.prose })

  init(_ context: SiteContext) {
    let page = PageID.styleBook
    bands = [BandView(.red, score: "24"), BandView(.yellow, score: "62"), BandView(.green, score: "91"), BandView(nil)]
    tags = [
      TagView(tone: .late, word: "12 days late"), TagView(tone: .soon, word: "in 5 days"),
      TagView(tone: .ok, word: "done"), TagView(tone: .plain, word: "open"),
    ]
    categories = ForecastCategory.drawn.map(CategoryView.init(category:))
    people = [PersonView("Ana Ferreira"), PersonView("ben.osei@example.com"), PersonView("Tom")]
    prose = Self.prose(context, page)
    report = ReportPage(
      frame: context.frame(
        for: page, title: "Style book", description: "Every component in every state.",
        crumbs: [
          LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: "Style book", href: nil),
        ]),
      heading: "Style book", subtitle: "Every component in every state",
      lede: "Look at this page in both themes, at 390 pixels and printed after a change of style.",
      tiles: [
        FigureTile(
          label: "A figure", value: "$1.24M", exact: "1,240,518.20 USD", share: "93.1%",
          note: "exact on hover, a share beside it"),
        FigureTile(label: "A bad figure", value: "4", note: "in red, and the note says why", isBad: true),
        FigureTile(label: "A figure that isn't there", value: nil, note: "says none"),
        FigureTile(label: "A long label that needs two lines on a phone", value: "−$18,400", note: "a real minus sign"),
      ],
      sources: [
        SourceView(
          formulas: ["Renewal rate: renewed ATR ÷ ATR", "868,000 ÷ 932,000 = 93.1%"],
          inputs: [SourceInputView(name: "C-1042", value: "868,000.00", place: "content/contracts/contracts.csv:12:7")],
          leftOut: ["C-1077: a draft"])
      ],
      sections: [Self.tables(context), Self.emptySection] + StyleBookCharts.sections(asOf: context.asOf),
      pages: [
        PageLink(label: "Alder … Elder", href: page.path, isCurrent: true),
        PageLink(label: "Fennel … Juniper", href: page.path, isCurrent: false),
      ])
  }

  private static let emptySection = ReportSection(
    id: "empty", heading: "Nothing to show", note: "What is missing, and which file to add",
    empty: "No usage yet. Put monthly usage into content/usage/ as CSV.")

  private static func tables(_ context: SiteContext) -> ReportSection {
    let late = CellView.day(context.asOf - 3, tag: TagView(tone: .late, word: "3 days late"))
    let rows = [
      RowView([
        .header("Larkspur Robotics", href: "#tables", small: "Second line"), .band(BandView(.red, score: "24")),
        .category(CategoryView(category: .commit)), .person("Ana Ferreira"), late, .text("1,240.5"),
      ]),
      RowView([
        .header("A name so long that it has to break somewhere, as Alder, Finch and Sons Holdings do"),
        .band(BandView(.green, score: "91")), .category(CategoryView(category: .closedLost)), .person("Tom"),
        .day(context.asOf + 40), .text("−18.4", isBad: true),
      ]),
      RowView([
        .header("Nothing known"), .band(BandView(nil)), .category(nil), .person(nil), .day(nil), .text("–"),
      ]),
    ]
    return ReportSection(
      id: "tables", heading: "A table", note: "Sorted, filtered, with a footer; stacked on a phone",
      more: LinkView(label: "All 1,204", href: "#tables"),
      table: TableView(
        "Table with every kind of cell",
        columns: [
          .text("Account", order: "ascending"), .text("Health"), .text("Forecast"), .text("Owner"), .number("Due"),
          .number("ARR, $K"),
        ], rows: rows,
        footer: RowView([.header("Together"), .none, .none, .none, .none, .text("1,222.1")]), isSortable: true))
  }

  /// What notes and guides may hold, read and written as they are.
  private static func prose(_ context: SiteContext, _ page: PageID) -> [UInt8] {
    var log = Diagnostics()
    let document = MarkdownDocument(Array(StyleBookNote.text.utf8), file: SourceFile("style-book.md"), into: &log)
    return document.html(for: context.audience, resolver: NoteResolver(context, page: page, account: nil))
  }
}
