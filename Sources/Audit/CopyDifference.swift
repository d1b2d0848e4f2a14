import Proof

/// What a copy would change for its readers against the one they have.
public struct CopyDifference: Sendable, Equatable {
  /// Paths that they don't have yet, sorted.
  public let added: [String]
  /// Paths that would go.
  public let removed: [String]
  /// Paths with other bytes.
  public let changed: [String]
  /// Places of values that they couldn't see so far: `larkspur-robotics: risks.title`; sorted.
  public let newlyVisible: [String]

  /// Compares the copy as it would be made now with one that was published.
  public init(_ now: CopyScan, against published: CopyScan) {
    let (new, old) = (now.files, published.files)
    added = new.keys.filter { old[$0] == nil }.sorted()
    removed = old.keys.filter { new[$0] == nil }.sorted()
    changed = new.filter { path, digest in old[path].map { $0 != digest } ?? false }.keys.sorted()
    newlyVisible = Set(now.shown.subtracting(published.shown).map { now.search.values[$0].place }).sorted()
  }

  /// Whether nothing would change.
  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && newlyVisible.isEmpty }
}
