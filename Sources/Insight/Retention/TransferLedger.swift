import Core
import Portfolio

/// Value that moved from one account to another, per period: so that a merge isn't counted as churn here and growth there.
struct TransferLedger: Sendable {
  /// Listed moves by period.
  let byPeriod: [[Transfer]]
  private let adjustments: [[Int: Rational]]

  init(_ portfolio: Portfolio, _ links: ContractLinks, _ calendar: RetentionCalendar, _ rollUp: RollUp) {
    let moved = portfolio.contracts.indices.filter {
      portfolio.contracts[$0].transferTo != nil && portfolio.contracts[$0].status != .draft
    }
    byPeriod = calendar.periods.map { period in
      moved.compactMap { index in
        let contract = portfolio.contracts[index]
        guard period.isDue(contract.end), let destination = links.destination(of: index, on: period.now, in: portfolio)
        else { return nil }
        let base = ContractValue(contract, in: portfolio).arr(on: period.base)
        let to: Int? = if case .account(let account) = destination { account } else { nil }
        return Transfer(
          contract: index, from: contract.account, to: to, end: contract.end,
          amount: rollUp.total(base, contract.currency))
      }
    }
    adjustments = byPeriod.map { transfers in
      var adjustments: [Int: Rational] = [:]
      for transfer in transfers where transfer.to != transfer.from {
        adjustments[transfer.from, default: .zero] -= transfer.amount.amount
        if let to = transfer.to { adjustments[to, default: .zero] += transfer.amount.amount }
      }
      return adjustments
    }
  }

  /// What moves add to the ARR of `account` at the start of a period.
  func adjustment(_ account: Int, period: Int) -> Rational { adjustments[period][account] ?? .zero }
}
