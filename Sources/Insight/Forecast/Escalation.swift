public import Core
public import Portfolio

/// A risk that someone above the team was asked to help with, and whether they still hear of it.
public struct Escalation: Sendable {
  /// Index of the account.
  public let account: Int
  /// The risk, open, with `escalatedTo`.
  public let risk: Risk
  /// When it was last reported on: the risk's own word, else the newest touch since it was opened, else the day it was opened.
  public let lastUpdate: Day?
  /// Days between updates that its severity asks for.
  public let cadence: Int
  /// The as-of day.
  public let asOf: Day

  /// Day by which the next update is due; nil if nobody knows when the last one was.
  public var updateDue: Day? { lastUpdate.map { $0 + cadence } }
  /// Whether an update is overdue; one that was never given is.
  public var isOverdue: Bool { updateDue.map { $0 < asOf } ?? true }

  /// Days between updates: daily for critical, twice a week for high, every ten days for medium, monthly for low.
  public static func cadence(_ severity: Level) -> Int {
    switch severity {
    case .critical: 1
    case .high: 3
    case .medium: 10
    case .low: 30
    }
  }
}

extension Insight {
  /// Open risks that were escalated, of those that `audience` may know with the touches that tell of updates: overdue updates
  /// first, then worst, then by account.
  public func escalations(for audience: Audience) -> [Escalation] {
    portfolio.accounts.indices.flatMap { index in
      let account = portfolio.accounts[index]
      return account.risks.entries.compactMap { risk in
        risk.zip(account.touches).raised(to: portfolio.settings.clearance[.activity]).map { risk, touches in
          risk.status.isOpen && risk.escalatedTo != nil ? escalation(index, risk, touches) : nil
        }.resolved(for: audience) ?? nil
      }
    }.sorted { a, b in
      if a.isOverdue != b.isOverdue { return a.isOverdue }
      if a.risk.severity != b.risk.severity { return a.risk.severity > b.risk.severity }
      return (a.account, a.risk.location) < (b.account, b.risk.location)
    }
  }

  private func escalation(_ account: Int, _ risk: Risk, _ touches: [Touch]) -> Escalation {
    let touched = touches.first { touch in
      touch.day <= asOf && risk.opened.map { touch.day >= $0 } ?? true
    }?.day
    return Escalation(
      account: account, risk: risk, lastUpdate: risk.lastUpdate ?? touched ?? risk.opened,
      cadence: Escalation.cadence(risk.severity), asOf: asOf)
  }
}
