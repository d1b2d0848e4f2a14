public import Core

/// `content/portfolio.yaml`, with a default for every key.
public struct Settings: Sendable {
  /// Shown in the header.
  public var title = "Portfolio"
  /// The vendor.
  public var organization: String?
  /// Month 1...12 in which the fiscal year starts.
  public var fiscalYear = FiscalCalendar(startMonth: 1)
  /// The roll-up currency.
  public var currency = Currency.usd
  /// Rates into the roll-up currency.
  public var rates = ExchangeRates()
  /// E-mail of the owner of accounts that name none.
  public var defaultOwner: String?
  /// What must be done how many days before the anchor.
  public var milestones = Milestone.defaults
  /// What milestones are counted back from.
  public var milestoneAnchor = MilestoneAnchor.earliest
  /// How health is scored.
  public var health = HealthModel.standard
  /// Probability of each category, 0...1.
  public var forecastWeights = ForecastWeights()
  /// Days without a touch after which an account counts as quiet.
  public var touchCadence = TouchCadence()
  /// Who approves which discount, by rising limit.
  public var discountApprovals: [DiscountApproval] = []
  /// What offers are held against.
  public var offerPolicy = OfferPolicy()
  /// Targets by fiscal quarter and owner.
  public var targets = Restricted<[Target]>([], for: .team)
  /// Days that are not business days, besides weekends, sorted.
  public var holidays: [Day] = []
  /// How ARR counts ramps.
  public var arrBasis = ARRBasis.segment
  /// Which month of usage counts unless the product says otherwise.
  public var usageCount = Product.Count.latest
  /// Spare licences on top of the need, per cent, when a product is right-sized and says nothing itself.
  public var headroomPercent = Rational(10)
  /// Who sees what.
  public var clearance = ClearancePolicy()
  /// Whether notes may hold raw HTML.
  public var allowsHTML = false
  /// Whether straight quotes and hyphens in notes become typographic ones.
  public var smartPunctuation = false
  /// Coverage of the health score below which no band is given, 0...1.
  public var coverageFloor = Rational(1, over: 2)

  /// The defaults of every key.
  public init() {}
}

/// Which value of a ramped contract counts as its ARR.
public enum ARRBasis: String, Sendable, CaseIterable {
  /// The segment that is active on the day.
  case segment
  /// The average over the whole term.
  case average
}

/// Something that must be done before a renewal.
public struct Milestone: Sendable, Hashable {
  /// Stable name: `kickoff`; tasks and log entries name it to mark it done.
  public let key: String
  /// Days before the anchor.
  public let days: Int
  /// Shown to readers.
  public let title: String

  /// A milestone.
  public init(key: String, days: Int, title: String) {
    self.key = key
    self.days = days
    self.title = title
  }

  /// The defaults of the design: 180, 120, 90, 60 and 30 days.
  public static let defaults = [
    Milestone(key: "kickoff", days: 180, title: "Renewal kick-off"),
    Milestone(key: "value", days: 120, title: "Value review"),
    Milestone(key: "proposal", days: 90, title: "Proposal sent"),
    Milestone(key: "terms", days: 60, title: "Terms agreed"),
    Milestone(key: "signature", days: 30, title: "Signature"),
  ]
}

/// What milestones are counted back from.
public enum MilestoneAnchor: String, Sendable, CaseIterable {
  /// Of an auto-renewing contract the earlier of notice deadline and renewal date; else the renewal date.
  case earliest
  /// Always the renewal date.
  case renewal
}

/// Probability by category, 0...1.
public struct ForecastWeights: Sendable, Hashable {
  private var weights: [ForecastCategory: Rational]

  /// commit 0.95, best case 0.60, pipeline 0.25, omitted 0.
  public init() {
    weights = [
      .commit: Rational(95, over: 100), .bestCase: Rational(60, over: 100), .pipeline: Rational(25, over: 100),
    ]
  }

  /// The probability of `category`: won is 1, lost 0.
  public subscript(category: ForecastCategory) -> Rational {
    get { category == .closedWon ? .one : weights[category] ?? .zero }
    set { weights[category] = newValue }
  }
}

/// Days without a touch after which an account counts as quiet.
public struct TouchCadence: Sendable, Hashable {
  /// For most accounts.
  public var standard = 90
  /// For accounts whose contracts all run longer than 12 months.
  public var multiYear = 120

  /// 90 and 120 days.
  public init() {}
}

/// Who approves discounts up to a limit.
public struct DiscountApproval: Sendable, Hashable {
  /// Highest discount, per cent.
  public let upTo: Rational
  /// Who.
  public let approver: String

  /// An approval level.
  public init(upTo: Rational, approver: String) {
    self.upTo = upTo
    self.approver = approver
  }
}

/// What offers are held against, besides the levels of approval.
public struct OfferPolicy: Sendable, Hashable {
  /// Longest term, months; nil if there is none.
  public var longestTermMonths: Int?
  /// Least change of the prices that are paid today, per cent; nil if there is none.
  public var leastUplift: Rational?
  /// Days for which a proposal is good if it names no last day.
  public var proposalDays = 30

  /// No limits.
  public init() {}
}

/// What an owner is to renew in a quarter.
public struct Target: Sendable, Hashable {
  /// The quarter.
  public let quarter: FiscalQuarter
  /// E-mail of the owner.
  public let owner: String
  /// In the roll-up currency.
  public let amount: Money
  /// Where the entry stands.
  public let location: SourceLocation

  /// A target.
  public init(quarter: FiscalQuarter, owner: String, amount: Money, location: SourceLocation) {
    self.quarter = quarter
    self.owner = owner
    self.amount = amount
    self.location = location
  }
}

/// Rates into the roll-up currency: how many units of it one unit is.
public struct ExchangeRates: Sendable, Hashable {
  private var rates: [Currency: Rational] = [:]

  /// No rates.
  public init() {}

  /// The rate of `currency`, if one is set.
  public subscript(currency: Currency) -> Rational? {
    get { rates[currency] }
    set { rates[currency] = newValue }
  }

  /// All rates, by currency code.
  public var all: [(currency: Currency, rate: Rational)] {
    rates.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
