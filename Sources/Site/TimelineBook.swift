import Charts
import Core
import Insight
import Portfolio

/// All running contracts by the quarter in which they end, cut into pages; made once for a copy.
struct TimelineBook: Sendable {
  /// A running contract.
  struct Entry: Sendable {
    /// Index in `Portfolio.accounts`.
    let account: Int
    /// Place in `AccountInsight.contracts`.
    let place: Int
    let contract: Contract
  }

  /// Contracts that end in one quarter, or a part of them where a page would get too long.
  struct Group: Sendable {
    let quarter: FiscalQuarter
    let part: Int
    let entries: [Entry]
  }

  /// Rows a page: 500 KB hold some 600.
  static let pageSize = 400
  static let quarterCount = 8

  /// Contracts within the eight quarters, by their last day.
  let entries: [Entry]
  /// The same, cut; at least one page.
  let pages: [[Group]]
  let beyond: [Entry]
  /// Number of contracts within the eight quarters.
  let within: Int
  let firstQuarter: FiscalQuarter
  /// Last day of the eighth quarter.
  let lastDay: Day

  init(_ portfolio: Portfolio, _ insight: Insight) {
    let (asOf, calendar) = (insight.asOf, portfolio.settings.fiscalYear)
    firstQuarter = calendar.quarter(of: asOf)
    let lastDay = calendar.end(of: firstQuarter.adding(Self.quarterCount - 1))
    self.lastDay = lastDay
    let all = insight.accounts.flatMap { account in
      account.contracts.enumerated().map { place, contract in
        Entry(account: account.account, place: place, contract: portfolio.contracts[contract.contract])
      }
    }.filter { $0.contract.end >= asOf && $0.contract.status != .draft && $0.contract.status != .cancelled }
      .sorted { ($0.contract.end, $0.account, $0.contract.id) < ($1.contract.end, $1.account, $1.contract.id) }
    entries = all.filter { $0.contract.end <= lastDay }
    within = entries.count
    beyond = all.filter { $0.contract.end > lastDay }
    pages = Self.paged(Self.groups(entries, calendar))
  }

  private static func groups(_ entries: [Entry], _ calendar: FiscalCalendar) -> [Group] {
    var groups: [Group] = []
    var start = 0
    while start < entries.count {
      let quarter = calendar.quarter(of: entries[start].contract.end)
      var end = start
      while end < entries.count, calendar.quarter(of: entries[end].contract.end) == quarter { end += 1 }
      for (part, from) in stride(from: start, to: end, by: pageSize).enumerated() {
        groups.append(Group(quarter: quarter, part: part, entries: Array(entries[from..<min(from + pageSize, end)])))
      }
      start = end
    }
    return groups
  }

  private static func paged(_ groups: [Group]) -> [[Group]] {
    var pages: [[Group]] = [[]]
    var count = 0
    for group in groups {
      if count > 0, count + group.entries.count > pageSize {
        pages.append([])
        count = 0
      }
      pages[pages.count - 1].append(group)
      count += group.entries.count
    }
    return pages
  }
}

extension SiteContext {
  /// Contracts as rows over `quarterCount` quarters from the current one on.
  func gantt(
    _ entries: [TimelineBook.Entry], over quarterCount: Int = TimelineBook.quarterCount, id: String, title: String,
    from page: PageID
  ) -> [UInt8] {
    let calendar = portfolio.settings.fiscalYear
    let quarters = (0..<quarterCount).map { timeline.firstQuarter.adding($0) }
    return PortfolioGantt(
      id: id, title: title, rows: entries.map { row($0, from: page) },
      quarters: quarters.map { PortfolioGantt.Quarter(from: calendar.start(of: $0), ChartPeriod($0)) },
      through: calendar.end(of: timeline.firstQuarter.adding(quarterCount - 1)), today: asOf,
      valueHeader: "ATR, \(portfolio.settings.currency.symbol)K"
    ).markup
  }

  private func row(_ entry: TimelineBook.Entry, from page: PageID) -> PortfolioGantt.Row {
    let account = portfolio.accounts[entry.account]
    let insight = insight.accounts[entry.account]
    let contract = insight.contracts[entry.place]
    let renewal = contract.dates.autoRenewal
    return PortfolioGantt.Row(
      account.name, href: page.href(to: .account(account.slug)), contract: entry.contract.id,
      band: ChartBand(visible(insight.health)?.band), from: entry.contract.start, through: entry.contract.end,
      notice: contract.dates.notice?.day,
      anniversaries: entry.contract.isMultiYear ? entry.contract.anniversaries.filter { $0 > asOf - 90 } : [],
      rollsThrough: renewal?.state == .rolledOver && entry.contract.status != .renewed ? renewal?.nextEnd : nil,
      value: FigureFormat.decimal(contract.atr.amount * Rational(1, over: 1000), digits: 1))
  }
}
