import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// What is not as the last snapshot has it; nil if nothing is, or without a snapshot.
  func changesSection() -> ReportSection? {
    guard let day = context.forecast.changesDay else { return nil }
    let changes = context.forecast.changes(of: index)
    guard !changes.isEmpty else { return nil }
    let since = context.forecast.history.contains { $0.day == day } ? page.href(to: .movement(day)) : nil
    return ReportSection(
      id: "changes", heading: "What changed", note: "Since the snapshot of \(day.display)",
      more: since.map { LinkView(label: "In the forecast", href: $0) },
      table: ChangesView(context: context, page: page).table(changes, limit: 40, namesAccounts: false))
  }
}
