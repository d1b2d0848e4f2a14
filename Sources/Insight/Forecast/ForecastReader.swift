import Core
import Portfolio

/// Reads an account's renewals: joins contracts, opportunities and the call.
struct ForecastReader {
  let portfolio: Portfolio
  let rollUp: RollUp
  let links: ContractLinks
  let asOf: Day

  /// The renewals of `account`, by contract, then opportunities without one by close date.
  func read(_ account: Int, contracts: [ContractInsight], nextRenewal: Int?) -> Restricted<[RenewalForecast]> {
    let amounts = portfolio.settings.clearance[.amounts]
    return portfolio.opportunities(of: account).zip(portfolio.accounts[account].call).map { opportunities, call in
      let matched = match(Array(opportunities), contracts)
      var renewals: [RenewalForecast] = []
      for (place, contract) in contracts.enumerated() where portfolio.contracts[contract.contract].status != .draft {
        let mine = matched[contract.contract] ?? []
        if contract.atr.amount.isZero, contract.atr.leftOut.isEmpty, mine.isEmpty { continue }
        renewals.append(
          forecast(contract, mine, call: place == nextRenewal ? call : nil, amounts: amounts))
      }
      return renewals + (matched[-1] ?? []).map { unlinked($0, amounts) }
    }
  }

  /// Opportunities by contract index; -1 holds those of accounts with nothing to renew. One that names no contract of the account
  /// belongs to the contract with something to renew whose renewal date is nearest to its close date.
  private func match(_ opportunities: [Opportunity], _ contracts: [ContractInsight]) -> [Int: [Opportunity]] {
    guard !opportunities.isEmpty else { return [:] }
    let counted = contracts.filter { portfolio.contracts[$0.contract].status != .draft }
    let byId = Dictionary(
      counted.map { (portfolio.contracts[$0.contract].id, $0.contract) }, uniquingKeysWith: { first, _ in first })
    var byEnd: [(end: Day, contract: Int)] = []
    var matched: [Int: [Opportunity]] = [:]
    for opportunity in opportunities {
      if let index = opportunity.contract.flatMap({ byId[$0] }) {
        matched[index, default: []].append(opportunity)
        continue
      }
      if byEnd.isEmpty { byEnd = sortedByEnd(counted) }
      matched[Self.nearest(byEnd, to: opportunity.closeDate) ?? -1, default: []].append(opportunity)
    }
    return matched
  }

  private func sortedByEnd(_ contracts: [ContractInsight]) -> [(end: Day, contract: Int)] {
    let worth = contracts.filter { !$0.atr.amount.isZero || !$0.atr.leftOut.isEmpty }
    return worth.map { (portfolio.contracts[$0.contract].end, $0.contract) }
      .sorted { ($0.end, $0.contract) < ($1.end, $1.contract) }
  }

  private static func nearest(_ contracts: [(end: Day, contract: Int)], to day: Day) -> Int? {
    var (low, high) = (0, contracts.count)
    while low < high {
      let middle = (low + high) / 2
      if contracts[middle].end + 1 < day { low = middle + 1 } else { high = middle }
    }
    guard low < contracts.count else { return contracts.last?.contract }
    guard low > 0 else { return contracts[0].contract }
    let (before, after) = (day - (contracts[low - 1].end + 1), contracts[low].end + 1 - day)
    return contracts[before <= after ? low - 1 : low].contract
  }

  private func forecast(
    _ insight: ContractInsight, _ opportunities: [Opportunity], call: ForecastCall?, amounts: Audience
  ) -> RenewalForecast {
    let contract = portfolio.contracts[insight.contract]
    let opportunity = opportunities.first { $0.outcome == .open } ?? opportunities.last
    let ending = ending(of: insight.contract, opportunity)
    let isClosed = ending.category != nil
    let category = ending.category ?? call?.category ?? opportunity?.category
    let money: Restricted<Money?> =
      if let won = ending.amount { Restricted(won, for: amounts) } else if !isClosed, let call {
        fallback(call.amount, to: opportunity?.amount)
      } else { opportunity?.amount.map(Optional.some) ?? Restricted(nil, for: amounts) }
    return RenewalForecast(
      contract: insight.contract, end: contract.end, atr: insight.atr, opportunity: opportunity,
      ignored: opportunities.filter { $0.id != opportunity?.id }.map(\.id), call: call, category: category,
      amount: money.map { $0.map(rollUp.total) }, money: money,
      swing: call?.swing.map { $0.map(rollUp.total) } ?? Restricted(nil, for: amounts),
      probability: category.map { portfolio.settings.forecastWeights[$0] } ?? .zero, closedOn: ending.day,
      isSettled: isSettled(contract))
  }

  private func isSettled(_ contract: Contract) -> Bool {
    contract.status == .renewed || contract.transferTo != nil
      || contract.renewal.noticeGiven.map { $0 <= asOf } ?? false
  }

  private func fallback(_ called: Restricted<Money?>, to crm: Restricted<Money>?) -> Restricted<Money?> {
    guard let crm else { return called }
    return called.zip(crm).map { called, crm in called ?? crm }
  }

  /// How a renewal ended: by its opportunity, else by the contract that renewed it, else by the contract's status.
  private func ending(
    of contract: Int, _ opportunity: Opportunity?
  ) -> (category: ForecastCategory?, amount: Money?, day: Day?) {
    switch opportunity?.outcome {
    case .renewed: return (.closedWon, nil, opportunity?.closedOn)
    case .churned: return (.closedLost, nil, opportunity?.closedOn)
    case .open: return (nil, nil, nil)
    case nil: break
    }
    if let next = links.successor(of: contract) {
      let successor = portfolio.contracts[next]
      let annual = ContractValue(successor, in: portfolio).arr(on: successor.start)
      return (.closedWon, Money(rounding: annual, successor.currency), successor.signed)
    }
    switch portfolio.contracts[contract].status {
    case .renewed: return (.closedWon, nil, nil)
    case .cancelled: return (.closedLost, nil, nil)
    case .expired: return (portfolio.contracts[contract].end < asOf ? .closedLost : nil, nil, nil)
    case .active, .draft: return (nil, nil, nil)
    }
  }

  private func unlinked(_ opportunity: Opportunity, _ amounts: Audience) -> RenewalForecast {
    let category: ForecastCategory? =
      switch opportunity.outcome {
      case .renewed: .closedWon
      case .churned: .closedLost
      case .open: opportunity.category
      }
    return RenewalForecast(
      contract: nil, end: opportunity.closeDate, atr: rollUp.zero, opportunity: opportunity, ignored: [], call: nil,
      category: category, amount: opportunity.amount.map { rollUp.total($0) },
      money: opportunity.amount.map(Optional.some), swing: Restricted(nil, for: amounts),
      probability: category.map { portfolio.settings.forecastWeights[$0] } ?? .zero, closedOn: opportunity.closedOn,
      isSettled: false)
  }
}
