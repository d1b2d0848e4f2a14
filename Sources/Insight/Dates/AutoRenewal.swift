public import Core
public import Portfolio

/// Where an automatically renewing contract stands on its way into the next term.
public struct AutoRenewal: Sendable, Hashable {
  /// Days before the deadline from which the contract counts as in its notice window.
  public static let windowDays = 30

  /// The states, in order of time.
  public enum State: String, Sendable, CaseIterable, Hashable {
    /// The deadline is more than `windowDays` away.
    case open
    /// Notice can still be given, and the deadline is near.
    case inNoticeWindow = "in_notice_window"
    /// Notice was given in time: it ends.
    case noticeGiven = "notice_given"
    /// The deadline (without one: the term) passed without notice: the next term is bound.
    case rolledOver = "rolled_over"

    /// For readers.
    public var title: String {
      switch self {
      case .open: "Open"
      case .inNoticeWindow: "In notice window"
      case .noticeGiven: "Notice given"
      case .rolledOver: "Rolled over"
      }
    }
  }

  /// Where it stands.
  public let state: State
  /// First day of the term after the written one.
  public let nextStart: Day
  /// Last day of that term: renewal date + renewal term - 1 day; nil if the contract doesn't say how long it is.
  public let nextEnd: Day?
  /// Last day of the rolled term that runs on the as-of day, when the written term has ended without notice.
  public let runningEnd: Day?

  /// The state of a contract on `asOf`; nil unless it renews itself and is active: one that was renewed, cancelled or has
  /// expired is past the question, and a draft isn't there yet.
  public init?(_ contract: Contract, deadline: NoticeDeadline?, asOf: Day) {
    guard contract.renewal.isAutomatic == true, contract.status == .active else { return nil }
    nextStart = contract.renewalDate
    let months = contract.renewal.termMonths.flatMap { $0 > 0 ? min($0, 1200) : nil }
    nextEnd = months.map { contract.renewalDate.adding(months: $0) - 1 }
    state = Self.state(contract, deadline: deadline, asOf: asOf)
    runningEnd =
      state == .rolledOver && asOf > contract.end
      ? months.flatMap { Self.runningEnd(from: contract.renewalDate, months: $0, asOf: asOf) } : nil
  }

  private static func state(_ contract: Contract, deadline: NoticeDeadline?, asOf: Day) -> State {
    // The deadline after its roll: on a weekend nobody receives a notice.
    let last = deadline?.day ?? contract.end
    if let given = contract.renewal.noticeGiven, given <= asOf, given <= last { return .noticeGiven }
    if asOf > last { return .rolledOver }
    guard let deadline else { return .open }
    return asOf >= deadline.day - windowDays ? .inNoticeWindow : .open
  }

  /// Last day of the term of `months` months, counted from `start`, that `asOf` falls in.
  private static func runningEnd(from start: Day, months: Int, asOf: Day) -> Day? {
    let (from, to) = (start.date, asOf.date)
    let elapsed = (to.year - from.year) * 12 + to.month - from.month
    var terms = max(elapsed / months, 0)
    while terms < elapsed / months + 2, start.adding(months: (terms + 1) * months) <= asOf { terms += 1 }
    return start.adding(months: (terms + 1) * months) - 1
  }
}
