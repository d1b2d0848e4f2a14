public import Core
public import Files
import Synchronization

/// Publishes pages into an output folder so that at every moment each file is whole, old or new.
///
/// Pages are staged as they are rendered, from any task; `finish` renames them into place, removes pages that left the plan and
/// writes the manifest last. Only files that a manifest lists are ever overwritten or removed.
public final class OutputCommit: Sendable {
  /// What a build did to the output folder.
  public struct Summary: Sendable, Equatable {
    /// Pages written because they are new or changed.
    public var written = 0
    /// Pages whose bytes were the same.
    public var unchanged = 0
    /// Pages that left the plan.
    public var removed = 0
  }

  private struct State {
    var manifest = Manifest()
    var staged: [String] = []
    var unchanged = 0
  }

  private let files: any FileSystem
  private let owned: Set<String>
  private let previous: Manifest
  private let state = Mutex(State())

  /// Opens the output folder that `files` is. Diagnoses `output.foreign` if it holds files of others, unless `force` says to add
  /// beside them; then nothing may be staged.
  public init?(_ files: any FileSystem, force: Bool, into log: inout Diagnostics) throws(FileError) {
    self.files = files
    let finished = try Self.manifest(at: Manifest.path, files)
    let intended = try Self.manifest(at: Manifest.intentPath, files)
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

  private static func manifest(at path: String, _ files: any FileSystem) throws(FileError) -> Manifest? {
    guard try files.kind(of: path) == .file else { return nil }
    return Manifest(try files.read(path))
  }

  /// A README may introduce the folder; anything else belongs to someone.
  private static func foreignFile(in files: any FileSystem) throws(FileError) -> String? {
    try files.list("").first { $0.path != "README.md" }?.path
  }

  /// Takes a page. Its bytes go to the staging folder unless the same bytes are in place already.
  public func stage(_ bytes: [UInt8], at path: String) throws(FileError) {
    let inPlace = try files.kind(of: path)
    if inPlace != nil, !owned.contains(path) { throw FileError(.exists, "overwrite (it is not Perennial's)", path) }
    let digest = ContentHash(bytes)
    let isSame = inPlace == .file && previous.pages[path] == digest ? try files.read(path) == bytes : false
    if !isSame { try files.write(bytes, to: Self.staging(path)) }
    state.withLock { state in
      state.manifest.pages[path] = digest
      if isSame { state.unchanged += 1 } else { state.staged.append(path) }
    }
  }

  private static func staging(_ path: String) -> String { ".perennial/staging/" + path }

  /// Puts all staged pages in place, removes what left the plan, and writes the manifest.
  public func finish() throws(FileError) -> Summary {
    let (manifest, staged, unchanged) = state.withLock { ($0.manifest, $0.staged.sorted(), $0.unchanged) }
    let stale = owned.subtracting(manifest.pages.keys).sorted()
    var summary = Summary(written: staged.count, unchanged: unchanged)
    if !staged.isEmpty || !stale.isEmpty {
      try replace(Manifest.intentPath, with: manifest.bytes)
      for path in staged { try files.move(Self.staging(path), to: path) }
      summary.removed = try remove(stale)
    }
    try removeStagingFolders(of: staged)
    if manifest != previous { try replace(Manifest.path, with: manifest.bytes) }
    try files.remove(Manifest.intentPath)
    return summary
  }

  private func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    try files.write(bytes, to: path + ".new")
    try files.synchronize(path + ".new")
    try files.move(path + ".new", to: path)
  }

  private func remove(_ paths: [String]) throws(FileError) -> Int {
    var removed = 0
    for path in paths where try files.kind(of: path) == .file {
      try files.remove(path)
      removed += 1
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

  /// Removes every file that the manifest of the output folder lists, and the manifest; returns how many.
  public static func clean(_ files: any FileSystem) throws(FileError) -> Int {
    var log = Diagnostics()
    guard let commit = try OutputCommit(files, force: true, into: &log) else { return 0 }
    let count = try commit.remove(commit.owned.sorted())
    try files.remove(Manifest.intentPath)
    try files.remove(Manifest.path)
    try files.removeEmptyDirectory(".perennial/staging")
    try files.removeEmptyDirectory(".perennial")
    return count
  }
}
