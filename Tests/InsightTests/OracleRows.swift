import Core
import Insight
import Portfolio

/// The engine's figures as the rows that `Tests/Oracle/README.md` describes.
struct OracleRows {
  private(set) var values: [String: String] = [:]
  private let insight: Insight
  private var portfolio: Portfolio { insight.portfolio }

  init(_ insight: Insight) {
    self.insight = insight
    for account in insight.accounts.indices { add(account: account) }
    addBook()
  }

  private mutating func put(_ scope: String, _ figure: String, _ value: String?) {
    if let value { values["\(scope),\(figure)"] = value }
  }

  private mutating func put(_ scope: String, _ figure: String, ratio: Rational?) {
    put(scope, figure, ratio?.decimalText(digits: 4))
  }

  private mutating func put(_ scope: String, _ figure: String, money: Rational?, _ currency: Currency) {
    put(scope, figure, money.map { String(Money(rounding: $0, currency).minor) })
  }

  private mutating func put(_ scope: String, _ figure: String, _ total: Total?) {
    put(scope, figure, total.map { String($0.money.minor) })
  }

  private mutating func put(_ scope: String, _ figure: String, rollUp amount: Rational?) {
    put(scope, figure, money: amount, portfolio.settings.currency)
  }
}

extension OracleRows {
  private mutating func add(account: Int) {
    for contract in insight.accounts[account].contracts {
      addDays(contract)
      addMoney(contract)
    }
    let scope = "account:\(portfolio.accounts[account].slug)"
    put(scope, "arr", insight.accounts[account].arr)
    let own = insight.figures(of: [account]).resolved(for: .team)
    for quarter in own?.quarters.resolved(for: .team) ?? [] where !quarter.atr.amount.isZero {
      put(scope, "atr:\(quarter.quarter.display)", quarter.atr)
    }
    addHealth(account, scope)
    addLicences(account)
  }

  private mutating func addDays(_ insight: ContractInsight) {
    let contract = portfolio.contracts[insight.contract]
    let (scope, dates) = ("contract:\(contract.id)", insight.dates)
    put(scope, "renewal_date", contract.renewalDate.description)
    put(scope, "days_left", String(dates.daysLeft))
    put(scope, "notice_raw", dates.notice?.raw.description)
    put(scope, "notice_other", dates.notice?.otherReading?.description)
    put(scope, "notice_deadline", dates.notice?.day.description)
    put(scope, "next_term_end", dates.autoRenewal?.nextEnd?.description)
    put(scope, "auto_state", dates.autoRenewal.map { Self.word($0.state) })
    for milestone in dates.milestones.compactMap({ $0.resolved(for: .team) }) {
      put(scope, "milestone:\(milestone.milestone.key)", milestone.day.description)
    }
  }

  private static func word(_ state: AutoRenewal.State) -> String {
    state == .inNoticeWindow ? "notice_window" : state.rawValue
  }

  private mutating func addMoney(_ contract: ContractInsight) {
    let value = insight.value(ofContract: contract.contract)
    guard value.counts else { return }
    let (scope, currency) = ("contract:\(value.contract.id)", value.contract.currency)
    put(scope, "tcv", money: value.tcv, currency)
    put(scope, "atr", money: value.atr, currency)
    for year in 1...value.years { put(scope, "acv_\(year)", money: value.acv(year: year), currency) }
    if let cap = value.contract.renewal.upliftCapPercent {
      put(scope, "cap_price", money: Uplift.headroom(value.atr, capPercent: cap, quoted: .zero), currency)
    }
  }

  private mutating func addHealth(_ account: Int, _ scope: String) {
    guard let health = insight.health(of: account).resolved(for: .team) else { return }
    for measure in health.now.measures { put(scope, "points:\(measure.rule.key)", ratio: measure.points) }
    put(scope, "health_coverage", ratio: health.now.coverage)
    put(scope, "health_band", health.now.band?.rawValue ?? "insufficient")
    put(scope, "health_score", ratio: health.now.score)
    put(scope, "health_trend", ratio: health.trend)
    put(scope, "health_trend_direction", health.direction.map { $0 == .steady ? "flat" : $0.rawValue })
    if health.override != nil {
      put(scope, "health_override", health.isOverrideInForce ? health.override?.band.rawValue : "expired")
    }
  }

  private mutating func addLicences(_ account: Int) {
    let (slug, licences) = (portfolio.accounts[account].slug, insight.accounts[account].licences)
    for licence in licences.products where !licence.usage.isEmpty {
      let scope = "usage:\(slug):\(portfolio.products[licence.product].sku)"
      put(scope, "month", licence.month.map(Self.name))
      put(scope, "entitled", ratio: licence.entitled)
      put(scope, "deployed", ratio: licence.deployed)
      put(scope, "active", ratio: licence.utilization)
      put(scope, "depth", ratio: licence.depth)
      put(scope, "unused_value", rollUp: licence.unusedValue.resolved(for: .team) ?? nil)
      put(scope, "peak", ratio: licence.peak?.value)
      put(scope, "peak_month", licence.peak.map { Self.name($0.month) })
      let size = licence.rightSize.resolved(for: .team) ?? nil
      put(scope, "right_size", size.map { String($0.quantity) })
      put(scope, "right_size_change", rollUp: size?.change)
    }
    for need in licences.migrations.resolved(for: .team) ?? [] {
      let scope = "usage:\(slug):\(portfolio.products[need.product].sku)"
      put(scope, "migrated_quantity", need.newQuantity.map(String.init))
      put(scope, "move_by", need.deadline?.day.description)
      put(scope, "move_effect", rollUp: need.priceEffect.map { _ in need.annualWithEffect })
      put(scope, "move_at_list", rollUp: need.annualAtList.resolved(for: .team) ?? nil)
    }
    for pool in licences.pools {
      let scope = "meter:\(slug):\(pool.meter)"
      put(scope, "entitled", ratio: pool.entitled)
      put(scope, "measured", ratio: pool.measured)
      put(scope, "over", ratio: pool.over)
      addForecast(pool, scope)
      put(scope, "true_up_year", rollUp: pool.exposure.resolved(for: .team) ?? nil)
      if pool.termEnd != nil {
        put(scope, "true_up_term", rollUp: pool.exposureToTermEnd.resolved(for: .team) ?? nil)
      }
    }
  }
}

extension OracleRows {
  private static func name(_ month: Month) -> String { String(month.firstDay.description.prefix(7)) }

  private mutating func addForecast(_ pool: MeterPool, _ scope: String) {
    guard let forecast = pool.forecast.resolved(for: .team) else { return }
    put(scope, "trend", ratio: forecast.trend?.slope)
    put(scope, "trend_error", ratio: forecast.trend?.error)
    put(scope, "at_term_end", ratio: forecast.atTermEnd)
    put(scope, "runs_out", forecast.outlook.runOut?.day.description)
    put(scope, "runs_out_earliest", forecast.outlook.runOut.map { Self.name($0.earliest) })
    put(scope, "runs_out_latest", forecast.outlook.runOut?.latest.map(Self.name))
    put(scope, "season", forecast.season?.monthName)
    put(scope, "season_lift", ratio: forecast.season?.lift)
  }
}

extension OracleRows {
  private mutating func addBook() {
    guard let book = insight.book.resolved(for: .team) else { return }
    put("book", "arr", book.all.arr)
    put("book", "accounts", String(insight.accounts.count))
    put("book", "accounts_with_arr", String(insight.accounts.count { $0.arr.amount > .zero }))
    for retention in book.all.retention { add(retention) }
    for statistics in book.all.renewals.resolved(for: .team) ?? [] { add(statistics) }
    for quarter in book.all.quarters.resolved(for: .team) ?? [] { add(quarter) }
  }

  private mutating func add(_ retention: Retention) {
    guard let quarter = retention.period.quarter, retention.logosAtStart > 0 else { return }
    let scope = "quarter:\(quarter.display)"
    put(scope, "base", retention.base)
    put(scope, "kept", retention.kept)
    put(scope, "now", retention.now)
    put(scope, "cohort", String(retention.logosAtStart))
    put(scope, "logos_kept", String(retention.logosKept))
    put(scope, "grr", ratio: retention.gross)
    put(scope, "nrr", ratio: retention.net)
    put(scope, "logo", ratio: retention.logo)
  }

  private mutating func add(_ statistics: RenewalStatistics) {
    guard let quarter = statistics.period.quarter, statistics.due > 0 else { return }
    let scope = "quarter:\(quarter.display)"
    put(scope, "due", String(statistics.due))
    put(scope, "on_time", String(statistics.onTime))
    put(scope, "due_atr", statistics.atr)
    put(scope, "won_atr", statistics.won.resolved(for: .team))
    put(scope, "on_time_due_atr", statistics.onTimeATR)
    put(scope, "renewal_rate", ratio: statistics.renewalRate.resolved(for: .team) ?? nil)
    put(scope, "on_time_count", ratio: statistics.onTimeByCount)
    put(scope, "on_time_atr", ratio: statistics.onTimeByATR)
  }

  private mutating func add(_ quarter: QuarterForecast) {
    guard !quarter.atr.amount.isZero || !quarter.renewals.isEmpty else { return }
    let scope = "quarter:\(quarter.quarter.display)"
    put(scope, "atr", quarter.atr)
    guard let amounts = quarter.amounts.resolved(for: .team) else { return }
    for category in ForecastCategory.allCases { put(scope, category.rawValue, amounts[category]) }
    put(scope, "weighted_capped", amounts.weighted)
    put(scope, "weighted_uncapped", amounts.weightedUncapped)
    put(scope, "worst", ratio: amounts.worst)
  }
}
