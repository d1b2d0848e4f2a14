public import Core
public import Portfolio

/// A renewal as a snapshot keeps it: what a forecast said on a day.
public struct SnapshotDeal: Sendable, Hashable {
  /// Opportunity id; without one, the contract's.
  public let id: String
  /// Slug of the account.
  public let account: String
  /// The category that counted.
  public let category: ForecastCategory?
  /// The amount that counted, in its own currency.
  public let amount: Money
  /// Units of the roll-up currency for one of `amount`'s; nil if none was set.
  public let rate: Rational?
  /// Up for renewal, roll-up currency.
  public let atr: Money
  /// Expected or actual close.
  public let closeDate: Day

  /// A deal.
  public init(
    id: String, account: String, category: ForecastCategory?, amount: Money, rate: Rational?, atr: Money, closeDate: Day
  ) {
    self.id = id
    self.account = account
    self.category = category
    self.amount = amount
    self.rate = rate
    self.atr = atr
    self.closeDate = closeDate
  }

  /// The amount in the roll-up currency, rounded to minor units so that sums balance to the cent; nothing without a rate.
  func rolledUp(to currency: Currency, rate other: Rational? = nil) -> Rational {
    guard let rate = other ?? rate else { return .zero }
    return amount.converted(to: currency, rate: rate).amount
  }
}

extension Insight {
  /// The renewals as a snapshot of the as-of day keeps them, by id; guarded as amounts are.
  public var deals: Restricted<[SnapshotDeal]> {
    let parts = accounts.map { account in
      account.renewals.flatMap { renewals in
        let priced = renewals.map { renewal in renewal.money.map { deal(renewal, $0, account.account) } }
        return Restricted.all(priced, atLeast: portfolio.settings.clearance[.amounts])
      }
    }
    return Restricted.all(parts, atLeast: portfolio.settings.clearance[.amounts]).map { deals in
      deals.joined().compactMap(\.self).sorted {
        $0.id == $1.id ? $0.account < $1.account : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8)
      }
    }
  }

  private func deal(_ renewal: RenewalForecast, _ money: Money?, _ account: Int) -> SnapshotDeal? {
    guard let id = renewal.opportunity?.id ?? renewal.contract.map({ portfolio.contracts[$0].id }),
      renewal.category != nil
    else { return nil }
    let amount = money ?? .zero(portfolio.settings.currency)
    return SnapshotDeal(
      id: id, account: portfolio.accounts[account].slug.text, category: renewal.category, amount: amount,
      rate: amount.currency == portfolio.settings.currency ? .one : portfolio.settings.rates[amount.currency],
      atr: renewal.atr.money, closeDate: renewal.closedOn ?? renewal.opportunity?.closeDate ?? renewal.end)
  }
}
