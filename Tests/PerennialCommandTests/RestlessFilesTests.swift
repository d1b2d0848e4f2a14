import BuiltIn
import Core
import Files
import Foundation
import Site
import Synchronization
import Testing

@testable import PerennialCommand

/// Workspaces that change or fail while they are read, and disks on which names are not what they seem.
@Suite struct RestlessFilesTests {
  private static let asOf = Day(iso: "2026-11-23") ?? Day(number: 0)

  private func workspace() -> MemoryFiles {
    MemoryFiles([
      "content/accounts/acme.md": "---\nname: Acme\nid: A1\n---\n## Summary\n\nFirst words. ![x](../assets/plan.png)\n",
      "content/accounts/birch.md": "---\nname: Birch\nid: A2\n---\n## Summary\n\nMore words.\n",
      "content/contracts/c.csv":
        "contract_id,account_id,start_date,end_date,currency\nC1,A1,2026-02-01,2027-01-31,USD\n",
      "content/assets/plan.png": "picture",
    ])
  }

  private func build(
    _ workspace: any FileSystem, into output: any FileSystem
  ) async throws -> SiteBuilder.Outcome {
    try await SiteBuilder(workspace: workspace, output: output, options: .init(asOf: Self.asOf, jobs: 2)).build()
  }

  private func site(_ files: MemoryFiles) -> [String: [UInt8]] {
    files.contents.filter { !$0.key.hasPrefix(".perennial") }
  }

  @Test(arguments: [
    "content/accounts/acme.md", "content/contracts/c.csv", "content/assets/plan.png", "content/accounts/birch.md",
  ])
  func aFileThatIsSavedWhileItIsReadIsReadAgain(path: String) async throws {
    let (base, output, clean) = (workspace(), MemoryFiles(), MemoryFiles())
    let restless = RestlessFiles(base) { count, files in
      // Saved after the first look at it, once.
      if count == 1 { try files.write(try files.read(path) + Array("\n".utf8), to: path) }
    }
    restless.watched = path
    #expect(try await build(restless, into: output).isBuilt)
    _ = try await build(base, into: clean)
    #expect(site(output) == site(clean))
    // And the record of it doesn't hold the next build back.
    try base.write(try base.read(path) + Array("\n".utf8), to: path)
    _ = try await build(base, into: output)
    let again = MemoryFiles()
    _ = try await build(base, into: again)
    #expect(site(output) == site(again))
  }

  @Test(arguments: ["content/accounts/acme.md", "content/contracts/c.csv", "content/assets/plan.png"])
  func aFileThatVanishesBetweenTheListAndTheReadingIsToldOrGone(path: String) async throws {
    let (base, output) = (workspace(), MemoryFiles())
    let restless = RestlessFiles(base) { count, files in if count == 0 { try files.remove(path) } }
    restless.watched = path
    let clean = MemoryFiles()
    let outcome = try await build(restless, into: output)
    let expected = try await build(base, into: clean)
    #expect(outcome.isBuilt == expected.isBuilt)
    #expect(site(output) == site(clean))
  }

  @Test func aFileThatNeverSettlesStopsTheBuildWithItsName() async throws {
    let (base, output) = (workspace(), MemoryFiles())
    let restless = RestlessFiles(base) { count, files in
      try files.write(Array("---\nname: Acme \(count)\nid: A1\n---\n".utf8), to: "content/accounts/acme.md")
    }
    restless.watched = "content/accounts/acme.md"
    restless.readsTwice = true
    var told = ""
    do {
      let outcome = try await build(restless, into: output)
      #expect(!outcome.isBuilt)
      told = outcome.log.sorted.map(\.message).joined()
    } catch let error as FileError { told = error.description }
    #expect(told.contains("content/accounts/acme.md") && told.contains("changed"))
    #expect(site(output).isEmpty)
  }

  @Test(arguments: [FileError.Kind.permissionDenied, .other])
  func aNoteThatCannotBeReadIsAnErrorOfItsAccount(kind: FileError.Kind) async throws {
    let (base, output) = (workspace(), MemoryFiles())
    let restless = RestlessFiles(base) { _, _ in throw FileError(kind, "read", "content/accounts/birch.md", errno: EIO)
    }
    restless.watched = "content/accounts/birch.md"
    let outcome = try await build(restless, into: output)
    #expect(!outcome.isBuilt)
    #expect(outcome.log.all.filter { $0.severity == .error }.map(\.account) == ["birch"])
    #expect(site(output).isEmpty)
  }

  @Test func aDiskThatFoldsNamesGivesTheSamePages() async throws {
    let base = workspace()
    // The disk spells names its own way; the note spells them as they were typed.
    try base.write(Array("png".utf8), to: "content/assets/caf\u{E9} (1).png")
    let note = "---\nname: Acme\nid: A1\n---\n## Summary\n\n![x](../assets/caf%C3%A9%20(1).png)\n"
    try base.write(Array(note.utf8), to: "content/accounts/acme.md")
    let (folding, plain) = (FoldingFiles(), MemoryFiles())
    let read = FoldingFiles()
    for (path, bytes) in base.contents { try read.write(bytes, to: path) }
    #expect(try await build(read, into: folding).isBuilt)
    #expect(try await build(base, into: plain).isBuilt)
    #expect(folding.pages.count == site(plain).count)
    let page = String(decoding: try folding.read("accounts/acme.html"), as: UTF8.self)
    #expect(page.contains("../assets/cafe%CC%81%20%281%29.png"))
    #expect(try await build(read, into: folding).summary.written == 0)
    try read.write(Array(note.replacing("Acme", with: "Acorn").utf8), to: "content/accounts/acme.md")
    #expect(try await build(read, into: folding).isBuilt)
    #expect(String(decoding: try folding.read("ACCOUNTS/acme.HTML"), as: UTF8.self).contains("Acorn"))
    var log = Diagnostics()
    _ = try OutputCommit.clean(folding, into: &log)
    #expect(folding.pages.isEmpty)
  }
}

/// Files of which one does something when it is read.
final class RestlessFiles: FileSystem {
  private let base: MemoryFiles
  private let act: @Sendable (Int, MemoryFiles) throws -> Void
  private let state = Mutex<(watched: String, count: Int, twice: Bool)>(("", 0, false))

  var watched: String {
    get { state.withLock { $0.watched } }
    set { state.withLock { $0.watched = newValue } }
  }
  /// Whether each reading finds another file, as if it were read in two goes.
  var readsTwice: Bool {
    get { state.withLock { $0.twice } }
    set { state.withLock { $0.twice = newValue } }
  }

  init(_ base: MemoryFiles, act: @escaping @Sendable (Int, MemoryFiles) throws -> Void) {
    self.base = base
    self.act = act
  }

  func read(_ path: String) throws(FileError) -> [UInt8] {
    let number: Int? = state.withLock { state in
      guard path == state.watched else { return nil }
      defer { state.count += 1 }
      return state.count
    }
    guard let number else { return try base.read(path) }
    do { try act(number, base) } catch let error as FileError { throw error } catch {}
    if readsTwice { throw FileError(.unsettled, "read", path) }
    return try base.read(path)
  }

  func list(_ directory: String) throws(FileError) -> [FileEntry] {
    // Stamps of files just written prove nothing.
    try base.list(directory).map { FileEntry(path: $0.path, kind: $0.kind, size: $0.size) }
  }
  func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: path) }
  func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: path) }
  func write(_ bytes: [UInt8], to path: String) throws(FileError) { try base.write(bytes, to: path) }
  func create(_ bytes: [UInt8], at path: String) throws(FileError) { try base.create(bytes, at: path) }
  func move(_ path: String, to newPath: String) throws(FileError) { try base.move(path, to: newPath) }
  func remove(_ path: String) throws(FileError) { try base.remove(path) }
  func removeEmptyDirectory(_ path: String) throws(FileError) { try base.removeEmptyDirectory(path) }
  func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }
  func synchronize(_ path: String) throws(FileError) { try base.synchronize(path) }
}

/// A disk on which upper and lower case are one, and which spells names in decomposed form, as some do.
final class FoldingFiles: FileSystem {
  private let base = MemoryFiles()
  /// As the disk spells them, by their folded form.
  private let names = Mutex<[String: String]>([:])

  private func fold(_ path: String) -> String { path.lowercased().decomposedStringWithCanonicalMapping }

  private func place(_ path: String) throws(FileError) -> String {
    guard RelativePath.isSafe(path) else { throw FileError(.badPath, "use", path) }
    let spelled = path.decomposedStringWithCanonicalMapping
    return names.withLock { names in
      if let known = names[fold(path)] { return known }
      names[fold(path)] = spelled
      return spelled
    }
  }

  private func forget(_ path: String) { names.withLock { _ = $0.removeValue(forKey: fold(path)) } }

  /// Paths that don't begin with a dot.
  var pages: [String] { base.contents.keys.filter { !$0.hasPrefix(".") } }

  func list(_ directory: String) throws(FileError) -> [FileEntry] { try base.list(directory) }
  func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: try place(path)) }
  func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: try place(path)) }
  func read(_ path: String) throws(FileError) -> [UInt8] { try base.read(try place(path)) }
  func write(_ bytes: [UInt8], to path: String) throws(FileError) { try base.write(bytes, to: try place(path)) }
  func create(_ bytes: [UInt8], at path: String) throws(FileError) { try base.create(bytes, at: try place(path)) }
  func move(_ path: String, to newPath: String) throws(FileError) {
    let from = try place(path)
    try base.move(from, to: try place(newPath))
    forget(path)
  }
  func remove(_ path: String) throws(FileError) {
    try base.remove(try place(path))
    forget(path)
  }
  func removeEmptyDirectory(_ path: String) throws(FileError) { try base.removeEmptyDirectory(path) }
  func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }
  func synchronize(_ path: String) throws(FileError) { try base.synchronize(path) }
}
