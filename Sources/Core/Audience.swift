/// Who a copy of the site is for, from least to most trusted. What a lower audience may see, every higher one may see too.
public enum Audience: String, Sendable, Comparable, CaseIterable, Hashable {
  /// The account itself: its own contract terms, entitlements, usage, and what was written for it.
  case customer
  /// Field sales: health, risks, stakeholders, dates and forecast categories, but no negotiation and no call amounts.
  case field
  /// The renewals team: everything.
  case team

  /// Orders by trust: `customer < field < team`.
  public static func < (a: Audience, b: Audience) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .customer: 0
    case .field: 1
    case .team: 2
    }
  }
}
