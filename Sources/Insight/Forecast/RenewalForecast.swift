public import Core
public import Portfolio

/// What is forecast for one renewal: a contract with its opportunity and, for the account's next renewal, the manager's call.
///
/// The category of a closed opportunity stands; else the call's, else the CRM's. The amount goes with the category.
public struct RenewalForecast: Sendable {
  /// Index in `Portfolio.contracts`; nil for an opportunity that renews no contract of the book.
  public let contract: Int?
  /// Last day of service; without a contract, the opportunity's close date.
  public let end: Day
  /// Up for renewal, roll-up currency.
  public let atr: Total
  /// The opportunity; of several, the won one that closes last, else the open one that closes first, else the lost one that
  /// closes last.
  public let opportunity: Opportunity?
  /// Further won opportunities for the same contract, whose amounts are added.
  public let alsoWon: [Opportunity]
  /// Indexes in `Portfolio.contracts` of the contracts that renewed it, where they say that it was won.
  public let renewedBy: [Int]
  /// Ids of further opportunities for the same contract, which don't count.
  public let ignored: [String]
  /// The manager's call.
  public let call: ForecastCall?
  /// The category that counts; nil if nobody has said.
  public let category: ForecastCategory?
  /// The amount that counts, roll-up currency; guarded above the category.
  public let amount: Restricted<Total?>
  /// The same in its own currency, as the call or the CRM has it.
  public let money: Restricted<Money?>
  /// The call's swing, roll-up currency.
  public let swing: Restricted<Total?>
  /// Probability of the category, 0...1.
  public let probability: Rational
  /// Day it was closed, if it is.
  public let closedOn: Day?
  /// Whether notice, transfer or status decided it, beyond the category.
  public let isSettled: Bool

  /// Whether nothing can change any more: closed, notice given, moved or renewed.
  public var isDecided: Bool { category?.isClosed == true || isSettled }
  /// Whether an opportunity is open.
  public var hasOpenOpportunity: Bool { opportunity?.outcome == .open && category?.isClosed != true }
  /// `amount × p`, roll-up currency, uncapped.
  public var weightedUncapped: Restricted<Rational> {
    amount.map { [probability] in ($0?.amount ?? .zero) * probability }
  }
  /// `min(amount, ATR) × p`, roll-up currency.
  public var weighted: Restricted<Rational> {
    amount.map { [probability, atr] in min($0?.amount ?? .zero, atr.amount) * probability }
  }
  /// The amount as a share of ATR.
  public var share: Restricted<Rational?> { amount.map { [atr] in $0?.share(of: atr) } }
}

extension ForecastCategory {
  /// For readers: `Best case`.
  public var title: String {
    switch self {
    case .commit: "Commit"
    case .bestCase: "Best case"
    case .pipeline: "Pipeline"
    case .omitted: "Omitted"
    case .closedWon: "Closed won"
    case .closedLost: "Closed lost"
    }
  }
}
