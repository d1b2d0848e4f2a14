import Core
import Insight
import Portfolio

extension ForecastPage {
  /// A renewal that ends before it closes.
  private struct Late {
    let account: Int
    let renewal: RenewalForecast
    let close: Day?
    let days: Int
    let hasEnded: Bool
  }

  /// Renewals whose term is over, or will be, before they close; of the whole book, or of those that end within `span`.
  func lateSection(within span: ClosedRange<Day>?) -> ReportSection? {
    let late = lateRenewals().filter { item in span.map { $0.contains(item.renewal.end) } ?? true }
    guard !late.isEmpty else {
      return span == nil
        ? ReportSection(
          id: "late", heading: "Late renewals", empty: "Every open renewal is to close before its term ends.")
        : nil
    }
    return ReportSection(
      id: "late", heading: "Late renewals",
      note:
        "\(FigureFormat.counted(late.count, "renewal", "renewals")): the term is over, or will be, before they close",
      table: TableView(
        "Late renewals",
        columns: [
          .text("Account"), .text("Category"), .number("Term ends"), .number("Closes"), .number("Late by"),
          .number("ATR, \(symbol)"), .text("Manager"),
        ],
        rows: late.prefix(Self.rowLimit).map { item -> RowView in
          RowView([
            accountCell(item.account, small: item.renewal.contract.map { portfolio.contracts[$0].id }),
            category(item.renewal),
            .day(item.renewal.end), .day(item.close),
            .text(
              FigureFormat.days(item.days),
              tag: TagView(
                tone: item.hasEnded ? .late : .soon, word: item.hasEnded ? "ended, still open" : "late by plan")),
            .text(item.renewal.atr.bare), .person(owner(item.account)),
          ])
        }))
  }

  private func lateRenewals() -> [Late] {
    var found: [Late] = []
    for insight in context.insight.accounts {
      let renewals = context.visible(insight.renewals) ?? []
      found += renewals.compactMap { late(insight.account, $0) }
    }
    return found.sorted { ($0.renewal.end, $0.account) < ($1.renewal.end, $1.account) }
  }

  private func late(_ account: Int, _ renewal: RenewalForecast) -> Late? {
    guard !renewal.isDecided, renewal.contract != nil, !renewal.atr.amount.isZero else { return nil }
    let close = renewal.hasOpenOpportunity ? renewal.opportunity?.closeDate : nil
    if renewal.end < asOf {
      return Late(account: account, renewal: renewal, close: close, days: asOf - renewal.end, hasEnded: true)
    }
    guard let close, close > renewal.end else { return nil }
    return Late(account: account, renewal: renewal, close: close, days: close - renewal.end, hasEnded: false)
  }

  /// Something about a forecast that must be put in order before the call.
  private struct Untidy {
    let account: Int
    let what: String
    let day: Day?
    let atr: Total
  }

  /// Commits without a next step, close dates that have passed, notice deadlines that have passed undecided.
  func hygieneSection() -> ReportSection {
    let untidy = (reasons() + passedNotices()).sorted { a, b in
      a.atr.amount == b.atr.amount ? (a.account, a.what) < (b.account, b.what) : a.atr.amount > b.atr.amount
    }
    guard !untidy.isEmpty else {
      return ReportSection(
        id: "hygiene", heading: "Hygiene",
        empty: "Every commit has a dated next step, no close date and no undecided notice deadline has passed.")
    }
    return ReportSection(
      id: "hygiene", heading: "Hygiene", note: "To put in order before the call",
      table: TableView(
        "Forecast hygiene",
        columns: [.text("Account"), .text("What"), .number("Day"), .number("ATR, \(symbol)"), .text("Manager")],
        rows: untidy.prefix(Self.rowLimit).map { item in
          RowView([
            accountCell(item.account), .full(item.what), .day(item.day), .text(item.atr.bare),
            .person(owner(item.account)),
          ])
        }))
  }

  private func reasons() -> [Untidy] {
    context.attention.flatMap { account, list in
      list.reasons.filter { $0.kind == .commitWithoutStep || $0.kind == .closeDatePast }.map {
        Untidy(account: account, what: $0.text, day: $0.date, atr: list.atStake)
      }
    }
  }

  private func passedNotices() -> [Untidy] {
    context.insight.accounts.flatMap { insight in
      let renewals = context.visible(insight.renewals) ?? []
      return insight.contracts.compactMap { item -> Untidy? in
        let contract = portfolio.contracts[item.contract]
        guard let notice = item.dates.notice?.day, notice < asOf, contract.end >= asOf,
          contract.renewal.isAutomatic == true, !item.atr.amount.isZero,
          let renewal = renewals.first(where: { $0.contract == item.contract }), !renewal.isDecided,
          renewal.category != .commit
        else { return nil }
        return Untidy(
          account: insight.account,
          what:
            "Notice deadline of \(contract.id) has passed, still \(renewal.category?.word.lowercased() ?? "without a call")",
          day: notice, atr: item.atr)
      }
    }
  }
}
