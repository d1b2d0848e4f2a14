public import Core
public import Portfolio

/// When an account was last touched, and when it must be again.
public struct TouchInsight: Sendable {
  /// The last touch up to the as-of day.
  public let last: Touch?
  /// Days that may pass between touches.
  public let cadence: Int
  /// Days since the last touch.
  public let daysSince: Int?
  /// The day by which the next touch is due; nil if there never was one.
  public let nextDue: Day?
  /// No touch within the cadence, or none at all.
  public let isQuiet: Bool

  init(_ touches: [Touch], cadence: Int, asOf: Day) {
    let last = touches.filter { $0.day <= asOf }.max { ($0.day, $1.location) < ($1.day, $0.location) }
    self.last = last
    self.cadence = cadence
    daysSince = last.map { asOf - $0.day }
    nextDue = last.map { $0.day + cadence }
    isQuiet = last.map { asOf - $0.day > cadence } ?? true
  }
}

/// Which parts in the decision are filled.
public struct StakeholderCoverage: Sendable, Hashable {
  /// Names of those who decide on the money and are still there.
  public let economicBuyers: [String]
  /// Names of those who speak for us and are still there.
  public let champions: [String]
  /// Names of those who left.
  public let departed: [String]
  /// Names of those still there who were not contacted within the cadence, or never.
  public let quiet: [String]

  init(_ people: [Stakeholder], cadence: Int, asOf: Day) {
    let present = people.filter { $0.leftOn.map { asOf < $0 } ?? true }
    economicBuyers = present.filter { TextMatch.contains("economic buyer", in: $0.role ?? "") }.map(\.name)
    champions = present.filter { $0.stance == "champion" || TextMatch.contains("champion", in: $0.role ?? "") }.map(
      \.name)
    departed = people.filter { $0.leftOn.map { $0 <= asOf } ?? false }.map(\.name)
    quiet = present.filter { $0.lastContact.map { asOf - $0 > cadence } ?? true }.map(\.name)
  }

  /// What is missing, in words; nil if both are named.
  public var gap: String? {
    switch (economicBuyers.isEmpty, champions.isEmpty) {
    case (true, true): "no economic buyer or champion named"
    case (true, false): "no economic buyer named"
    case (false, true): "no champion named"
    case (false, false): nil
    }
  }
}
