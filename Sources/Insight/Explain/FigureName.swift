/// The stable name of a figure: a kind, and for some kinds the product, meter, measure, milestone or scenario it is about.
///
/// Written `arr`, `health.score`, `utilization.itsm-pro`; references in notes, exports and the command line use it.
public struct FigureName: Sendable, Hashable, CustomStringConvertible {
  /// What kind of figure.
  public let kind: FigureKind
  /// What it is about, for kinds that need it: a product's SKU, a meter, a measure's, milestone's or scenario's key.
  public let subject: String?

  /// A name; `subject` is dropped for kinds that take none.
  public init(_ kind: FigureKind, _ subject: String? = nil) {
    self.kind = kind
    self.subject = kind.subject == nil ? nil : subject
  }

  /// Reads a name; nil unless the kind is known and the subject is there exactly when it must be.
  public init?(_ text: String) {
    if let kind = FigureKind(rawValue: text), kind.subject == nil {
      self.init(kind)
      return
    }
    let bytes = Array(text.utf8)
    // The longest kind that fits: subjects may hold dots, `health.measure.nps` is a measure and not a subject of `health`.
    for place in bytes.indices.reversed() where bytes[place] == 0x2E && place + 1 < bytes.count {
      guard let kind = FigureKind(rawValue: String(decoding: bytes[..<place], as: UTF8.self)), kind.subject != nil
      else { continue }
      self.init(kind, String(decoding: bytes[(place + 1)...], as: UTF8.self))
      return
    }
    return nil
  }

  /// As it is written.
  public var description: String { subject.map { "\(kind.rawValue).\($0)" } ?? kind.rawValue }
}

/// The kinds of figures there are. Raw values are stable.
public enum FigureKind: String, Sendable, CaseIterable, Hashable {
  case arr, acv, tcv, atr
  case endDate = "end_date"
  case renewalDate = "renewal_date"
  case daysLeft = "days_left"
  case noticeDeadline = "notice_deadline"
  case autoRenewal = "auto_renewal"
  case nextTermEnd = "next_term_end"
  case milestone
  case capHeadroom = "cap_headroom"
  case blendedPrice = "blended_price"
  case healthScore = "health.score"
  case healthCoverage = "health.coverage"
  case healthBand = "health.band"
  case healthTrend = "health.trend"
  case healthMeasure = "health.measure"
  case deployed, utilization, depth, peak
  case unusedValue = "unused_value"
  case rightSize = "right_size"
  case rightSizeChange = "right_size_change"
  case migration
  case migrationDeadline = "migration_deadline"
  case migrationEffect = "migration_effect"
  case migrationAtList = "migration_at_list"
  case trueUp = "true_up"
  case trueUpToTermEnd = "true_up_to_term_end"
  case runsOut = "runs_out"
  case season
  case forecastCategory = "forecast.category"
  case forecastAmount = "forecast.amount"
  case forecastShare = "forecast.share"
  case forecastWeighted = "forecast.weighted"
  case forecastWeightedUncapped = "forecast.weighted_uncapped"
  case scenarioARR = "scenario.arr"
  case scenarioExitARR = "scenario.exit_arr"
  case scenarioTCV = "scenario.tcv"
  case scenarioChange = "scenario.change"
  case scenarioUplift = "scenario.uplift"
  case scenarioDiscount = "scenario.discount"
  case scenarioApprover = "scenario.approver"
  case scenarioListDiscount = "scenario.list_discount"
  case scenarioGrowth = "scenario.cagr"
  case scenarioUnitPrice = "scenario.unit_price"
  case scenarioMargin = "scenario.margin"
  case scenarioHeadroom = "scenario.headroom"
  case lastTouch = "touch.last"
  case nextTouch = "touch.next_due"
  case attentionScore = "attention.score"
  case bookARR = "book.arr"
  case bookATR = "book.atr"
  case bookAtRisk = "book.at_risk"
  case bookGRR = "book.grr"
  case bookNRR = "book.nrr"
  case bookLogo = "book.logo"
  case bookRenewalRate = "book.renewal_rate"
  case bookOnTimeCount = "book.on_time_count"
  case bookOnTimeATR = "book.on_time_atr"
  case bookWeighted = "book.weighted"
  case bookWeightedUncapped = "book.weighted_uncapped"
  case bookWorst = "book.worst"
  case bookMostLikely = "book.most_likely"
  case bookBest = "book.best"

  /// What a name of this kind must say besides; nil if nothing.
  public var subject: Subject? {
    switch self {
    case .deployed, .utilization, .depth, .peak, .unusedValue, .rightSize, .rightSizeChange: .product
    case .migration, .migrationDeadline, .migrationEffect, .migrationAtList: .product
    case .trueUp, .trueUpToTermEnd, .runsOut, .season: .meter
    case .healthMeasure: .measure
    case .milestone: .milestone
    case .scenarioARR, .scenarioExitARR, .scenarioTCV, .scenarioChange, .scenarioUplift, .scenarioDiscount,
      .scenarioApprover, .scenarioListDiscount, .scenarioGrowth, .scenarioUnitPrice, .scenarioMargin,
      .scenarioHeadroom:
      .scenario
    default: nil
    }
  }

  /// What a figure can be about.
  public enum Subject: String, Sendable, Hashable {
    case product, meter, measure, milestone, scenario
  }

  /// Whether only legacy products have it.
  var isOfMigration: Bool { rawValue.utf8.starts(with: "migration".utf8) }

  /// Whether it is a figure of the whole book; else of an account.
  public var isOfBook: Bool { rawValue.utf8.starts(with: "book.".utf8) }
}
