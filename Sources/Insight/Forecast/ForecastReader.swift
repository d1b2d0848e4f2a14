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

  /// One contract a last day: of several, the first.
  private func sortedByEnd(_ contracts: [ContractInsight]) -> [(end: Day, contract: Int)] {
    let worth = contracts.filter { !$0.atr.amount.isZero || !$0.atr.leftOut.isEmpty }
    return worth.map { (end: portfolio.contracts[$0.contract].end, contract: $0.contract) }
      .sorted { ($0.end, $0.contract) < ($1.end, $1.contract) }
      .reduce(into: []) { byEnd, next in if byEnd.last?.end != next.end { byEnd.append(next) } }
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
    let opportunity = RenewalEnding.deciding(opportunities)
    let ending = ending(of: insight, opportunities, opportunity, amounts)
    let category = ending?.category ?? call?.category ?? opportunity?.category
    let crm = opportunity?.amount
    let open: Restricted<Money?> =
      if ending == nil, let call { fallback(call.amount, to: crm) } else {
        crm?.map(Optional.some) ?? Restricted(nil, for: amounts)
      }
    let alsoWon = ending?.alsoWon ?? []
    return RenewalForecast(
      contract: insight.contract, end: contract.end, atr: insight.atr, opportunity: opportunity, alsoWon: alsoWon,
      renewedBy: ending?.successors ?? [],
      ignored: opportunities.map(\.id).filter { id in id != opportunity?.id && !alsoWon.contains { $0.id == id } },
      call: call, category: category, amount: ending?.amount ?? open.map { $0.map(rollUp.total) },
      money: ending?.money ?? open,
      swing: call?.swing.map { $0.map(rollUp.total) } ?? Restricted(nil, for: amounts),
      probability: category.map { portfolio.settings.forecastWeights[$0] } ?? .zero, closedOn: ending?.day,
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

  private func unlinked(_ opportunity: Opportunity, _ amounts: Audience) -> RenewalForecast {
    let category: ForecastCategory? =
      switch opportunity.outcome {
      case .renewed: .closedWon
      case .churned: .closedLost
      case .open: opportunity.category
      }
    return RenewalForecast(
      contract: nil, end: opportunity.closeDate, atr: rollUp.zero, opportunity: opportunity, alsoWon: [],
      renewedBy: [], ignored: [], call: nil, category: category, amount: opportunity.amount.map { rollUp.total($0) },
      money: opportunity.amount.map(Optional.some), swing: Restricted(nil, for: amounts),
      probability: category.map { portfolio.settings.forecastWeights[$0] } ?? .zero, closedOn: opportunity.closedOn,
      isSettled: false)
  }
}
