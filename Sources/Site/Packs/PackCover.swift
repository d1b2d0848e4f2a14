import Core
import Insight
import Portfolio

/// The first page of a pack: the agenda, and how fresh the data behind it is.
struct PackCover {
  let agenda: PackAgenda
  private var context: SiteContext { agenda.context }
  var page: PageID { .pack(agenda.ritual, about: agenda.subject?.slug) }

  func build() -> ReportPage {
    let heading = agenda.ritual.title + (agenda.subject.map { ": \($0.name)" } ?? "")
    return ReportPage(
      frame: context.frame(
        for: page, title: heading, description: "\(heading), \(context.asOf.display): agenda and data dates.",
        crumbs: [LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: heading, href: nil)]),
      heading: heading,
      subtitle: "\(context.asOf.display), \(FigureFormat.counted(agenda.points.count, "page", "pages")) follow",
      lede: lede,
      sections: [points, data])
  }

  /// Where the number stands, before a meeting that asks for it.
  private var lede: String? {
    guard agenda.ritual == .forecast || agenda.ritual == .week, let current = context.forecast.current else {
      return nil
    }
    return ForecastPage(context, current, page: page).lede()
  }

  private var points: ReportSection {
    ReportSection(
      id: "agenda", heading: "Agenda", note: "In the order of the meeting",
      table: TableView(
        "Agenda", columns: [.text("Point"), .text("Page that answers it")],
        rows: agenda.points.enumerated().map { number, point in
          RowView([
            .header("\(number + 1). \(point.title)", href: page.href(to: point.page)), .full(point.note),
          ])
        }))
  }

  private var data: ReportSection {
    let rows = [
      row("Snapshot compared with", context.forecast.last?.day, of: nil),
      row("Licence usage", newest { portfolio.usage(of: $0).map(\.month.lastDay).max() }),
      row("Health readings", newest { context.visible(portfolio.readings(of: $0))?.map(\.day).max() }),
      row("Conversations", newest { context.visible(portfolio.accounts[$0].touches)?.map(\.day).max() }),
    ].compactMap(\.self)
    return ReportSection(
      id: "data", heading: "Dates of the data",
      note: "Contracts and opportunities as exported; the newest of everything else",
      table: TableView(
        "Dates of the data", columns: [.text("What"), .text("Of accounts"), .number("Newest"), .number("Age")],
        rows: rows),
      empty: rows.isEmpty ? "Contracts alone: no snapshot, usage, reading or conversation is known." : nil)
  }

  private var portfolio: Portfolio { context.portfolio }

  /// The newest day of all accounts, and how many of them have one.
  private func newest(_ day: (Int) -> Day?) -> (day: Day?, count: Int) {
    let days = portfolio.accounts.indices.compactMap { index in day(index).map { min($0, context.asOf) } }
    return (days.max(), days.count)
  }

  private func row(_ what: String, _ newest: (day: Day?, count: Int)) -> RowView? {
    row(what, newest.day, of: newest.count)
  }

  private func row(_ what: String, _ day: Day?, of count: Int?) -> RowView? {
    guard let day else { return nil }
    return RowView([
      .header(what), .text(count.map { "\($0) of \(portfolio.accounts.count)" } ?? "–"), .day(day),
      .text(FigureFormat.days(context.asOf - day)),
    ])
  }
}
