import Core
import Insight
import Portfolio

/// Something with a day on some account: an open task, a milestone, a notice deadline, the end of a contract.
struct AgendaItem: Sendable {
  /// Index in `Portfolio.accounts`.
  let account: Int
  let day: Day
  let what: String
  let who: String?

  /// By day, account and words.
  static func precedes(_ a: AgendaItem, _ b: AgendaItem) -> Bool {
    (a.day, a.account, a.what) < (b.day, b.account, b.what)
  }

  /// Everything dated that is still open and visible to the copy's readers, by day.
  static func all(_ portfolio: Portfolio, _ insight: Insight, for audience: Audience) -> [AgendaItem] {
    insight.accounts.flatMap { items($0, portfolio, insight.asOf, audience) }.sorted(by: precedes)
  }

  private static func items(
    _ insight: AccountInsight, _ portfolio: Portfolio, _ asOf: Day, _ audience: Audience
  ) -> [AgendaItem] {
    let account = portfolio.accounts[insight.account]
    let owner = account.ownerName(for: audience)
    var items: [AgendaItem] = []
    func add(_ day: Day, _ what: String, _ who: String? = nil) {
      items.append(AgendaItem(account: insight.account, day: day, what: what, who: who ?? owner))
    }
    let tasks = account.actions.compactMap { $0.resolved(for: audience) }.filter { !$0.isDone }
    for task in tasks {
      if let due = task.due { add(due, task.text, task.assignee.map { account.person($0, for: audience) }) }
    }
    for contract in insight.contracts {
      let header = portfolio.contracts[contract.contract]
      guard header.end >= asOf, header.status != .draft, header.status != .cancelled else { continue }
      add(header.end, "\(header.id) ends")
      if let notice = contract.dates.notice, notice.day >= asOf, contract.dates.autoRenewal?.state != .noticeGiven {
        add(notice.day, "Notice deadline of \(header.id)")
      }
      for milestone in contract.dates.milestones.compactMap({ $0.resolved(for: audience) }) {
        guard milestone.progress == .due || milestone.progress == .overdue,
          !tasks.contains(where: { $0.text.utf8.starts(with: milestone.milestone.title.utf8) })
        else { continue }
        add(milestone.day, "\(milestone.milestone.title), \(milestone.mark) of \(header.id)")
      }
    }
    return items
  }
}
