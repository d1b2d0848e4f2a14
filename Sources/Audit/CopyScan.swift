public import Core
public import Proof
import Synchronization

/// All files of a copy, looked at one by one from any task and kept by none.
public final class CopyScan: Sendable {
  private struct State {
    var files: [String: ContentHash] = [:]
    var bytes = 0
    var leaks: [LeakSearch.Leak] = []
    var leakCount = 0
    var suspicions: [LeakSearch.Leak] = []
    var shown: Set<Int> = []
    var withheld: [(path: String, file: String)] = []
  }

  /// Leaks that are kept with their excerpts; beyond, they are counted.
  private static let most = 1000

  /// What is looked for.
  public let search: LeakSearch
  private let withheld: [ContentHash: String]
  private let state = Mutex(State())

  /// Looks with `search`; `withheld` are digests of whole files that the copy may not hold, with their names.
  public init(_ search: LeakSearch, withheld: [ContentHash: String] = [:]) {
    self.search = search
    self.withheld = withheld
  }

  /// Takes a file in. An export is no part of the copy, and searched alone.
  public func look(at bytes: [UInt8], _ path: String, isExport: Bool = false) {
    let finding = search.findings(in: bytes, at: path)
    let digest = ContentHash(bytes)
    state.withLock { state in
      if !isExport {
        state.files[path] = digest
        state.shown.formUnion(finding.shown)
      }
      state.bytes += bytes.count
      state.leakCount += finding.leaks.count
      state.leaks += finding.leaks.prefix(max(0, Self.most - state.leaks.count))
      state.suspicions += finding.suspicions.prefix(max(0, Self.most - state.suspicions.count))
      if let name = withheld[digest] { state.withheld.append((path, name)) }
    }
  }

  /// Digests of the copy's files by path.
  public var files: [String: ContentHash] { state.withLock { $0.files } }
  /// Bytes looked at.
  public var byteCount: Int { state.withLock { $0.bytes } }
  /// How many values were found in how many files, in all.
  public var leakCount: Int { state.withLock { $0.leakCount + $0.withheld.count } }
  /// What was found, by path and value; the first thousand.
  public var leaks: [LeakSearch.Leak] {
    state.withLock { $0.leaks }.sorted { ($0.path, $0.value) < ($1.path, $1.value) }
  }
  /// What a person should look at, by path and value; the first thousand.
  public var suspicions: [LeakSearch.Leak] {
    state.withLock { $0.suspicions }.sorted { ($0.path, $0.value) < ($1.path, $1.value) }
  }
  /// Files of the copy that are, byte for byte, files that it may not hold.
  public var withheldFiles: [(path: String, file: String)] { state.withLock { $0.withheld }.sorted { $0 < $1 } }
  /// Indexes of the values that the copy shows.
  public var shown: Set<Int> { state.withLock { $0.shown } }
}
