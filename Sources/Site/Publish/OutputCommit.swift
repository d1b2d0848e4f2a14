public import Core
public import Files
import Synchronization

/// Publishes pages into an output folder so that at every moment each file is whole, old or new.
///
/// Pages are staged as they are rendered, from any task; `finish` renames them into place, removes pages that left the plan and
/// writes the manifest last. Only files that a manifest lists are ever overwritten or removed.
public final class OutputCommit: PageSink {
  /// What a build did to the output folder.
  public struct Summary: Sendable, Equatable {
    /// Pages written because they are new or changed.
    public var written = 0
    /// Pages whose bytes were the same.
    public var unchanged = 0
    /// Pages that left the plan.
    public var removed = 0

    /// So many of each.
    public init(written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
      self.written = written
      self.unchanged = unchanged
      self.removed = removed
    }
  }

  private struct State {
    var manifest = Manifest()
    var staged: [String] = []
    var removed: [String] = []
    /// Files of the last build by what they were made from; nil until asked for.
    var families: [ContentHash: [String]]?
    /// Of the manifest in the folder; nil for none.
    var digest: ContentHash?
    var lock: FileLock?
  }

  private let files: any FileSystem
  private let owned: Set<String>
  private let previous: Manifest
  /// Of the manifest's file as it was read; nil for none.
  private let seen: ContentHash?
  private let state = Mutex(State())

  /// Opens the output folder that `files` is. Diagnoses `output.foreign` if it holds files of others, unless `force` says to add
  /// beside them; then nothing may be staged.
  public init?(_ files: any FileSystem, force: Bool, into log: inout Diagnostics) throws(FileError) {
    self.files = files
    let bytes = try Self.bytes(at: Manifest.path, files)
    seen = bytes.map { ContentHash($0) }
    let finished = bytes.flatMap { Manifest($0) }
    let intended = try Self.bytes(at: Manifest.intentPath, files).flatMap { Manifest($0) }
    previous = finished ?? Manifest()
    owned = Set(previous.pages.keys).union((intended ?? Manifest()).pages.keys)
    if finished == nil, intended == nil, !force, let foreign = try Self.foreignFile(in: files) {
      log.append(
        .error(
          "output.foreign", "the output folder holds files that Perennial did not write, such as \"\(foreign)\"",
          at: nil,
          hint:
            "choose an empty folder with --output, or say --force to add the site beside them; none is ever overwritten"
        ))
      return nil
    }
  }

  private static func bytes(at path: String, _ files: any FileSystem) throws(FileError) -> [UInt8]? {
    try files.kind(of: path) == .file ? try files.read(path) : nil
  }

  /// Claims the folder before the first byte is written to it: from then on until this commit is gone, no other build writes there.
  /// What a build that was cut off has staged is removed.
  private func claim() throws(FileError) {
    try state.withLock { state throws(FileError) in
      guard state.lock == nil else { return }
      let lock = try files.lock(Self.lockPath)
      guard try Self.bytes(at: Manifest.path, files).map({ ContentHash($0) }) == seen else {
        throw FileError(.changed, "write to", ".perennial")
      }
      let left = try files.list(Self.stagingFolder).map(\.path)
      for path in left { try files.remove(path) }
      for folder in Self.folders(of: left) where folder != ".perennial" { try files.removeEmptyDirectory(folder) }
      state.lock = lock
    }
  }

  /// A README may introduce the folder; anything else belongs to someone.
  private static func foreignFile(in files: any FileSystem) throws(FileError) -> String? {
    try files.list("").first { $0.path != "README.md" }?.path
  }

  /// Leaves the page as it is, with the files that were made with it, if it was made from the same and no one has touched them since.
  public func keep(_ path: String, fingerprint: ContentHash) throws(FileError) -> Bool {
    guard previous.pages[path]?.fingerprint == fingerprint else { return false }
    let paths = family(fingerprint)
    for path in paths {
      guard let page = previous.pages[path], page.stamp != 0, try files.stamp(of: path) == page.stamp else {
        return false
      }
    }
    state.withLock { state in
      for path in paths { state.manifest.pages[path] = previous.pages[path] }
    }
    return true
  }

  private func family(_ fingerprint: ContentHash) -> [String] {
    state.withLock { state in
      if state.families == nil {
        var families: [ContentHash: [String]] = [:]
        families.reserveCapacity(previous.pages.count)
        for (path, page) in previous.pages {
          if let fingerprint = page.fingerprint { families[fingerprint, default: []].append(path) }
        }
        state.families = families
      }
      return state.families?[fingerprint] ?? []
    }
  }

  /// Takes a page. Its bytes go to the staging folder unless the same bytes are in place already.
  public func stage(_ bytes: [UInt8], at path: String, fingerprint: ContentHash?) throws(FileError) {
    var page = Manifest.Page(digest: ContentHash(bytes), fingerprint: fingerprint)
    let stamp = try files.stamp(of: path)
    if !owned.contains(path), try files.kind(of: path) != nil {
      // Perhaps it is another build's, of just now.
      try claim()
      throw FileError(.exists, "overwrite (it is not Perennial's)", path)
    }
    var isSame = false
    if let stamp { isSame = try holds(bytes, page.digest, path, stamp) }
    if isSame {
      page.stamp = stamp ?? 0
    } else {
      try claim()
      try files.write(bytes, to: Self.staging(path))
    }
    let isStaged = !isSame
    state.withLock { [page] state in
      state.manifest.pages[path] = page
      if isStaged { state.staged.append(path) }
    }
  }

  /// Whether the bytes are in place: known by the stamp they were left with, else by reading them.
  private func holds(
    _ bytes: [UInt8], _ digest: ContentHash, _ path: String, _ stamp: UInt64
  ) throws(FileError) -> Bool {
    guard let page = previous.pages[path], page.digest == digest else { return false }
    return page.stamp == stamp ? true : try files.read(path) == bytes
  }

  private static let lockPath = ".perennial/lock"
  private static let stagingFolder = ".perennial/staging"
  private static func staging(_ path: String) -> String { stagingFolder + "/" + path }

  /// Puts all staged pages in place, removes what left the plan, and writes the manifest.
  public func finish() throws(FileError) -> Summary {
    var manifest = state.withLock { $0.manifest }
    let staged = state.withLock { $0.staged.sorted() }
    let stale = owned.subtracting(manifest.pages.keys).sorted()
    var summary = Summary(written: staged.count, unchanged: manifest.pages.count - staged.count)
    if !staged.isEmpty || !stale.isEmpty {
      try claim()
      try replace(Manifest.intentPath, with: manifest.bytes)
      for path in staged {
        try files.move(Self.staging(path), to: path)
        manifest.pages[path]?.stamp = try files.stamp(of: path) ?? 0
      }
      let removed = try remove(stale)
      state.withLock { $0.removed = removed }
      summary.removed = removed.count
    }
    try removeStagingFolders(of: staged)
    let bytes = manifest.bytes
    if manifest != previous {
      try claim()
      try replace(Manifest.path, with: bytes)
    }
    state.withLock { $0.digest = ContentHash(bytes) }
    try files.remove(Manifest.intentPath)
    try removeLeftLock()
    return summary
  }

  /// A build that was killed at its very end has left the file of its lock. Whoever takes a lock and lets it go removes that; a build
  /// that has nothing to write takes none.
  private func removeLeftLock() throws(FileError) {
    guard state.withLock({ $0.lock == nil }), try files.kind(of: Self.lockPath) != nil else { return }
    _ = try? files.lock(Self.lockPath)
  }

  /// The same by what the pages are, in the order of their kinds; for the closing report.
  public var tally: [(kind: PageKind, summary: Summary)] {
    var tally = [Summary](repeating: Summary(), count: PageKind.allCases.count)
    state.withLock { state in
      for path in state.manifest.pages.keys { tally[PageKind(path: path).order].unchanged += 1 }
      for path in state.staged {
        tally[PageKind(path: path).order].written += 1
        tally[PageKind(path: path).order].unchanged -= 1
      }
      for path in state.removed { tally[PageKind(path: path).order].removed += 1 }
    }
    return PageKind.allCases.map { (kind: $0, summary: tally[$0.order]) }.filter { $0.summary != Summary() }
  }

  /// Paths that were written or removed.
  public var changed: [String] { state.withLock { $0.staged + $0.removed } }

  /// Puts a page of the last build in place anew, ahead of the build that will take note of it.
  public static func replace(_ path: String, with bytes: [UInt8], in files: any FileSystem) throws(FileError) {
    let lock = try files.lock(".perennial/lock")
    let preview = ".perennial/preview"
    try files.write(bytes, to: preview)
    try files.move(preview, to: path)
    withExtendedLifetime(lock) {}
  }

  /// Of the manifest in the folder: the last build's, and after `finish` this one's.
  public var manifestDigest: ContentHash {
    state.withLock { $0.digest } ?? ContentHash(previous.bytes)
  }

  /// Whether every page is as the last build left it.
  public func isUntouched() throws(FileError) -> Bool {
    guard !previous.pages.isEmpty, owned.count == previous.pages.count else { return false }
    for (path, page) in previous.pages {
      guard page.stamp != 0, try files.stamp(of: path) == page.stamp else { return false }
    }
    try removeLeftLock()
    return true
  }

  /// Number of pages that the last build left.
  public var previousCount: Int { previous.pages.count }

  private func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    try files.write(bytes, to: path + ".new")
    try files.synchronize(path + ".new")
    try files.move(path + ".new", to: path)
  }

  /// Removes what is there; returns what was.
  private func remove(_ paths: [String]) throws(FileError) -> [String] {
    var removed: [String] = []
    for path in paths where try files.kind(of: path) == .file {
      try files.remove(path)
      removed.append(path)
    }
    for folder in Self.folders(of: paths) { try files.removeEmptyDirectory(folder) }
    return removed
  }

  private func removeStagingFolders(of staged: [String]) throws(FileError) {
    for folder in Self.folders(of: staged.map(Self.staging)) where folder != ".perennial" {
      try files.removeEmptyDirectory(folder)
    }
  }

  /// Every folder on the way to the paths, innermost first.
  private static func folders(of paths: [String]) -> [String] {
    Set(paths.flatMap(RelativePath.parents)).sorted {
      $0.utf8.count > $1.utf8.count || ($0.utf8.count == $1.utf8.count && $0 < $1)
    }
  }

  /// Removes every file that the manifest of the output folder lists, and the manifest; returns how many. Diagnoses
  /// `output.manifest` if it can't be read, and removes nothing then.
  public static func clean(_ files: any FileSystem, into log: inout Diagnostics) throws(FileError) -> Int {
    if let bytes = try bytes(at: Manifest.path, files), Manifest(bytes) == nil {
      log.append(
        .error(
          "output.manifest", "what is in the folder is not known: its list, \(Manifest.path), can't be read", at: nil,
          hint: "a newer version may have built it: clean with that one; or remove the folder by hand"))
      return 0
    }
    guard let commit = try OutputCommit(files, force: true, into: &log), try files.kind(of: ".perennial") != nil else {
      return 0
    }
    try commit.claim()
    let count = try commit.remove(commit.owned.sorted()).count
    try files.remove(BuildRecord.path)
    try files.remove(Manifest.intentPath)
    try files.remove(Manifest.path)
    for path in [Manifest.path, Manifest.intentPath, BuildRecord.path] { try files.remove(path + ".new") }
    try files.removeEmptyDirectory(stagingFolder)
    commit.state.withLock { $0.lock = nil }
    try files.removeEmptyDirectory(".perennial")
    return count
  }
}
