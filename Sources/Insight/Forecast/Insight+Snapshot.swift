public import Core
public import Portfolio

extension Insight {
  /// Days after its close for which a snapshot keeps a closed renewal: a quarter, and a week for the call after it.
  public static let closedDays = 100

  /// The renewals as a snapshot of the as-of day keeps them, by account and id.
  public var deals: Restricted<[SnapshotDeal]> { deals(knowing: Portfolio.snapshotParts) }

  /// The same with what `parts` say and the rest blank; guarded as those parts are, and at least as forecasts are.
  public func deals(knowing parts: Set<ClearancePolicy.Part>) -> Restricted<[SnapshotDeal]> {
    let parted = accounts.map { deals(of: $0, knowing: parts) }
    return Restricted.all(parted, atLeast: portfolio.snapshotClearance(parts)).map { deals in
      deals.joined().sorted(by: SnapshotDeal.precedes)
    }
  }

  /// A snapshot of the as-of day: what is open, and what closed within `closedDays`.
  public func snapshot(note: String? = nil) -> Restricted<Snapshot> {
    let earliest = asOf - Self.closedDays
    return deals.map { deals in
      Snapshot(
        day: asOf, deals: deals.filter { $0.category?.isClosed != true || $0.closeDate >= earliest },
        currency: portfolio.settings.currency, note: note)
    }
  }

  private func deals(
    of insight: AccountInsight, knowing parts: Set<ClearancePolicy.Part>
  ) -> Restricted<[SnapshotDeal]> {
    let settings = portfolio.settings
    let priced = insight.renewals.flatMap { renewals in
      Restricted.all(
        renewals.map { renewal in
          let money = parts.contains(.amounts) ? renewal.money : Restricted(nil, for: .customer)
          return money.map { deal(renewal, $0, insight.account) }
        }, atLeast: settings.clearance[.forecast])
    }
    let health = parts.contains(.health) ? insight.health.map(Optional.some) : Restricted(nil, for: .customer)
    let risks =
      parts.contains(.risks) ? portfolio.accounts[insight.account].risks.whole : Restricted([], for: .customer)
    return priced.zip(health).zip(risks).map { pair, risks in
      let open = risks.filter(\.status.isOpen).map { "\($0.id):\($0.severity.rawValue)" }
      return pair.0.compactMap { deal in
        guard var deal else { return nil }
        deal.health = pair.1?.score
        deal.band = pair.1?.band
        deal.risks = open
        return deal
      }
    }
  }

  private func deal(_ renewal: RenewalForecast, _ money: Money?, _ account: Int) -> SnapshotDeal? {
    let contract = renewal.contract.map { portfolio.contracts[$0] }
    guard let id = renewal.opportunity?.id ?? contract?.id, renewal.category != nil else { return nil }
    let amount = money ?? .zero(portfolio.settings.currency)
    return SnapshotDeal(
      id: id, account: portfolio.accounts[account].slug.text, contract: contract?.id, category: renewal.category,
      amount: amount,
      rate: amount.currency == portfolio.settings.currency ? .one : portfolio.settings.rates[amount.currency],
      atr: renewal.atr.money, closeDate: renewal.closedOn ?? renewal.opportunity?.closeDate ?? renewal.end,
      renewalDate: contract?.renewalDate, rawCategory: renewal.opportunity?.rawCategory,
      call: renewal.call?.category, owner: portfolio.accounts[account].owner.resolved(for: .field) ?? "")
  }
}
