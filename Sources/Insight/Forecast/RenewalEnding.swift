import Core
import Portfolio

/// How a renewal ended, and what says so.
struct RenewalEnding {
  let category: ForecastCategory
  /// The day it closed; nil if any part of it has none.
  var day: Day?
  /// Exact, roll-up currency; nil leaves it to the opportunity.
  var amount: Restricted<Total?>?
  /// The same in its own currency, for readers.
  var money: Restricted<Money?>?
  /// Won opportunities that count besides the deciding one.
  var alsoWon: [Opportunity] = []
  /// The contracts that renewed it.
  var successors: [Int] = []

  /// Of several opportunities for one contract: the won one that closes last, else the open one that closes first, else the lost
  /// one that closes last. They are sorted by close date.
  static func deciding(_ opportunities: [Opportunity]) -> Opportunity? {
    opportunities.last { $0.outcome == .renewed } ?? opportunities.first { $0.outcome == .open } ?? opportunities.last
  }
}

extension ForecastReader {
  /// How a renewal ended: by won opportunities, which are added up; else by the contracts that renewed it; else by a lost
  /// opportunity; else by the contract's status. Nil while nothing says that it ended.
  func ending(
    of insight: ContractInsight, _ opportunities: [Opportunity], _ deciding: Opportunity?, _ amounts: Audience
  ) -> RenewalEnding? {
    if deciding?.outcome == .renewed { return won(opportunities.filter { $0.outcome == .renewed }, amounts) }
    let successors = links.successors(of: insight.contract)
    if !successors.isEmpty { return renewed(by: successors, amounts) }
    if deciding?.outcome == .churned { return RenewalEnding(category: .closedLost, day: deciding?.closedOn) }
    let contract = portfolio.contracts[insight.contract]
    switch contract.status {
    case .renewed: return renewedAtItsValue(insight, amounts)
    case .cancelled where deciding == nil: return RenewalEnding(category: .closedLost)
    case .expired where deciding == nil && contract.end < asOf: return RenewalEnding(category: .closedLost)
    case .active, .draft, .cancelled, .expired: return nil
    }
  }

  private func won(_ won: [Opportunity], _ amounts: Audience) -> RenewalEnding {
    guard won.count > 1 else { return RenewalEnding(category: .closedWon, day: won.last?.closedOn) }
    let parts = Restricted.all(won.map(\.amount), atLeast: amounts)
    return RenewalEnding(
      category: .closedWon, day: Self.latest(won.map(\.closedOn)),
      amount: parts.map { $0.reduce(into: rollUp.zero) { $0 += rollUp.total($1) } },
      money: parts.map { money($0.map { ($0.amount, $0.currency) }) }, alsoWon: won.dropLast())
  }

  /// What the new contracts are worth a year on their first days.
  private func renewed(by successors: [Int], _ amounts: Audience) -> RenewalEnding {
    let contracts = successors.map { portfolio.contracts[$0] }
    let parts = contracts.map { (ContractValue($0, in: portfolio).arr(on: $0.start), $0.currency) }
    return RenewalEnding(
      category: .closedWon, day: Self.latest(contracts.map(\.signed)),
      amount: Restricted(parts.reduce(into: rollUp.zero) { $0 += rollUp.total($1.0, $1.1) }, for: amounts),
      money: Restricted(money(parts), for: amounts), successors: successors)
  }

  /// Nothing but the status says that it was renewed: at what it was worth, on a day that isn't known.
  private func renewedAtItsValue(_ insight: ContractInsight, _ amounts: Audience) -> RenewalEnding {
    let contract = portfolio.contracts[insight.contract]
    let value = ContractValue(contract, in: portfolio).atr
    return RenewalEnding(
      category: .closedWon, amount: Restricted(insight.atr, for: amounts),
      money: Restricted(Money(rounding: value, contract.currency), for: amounts))
  }

  /// In their own currency if it is one, else in the roll-up currency.
  private func money(_ parts: [(amount: Rational, currency: Currency)]) -> Money? {
    guard let currency = parts.first?.currency else { return nil }
    if parts.allSatisfy({ $0.currency == currency }) {
      return Money(rounding: parts.reduce(.zero) { $0 + $1.amount }, currency)
    }
    return parts.reduce(into: rollUp.zero) { $0 += rollUp.total($1.amount, $1.currency) }.money
  }

  /// The latest of days that are all known.
  private static func latest(_ days: [Day?]) -> Day? {
    days.contains(nil) ? nil : days.compactMap(\.self).max()
  }
}
