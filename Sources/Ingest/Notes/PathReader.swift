import Core
import Portfolio

/// Reads `guides/paths.yaml`: guides in the order in which to read them.
enum PathReader {
  /// The paths of the file, in its order. A path without a usable key or a step is left out, which is told.
  static func read(_ tree: DataTree, into log: inout Diagnostics) -> [LearningPath] {
    guard let root = tree.root else { return [] }
    var reader = MapReader(root, "path")
    var keys: Set<Slug> = []
    let paths = reader.maps("paths") { reader -> LearningPath? in
      guard let path = path(&reader) else { return nil }
      if keys.insert(path.slug).inserted { return path }
      reader.error(
        "duplicate-key", "two paths have the key \"\(path.slug)\"", at: path.location, "rename one of the two")
      return nil
    }
    reader.reportUnknown()
    log.append(contentsOf: reader.log)
    return paths
  }

  private static func path(_ reader: inout MapReader) -> LearningPath? {
    let place = reader.node.location
    let key = reader.text("key")
    let (title, summary, roles) = (
      reader.text("title"), reader.text("summary"), reader.words(["roles"], of: EnablementWords.roles, isOpen: true)
    )
    let (level, owner) = (reader.word("level", of: EnablementWords.levels), reader.owner())
    let clearance = reader.clearance() ?? .field
    let steps = reader.maps("steps", step)
    guard let key, let slug = Slug(key) else {
      let hint =
        Slug(from: key ?? title ?? "").map { "write key: \($0)" } ?? "write a key of lower-case letters and hyphens"
      reader.error(
        key == nil ? "missing" : "slug",
        key.map { "\"\($0.clipped)\" cannot be the name of a page" } ?? "key is missing",
        at: reader.location(of: "key"), hint)
      return nil
    }
    if steps.isEmpty {
      reader.warning(
        "steps", "the path \"\(slug)\" has no steps", at: place,
        "write steps: with one - {guide: …, minutes: 10} a line")
    }
    return LearningPath(
      slug: slug, clearance: clearance, title: title ?? NoteReader.words(slug.text), summary: summary, roles: roles,
      level: level, owner: owner, steps: steps, location: place)
  }

  private static func step(_ reader: inout MapReader) -> LearningPath.Step? {
    let guide = reader.text("guide")
    let (minutes, task) = (reader.whole("minutes", in: 1...1000), reader.text("task"))
    guard let guide, let slug = Slug(guide) else {
      reader.error(
        "guide", guide.map { "\"\($0.clipped)\" is not the name of a guide" } ?? "the step names no guide",
        at: reader.location(of: "guide"), "write the guide's file name without .md")
      return nil
    }
    return LearningPath.Step(guide: slug, minutes: minutes, task: task, location: reader.location(of: "guide"))
  }
}
