import Core
import Portfolio

/// Checks that guides, plays and paths name each other and the catalogue's products right.
struct EnablementLinks {
  private let guides: [Guide]
  private let plays: [Play]
  /// Names and SKUs of all products.
  private let products: [String]
  private let names: Set<String>

  init(guides: [Guide], plays: [Play], products: [Product]) {
    self.guides = guides
    self.plays = plays
    self.products = products.flatMap { [$0.name, $0.sku] }
    let (guideNames, playNames) = (guides.map(\.slug.text), plays.map(\.slug.text))
    names = Set(guideNames + playNames + guideNames.map { "guides/\($0)" } + playNames.map { "plays/\($0)" })
  }

  /// Warns of names under `related:`, `products:` and `supersedes:` that nothing has; a path's step without its guide is an error.
  func check(_ paths: [LearningPath], into log: inout Diagnostics) {
    let known = Set(products)
    for guide in guides {
      for name in guide.related { check(name, "guide.related", guide.places["related"] ?? guide.location, &log) }
      for name in guide.products where !known.contains(name) && !products.isEmpty { product(name, guide, &log) }
      supersedes(guide, &log)
    }
    for play in plays {
      for name in play.related { check(name, "play.related", play.places["related"] ?? play.location, &log) }
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

  private func check(_ name: String, _ code: String, _ place: SourceLocation, _ log: inout Diagnostics) {
    guard !names.contains(name) else { return }
    let known = guides.map(\.slug.text) + plays.map(\.slug.text)
    let nearest = NearestName.of(name, among: known).map { "did you mean `\($0)`?" }
    log.append(
      .warning(
        code, "related names \"\(name.clipped)\", and there is no guide or play of that name", at: place,
        hint: nearest ?? "write the file name without .md; plays/NAME for a play"))
  }

  private func product(_ name: String, _ guide: Guide, _ log: inout Diagnostics) {
    log.append(
      .warning(
        "guide.products", "no product is called \"\(name.clipped)\", so the guide finds no account by it",
        at: guide.places["products"] ?? guide.location,
        hint: NearestName.of(name, among: products).map { "did you mean \($0)?" }
          ?? "write a product's name or SKU as products.yaml or the contract lines have it"))
  }

  /// A replaced guide may be gone; only a circle is wrong.
  private func supersedes(_ guide: Guide, _ log: inout Diagnostics) {
    let replaced = guide.supersedes.compactMap { name in guides.first { $0.isNamed(name) } }
    let circle = replaced.first { old in old.slug == guide.slug || old.supersedes.contains { guide.isNamed($0) } }
    guard let circle else { return }
    log.append(
      .warning(
        "guide.supersedes",
        circle.slug == guide.slug
          ? "the guide supersedes itself" : "this guide and \"\(circle.slug)\" supersede each other",
        at: guide.places["supersedes"] ?? guide.location, hint: "name the older guide in the newer one alone"))
  }
}
