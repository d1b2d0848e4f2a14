import Core

/// Problems found in the order of a file, to be told in the order of the book.
struct PlacedDiagnostics: Sendable {
  private var runs: [(place: Int, problems: ArraySlice<Diagnostic>)] = []
  private var known = 0

  /// What came to `log` since the last time belongs to `place`.
  @inline(__always)
  mutating func note(_ place: Int, _ log: Diagnostics) {
    if log.all.count > known { add(place, log) }
  }

  private mutating func add(_ place: Int, _ log: Diagnostics) {
    runs.append((place, log.all[known...]))
    known = log.all.count
  }

  /// All of several, in the order of their places.
  static func inOrder(_ parts: [PlacedDiagnostics]) -> Diagnostics {
    var ordered = Diagnostics()
    for run in parts.flatMap(\.runs).sorted(by: { $0.place < $1.place }) {
      for problem in run.problems { ordered.append(problem) }
    }
    return ordered
  }
}
