import Core

/// What may follow `:::`.
enum BlockName: Hashable {
  case audience(Audience)
  case callout(CalloutKind)
  case checklist, quiz, talkTrack, details

  init?(_ name: String) {
    if let audience = Audience(rawValue: name) {
      self = .audience(audience)
    } else if let callout = CalloutKind(rawValue: name) {
      self = .callout(callout)
    } else {
      switch name {
      case "checklist": self = .checklist
      case "quiz": self = .quiz
      case "talk-track": self = .talkTrack
      case "details": self = .details
      default: return nil
      }
    }
  }

  static let all =
    Audience.allCases.map(\.rawValue) + ["checklist", "quiz", "talk-track", "details"]
    + CalloutKind.allCases.map(\.rawValue)
}

/// A block that speaks up: GitHub's five, and `danger`.
enum CalloutKind: String, CaseIterable {
  case note, tip, important, caution, warning, danger

  /// The element it is shown as, with the classes of the style sheet, which has GitHub's colours: a caution is worse than a warning.
  var tag: StaticString {
    switch self {
    case .note: #"<div class="call note" role="note">"#
    case .tip: #"<div class="call tip" role="note">"#
    case .important: #"<div class="call important" role="note">"#
    case .warning: #"<div class="call warning" role="note">"#
    case .caution: #"<div class="call caution danger" role="note">"#
    case .danger: #"<div class="call danger" role="note">"#
    }
  }

  var title: String {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .caution: "Caution"
    case .warning: "Warning"
    case .danger: "Danger"
    }
  }
}
