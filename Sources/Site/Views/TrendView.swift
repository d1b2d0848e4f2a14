import Templates

/// A change of the health score: an arrow only from five points on.
struct TrendView: TemplateModel {
  /// Change in points, signed, already in words: `▼ −8`.
  let text: String
  let style: String

  static let shape = TemplateShape<Self>(
    .text("class") { $0.style },
    .text("text") { $0.text })
}
