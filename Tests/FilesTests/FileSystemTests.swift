import Foundation
import Testing

@testable import Files

/// What both file systems promise, run on both.
@Suite final class FileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  deinit { folder.remove() }

  private func both() throws -> [any FileSystem] { [MemoryFiles(), DiskFiles(root: folder.path + "/disk")] }

  @Test func writesMakeFoldersAndReadBackTheSameBytes() throws {
    for files in try both() {
      let bytes: [UInt8] = [0, 13, 10, 255, 65]
      try files.write(bytes, to: "a/b/c.bin")
      #expect(try files.read("a/b/c.bin") == bytes)
      try files.write([1], to: "a/b/c.bin")
      #expect(try files.read("a/b/c.bin") == [1])
      #expect(try files.kind(of: "a/b") == .directory)
      #expect(try files.kind(of: "a/x") == nil)
    }
  }

  @Test func listsSortedByBytesAndSkipsHiddenNames() throws {
    for files in try both() {
      for path in ["b.md", "a/z.md", "a/é.md", "B.md", ".hidden/x.md", "a/.git"] { try files.write([1], to: path) }
      #expect(try files.list("").map(\.path) == ["B.md", "a/z.md", "a/é.md", "b.md"])
      #expect(try files.list("a").map(\.path) == ["a/z.md", "a/é.md"])
      #expect(try files.list("nowhere").isEmpty)
    }
  }

  @Test func createNeverOverwrites() throws {
    for files in try both() {
      try files.create([1], at: "x.md")
      #expect(throws: FileError(.exists, "create", "x.md", errno: files is DiskFiles ? EEXIST : 0)) {
        try files.create([2], at: "x.md")
      }
      #expect(try files.read("x.md") == [1])
    }
  }

  @Test func moveReplacesInOneStep() throws {
    for files in try both() {
      try files.write([1], to: "old")
      try files.write([2], to: "staging/new")
      try files.move("staging/new", to: "old")
      #expect(try files.read("old") == [2])
      try files.move("old", to: "deep/er/new")
      #expect(try files.read("deep/er/new") == [2])
      #expect(try files.kind(of: "old") == nil)
    }
  }

  @Test func removingWhatIsNotThereIsFine() throws {
    for files in try both() {
      try files.remove("nothing")
      try files.write([1], to: "folder/file")
      try files.removeEmptyDirectory("folder")
      #expect(try files.read("folder/file") == [1])
    }
  }

  @Test(arguments: ["", "/etc/passwd", "../x", "a/../x", "a//b", "./a", "a/", "a\u{0}b", "a\\b", "a/."])
  func pathsThatLeaveTheFolderAreRefused(path: String) throws {
    for files in try both() {
      #expect(throws: FileError.self) { try files.read(path) }
      #expect(throws: FileError.self) { try files.write([1], to: path) }
      #expect(throws: FileError.self) { try files.remove(path) }
    }
  }

  @Test func symbolicLinksAreListedAsSuchAndNeverFollowed() throws {
    let folder = folder.path
    let files = DiskFiles(root: folder + "/inside")
    try files.write([1], to: "plain")
    try DiskFiles(root: folder).write([9], to: "secret")
    try FileManager.default.createSymbolicLink(atPath: folder + "/inside/link", withDestinationPath: folder + "/secret")
    try FileManager.default.createSymbolicLink(atPath: folder + "/inside/dir", withDestinationPath: folder)
    #expect(try files.list("").map(\.path) == ["dir", "link", "plain"])
    #expect(try files.kind(of: "link") == .symbolicLink)
    #expect(throws: FileError.self) { try files.read("link") }
    #expect(throws: FileError.self) { try files.write([2], to: "link") }
    #expect(try DiskFiles(root: folder).read("secret") == [9])
  }
}
