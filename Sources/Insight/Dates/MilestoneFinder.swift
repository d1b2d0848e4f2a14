import Core
import Portfolio

/// Finds what proves an account's milestones done. Made once an account, asked for each of its contracts.
struct MilestoneFinder {
  private let candidates: [Restricted<MilestoneEvidence>]

  init(_ account: Account, asOf: Day) {
    guard !account.actions.isEmpty || account.touches.clearance <= .team else {
      candidates = []
      return
    }
    let tasks = account.actions.compactMap { action in
      Restricted.leastGuarded(of: [action]) { $0.isDone }?.map {
        MilestoneEvidence(isTouch: false, day: $0.due, text: $0.text, location: $0.location)
      }
    }
    let touches: [Restricted<Touch>] = account.touches.elements()
    let log = touches.compactMap { touch in
      Restricted.leastGuarded(of: [touch]) { $0.day <= asOf }?.flatMap { touch in
        touch.title.map {
          MilestoneEvidence(isTouch: true, day: touch.day, text: $0, location: touch.location)
        }
      }
    }
    candidates = log + tasks
  }

  /// Evidence that `milestone` is done for a contract with that anchor: dated in the year before the anchor, or, when
  /// undated, only for the account's next renewal. A text that names another contract of the account proves nothing.
  func evidence(
    for milestone: Milestone, anchor: Day, isNextRenewal: Bool, otherContracts: [String]
  ) -> Restricted<MilestoneEvidence>? {
    guard !candidates.isEmpty else { return nil }
    return Restricted.leastGuarded(of: candidates) { evidence in
      if let day = evidence.day {
        guard day > anchor - 365, day <= anchor else { return false }
      } else if !isNextRenewal {
        return false
      }
      return TextMatch.names(milestone, in: evidence.text)
        && !otherContracts.contains { TextMatch.contains($0, in: evidence.text) }
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
