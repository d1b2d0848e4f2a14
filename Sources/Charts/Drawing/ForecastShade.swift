/// A forecast category as charts show it: certainty falls from dark to light to hatched to hollow.
public enum ForecastShade: Sendable, Hashable, CaseIterable {
  case won, commit, best, pipeline, omitted, lost

  /// Attributes of a bar.
  var barFill: StaticString {
    switch self {
    case .won: "class=\"f-won seg\""
    case .commit: "class=\"f-commit seg\""
    case .best: "class=\"f-best seg\""
    case .pipeline: "fill=\"url(#h-p)\" class=\"o-pipe\""
    case .omitted: "class=\"f-none\""
    case .lost: "class=\"f-none s-r\""
    }
  }
}
