import Charts
import Core
import Insight
import Portfolio

extension PortfolioPageBuilder {
  /// Renewal amounts by category for this quarter and the three after it.
  func forecast(_ figures: BookFigures, _ quarter: FiscalQuarter) -> ChartSection? {
    nil
  }

  /// Annual value by score, a dot an account.
  func territory() -> ChartSection? {
    nil
  }

  /// What falls due within 14 days: ends of contracts, notice deadlines, milestones.
  func upcoming() -> UpcomingView {
    let (portfolio, asOf) = (context.portfolio, context.asOf)
    var rows: [(day: Day, account: Int, what: String)] = []
    for insight in context.insight.accounts {
      for contract in insight.contracts {
        let end = portfolio.contracts[contract.contract].end
        let status = portfolio.contracts[contract.contract].status
        guard status != .draft, status != .cancelled else { continue }
        rows.append((end, insight.account, "contract ends"))
        if let notice = contract.dates.notice, contract.dates.autoRenewal?.state != .noticeGiven {
          rows.append((notice.day, insight.account, "notice deadline"))
        }
        for milestone in contract.dates.milestones.compactMap({ context.visible($0) }) where milestone.progress == .due {
          rows.append((milestone.day, insight.account, "\(milestone.milestone.title.lowercased()), \(milestone.mark)"))
        }
      }
    }
    let near = rows.filter { (0...14).contains($0.day - asOf) }
      .sorted { ($0.day, $0.account, $0.what) < ($1.day, $1.account, $1.what) }
    return UpcomingView(
      rows: near.prefix(12).map { row in
        let account = portfolio.accounts[row.account]
        return UpcomingRow(
          name: account.name, href: page.href(to: .account(account.slug)), what: row.what,
          who: PersonView.name(fromAddress: account.owner), day: DayView(day: row.day), isSoon: row.day - asOf <= 7)
      })
  }
}
