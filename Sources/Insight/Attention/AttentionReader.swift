import Core
import Portfolio

/// Finds the reasons why an account needs attention.
struct AttentionReader {
  /// Days before a notice deadline from which it counts.
  static let noticeDays = 30
  /// Days before a renewal from which its health and opportunity count.
  static let renewalDays = 180

  /// What is already known of the account.
  struct Facts {
    let contracts: [ContractInsight]
    let nextRenewal: Int?
    let health: Restricted<HealthSummary>
    let renewals: Restricted<[RenewalForecast]>
    let licences: LicenceInsight
    let touch: Restricted<TouchInsight>
    let people: Restricted<StakeholderCoverage>
  }

  typealias Found = Restricted<AttentionReason?>

  let portfolio: Portfolio
  let asOf: Day

  func read(_ account: Int, _ facts: Facts, zero: Total) -> Attention {
    let next = facts.nextRenewal.map { facts.contracts[$0] }
    let note = portfolio.accounts[account]
    let state = State(asOf: asOf, daysLeft: next?.dates.daysLeft, floor: portfolio.settings.clearance[.activity])
    var reasons: [Found] = facts.contracts.flatMap { contractReasons($0, facts, state) }
    reasons += renewalReasons(next, facts, state, note)
    reasons += risks(note, state)
    reasons.append(quiet(facts, state, note))
    reasons.append(people(facts, state, note))
    reasons += overdeployed(facts, state)
    let isOpen = isOpen(facts)
    return Attention(reasons.map { $0.zip(isOpen).map { $1 ? $0 : nil } }, atStake: next?.atr ?? zero)
  }

  /// Whether anything is left to decide: a renewal that is neither closed nor settled. Without one an account is either gone or
  /// safe until its next term, and nothing it lacks needs attention.
  private func isOpen(_ facts: Facts) -> Restricted<Bool> {
    facts.renewals.map { $0.contains { !$0.isDecided } }
  }

  struct State {
    let asOf: Day
    let daysLeft: Int?
    let floor: Audience

    func reason(
      _ kind: AttentionReason.Kind, _ text: String, date: Day?, at location: SourceLocation?, isDeadline: Bool = true
    ) -> AttentionReason {
      AttentionReason(
        kind, text, date: date, location: location, asOf: asOf, daysLeft: daysLeft, isDeadline: isDeadline)
    }
  }
}

extension AttentionReader {
  private func contractReasons(_ insight: ContractInsight, _ facts: Facts, _ state: State) -> [Found] {
    let contract = portfolio.contracts[insight.contract]
    guard contract.status != .draft, contract.end >= asOf, !insight.atr.amount.isZero else { return [] }
    let isDecided = facts.renewals.map { renewals in
      renewals.first { $0.contract == insight.contract }?.isDecided ?? false
    }
    return [notice(contract, insight, isDecided, state), noNotice(contract, state)]
      .compactMap(\.self) + milestones(contract, insight, isDecided, state)
  }

  private func notice(
    _ contract: Contract, _ insight: ContractInsight, _ isDecided: Restricted<Bool>, _ state: State
  ) -> Found? {
    guard contract.renewal.isAutomatic != false, let deadline = insight.dates.notice?.day, deadline >= asOf,
      deadline - asOf <= Self.noticeDays
    else { return nil }
    return isDecided.raised(to: state.floor).map { isDecided in
      isDecided
        ? nil
        : state.reason(
          .noticeDeadline, "Notice by \(deadline.display), not decided", date: deadline, at: contract.location)
    }
  }

  private func noNotice(_ contract: Contract, _ state: State) -> Found? {
    guard contract.renewal.isAutomatic == true, contract.renewal.notice == nil else { return nil }
    return Restricted(
      state.reason(
        .noNoticePeriod, "Renews itself, contract names no notice period", date: contract.renewalDate,
        at: contract.location), for: state.floor)
  }

  private func milestones(
    _ contract: Contract, _ insight: ContractInsight, _ isDecided: Restricted<Bool>, _ state: State
  ) -> [Found] {
    insight.dates.milestones.map { milestone in
      milestone.zip(isDecided).raised(to: state.floor).map { milestone, isDecided in
        guard milestone.progress == .overdue, !isDecided else { return nil }
        let late = FigureFormat.days(asOf - milestone.day)
        return state.reason(
          .milestoneOverdue, "\(milestone.milestone.title) \(late) late", date: milestone.day, at: contract.location)
      }
    }
  }

  private func renewalReasons(_ next: ContractInsight?, _ facts: Facts, _ state: State, _ note: Account) -> [Found] {
    guard let next, (0...Self.renewalDays).contains(next.dates.daysLeft) else {
      return [commit(next, facts, state, note), closePast(facts, state)]
    }
    return [
      health(next, facts, state, note), commit(next, facts, state, note), closePast(facts, state),
      noOpportunity(next, facts, state),
    ]
  }

  private func health(_ next: ContractInsight, _ facts: Facts, _ state: State, _ note: Account) -> Found {
    let renewal = portfolio.contracts[next.contract].renewalDate
    return facts.health.raised(to: state.floor).map { health in
      guard let band = health.band, band == .red || health.isFalling else { return nil }
      let text = health.isFalling ? "\(band.title) and falling" : band.title
      return state.reason(.health, "\(text), renews \(renewal.display)", date: renewal, at: note.location)
    }
  }

  private func commit(_ next: ContractInsight?, _ facts: Facts, _ state: State, _ note: Account) -> Found {
    let steps = Restricted.leastGuarded(of: note.actions) { !$0.isDone && $0.due != nil }
    return facts.renewals.raised(to: state.floor).map { renewals in
      guard steps == nil,
        let renewal = renewals.first(where: { $0.category == .commit && !$0.isDecided }),
        renewal.opportunity?.nextStepDay == nil
      else { return nil }
      return state.reason(
        .commitWithoutStep, "Commit without a dated next step", date: renewal.end,
        at: renewal.opportunity?.location ?? renewal.call?.location)
    }
  }

  private func closePast(_ facts: Facts, _ state: State) -> Found {
    facts.renewals.raised(to: state.floor).map { renewals in
      let late = renewals.filter { $0.hasOpenOpportunity && !$0.isDecided }.compactMap(\.opportunity)
        .first { $0.closeDate < state.asOf }
      return late.map {
        state.reason(
          .closeDatePast, "Close date \($0.closeDate.display) has passed", date: $0.closeDate, at: $0.location)
      }
    }
  }

  private func noOpportunity(_ next: ContractInsight, _ facts: Facts, _ state: State) -> Found {
    let contract = portfolio.contracts[next.contract]
    guard !next.atr.amount.isZero else { return Restricted(nil, for: state.floor) }
    return facts.renewals.raised(to: state.floor).map { renewals in
      let renewal = renewals.first { $0.contract == next.contract }
      guard renewal?.hasOpenOpportunity != true, renewal?.isDecided != true else { return nil }
      return state.reason(
        .noOpportunity, "No open opportunity, renews \(contract.renewalDate.display)", date: contract.renewalDate,
        at: contract.location)
    }
  }

  private func risks(_ note: Account, _ state: State) -> [Found] {
    let risks = note.risks.whole.raised(to: state.floor)
    return [
      risks.map { risks in
        let bare = risks.filter { $0.status.isOpen && ($0.mitigation ?? "").isEmpty }
        return bare.max { ($0.severity, $1.location) < ($1.severity, $0.location) }.map {
          state.reason(.riskUnmitigated, "\($0.id) has no mitigation", date: $0.due ?? $0.opened, at: $0.location)
        }
      },
      risks.map { risks in
        let late = risks.compactMap { risk in risk.status.isOpen ? risk.due.map { (risk, $0) } : nil }
          .filter { $0.1 < state.asOf }
        return late.min { ($0.1, $0.0.location) < ($1.1, $1.0.location) }.map { risk, due in
          state.reason(
            .riskOverdue, "\(risk.id) was due \(due.display)", date: due, at: risk.location)
        }
      },
    ]
  }

  private func quiet(_ facts: Facts, _ state: State, _ note: Account) -> Found {
    facts.touch.raised(to: state.floor).map { touch in
      guard touch.isQuiet else { return nil }
      let text = touch.daysSince.map {
        "No touch in \(FigureFormat.days($0)), cadence \(FigureFormat.days(touch.cadence))"
      }
      return state.reason(.quiet, text ?? "No touch on record", date: touch.nextDue, at: note.location)
    }
  }

  private func people(_ facts: Facts, _ state: State, _ note: Account) -> Found {
    facts.people.raised(to: state.floor).map { people in
      people.gap.map { gap in
        state.reason(.people, "N" + gap.dropFirst(), date: nil, at: note.location)
      }
    }
  }

  private func overdeployed(_ facts: Facts, _ state: State) -> [Found] {
    facts.licences.overdeployed.map { pool in
      let members = pool.members.map { facts.licences.products[$0] }
      let member = members.first { !$0.usage.isEmpty } ?? members.first
      let name = member.map { portfolio.products[$0.product].name } ?? pool.meter
      let over = FigureFormat.trimmed(pool.over, digits: 3)
      return Restricted(
        state.reason(
          .overdeployed, "\(name): \(over) over what is licensed", date: pool.month?.lastDay,
          at: member.flatMap { $0.usage.last.map { portfolio.usage[$0].location } }, isDeadline: false),
        for: state.floor)
    }
  }
}
