public import Core
public import Portfolio

/// A scenario with what it comes to, who must approve it and where it crosses a line.
public struct ScenarioValue: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// What it comes to.
  public let value: OfferValue
  /// Least price a year that we would sign; nil if the plan has none.
  public let walkAway: Rational?
  /// Price a year that is aimed at; nil if the plan has none.
  public let target: Rational?
  /// Who must approve what is given away; nil if nobody has to, or no level reaches that far.
  public let approver: String?
  /// What crosses a line.
  public let flags: [OfferFlag]
  /// What could not be taken as it is written.
  public let problems: [OfferProblem]

  /// Price a year on the first day less the least that we would sign.
  public var margin: Rational? { walkAway.map { value.arr - $0 } }

  /// `scenario` of `plan` under the settings.
  init(
    _ scenario: Scenario, of plan: Negotiation, _ value: OfferValue, problems: [OfferProblem], settings: Settings
  ) {
    self.scenario = scenario
    self.value = value
    self.problems = problems
    let annual = value.base.annual
    walkAway = plan.walkAwayAmount ?? plan.walkAwayUplift.map { annual * OfferLine.factor($0) }
    target = plan.targetAmount ?? plan.targetUplift.map { annual * OfferLine.factor($0) }
    let given = (value.discount ?? .zero) * 100
    let level = given > .zero ? settings.discountApprovals.first { given <= $0.upTo } : nil
    approver = level?.approver
    let isBeyond = given > .zero && level == nil && !settings.discountApprovals.isEmpty
    flags = OfferFlag.all(value, walkAway: walkAway, policy: settings.offerPolicy, isBeyondApproval: isBeyond)
  }
}

/// A line that an offer crosses.
public enum OfferFlag: Sendable, Hashable {
  /// Prices rise by more than the contract allows.
  case overCap
  /// The price a year is below the least that we would sign.
  case belowWalkAway
  /// Prices rise by less than the policy's floor.
  case belowFloor
  /// The term is longer than the policy's longest.
  case longTerm
  /// More is given away than anybody may approve.
  case beyondApproval
  /// A line has no price.
  case unpriced

  /// In a word or three.
  public var word: String {
    switch self {
    case .overCap: "over cap"
    case .belowWalkAway: "below walk-away"
    case .belowFloor: "below floor"
    case .longTerm: "term beyond policy"
    case .beyondApproval: "beyond every approval"
    case .unpriced: "line without a price"
    }
  }

  static func all(
    _ value: OfferValue, walkAway: Rational?, policy: OfferPolicy, isBeyondApproval: Bool
  ) -> [OfferFlag] {
    var flags: [OfferFlag] = []
    if let headroom = value.headroom, headroom < .zero { flags.append(.overCap) }
    if let walkAway, value.arr < walkAway { flags.append(.belowWalkAway) }
    if let least = policy.leastUplift, let uplift = value.effectiveUplift, uplift * 100 < least {
      flags.append(.belowFloor)
    }
    if let longest = policy.longestTermMonths, value.months > longest { flags.append(.longTerm) }
    if isBeyondApproval { flags.append(.beyondApproval) }
    if value.lines.contains(where: \.isUnpriced) { flags.append(.unpriced) }
    return flags
  }
}

extension Insight {
  /// What the scenarios for an account's next renewal come to, in its contract's currency; guarded as the negotiation and the list
  /// prices are.
  public func scenarios(of account: Int) -> Restricted<[ScenarioValue]> {
    let base = offerBase(of: account)
    return portfolio.accounts[account].negotiation.zip(ListPrices.all(base, portfolio)).map { plan, prices in
      guard let plan else { return [] }
      return plan.scenarios.map { scenario in
        var resolver = OfferResolver(portfolio, account: account, base: base, prices: prices)
        let (span, lines) = resolver.resolve(scenario.terms, at: scenario.location)
        return ScenarioValue(
          scenario, of: plan, OfferValue(base, scenario.terms, span: span, lines: lines), problems: resolver.problems,
          settings: portfolio.settings)
      }
    }
  }

  /// Tells of everything in scenarios that could not be taken as it is written.
  public func checkScenarios(into log: inout Diagnostics) {
    for account in accounts.indices {
      guard (portfolio.accounts[account].negotiation.resolved(for: .team) ?? nil)?.scenarios.isEmpty == false else {
        continue
      }
      let slug = portfolio.accounts[account].slug.text
      for problem in scenarios(of: account).resolved(for: .team)?.flatMap(\.problems) ?? [] {
        log.append(
          .warning(problem.code, problem.message, at: problem.location, hint: problem.hint, account: slug))
      }
    }
  }
}
