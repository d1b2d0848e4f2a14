import Charts
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
          panels: panels(book.all.retention, renewals ?? []), table: periods(book.all.retention, renewals ?? [])),
        moves(book),
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

  /// The quarters as lines: value and accounts kept on one, renewals on the other.
  private func panels(_ retention: [Retention], _ renewals: [RenewalStatistics]) -> [ChartPanel] {
    // A quarter to date would look like a fall: its renewals are still to come.
    let quarters = retention.indices.filter {
      retention[$0].period.quarter != nil && retention[$0].period.isComplete && retention[$0].logosAtStart > 0
    }
    guard quarters.count > 1 else { return [] }
    let periods = quarters.compactMap { retention[$0].period.quarter.map(ChartPeriod.init) }
    func line(_ name: String, _ value: (Int) -> Rational?) -> RatioLines.Line {
      RatioLines.Line(name, quarters.map { value($0)?.approximate })
    }
    func panel(_ heading: String, _ note: String, _ id: String, _ lines: [RatioLines.Line]) -> ChartPanel? {
      guard lines.contains(where: { $0.values.contains { $0 != nil } }) else { return nil }
      return ChartPanel(
        heading: heading, note: note, chart: RatioLines(id: id, title: heading, periods: periods, lines: lines).markup)
    }
    func renewal(_ index: Int) -> RenewalStatistics? { renewals.indices.contains(index) ? renewals[index] : nil }
    return [
      panel(
        "Value kept", "Of the annual value at each quarter's first day", "value-kept",
        [line("NRR") { retention[$0].net }, line("GRR") { retention[$0].gross }]),
      panel(
        "Accounts kept", "Of the accounts at each quarter's first day", "accounts-kept",
        [line("Kept") { retention[$0].logo }]),
      panel(
        "Renewals", "Of what was due in the quarter", "renewals-kept",
        [
          line("Rate") { renewal($0).flatMap { context.visible($0.renewalRate) } },
          line("On time") { renewal($0)?.onTimeByATR },
        ]),
    ].compactMap { $0 }
  }

  /// Value that went to another account or contract: netted above, so that a merge is neither churn nor growth.
  private func moves(_ book: BookInsight) -> ReportSection? {
    let moved = zip(book.all.retention, book.transfers).filter { $0.0.period.quarter != nil }
      .flatMap { retention, transfers in transfers.map { (retention.period, $0) } }
    guard !moved.isEmpty else { return nil }
    let portfolio = context.portfolio
    func account(_ index: Int?) -> CellView {
      guard let index else { return .text("outside this book") }
      let account = portfolio.accounts[index]
      return .link(account.name, page.href(to: .account(account.slug)))
    }
    return ReportSection(
      id: "moved", heading: "Moved, not lost", note: "Transfers, merges and co-terms: netted in the figures above",
      table: TableView(
        "Value that moved",
        columns: [
          .text("Contract"), .text("From"), .text("To"), .number("Ended"), .number("Annual value"), .text("Counted in"),
        ],
        rows: moved.map { period, transfer in
          RowView([
            .header(portfolio.contracts[transfer.contract].id), account(transfer.from), account(transfer.to),
            .day(transfer.end), .text(transfer.amount.short), .text(period.title),
          ])
        }))
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
