public import Core

/// What a forecast call saw on a day: every open or recently closed renewal, as `content/snapshots/<date>.csv` keeps it.
public struct Snapshot: Sendable {
  /// The day it was written for.
  public let day: Day
  /// Its deals, by account, then id.
  public let deals: [SnapshotDeal]
  /// The roll-up currency of its day.
  public let currency: Currency
  /// What its writer remarked.
  public let note: String?
  /// Digest of its file; nil for one that was not read from a file.
  public let digest: ContentHash?

  /// A snapshot.
  public init(
    day: Day, deals: [SnapshotDeal], currency: Currency = .usd, note: String? = nil, digest: ContentHash? = nil
  ) {
    self.day = day
    self.deals = deals
    self.currency = currency
    self.note = note
    self.digest = digest
  }

  /// The same with only what `parts` of the book say about a deal.
  func knowing(_ parts: Set<ClearancePolicy.Part>) -> Snapshot {
    // A remark may speak of amounts, so it goes with them.
    Snapshot(
      day: day, deals: deals.map { $0.knowing(parts) }, currency: currency, note: parts.contains(.amounts) ? note : nil)
  }

  /// The same without the deals of the accounts with these slugs.
  public func without(_ accounts: Set<String>) -> Snapshot {
    Snapshot(
      day: day, deals: deals.filter { !accounts.contains($0.account) }, currency: currency, note: note, digest: digest)
  }

  /// The deals of the account with slug `account`, found by halving.
  public func deals(of account: String) -> ArraySlice<SnapshotDeal> {
    let start = place { $0.account.utf8.lexicographicallyPrecedes(account.utf8) }
    let end = place { !account.utf8.lexicographicallyPrecedes($0.account.utf8) }
    return deals[start..<max(start, end)]
  }

  /// The first place whose deal isn't `before`.
  private func place(_ before: (SnapshotDeal) -> Bool) -> Int {
    var (low, high) = (0, deals.count)
    while low < high {
      let middle = (low + high) / 2
      if before(deals[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
