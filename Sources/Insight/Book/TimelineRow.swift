public import Core
import Portfolio

/// A contract on the timeline: where its figures are found, and what is drawn.
public struct TimelineRow: Sendable, Hashable {
  /// Index of the account.
  public let account: Int
  /// Place in `AccountInsight.contracts`.
  public let place: Int
  /// First day of service.
  public let start: Day
  /// Last day of service.
  public let end: Day
  /// The working day by which notice must have arrived.
  public let notice: Day?
  /// Last day of the term after it, if the contract renews itself.
  public let nextEnd: Day?
  /// Days on which further years of a term of several years begin.
  public let anniversaries: [Day]
  /// Up for renewal, roll-up currency.
  public let atr: Total
}

extension Insight {
  /// Contracts whose last day falls in `span`, drafts left out: by last day, then ATR, largest first, then account.
  public func timeline(in span: ClosedRange<Day>, among members: [Int]? = nil) -> [TimelineRow] {
    let rows = (members ?? Array(accounts.indices)).flatMap { account in
      accounts[account].contracts.indices.compactMap { row(account, $0, span) }
    }
    return rows.sorted { a, b in
      if a.end != b.end { return a.end < b.end }
      return a.atr.amount == b.atr.amount
        ? (a.account, a.place) < (b.account, b.place) : a.atr.amount > b.atr.amount
    }
  }

  private func row(_ account: Int, _ place: Int, _ span: ClosedRange<Day>) -> TimelineRow? {
    let insight = accounts[account].contracts[place]
    let contract = portfolio.contracts[insight.contract]
    guard contract.status != .draft, span.contains(contract.end) else { return nil }
    return TimelineRow(
      account: account, place: place, start: contract.start, end: contract.end, notice: insight.dates.notice?.day,
      nextEnd: insight.dates.autoRenewal?.nextEnd, anniversaries: contract.anniversaries, atr: insight.atr)
  }
}
