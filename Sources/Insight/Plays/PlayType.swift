public import Core

/// What a name in a trigger stands for, and so what it may be compared with.
public enum PlayType: Sendable, Hashable {
  /// What a number counts. Two numbers are compared only if they count the same.
  public enum Unit: String, Sendable, Hashable {
    /// Whole days.
    case days
    /// A part of a whole: 0.8 is 80%.
    case share
    /// Roll-up currency.
    case money
    /// Points of the health score.
    case points
    /// Anything that is counted.
    case count
  }

  /// An exact number.
  case number(Unit)
  /// True or not; stands as a condition by itself.
  case flag
  /// One of a few words.
  case choice([String])
  /// Free text; compared without regard to case.
  case text
}

/// What a name stands for at one account.
public enum PlayValue: Sendable, Hashable {
  /// Exact; shares as parts of one.
  case number(Rational)
  /// True or not.
  case flag(Bool)
  /// Texts, folded; a condition holds if it holds of one of them.
  case words([String])
}

/// A value with the words that readers see. Most facts decide that a play does not apply, so words are made when asked for.
struct PlayFact: Sendable {
  let value: PlayValue
  private let words: @Sendable () -> String

  init(value: PlayValue, text: @autoclosure @escaping @Sendable () -> String) {
    self.value = value
    words = text
  }

  var text: String { words() }
}

/// Text as triggers compare it: ASCII letters in lower case, spaces and hyphens as `_`.
enum PlayText {
  static func folded(_ text: String) -> String {
    let bytes = text.utf8.map { byte -> UInt8 in
      switch byte {
      case 65...90: byte | 0x20
      case 0x20, 0x2D: 0x5F
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
