import Core
import Insight
import Portfolio
import Search

/// What the forecast pages of one copy share: its quarters, its snapshots, what changed since the last one, and the record.
struct ForecastBook: Sendable {
  /// Quarters with a page: the last four, this one, the next two; those with nothing to renew are left out.
  let quarters: [QuarterForecast]
  /// This quarter's forecast, or the next one's if nothing is to renew in this one.
  let current: QuarterForecast?
  /// Snapshots, oldest first, the last one of today; empty where readers may not see amounts.
  let history: [Snapshot]
  /// What changed since `changesDay`, by account.
  let changes: [AccountChange]
  /// The day of the snapshot that changes are counted from.
  let changesDay: Day?
  /// How good past forecasts were.
  let record: ForecastRecord?

  /// The quarters before and after this one that have a page.
  private static let reach = (back: 4, ahead: 2)

  init(_ insight: Insight, for audience: Audience) {
    let all = insight.book.resolved(for: audience).flatMap { $0.all.quarters.resolved(for: audience) } ?? []
    let now = insight.portfolio.settings.fiscalYear.quarter(of: insight.asOf)
    quarters = all.filter {
      $0.quarter >= now.adding(-Self.reach.back) && $0.quarter <= now.adding(Self.reach.ahead)
        && (!$0.renewals.isEmpty || !$0.atr.amount.isZero)
    }
    current = quarters.first { $0.quarter >= now }
    let isShown = audience >= .field && current != nil
    history = isShown ? insight.history.resolved(for: audience) ?? [] : []
    let log = isShown ? insight.changes() : nil
    changes = log?.resolved(for: audience) ?? []
    changesDay = log?.day
    record = history.count > 1 ? insight.forecastRecord.resolved(for: audience) : nil
  }

  /// The newest snapshot before today.
  var last: Snapshot? { history.dropLast().last }
  /// What the book says today.
  var today: Snapshot? { history.last }

  /// Every page but the overview, which the navigation names.
  var pages: [PageID] {
    guard current != nil else { return [] }
    return quarters.map { .quarter($0.quarter) } + history.dropLast().map { .movement($0.day) }
  }

  /// What changed on one account.
  func changes(of account: Int) -> [AccountChange] {
    // By account, so everything about one lies together.
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].account < account { low = middle + 1 } else { high = middle }
    }
    return Array(changes[low...].prefix { $0.account == account })
  }

  /// The bridge over the deals that are to close within `span`, from `snapshot` to today.
  func bridge(
    from snapshot: Snapshot, _ span: ClosedRange<Day>, _ categories: [ForecastCategory] = ForecastBridge.Scope.open
  ) -> ForecastBridge? {
    today.map {
      ForecastBridge(
        from: snapshot.deals, to: $0.deals, scope: .init(span: span, categories: categories), currency: $0.currency)
    }
  }
}

extension SiteContext {
  /// Quarters and movements, to be found by name.
  var forecastEntries: [SearchEntry] {
    forecast.pages.compactMap { page in
      switch page {
      case .quarter(let quarter):
        SearchEntry(kind: .page, title: "\(quarter.display) forecast", href: page.path, subtitle: "Forecast")
      default: nil
      }
    }
  }
}
