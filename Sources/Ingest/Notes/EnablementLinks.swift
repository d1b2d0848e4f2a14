import Core
import Portfolio

/// Checks that guides, plays and paths name each other right.
struct EnablementLinks {
  private let guides: [Guide]
  private let plays: [Play]
  private let names: Set<String>

  init(guides: [Guide], plays: [Play]) {
    self.guides = guides
    self.plays = plays
    let (guideNames, playNames) = (guides.map(\.slug.text), plays.map(\.slug.text))
    names = Set(guideNames + playNames + guideNames.map { "guides/\($0)" } + playNames.map { "plays/\($0)" })
  }

  /// Warns of names under `related:` and `supersedes:` that nothing has; a path's step without its guide is an error.
  func check(_ paths: [LearningPath], into log: inout Diagnostics) {
    for guide in guides {
      for name in guide.related { check(name, "guide.related", "related", guide.location, &log) }
    }
    for play in plays {
      for name in play.related { check(name, "play.related", "related", play.location, &log) }
    }
    let slugs = Set(guides.map(\.slug))
    for step in paths.flatMap(\.steps) where !slugs.contains(step.guide) {
      let nearest = NearestName.of(step.guide.text, among: guides.map(\.slug.text)).map { "did you mean `\($0)`?" }
      log.append(
        .error(
          "path.guide", "there is no guide \"\(step.guide)\"", at: step.location,
          hint: nearest ?? "write content/guides/\(step.guide).md, or take the step away"))
    }
  }

  private func check(
    _ name: String, _ code: String, _ key: String, _ place: SourceLocation, _ log: inout Diagnostics
  ) {
    guard !names.contains(name) else { return }
    let known = guides.map(\.slug.text) + plays.map(\.slug.text)
    let nearest = NearestName.of(name, among: known).map { "did you mean `\($0)`?" }
    log.append(
      .warning(
        code, "\(key) names \"\(name.clipped)\", and there is no guide or play of that name", at: place,
        hint: nearest ?? "write the file name without .md; plays/NAME for a play"))
  }
}
