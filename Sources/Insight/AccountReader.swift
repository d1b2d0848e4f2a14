import Core
import Portfolio

/// Computes the figures of one account; every account is independent of the others, so slices of the book run side by side.
struct AccountReader: Sendable {
  let portfolio: Portfolio
  let asOf: Day
  let rollUp: RollUp
  let links: ContractLinks
  let retention: RetentionCalendar
  private let calendar: BusinessCalendar
  private let meters: MeterRules
  private let scorer: HealthScorer

  init(_ portfolio: Portfolio, asOf: Day) {
    self.portfolio = portfolio
    self.asOf = asOf
    rollUp = RollUp(portfolio.settings)
    links = ContractLinks(portfolio)
    retention = RetentionCalendar(portfolio.settings.fiscalYear, asOf: asOf)
    calendar = BusinessCalendar(holidays: portfolio.settings.holidays)
    meters = MeterRules(portfolio)
    scorer = HealthScorer(portfolio.settings, asOf: asOf)
  }

  func read(_ account: Int) -> AccountInsight {
    let note = portfolio.accounts[account]
    let values = note.contracts.map { ContractValue(portfolio.contracts[$0], in: portfolio) }
    let next = nextRenewal(values)
    let contracts = contracts(note, values, next)
    let licences = LicenceReader(portfolio: portfolio, rollUp: rollUp, asOf: asOf, meters: meters)
      .read(account)
    let health = health(of: account).map(HealthSummary.init)
    let renewals = ForecastReader(portfolio: portfolio, rollUp: rollUp, links: links, asOf: asOf)
      .read(account, contracts: contracts, nextRenewal: next)
    let cadence = cadence(values)
    let touch = note.touches.map { TouchInsight($0, cadence: cadence, asOf: asOf) }
    let people = note.stakeholders.whole.map { StakeholderCoverage($0, cadence: cadence, asOf: asOf) }
    let facts = AttentionReader.Facts(
      contracts: contracts, nextRenewal: next, health: health, renewals: renewals, licences: licences, touch: touch,
      people: people)
    return AccountInsight(
      account: account, contracts: contracts, arr: contracts.reduce(into: rollUp.zero) { $0 += $1.arr },
      nextRenewal: next, licences: licences, health: health, renewals: renewals, touch: touch, people: people,
      attention: AttentionReader(portfolio: portfolio, asOf: asOf).read(account, facts, zero: rollUp.zero),
      history: history(values))
  }

  /// The health of `account` with its measures.
  func health(of account: Int) -> Restricted<HealthInsight> {
    let note = portfolio.accounts[account]
    let licences = AccountLicences(portfolio: portfolio, account: account)
    return portfolio.readings(of: account).zip(note.healthOverride).zip(note.sentiment).map { inputs, sentiment in
      let (readings, override) = inputs
      return HealthInsight(
        now: scorer.score(readings: readings, licences: licences, on: asOf),
        before: scorer.score(readings: readings, licences: licences, on: asOf - HealthInsight.trendDays),
        override: override, sentiment: sentiment, asOf: asOf)
    }
  }

  /// The contract that ends first from the as-of day on, with something to renew; else the one that ended last.
  private func nextRenewal(_ values: [ContractValue]) -> Int? {
    let counted = values.indices.filter { values[$0].counts }
    let ahead = counted.filter { values[$0].contract.end >= asOf && !values[$0].atr.isZero }
    return ahead.min { a, b in
      let (x, y) = (values[a], values[b])
      if x.contract.end != y.contract.end { return x.contract.end < y.contract.end }
      return x.atr == y.atr ? a < b : x.atr > y.atr
    }
      ?? counted.max { a, b in
        let (x, y) = (values[a], values[b])
        if x.atr.isZero != y.atr.isZero { return x.atr.isZero }
        return (x.contract.end, b) < (y.contract.end, a)
      }
  }

  private func contracts(_ note: Account, _ values: [ContractValue], _ next: Int?) -> [ContractInsight] {
    let finder = MilestoneFinder(note, portfolio.settings.milestones, asOf: asOf)
    let ids = values.map(\.contract.id)
    return values.enumerated().map { place, value in
      let contract = value.contract
      let dates = ContractDates(
        contract, settings: portfolio.settings, calendar: calendar, asOf: asOf, finder: finder,
        isNextRenewal: place == next,
        otherContracts: ids.count > 1 && ids.count <= 32 ? ids.filter { $0 != contract.id } : [])
      return ContractInsight(
        contract: note.contracts.lowerBound + place, dates: dates,
        arr: rollUp.total(value.arr(on: asOf), contract.currency), atr: rollUp.total(value.atr, contract.currency),
        endsTogether: portfolio.lines(of: contract).allSatisfy {
          !$0.isRecurring || $0.end == contract.end || value.isContinued($0)
        })
    }
  }

  /// Accounts whose running contracts all span several years are touched less often.
  private func cadence(_ values: [ContractValue]) -> Int {
    let running = values.filter { $0.counts && $0.contract.start <= asOf && asOf <= $0.contract.end }
    let rule = portfolio.settings.touchCadence
    return !running.isEmpty && running.allSatisfy(\.contract.isMultiYear) ? rule.multiYear : rule.standard
  }

  /// ARR on each day that retention compares.
  private func history(_ values: [ContractValue]) -> [Rational] {
    retention.days.map { day in
      values.reduce(Rational.zero) { sum, value in
        guard value.contract.start <= day || value.contract.end >= day else { return sum }
        let arr = value.arr(on: day)
        return arr.isZero ? sum : sum + rollUp.total(arr, value.contract.currency).amount
      }
    }
  }
}
