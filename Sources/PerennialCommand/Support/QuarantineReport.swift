import Core
import Portfolio

/// What is said of accounts that were left out: their problems with all others, and at the end each of them by name.
struct QuarantineReport {
  private var accounts: [QuarantinedAccount] = []

  /// Nothing was left out.
  init() {}

  /// The accounts that `portfolio` leaves out.
  init(_ portfolio: Portfolio) { accounts = portfolio.quarantined }

  /// Whether none was left out.
  var isEmpty: Bool { accounts.isEmpty }

  /// What is wrong with them.
  var problems: Diagnostics {
    var problems = Diagnostics()
    for account in accounts { account.diagnostics.forEach { problems.append($0) } }
    return problems
  }

  /// A line on how many there are, and one for each, however many.
  var lines: [String] {
    guard !isEmpty else { return [] }
    let count = accounts.count == 1 ? "1 account is" : "\(accounts.count) accounts are"
    return ["\(count) in quarantine, left out of every total:"]
      + accounts.map { account in
        let errors = account.diagnostics.count { $0.severity == .error }
        return "  \(account.slug) (\(account.name.clippedLine)): \(FigureFormat.counted(errors, "error", "errors"))"
      }
  }
}
