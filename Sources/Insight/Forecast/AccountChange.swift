public import Core
import Portfolio

/// Something about an account that is not as the last snapshot has it.
public struct AccountChange: Sendable, Hashable {
  /// What changed, in the order in which it is told.
  public enum Kind: String, Sendable, CaseIterable, Hashable {
    case new, gone, category, amount
    case closeDate = "close_date"
    case health, risks

    /// For readers.
    public var title: String {
      switch self {
      case .new: "New renewal"
      case .gone: "No longer in the data"
      case .category: "Forecast category"
      case .amount: "Amount"
      case .closeDate: "Close date"
      case .health: "Health"
      case .risks: "Risks"
      }
    }
  }

  /// Index of the account.
  public let account: Int
  /// Which.
  public let kind: Kind
  /// Id of the deal; empty for what is about the account as a whole.
  public let deal: String
  /// What the snapshot said; empty if nothing.
  public let from: String
  /// What is so now; empty if nothing.
  public let to: String
  /// Whether it is for the worse; nil if neither.
  public let isWorse: Bool?
}

/// What changed since a snapshot, each change guarded as the thing that changed.
public struct ChangeLog: Sendable {
  /// The snapshot's day.
  public let day: Day
  private let parts: [Restricted<[AccountChange]>]

  init(day: Day, parts: [Restricted<[AccountChange]>]) {
    self.day = day
    self.parts = parts
  }

  /// What `audience` may know, by account, then kind, then deal.
  public func resolved(for audience: Audience) -> [AccountChange] {
    parts.flatMap { $0.resolved(for: audience) ?? [] }.sorted { a, b in
      if a.account != b.account { return a.account < b.account }
      if a.kind != b.kind { return a.kind.place < b.kind.place }
      return a.deal.utf8.lexicographicallyPrecedes(b.deal.utf8)
    }
  }
}

extension AccountChange.Kind {
  /// Place in `allCases`.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Insight {
  /// What changed since the newest snapshot before the as-of day, or since that of `day`; nil without one.
  public func changes(since day: Day? = nil) -> ChangeLog? {
    let before = day.map { $0 + 1 } ?? asOf
    guard let found = portfolio.snapshotDay(before: before), day == nil || found == day else { return nil }
    let sets: [(Set<ClearancePolicy.Part>, (ChangeReader) -> [AccountChange])] = [
      ([.forecast], { $0.deals() }), ([.forecast, .amounts], { $0.amounts() }),
      ([.forecast, .health], { $0.health() }),
      ([.forecast, .risks], { $0.risks() }),
    ]
    return ChangeLog(
      day: found,
      parts: sets.map { parts, read in
        portfolio.snapshot(before: before, knowing: parts).zip(deals(knowing: parts)).map { snapshot, now in
          snapshot.map { read(ChangeReader(portfolio, then: $0, now: now)) } ?? []
        }
      })
  }
}
