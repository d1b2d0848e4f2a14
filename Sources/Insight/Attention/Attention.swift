public import Core

/// Why an account needs attention. Each reason is guarded on its own, so an audience is shown, and its list ordered by, only
/// the reasons it may know.
public struct Attention: Sendable {
  /// The formula of the order, for readers.
  public static let formula =
    "ATR at stake × urgency; urgency = 90 ÷ max(7, days to the date in the reason, else to the last day)"
  /// Days at which urgency is 1.
  static let standardDays = 90

  /// One list a clearance, so that an account with nothing to say costs next to nothing.
  private let reasons: [Restricted<[AttentionReason]>]
  /// ATR of the next renewal, roll-up currency.
  public let atStake: Total

  init(_ reasons: [Restricted<AttentionReason?>], atStake: Total) {
    let present = Audience.allCases.filter { clearance in reasons.contains { $0.clearance == clearance } }
    self.reasons = present.map { clearance in
      let mine = present.count == 1 ? reasons : reasons.filter { $0.clearance == clearance }
      return Restricted.all(mine).map { found in found.compactMap { $0 } }
    }
    self.atStake = atStake
  }

  /// `90 / max(7, days)`.
  public static func urgency(days: Int) -> Rational { Rational(90, over: Int128(max(7, days))) }

  /// What `audience` may know; nil if no reason is left.
  public func resolved(for audience: Audience) -> AttentionList? {
    AttentionList(reasons.flatMap { $0.resolved(for: audience) ?? [] }, atStake: atStake)
  }

  /// All reasons behind the highest clearance among them.
  public var all: Restricted<AttentionList?> {
    Restricted.all(reasons).map { [atStake] in AttentionList(Array($0.joined()), atStake: atStake) }
  }
}

/// The reasons that one audience sees, most urgent first.
public struct AttentionList: Sendable, Hashable {
  /// Most urgent first.
  public let reasons: [AttentionReason]
  /// ATR of the next renewal, roll-up currency.
  public let atStake: Total
  /// ATR at stake × the urgency of the most urgent reason.
  public let score: Rational

  init?(_ reasons: [AttentionReason], atStake: Total) {
    let sorted = reasons.enumerated().sorted {
      $0.element.urgency == $1.element.urgency
        ? ($0.element.kind.place, $0.offset) < ($1.element.kind.place, $1.offset)
        : $0.element.urgency > $1.element.urgency
    }.map(\.element)
    guard let first = sorted.first else { return nil }
    self.reasons = sorted
    self.atStake = atStake
    score = atStake.amount * first.urgency
  }

  /// Days that the most urgent reason counts.
  public var days: Int { reasons.first?.days ?? Attention.standardDays }
}
