import Portfolio
import Templates

/// A forecast category as mark and word.
struct CategoryView: TemplateModel {
  let category: ForecastCategory

  static let shape = TemplateShape<Self>(
    .text("class") { $0.category.style },
    .text("word") { $0.category.word })
}

extension ForecastCategory {
  /// Class in the stylesheet.
  var style: String {
    switch self {
    case .commit: "commit"
    case .bestCase: "best"
    case .pipeline: "pipe"
    case .omitted: "omit"
    case .closedWon: "won"
    case .closedLost: "lost"
    }
  }

  /// For readers.
  var word: String {
    switch self {
    case .commit: "Commit"
    case .bestCase: "Best case"
    case .pipeline: "Pipeline"
    case .omitted: "Omitted"
    case .closedWon: "Won"
    case .closedLost: "Lost"
    }
  }
}
