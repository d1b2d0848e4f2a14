import Core
import Insight
import Portfolio

/// `glossary.html`: what every figure means: the rule in words, and an example worked in numbers.
struct GlossaryPage {
  let context: SiteContext

  func build() -> ReportPage {
    let entries = Glossary.entries.sorted { $0.title.lowercased() < $1.title.lowercased() }
    return ReportPage(
      frame: context.reportFrame(.glossary, "Glossary", "Every figure: its rule in words, and a worked example."),
      heading: "Glossary", subtitle: FigureFormat.counted(entries.count, "term", "terms"),
      lede: "What every figure on these pages means, and how it is worked out. The same rules make the numbers.",
      sections: [
        ReportSection(
          id: "terms", heading: "Terms", note: "By name",
          table: TableView(
            "Figures and terms",
            columns: [
              .text("Figure", order: "ascending"), .text("Rule"), .text("Worked example"), .text("Name in notes"),
            ],
            rows: entries.map { entry in
              RowView(
                id: "term-" + (Slug(from: entry.name)?.text ?? "x"),
                [.header(entry.title), .full(entry.formula), .full(entry.example), .code(entry.name)])
            }, isSortable: true))
      ])
  }
}
