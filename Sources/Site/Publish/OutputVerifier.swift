public import Core
public import Files
import Synchronization

/// Compares pages with what is on the disk, byte for byte, and writes nothing: the proof that a build which kept pages kept the
/// right ones.
public final class OutputVerifier: PageSink {
  private let files: any FileSystem
  private let owned: Set<String>
  private let state = Mutex<(seen: Set<String>, wrong: [String])>(([], []))

  /// Compares with the output folder that `files` is.
  public init(_ files: any FileSystem) throws(FileError) {
    self.files = files
    let isThere = try files.kind(of: Manifest.path) == .file
    let manifest = isThere ? Manifest(try files.read(Manifest.path)) : nil
    owned = Set((manifest ?? Manifest()).pages.keys)
  }

  /// Never: everything is made again.
  public func keep(_ path: String, fingerprint: ContentHash) -> Bool { false }

  /// Compares a page.
  public func stage(_ bytes: [UInt8], at path: String, fingerprint: ContentHash?) throws(FileError) {
    let isSame = try files.kind(of: path) == .file ? try files.read(path) == bytes : false
    state.withLock { state in
      state.seen.insert(path)
      if !isSame { state.wrong.append(path) }
    }
  }

  /// How many pages were compared.
  public var count: Int { state.withLock { $0.seen.count } }

  /// Paths of the pages that differ, are missing, or should not be there; sorted.
  public var wrong: [String] {
    state.withLock { state in (state.wrong + owned.subtracting(state.seen)).sorted() }
  }
}
