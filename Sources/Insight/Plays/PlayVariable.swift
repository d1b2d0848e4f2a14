import Portfolio

/// A name that triggers know. Raw values are stable.
public enum PlayVariable: String, Sendable, CaseIterable, Hashable {
  case daysLeft = "days_left"
  case noticeDaysLeft = "notice_days_left"
  case daysToClose = "days_to_close"
  case termMonths = "term_months"
  case autoRenew = "auto_renew"
  case multiYear = "multi_year"
  case uplift, cap, atr
  case category
  case openOpportunity = "open_opportunity"
  case legacyLines = "legacy_lines"
  case utilization, deployed, depth
  case overDeployed = "over_deployed"
  case unused
  case unusedValue = "unused_value"
  case product
  case score, band, trend, coverage, sentiment
  case arr
  case daysSinceTouch = "days_since_touch"
  case quiet
  case champion
  case economicBuyer = "economic_buyer"
  case peopleLeft = "people_left"
  case openRisks = "open_risks"
  case highRisks = "high_risks"
  case unmitigatedRisks = "unmitigated_risks"
  case segment, industry, region, owner

  /// What one value belongs to. A trigger is asked of every contract still to be decided, and, where it speaks of use, of
  /// every product on it; the account matches if it holds of one.
  enum Scope: Int, Comparable {
    case account, contract, product

    static func < (a: Scope, b: Scope) -> Bool { a.rawValue < b.rawValue }
  }

  var scope: Scope {
    switch self {
    case .daysLeft, .noticeDaysLeft, .daysToClose, .termMonths, .autoRenew, .multiYear, .uplift, .cap, .atr, .category,
      .openOpportunity, .legacyLines:
      .contract
    case .utilization, .deployed, .depth, .overDeployed, .unused, .unusedValue, .product: .product
    default: .account
    }
  }

  /// What it may be compared with.
  public var type: PlayType {
    switch self {
    case .daysLeft, .noticeDaysLeft, .daysToClose, .daysSinceTouch: .number(.days)
    case .uplift, .cap, .utilization, .deployed, .depth, .coverage: .number(.share)
    case .atr, .arr, .unusedValue: .number(.money)
    case .score, .trend: .number(.points)
    case .termMonths, .legacyLines, .overDeployed, .unused, .peopleLeft, .openRisks, .highRisks, .unmitigatedRisks:
      .number(.count)
    case .autoRenew, .multiYear, .openOpportunity, .quiet, .champion, .economicBuyer: .flag
    case .band, .sentiment: .choice(Band.allCases.map(\.rawValue))
    case .category: .choice(ForecastCategory.allCases.map(\.rawValue))
    case .product, .segment, .industry, .region, .owner: .text
    }
  }

  /// For readers, as the subject of a condition: `days left on the contract`.
  public var title: String {
    switch self {
    case .daysLeft: "days left on the contract"
    case .noticeDaysLeft: "days to the last day for notice"
    case .daysToClose: "days to the opportunity's close date"
    case .termMonths: "months of the term"
    case .autoRenew: "the contract renews itself"
    case .multiYear: "the term is longer than a year"
    case .uplift: "planned or quoted uplift"
    case .cap: "uplift cap"
    case .atr: "ATR"
    case .category: "forecast category"
    case .openOpportunity: "open opportunity"
    case .legacyLines: "legacy lines on the contract"
    case .utilization: "active share of what is licensed"
    case .deployed: "assigned share of what is licensed"
    case .depth: "active share of what is assigned"
    case .overDeployed: "units over what is licensed"
    case .unused: "unused units"
    case .unusedValue: "value of what is unused, a year"
    case .product: "product"
    case .score: "health score"
    case .band: "health band"
    case .trend: "change of the score in 30 days"
    case .coverage: "coverage of the health score"
    case .sentiment: "sentiment"
    case .arr: "ARR"
    case .daysSinceTouch: "days since the last touch"
    case .quiet: "no touch within the cadence"
    case .champion: "champion"
    case .economicBuyer: "economic buyer"
    case .peopleLeft: "people who left"
    case .openRisks: "open risks"
    case .highRisks: "open risks of high severity"
    case .unmitigatedRisks: "open risks without mitigation"
    case .segment: "segment"
    case .industry: "industry"
    case .region: "region"
    case .owner: "owner"
    }
  }
}
