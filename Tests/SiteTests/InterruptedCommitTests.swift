import Core
import Files
import Testing

@testable import Site

/// A build may end anywhere: with the process, or because the disk says no. Tried at every single change it makes to the disk.
@Suite struct InterruptedCommitTests {
  private static let old = ["a.html": "old a", "x/b.html": "old b", "x/y/c.html": "old c", "gone/d.html": "old d"]
  private static let new = ["a.html": "new a", "x/b.html": "old b", "x/y/c.html": "new c", "e/f.html": "new f"]

  private func publish(_ pages: [String: String], to files: any FileSystem) throws {
    var log = Diagnostics()
    let commit = try #require(try OutputCommit(files, force: false, into: &log))
    for (path, text) in pages.sorted(by: { $0.key < $1.key }) { try commit.stage(Array(text.utf8), at: path) }
    _ = try commit.finish()
  }

  private func pages(_ files: MemoryFiles) -> [String: String] {
    files.contents.filter { !$0.key.hasPrefix(".perennial") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [FaultyFiles.Fault.error, .tornError, .death, .tornDeath], [true, false])
  func everyPageIsWholeAndTheNextBuildMendsTheRest(fault: FaultyFiles.Fault, isIncremental: Bool) throws {
    var place = 0
    var isDone = false
    while !isDone {
      place += 1
      let disk = MemoryFiles(["README.md": "mine"])
      if isIncremental { try publish(Self.old, to: disk) }
      let faulty = FaultyFiles(disk, fault, at: place)
      do {
        try publish(Self.new, to: faulty)
        isDone = true
      } catch {}
      let old = isIncremental ? Self.old : [:]
      for (path, text) in pages(disk) where path != "README.md" {
        #expect([old[path], Self.new[path]].contains(text), "\(path) is neither old nor new, \(fault) at \(place)")
      }
      try publish(Self.new, to: disk)
      #expect(pages(disk) == Self.new.merging(["README.md": "mine"]) { $1 }, "after \(fault) at \(place)")
      #expect(
        disk.contents.keys.filter { $0.hasPrefix(".perennial") } == [".perennial/manifest"],
        "something is left, \(fault) at \(place)")
    }
    #expect(place > 12, "the fault was tried at \(place) places only")
  }

  @Test func oneBuildAtATimeAndTheNextOneAfterIt() throws {
    let files = MemoryFiles()
    var log = Diagnostics()
    var first = try OutputCommit(files, force: false, into: &log)
    try first?.stage([1], at: "a.html")
    let second = try #require(try OutputCommit(files, force: false, into: &log))
    #expect(throws: FileError(.inUse(by: 0), "lock", ".perennial/lock")) { try second.stage([2], at: "a.html") }
    _ = try first?.finish()
    first = nil
    // It read the folder before the first build wrote it: what it knows of it is no longer so.
    #expect(throws: FileError(.changed, "write to", ".perennial")) { try second.stage([2], at: "a.html") }
    try publish(["a.html": "2"], to: files)
    #expect(pages(files) == ["a.html": "2"])
  }
}

/// A disk that fails at one change.
final class FaultyFiles: FileSystem {
  /// What happens there.
  enum Fault: CaseIterable {
    /// The change is refused.
    case error
    /// A write is refused when half of it is done.
    case tornError
    /// The change and all after it are refused, as if the process had ended before it.
    case death
    /// The same in the middle of a write.
    case tornDeath
  }

  private let base: MemoryFiles
  private let fault: Fault
  private let place: Int
  private let count = Counter()

  init(_ base: MemoryFiles, _ fault: Fault, at place: Int) {
    self.base = base
    self.fault = fault
    self.place = place
  }

  private func step(_ path: String, torn: () throws(FileError) -> Void = { () throws(FileError) in }) throws(FileError)
  {
    let now = count.next()
    if now == place, fault == .tornError || fault == .tornDeath { try torn() }
    if now == place || (now > place && (fault == .death || fault == .tornDeath)) {
      throw FileError(.noSpace, "change", path)
    }
  }

  func list(_ directory: String) throws(FileError) -> [FileEntry] { try base.list(directory) }
  func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: path) }
  func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: path) }
  func read(_ path: String) throws(FileError) -> [UInt8] { try base.read(path) }
  func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }

  func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try step(path) { () throws(FileError) in try base.write(Array(bytes.prefix(bytes.count / 2)), to: path) }
    try base.write(bytes, to: path)
  }

  func create(_ bytes: [UInt8], at path: String) throws(FileError) {
    try step(path)
    try base.create(bytes, at: path)
  }

  func move(_ path: String, to newPath: String) throws(FileError) {
    try step(path)
    try base.move(path, to: newPath)
  }

  func remove(_ path: String) throws(FileError) {
    try step(path)
    try base.remove(path)
  }

  func removeEmptyDirectory(_ path: String) throws(FileError) {
    try step(path)
    try base.removeEmptyDirectory(path)
  }

  func synchronize(_ path: String) throws(FileError) {
    try step(path)
    try base.synchronize(path)
  }
}
