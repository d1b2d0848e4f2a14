public import Core
public import Portfolio

/// The dates of one contract on the as-of day.
public struct ContractDates: Sendable {
  /// Last day of service less the as-of day; negative once it has passed.
  public let daysLeft: Int
  /// The last day for notice, if the contract names a period.
  public let notice: NoticeDeadline?
  /// How it renews itself; nil if it doesn't, or the export doesn't say.
  public let autoRenewal: AutoRenewal?
  /// What milestones are counted back from.
  public let anchor: Day
  /// In the settings' order; each behind the clearance of activity, and of the evidence that proves it done.
  public let milestones: [Restricted<MilestoneState>]

  init(
    _ contract: Contract, settings: Settings, calendar: BusinessCalendar, asOf: Day, finder: MilestoneFinder,
    isNextRenewal: Bool, otherContracts: [String]
  ) {
    daysLeft = contract.end - asOf
    let notice = contract.renewal.notice.map { NoticeDeadline($0, end: contract.end, calendar: calendar) }
    self.notice = notice
    autoRenewal = AutoRenewal(contract, deadline: notice, asOf: asOf)
    let anchor = Self.anchor(of: contract, notice: notice, rule: settings.milestoneAnchor)
    self.anchor = anchor
    let floor = settings.clearance[.activity]
    // A term that is over has no preparation left to follow.
    guard contract.end >= asOf, contract.status != .draft else {
      milestones = []
      return
    }
    milestones = settings.milestones.enumerated().map { place, milestone in
      let evidence = finder.evidence(
        forMilestone: place, anchor: anchor, isNextRenewal: isNextRenewal, otherContracts: otherContracts)
      return evidence?.map { MilestoneState(milestone, anchor: anchor, asOf: asOf, evidence: $0) }.raised(to: floor)
        ?? Restricted(MilestoneState(milestone, anchor: anchor, asOf: asOf, evidence: nil), for: floor)
    }
  }

  /// What milestones of `contract` are counted back from: `earliest` is, for a contract that renews itself, the earlier of
  /// notice deadline and renewal date.
  public static func anchor(of contract: Contract, notice: NoticeDeadline?, rule: MilestoneAnchor) -> Day {
    guard rule == .earliest, contract.renewal.isAutomatic == true, let notice else { return contract.renewalDate }
    return min(notice.day, contract.renewalDate)
  }
}

extension Contract {
  /// Days on which a further year of a term of several years begins, up to its last day.
  public var anniversaries: [Day] {
    var days: [Day] = []
    var year = 1
    while year < 100 {
      let day = start.adding(months: 12 * year)
      if day > end { break }
      days.append(day)
      year += 1
    }
    return days
  }

  /// Whether the term is longer than twelve months.
  public var isMultiYear: Bool { start.adding(months: 12) <= end }
}
