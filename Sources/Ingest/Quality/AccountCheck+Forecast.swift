import Core
import Portfolio

extension AccountCheck {
  private var renewals: [Opportunity] {
    portfolio.opportunities(of: account).resolved(for: .team).map(Array.init) ?? []
  }

  /// D13, D14, D15: contracts without or with too many open renewals; close dates that are past, or after the renewal.
  mutating func opportunities() {
    let open = renewals.filter { $0.outcome == .open }
    let contracts = portfolio.contracts(of: account)
    for contract in contracts where contract.status == .active && contract.end >= asOf {
      count(open.filter { $0.contract == contract.id }, of: contract, others: open.contains { $0.contract == nil })
    }
    for opportunity in open {
      let contract = contracts.first { $0.id == opportunity.contract }
      if opportunity.closeDate < asOf {
        warning(
          "opportunity.close-past", "the renewal is open and its close date \(opportunity.closeDate) is past",
          at: opportunity.location, "close it, or move the date in the CRM")
      } else if let contract, contract.renewalDate < asOf {
        warning(
          "opportunity.renewal-past", "\(contract.id.clipped) ended on \(contract.end) and its renewal is still open",
          at: opportunity.location, "close it as renewed or churned in the CRM")
      } else if let contract, opportunity.closeDate > contract.renewalDate {
        warning(
          "opportunity.close-late",
          "the close date \(opportunity.closeDate) is after the renewal on \(contract.renewalDate)",
          at: opportunity.location, "plan to close before the term ends, or correct the date")
      }
    }
  }

  private mutating func count(_ open: [Opportunity], of contract: Contract, others: Bool) {
    let daysLeft = contract.end - asOf
    if open.isEmpty, daysLeft <= 180, !others {
      warning(
        "contract.no-renewal", "\(contract.id.clipped) ends on \(contract.end) and has no open renewal",
        at: contract.location, "open a renewal opportunity in the CRM and export it")
    }
    if open.count > 1 {
      warning(
        "contract.two-renewals", "\(contract.id.clipped) has \(open.count) open renewals", at: contract.location,
        "close or merge all but one: \(open.map(\.id.clipped).joined(separator: ", "))")
    }
  }

  /// D18: a commit that nobody has the money for, or without a dated next step.
  mutating func call() {
    guard let call = note.call.resolved(for: .team).flatMap(\.self), call.category == .commit else { return }
    let people = note.stakeholders.resolved(for: .team) ?? []
    if !people.contains(where: \.isEconomicBuyer) {
      warning(
        "account.commit-no-buyer", "the forecast is commit and no economic buyer is named", at: call.location,
        "name the person with `role: economic buyer`, or call best_case")
    }
    let steps = note.actions.compactMap { $0.resolved(for: .team) }
    let fromCRM = renewals.contains { $0.outcome == .open && ($0.nextStepDay.map { $0 >= asOf } ?? false) }
    if !fromCRM, !steps.contains(where: { !$0.isDone && ($0.due.map { $0 >= asOf } ?? false) }) {
      warning(
        "account.commit-no-step", "the forecast is commit and no next step has a day ahead", at: call.location,
        "add one to the note: - [ ] what @who due 2026-12-01")
    }
  }

  /// D17: a swing below zero, or above what the called amount gives up: then best would be more than all.
  mutating func swing() {
    guard let call = note.call.resolved(for: .team).flatMap(\.self),
      let swing = call.swing.resolved(for: .team).flatMap(\.self)
    else { return }
    if swing.minor < 0 {
      warning(
        "account.swing", "the swing \(swing) is below zero", at: call.location,
        "write what could still be won back, or leave `swing:` out")
    }
    guard let amount = call.amount.resolved(for: .team).flatMap(\.self), amount.currency == swing.currency,
      let stake = stake(in: swing.currency), stake > .zero, swing.minor > 0, amount.amount + swing.amount > stake
    else { return }
    warning(
      "account.swing",
      "amount and swing come to \((amount.amount + swing.amount).decimalText(digits: 2)), more than the \(stake.decimalText(digits: 2)) \(swing.currency) a year that can be renewed",
      at: call.location, "the swing is at most what the called amount gives up; correct one of the two")
  }

  /// Recurring value a year of the active contracts on their last days; nil if one is in another currency.
  private func stake(in currency: Currency) -> Rational? {
    var sum = Rational.zero
    for contract in portfolio.contracts(of: account) where contract.status == .active && contract.end >= asOf {
      guard contract.currency == currency else { return nil }
      for line in portfolio.lines(of: contract) where line.isRecurring && line.isActive(on: contract.end) {
        sum += line.annual
      }
    }
    return sum
  }
}
