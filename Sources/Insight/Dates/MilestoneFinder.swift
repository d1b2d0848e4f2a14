import Core
import Portfolio

/// Finds what proves an account's milestones done. Made once an account, asked for each of its contracts.
struct MilestoneFinder {
  private let evidence: [[Restricted<MilestoneEvidence>]]

  init(_ account: Account, _ milestones: [Milestone], asOf: Day) {
    let candidates = Self.log(account, asOf) + Self.tasks(account)
    evidence = milestones.map { milestone in
      candidates.compactMap { candidate in
        Restricted.leastGuarded(of: [candidate]) { TextMatch.names(milestone, in: $0.text) }
      }
    }
  }

  private static func tasks(_ account: Account) -> [Restricted<MilestoneEvidence>] {
    account.actions.compactMap { action in
      Restricted.leastGuarded(of: [action]) { $0.isDone }?.map {
        MilestoneEvidence(isTouch: false, day: $0.due, text: $0.text, location: $0.location)
      }
    }
  }

  private static func log(_ account: Account, _ asOf: Day) -> [Restricted<MilestoneEvidence>] {
    let touches: [Restricted<Touch>] = account.touches.elements()
    return touches.compactMap { touch in
      Restricted.leastGuarded(of: [touch]) { $0.day <= asOf }?.flatMap { touch in
        touch.title.map { MilestoneEvidence(isTouch: true, day: touch.day, text: $0, location: touch.location) }
      }
    }
  }

  /// Evidence that the milestone at `place` is done for a contract with that anchor: dated in the year before the anchor, or,
  /// when undated, only for the account's next renewal. A text that names another contract of the account proves nothing.
  func evidence(
    forMilestone place: Int, anchor: Day, isNextRenewal: Bool, otherContracts: [String]
  ) -> Restricted<MilestoneEvidence>? {
    Restricted.leastGuarded(of: evidence[place]) { evidence in
      guard evidence.day.map({ $0 > anchor - 365 && $0 <= anchor }) ?? isNextRenewal else { return false }
      return !otherContracts.contains { TextMatch.contains($0, in: evidence.text) }
    }
  }
}

/// Words in free text, compared by bytes without regard to ASCII case.
enum TextMatch {
  /// Whether `text` names the milestone's key, its mark (`T-90`) or its title, as whole words.
  static func names(_ milestone: Milestone, in text: String) -> Bool {
    contains(milestone.title, in: text) || contains(milestone.key, in: text)
      || contains("T-\(milestone.days)", in: text)
  }

  /// Whether `phrase` stands in `text` with no letter or digit on either side.
  static func contains(_ phrase: String, in text: String) -> Bool {
    let (needle, hay) = (phrase.utf8.map(lowered), text.utf8.map(lowered))
    guard let first = needle.first, needle.count <= hay.count else { return false }
    for start in 0...(hay.count - needle.count) where hay[start] == first {
      let end = start + needle.count
      guard start == 0 || !isWord(hay[start - 1]), end == hay.count || !isWord(hay[end]) else { continue }
      if hay[start..<end].elementsEqual(needle) { return true }
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte) || byte >= 0x80
  }
}
