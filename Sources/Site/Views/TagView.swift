import Templates

/// A short state in a frame: `20 days late`.
struct TagView: TemplateModel {
  /// How it is coloured; the word says the same.
  enum Tone: String {
    case late, soon, ok, plain
  }

  let tone: Tone
  let word: String

  static let shape = TemplateShape<Self>(
    .text("class") { $0.tone == .plain ? "" : $0.tone.rawValue },
    .text("word") { $0.word })
}
