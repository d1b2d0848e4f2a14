import Core
import Insight
import Templates

/// A change of the health score: an arrow only from five points on.
struct TrendView: TemplateModel {
  /// Change in points, signed, already in words: `▼ −8`.
  let text: String
  let style: String

  static let shape = TemplateShape<Self>(
    .text("class") { $0.style },
    .text("text") { $0.text })

  /// Nil without two scores or with no change.
  init?(_ trend: Rational?, _ direction: HealthInsight.Direction?) {
    guard let trend, trend.rounded() != 0 else { return nil }
    let arrow: String
    switch direction {
    case .up: (arrow, style) = ("▲ ", "up")
    case .down: (arrow, style) = ("▼ ", "dn")
    default: (arrow, style) = ("", "")
    }
    text = arrow + FigureFormat.signed(trend, digits: 0)
  }
}
