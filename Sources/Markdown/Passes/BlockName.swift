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

  /// Classes of the style sheet, which has GitHub's colours: a caution is worse than a warning.
  var classes: String {
    switch self {
    case .note, .tip, .important, .warning: "call \(rawValue)"
    case .caution: "call caution danger"
    case .danger: "call danger"
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
