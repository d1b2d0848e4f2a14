public import Core
import Portfolio

/// The figures of one account, at the same index as in `Portfolio.accounts`.
public struct AccountInsight: Sendable {
  /// Index in `Portfolio.accounts`.
  public let account: Int
  /// At the same places as in `Portfolio.contracts(of:)`.
  public let contracts: [ContractInsight]
  /// ARR on the as-of day, roll-up currency.
  public let arr: Total
  /// Place in `contracts` of the next renewal: the contract that ends first from the as-of day on, with something to renew;
  /// without one, the contract that ended last. Nil without a contract that counts.
  public let nextRenewal: Int?
  /// Entitled, assigned, used.
  public let licences: LicenceInsight
  /// Score, band and trend; `Insight.health(of:)` has the measures.
  public let health: Restricted<HealthSummary>
  /// Every contract's renewal with category and amount.
  public let renewals: Restricted<[RenewalForecast]>
  /// Last and next touch.
  public let touch: Restricted<TouchInsight>
  /// Who of the customer's people is known.
  public let people: Restricted<StakeholderCoverage>
  /// Why it needs attention, if it does.
  public let attention: Attention

  /// ARR on the days that retention compares, roll-up currency; see `RetentionCalendar`.
  let history: [Rational]

  /// The contract of the next renewal.
  public var next: ContractInsight? { nextRenewal.map { contracts[$0] } }
  /// Days to the last day of service of the next renewal.
  public var daysLeft: Int? { next?.dates.daysLeft }
  /// Up for renewal with the next renewal, roll-up currency.
  public var atr: Total? { next?.atr }
  /// What is forecast for the next renewal.
  public var forecast: Restricted<RenewalForecast?> {
    renewals.map { [contract = next?.contract] renewals in
      contract.flatMap { contract in renewals.first { $0.contract == contract } }
    }
  }
}
