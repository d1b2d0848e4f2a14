public import Core
public import Portfolio

/// What an offer comes to: today's annual value, raised, discounted, and raised again each further year up to the cap.
public struct ScenarioValue: Sendable {
  /// The offer.
  public let scenario: Negotiation.Scenario
  /// Price of the first year, in the contract's currency.
  public let firstYear: Rational
  /// Over the whole term: whole years, and left-over months at a twelfth of their year.
  public let total: Rational
  /// Who must approve its discount; nil if nobody has to, or no level reaches that far.
  public let approver: String?
  /// Whether the discount is beyond every level of approval.
  public let isBeyondApproval: Bool

  /// The value of `scenario` on `annual` a year.
  public init(_ scenario: Negotiation.Scenario, annual: Rational, approvals: [DiscountApproval]) {
    self.scenario = scenario
    let discount = scenario.discountPercent ?? .zero
    let first = annual * Self.factor(scenario.upliftPercent) * Self.factor(-discount)
    firstYear = first
    let months = min(max(scenario.termMonths, 0), 1200)
    let growth = scenario.annualCapPercent ?? .zero
    total = (0..<((months + 11) / 12)).reduce(Rational.zero) { sum, year in
      let part = Rational(Int128(min(12, months - year * 12)), over: 12)
      return sum + Uplift.price(first, percent: growth, year: year + 1) * part
    }
    let level = discount > .zero ? approvals.first { discount <= $0.upTo } : nil
    approver = level?.approver
    isBeyondApproval = discount > .zero && level == nil && !approvals.isEmpty
  }

  private static func factor(_ percent: Rational) -> Rational { .one + percent * Rational(1, over: 100) }
}

extension Insight {
  /// What the offers for an account's next renewal come to, in its contract's currency; guarded as the negotiation is.
  public func scenarios(of account: Int) -> Restricted<[ScenarioValue]> {
    let annual = accounts[account].next.map { value(ofContract: $0.contract).atr } ?? .zero
    return portfolio.accounts[account].negotiation.map { plan in
      (plan?.scenarios ?? []).map {
        ScenarioValue($0, annual: annual, approvals: portfolio.settings.discountApprovals)
      }
    }
  }
}
