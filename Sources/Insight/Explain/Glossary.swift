/// What a term means: title, rule in words, and an example worked in numbers.
public struct GlossaryEntry: Sendable, Hashable {
  /// Stable name: a figure's kind, or a term of its own such as `bridge`.
  public let name: String
  /// For readers.
  public let title: String
  /// The rule, in words.
  public let formula: String
  /// The rule, worked.
  public let example: String

  init(_ kind: FigureKind, _ title: String, _ formula: String, _ example: String) {
    self.init(term: kind.rawValue, title, formula, example)
  }

  init(term: String, _ title: String, _ formula: String, _ example: String) {
    name = term
    self.title = title
    self.formula = formula
    self.example = example
  }
}

/// Every figure and term that pages use, explained once.
public enum Glossary {
  /// All entries: dates, money, scenarios, health, licences, forecast, relationship, retention, further terms.
  public static let entries = dates + money + scenarios + health + licences + forecast + book + terms

  private static let byName = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The entry of that name.
  public static func entry(_ name: String) -> GlossaryEntry? { byName[name] }
}

extension FigureKind {
  /// What figures of this kind mean.
  public var glossary: GlossaryEntry { Glossary.entry(rawValue) ?? GlossaryEntry(self, rawValue, "", "") }
}
