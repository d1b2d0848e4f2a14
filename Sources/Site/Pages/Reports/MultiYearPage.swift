import Core
import Insight
import Portfolio

/// `multi-year.html`: who have we not talked to? Contracts longer than twelve months, with anniversary, uplift and touches.
struct MultiYearPage {
  let context: SiteContext
  let page = PageID.report(.multiYear)

  /// Running contracts longer than twelve months.
  static func entries(_ context: SiteContext) -> [TimelineBook.Entry] {
    (context.timeline.entries + context.timeline.beyond)
      .filter { $0.contract.isMultiYear && $0.contract.start <= context.asOf }
  }

  func build() -> ReportPage {
    let entries = Self.entries(context)
    let quiet = entries.filter { context.visible(context.insight.accounts[$0.account].touch)?.isQuiet == true }
    let soon = entries.filter { next($0).map { $0 - context.asOf <= 90 } ?? false }
    let value = entries.reduce(Total(.zero, context.portfolio.settings.currency)) {
      $0 + context.insight.accounts[$1.account].contracts[$1.place].arr
    }
    return ReportPage(
      frame: context.reportFrame(
        .multiYear, "Multi-year", "Contracts longer than twelve months: who have we not talked to?"),
      heading: "Multi-year",
      subtitle: "\(FigureFormat.counted(entries.count, "contract", "contracts")) longer than twelve months",
      tiles: [
        FigureTile(
          label: "Under multi-year terms", value: context.money(value), exact: value.exact, note: "annual value today"),
        FigureTile(
          label: "Gone quiet", value: String(quiet.count), note: "no touch within the cadence", isBad: !quiet.isEmpty),
        FigureTile(
          label: "Anniversary within 90 days", value: String(soon.count), note: "the day to show what the year gave"),
      ],
      sections: [
        ReportSection(
          id: "contracts", heading: "Contracts", note: "By next anniversary",
          table: TableView(
            "Contracts longer than twelve months",
            columns: [
              .text("Account"), .text("Contract"), .number("Next anniversary"), .number("Uplift"),
              .number("ARR, \(symbol)K"),
              .number("Ends"), .number("Last touch"), .number("Next touch due"),
            ],
            rows: entries.sorted {
              (next($0) ?? $0.contract.end, $0.account) < (next($1) ?? $1.contract.end, $1.account)
            }.map(row),
            isSortable: true)),
        scheduleSection(entries),
      ].compactMap(\.self))
  }

  private var symbol: String { context.portfolio.settings.currency.symbol }

  private func next(_ entry: TimelineBook.Entry) -> Day? { entry.contract.anniversaries.first { $0 >= context.asOf } }

  private func row(_ entry: TimelineBook.Entry) -> RowView {
    let account = context.portfolio.accounts[entry.account]
    let insight = context.insight.accounts[entry.account]
    let touch = context.visible(insight.touch)
    let uplift = entry.contract.renewal.upliftPercent.map { FigureFormat.trimmed($0, digits: 2) + "%" }
    let arr = insight.contracts[entry.place].arr
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))), .text(entry.contract.id),
      next(entry).map {
        .day(
          $0,
          tag: $0 - context.asOf <= 90 ? TagView(tone: .soon, word: "in \(FigureFormat.days($0 - context.asOf))") : nil)
      }
        ?? .text("last year"),
      .text(uplift ?? "–"), .text(FigureFormat.decimal(arr.amount * Rational(1, over: 1000), digits: 1)),
      .day(entry.contract.end),
      touch?.last.map { .day($0.day) } ?? .text("", tag: TagView(tone: .late, word: "never")),
      touch?.nextDue.map {
        .day(
          $0, tag: touch?.isQuiet == true ? TagView(tone: .late, word: FigureFormat.remaining($0 - context.asOf)) : nil)
      }
        ?? .text("now"),
    ])
  }
}
