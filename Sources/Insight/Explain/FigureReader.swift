public import Core
import Portfolio

/// Makes figures with their explanations, when they are asked for, by the code that computed the values.
struct FigureReader {
  let insight: Insight
  let rollUp: RollUp

  init(_ insight: Insight) {
    self.insight = insight
    rollUp = RollUp(insight.portfolio.settings)
  }

  var portfolio: Portfolio { insight.portfolio }
  var settings: Settings { portfolio.settings }
  var asOf: Day { insight.asOf }

  func draft(_ name: FigureName, subject: String? = nil) -> ExplanationDraft {
    ExplanationDraft(name, subject: subject, cutOff: asOf, provenance: settings.clearance[.provenance])
  }

  /// A figure of an account; contract figures are those of the contract at `place` among the account's.
  func figure(_ name: FigureName, account: Int, contract place: Int?) -> Restricted<Figure>? {
    switch name.kind {
    case .arr: open(arr(name, account))
    case .acv, .tcv, .atr, .endDate, .renewalDate, .daysLeft, .noticeDeadline, .autoRenewal, .nextTermEnd,
      .blendedPrice, .capHeadroom, .milestone:
      contractFigure(name, account, place)
    case .healthScore, .healthCoverage, .healthBand, .healthTrend, .healthMeasure: health(name, account)
    case .deployed, .utilization, .depth, .peak, .unusedValue, .rightSize, .rightSizeChange: product(name, account)
    case .migration, .migrationDeadline, .migrationEffect, .migrationAtList: migration(name, account)
    case .trueUp, .trueUpToTermEnd, .runsOut, .season: pool(name, account)
    case .forecastCategory, .forecastAmount, .forecastShare, .forecastWeighted, .forecastWeightedUncapped:
      forecast(name, account)
    case .scenarioARR, .scenarioExitARR, .scenarioTCV, .scenarioChange, .scenarioUplift, .scenarioDiscount,
      .scenarioApprover, .scenarioListDiscount, .scenarioGrowth, .scenarioUnitPrice, .scenarioMargin,
      .scenarioHeadroom:
      scenario(name, account)
    case .lastTouch, .nextTouch: touch(name, account)
    case .attentionScore: attention(name, account)
    default: nil
    }
  }

  func open(_ figure: Figure) -> Restricted<Figure> { Restricted(figure, for: .customer) }

  private func contractFigure(_ name: FigureName, _ account: Int, _ place: Int?) -> Restricted<Figure>? {
    let contracts = insight.accounts[account].contracts
    guard let place = place ?? insight.accounts[account].nextRenewal else {
      return open(draft(name).unknown("the account has no contract"))
    }
    guard contracts.indices.contains(place) else { return nil }
    let contract = contracts[place]
    switch name.kind {
    case .acv: return open(acv(name, contract))
    case .tcv: return open(tcv(name, contract))
    case .atr: return open(atr(name, contract))
    case .blendedPrice: return open(blendedPrice(name, contract))
    case .capHeadroom: return capHeadroom(name, account, contract)
    case .milestone: return milestone(name, contract)
    default: return open(date(name, contract))
    }
  }
}

extension Insight {
  /// A figure of an account by its stable name (`arr`, `health.score`, `utilization.itsm-pro`), behind the clearance of
  /// everything that went into it. Contract figures are those of the next renewal, unless `contract` names another place in
  /// `AccountInsight.contracts`. Nil if there is no such figure, or the account has no such product, meter or measure.
  public func figure(_ name: FigureName, account: Int, contract: Int? = nil) -> Restricted<Figure>? {
    guard accounts.indices.contains(account) else { return nil }
    return FigureReader(self).figure(name, account: account, contract: contract)
  }

  /// A figure of an account by its stable name as written in notes and on the command line.
  public func figure(named name: String, account: Int) -> Restricted<Figure>? {
    FigureName(name).flatMap { figure($0, account: account) }
  }

  /// A figure of the book; retention over the last twelve months, forecasts of the current quarter.
  public func bookFigure(_ kind: FigureKind) -> Restricted<Figure>? { FigureReader(self).bookFigure(kind) }

  /// Names of the figures that an account has and `audience` may know of, in the registry's order.
  public func figureNames(ofAccount account: Int, for audience: Audience) -> [FigureName] {
    let licences = accounts[account].licences
    let scenarios = (portfolio.accounts[account].negotiation.resolved(for: audience) ?? nil)?.scenarios ?? []
    return FigureKind.allCases.filter { !$0.isOfBook }.flatMap { kind in
      switch kind.subject {
      case nil: [FigureName(kind)]
      case .product:
        licences.products.filter { !kind.isOfMigration || portfolio.products[$0.product].isLegacy }
          .map { FigureName(kind, portfolio.products[$0.product].sku) }
      case .meter: licences.pools.map { FigureName(kind, $0.meter) }
      case .measure: portfolio.settings.health.measures.map { FigureName(kind, $0.key) }
      case .milestone: portfolio.settings.milestones.map { FigureName(kind, $0.key) }
      case .scenario: scenarios.map { FigureName(kind, $0.key) }
      }
    }
  }
}
