import Portfolio
import Templates

/// A health band as shape, word and score. Colour only repeats what they say.
struct BandView: TemplateModel {
  let style: String
  let word: String
  let score: String?

  init(_ band: Band?, score: String? = nil) {
    style = band?.letter ?? "n"
    word = band?.word ?? "No band"
    self.score = score
  }

  /// A severity in the same marks: high is the triangle, medium the diamond, low the circle.
  init(severity: Level) {
    style = Self.band(of: severity).letter
    word = severity.word
    score = nil
  }

  /// The band whose mark a severity is drawn with.
  static func band(of severity: Level) -> Band {
    switch severity {
    case .critical, .high: .red
    case .medium: .yellow
    case .low: .green
    }
  }

  static let shape = TemplateShape<Self>(
    .text("class") { $0.style },
    .text("word") { $0.word },
    .optionalText("score") { $0.score })
}

extension Band {
  /// Class and mark in the stylesheet.
  var letter: String {
    switch self {
    case .green: "g"
    case .yellow: "y"
    case .red: "r"
    }
  }

  /// For readers.
  var word: String {
    switch self {
    case .green: "Green"
    case .yellow: "Yellow"
    case .red: "Red"
    }
  }
}

extension Level {
  /// For readers.
  var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
