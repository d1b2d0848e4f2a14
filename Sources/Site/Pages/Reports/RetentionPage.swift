import Core
import Insight
import Portfolio

/// `retention.html`: how are we doing? GRR, NRR, logo and on-time renewal rate by quarter, segment, region and owner.
struct RetentionPage {
  let context: SiteContext
  let page = PageID.report(.retention)

  func build() -> ReportPage {
    guard let book = context.visible(context.insight.book) else {
      return ReportPage(frame: frame, heading: "Retention", subtitle: "", empty: "Retention is not part of this copy.")
    }
    let trailing = book.all.retention.last
    let renewals = context.visible(book.all.renewals)
    return ReportPage(
      frame: frame, heading: "Retention",
      subtitle: trailing.map { "\($0.period.title), \($0.logosAtStart) accounts at its start" } ?? "",
      tiles: tiles(trailing, renewals?.last),
      sources: [context.source(["book.grr", "book.nrr"], account: nil)].compactMap { $0 },
      sections: [
        ReportSection(
          id: "quarters", heading: "By period", note: "Each cohort: the accounts with value at the period's first day",
          table: periods(book.all.retention, renewals ?? [])),
        slices(
          "owner", "By manager",
          book.owners.map { ($0.key.map(PersonView.name(fromAddress:)) ?? "No owner", $0.figures) }),
        context.visible(book.segments).flatMap {
          slices("segment", "By segment", $0.map { ($0.key ?? "No segment", $0.figures) })
        },
        context.visible(book.regions).flatMap {
          slices("region", "By region", $0.map { ($0.key ?? "No region", $0.figures) })
        },
      ].compactMap { $0 })
  }

  private var frame: PageFrame {
    context.reportFrame(.retention, "Retention", "How are we doing: gross and net retention, logos, renewals on time.")
  }

  private func percent(_ share: Rational?) -> String { share.map { FigureFormat.percent($0) } ?? "–" }

  private func tiles(_ retention: Retention?, _ renewals: RenewalStatistics?) -> [FigureTile] {
    [
      FigureTile(
        label: "Gross retention", value: retention?.gross.map { FigureFormat.percent($0) },
        note: fraction(retention?.kept, retention?.base)),
      FigureTile(
        label: "Net retention", value: retention?.net.map { FigureFormat.percent($0) },
        note: fraction(retention?.now, retention?.base)),
      FigureTile(
        label: "Accounts kept", value: retention?.logo.map { FigureFormat.percent($0) },
        note: retention.map { "\($0.logosKept) of \($0.logosAtStart)" } ?? ""),
      FigureTile(
        label: "Renewed on time, by ATR", value: renewals?.onTimeByATR.map { FigureFormat.percent($0) },
        note: "by count \(percent(renewals?.onTimeByCount))"),
    ]
  }

  private func fraction(_ part: Total?, _ whole: Total?) -> String {
    guard let part, let whole else { return "" }
    return "\(part.short) of \(whole.short)"
  }

  private func periods(_ retention: [Retention], _ renewals: [RenewalStatistics]) -> TableView {
    TableView(
      "Retention by period",
      columns: [
        .text("Period"), .number("At its start"), .number("GRR"), .number("NRR"), .number("Accounts kept"),
        .number("Renewal rate"),
        .number("On time, count"), .number("On time, ATR"),
      ],
      rows: retention.enumerated().map { place, item in
        let renewal = renewals.indices.contains(place) ? renewals[place] : nil
        return RowView([
          .header(item.period.title), .text(item.base.short), .text(percent(item.gross)), .text(percent(item.net)),
          .text(percent(item.logo), small: "\(item.logosKept) of \(item.logosAtStart)"),
          .text(percent(renewal.flatMap { context.visible($0.renewalRate) })),
          .text(percent(renewal?.onTimeByCount)), .text(percent(renewal?.onTimeByATR)),
        ])
      })
  }

  private func slices(_ id: String, _ heading: String, _ slices: [(name: String, figures: BookFigures)])
    -> ReportSection?
  {
    guard slices.count > 1 else { return nil }
    return ReportSection(
      id: id, heading: heading, note: slices[0].figures.trailing.map(\.period.title),
      table: TableView(
        heading,
        columns: [
          .text(heading), .number("Accounts"), .number("ARR"), .number("GRR"), .number("NRR"), .number("Accounts kept"),
        ],
        rows: slices.map { slice in
          let trailing = slice.figures.trailing
          return RowView([
            .header(slice.name), .text(String(slice.figures.accounts.count)), .text(slice.figures.arr.short),
            .text(percent(trailing?.gross)),
            .text(percent(trailing?.net)), .text(percent(trailing?.logo)),
          ])
        }))
  }
}
