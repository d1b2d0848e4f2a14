import Core
import Testing

@testable import Files

@Suite struct RecordingFilesTests {
  @Test func whatIsReadTwiceIsTheSameOrUnsettled() throws {
    let base = MemoryFiles(["content/a.md": "1", "content/b.md": "2", "templates/c": "3"])
    let files = try RecordingFiles(base, folders: ["content", "templates"])
    #expect(try files.read("content/a.md") == Array("1".utf8))
    #expect(try files.read("content/a.md") == Array("1".utf8))
    #expect(!files.isUnsettled)
    try base.write([9], to: "content/a.md")
    #expect(throws: FileError(.unsettled, "read", "content/a.md")) { try files.read("content/a.md") }
    #expect(files.isUnsettled)
  }

  @Test func theDigestOfAFileReadInPartsIsThatOfTheWhole() throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    for (length, size) in [(1000, 1), (1000, 7), (1000, 8), (1000, 999), (1000, 2000), (3, 2), (8, 8)] {
      let base = MemoryFiles()
      try base.write(Array(bytes.prefix(length)), to: "content/a")
      let files = try RecordingFiles(base, folders: ["content"])
      let file = try files.open("content/a")
      var part = [UInt8](repeating: 0, count: size)
      // A look at another place first is no part of it.
      _ = try file.read(from: 2, into: &part, at: 0)
      var offset = 0
      while offset < length { offset += try file.read(from: offset, into: &part, at: 0) }
      #expect(files.digests.map(\.digest) == [ContentHash(Array(bytes.prefix(length)))], "\(length) \(size)")
      try file.checkUnchanged()
      #expect(!files.isUnsettled)
      try base.write([9], to: "content/a")
      #expect(throws: FileError(.unsettled, "read", "content/a")) { try file.checkUnchanged() }
      #expect(files.isUnsettled)
    }
  }

  @Test func whatIsListedAndGoneIsUnsettledAndElsewhereIsNotFound() throws {
    let base = MemoryFiles(["content/a.md": "1"])
    let files = try RecordingFiles(base, folders: ["content"])
    try base.remove("content/a.md")
    #expect(throws: FileError(.notFound, "read", "shares.csv")) { try files.read("shares.csv") }
    #expect(!files.isUnsettled)
    #expect(throws: FileError(.unsettled, "read", "content/a.md")) { try files.completed() }
    #expect(files.isUnsettled)
  }

  @Test func whatCannotBeReadHasNoDigestEvenIfItHadOne() throws {
    let base = MemoryFiles(["content/a.md": "1", "content/b.md": "2", "content/c.md": "3"])
    let files = try RecordingFiles(base, folders: ["content"]) { _ in
      ["content/a.md": ContentHash([1]), "content/b.md": ContentHash([2])]
    }
    try base.remove("content/a.md")
    #expect(throws: FileError(.unsettled, "read", "content/a.md")) { try files.read("content/a.md") }
    #expect(files.complete(without: ["content/a.md"]) == [])
    #expect(files.complete(without: []) == [FileError(.unsettled, "read", "content/a.md")])
    #expect(throws: FileError(.unsettled, "read", "content/a.md")) { try files.completed() }
    #expect(files.digests.map(\.entry.path) == ["content/a.md", "content/b.md", "content/c.md"])
    #expect(files.digests[0].digest != ContentHash([1]) && files.digests[0].digest != ContentHash([]))
    #expect(files.digests[1].digest == ContentHash([2]) && files.digests[2].digest == ContentHash(Array("3".utf8)))
  }

  @Test func namesThatAreEqualTextAreTwoFilesWhereTheDiskSaysSo() throws {
    let (composed, decomposed) = ("content/caf\u{E9}.csv", "content/cafe\u{301}.csv")
    let entries = [composed, decomposed].map { FileEntry(path: $0, kind: .file) }
    let files = try RecordingFiles(ByteNamedFiles(entries), folders: ["content"])
    let digests = try files.completed()
    #expect(digests.count == 2)
    #expect(digests[0].digest != digests[1].digest)
  }
}

/// Files whose bytes are those of their names.
private struct ByteNamedFiles: FileSystem {
  let entries: [FileEntry]

  init(_ entries: [FileEntry]) { self.entries = entries }

  func list(_ directory: String) -> [FileEntry] { entries }
  func kind(of path: String) -> FileEntry.Kind? { .file }
  func stamp(of path: String) -> UInt64? { nil }
  func read(_ path: String) -> [UInt8] { Array(path.utf8) }
  func write(_ bytes: [UInt8], to path: String) {}
  func create(_ bytes: [UInt8], at path: String) {}
  func move(_ path: String, to newPath: String) {}
  func remove(_ path: String) {}
  func removeEmptyDirectory(_ path: String) {}
  func lock(_ path: String) throws(FileError) -> FileLock { throw FileError(.other, "lock", path) }
  func synchronize(_ path: String) {}
}
