import Core

/// Words for one of a fixed set of values.
enum Choice {
  /// The value whose name is `text`, but for case, spaces and hyphens.
  static func parse<T: RawRepresentable & CaseIterable>(_ text: String, of type: T.Type) -> T?
  where T.RawValue == String {
    let wanted = TextKey.letters(text.utf8)
    return type.allCases.first { TextKey.letters($0.rawValue.utf8) == wanted }
  }
}

/// Words for yes and no.
enum Flag {
  private static let yes: Set<String> = ["yes", "y", "true", "t", "1", "on", "x", "checked", "ja", "oui", "si"]
  private static let no: Set<String> = ["no", "n", "false", "f", "0", "off", "unchecked", "nein", "non"]

  /// Reads the words that people and exports write for yes and no; nil for others.
  static func parse(_ text: Span<UInt8>) -> Bool? {
    let word = TextKey.name(text.trimmedText.utf8)
    return yes.contains(word) ? true : no.contains(word) ? false : nil
  }
}
