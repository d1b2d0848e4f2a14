public import Core
public import Proof

/// What came of the search of one copy.
public struct CopyProof: Sendable {
  /// Who the copy is for.
  public let audience: Audience
  /// Which copy: `made now`, or the folder that was looked at.
  public let copy: String
  /// Files looked at.
  public let fileCount: Int
  /// Bytes looked at.
  public let byteCount: Int
  /// How many values the audience may not see, by what became of them.
  public let counts: [(standing: LeakSearch.Standing, count: Int)]
  /// Places of the values that were not looked for by themselves, and why.
  public let silent: [(place: String, standing: LeakSearch.Standing)]
  /// What was found and may not be there, with the place it is from; a thousand at most.
  public let leaks: [(place: String, leak: LeakSearch.Leak)]
  /// Days, rounded and round amounts that stand beside the account they belong to, and may do so by chance; a thousand at most.
  public let suspicions: [(place: String, leak: LeakSearch.Leak)]
  /// Whole files that may not be there.
  public let files: [(path: String, file: String)]
  /// All that was found.
  public let leakCount: Int

  /// Whether nothing was found.
  public var holds: Bool { leakCount == 0 }

  /// What `scan` found in a copy.
  public init(_ scan: CopyScan, of copy: String) {
    let search = scan.search
    audience = search.audience
    self.copy = copy
    fileCount = scan.files.count
    byteCount = scan.byteCount
    var counts: [LeakSearch.Standing: Int] = [:]
    var silent: [(place: String, standing: LeakSearch.Standing)] = []
    for (index, standing) in search.standings.enumerated() {
      guard let standing else { continue }
      counts[standing, default: 0] += 1
      if standing != .searched { silent.append((search.values[index].place, standing)) }
    }
    self.counts = LeakSearch.Standing.allCases.map { ($0, counts[$0] ?? 0) }
    self.silent = silent
    leaks = scan.leaks.map { (search.values[$0.value].place, $0) }
    suspicions = scan.suspicions.map { (search.values[$0.value].place, $0) }
    files = scan.withheldFiles
    leakCount = scan.leakCount
  }
}
