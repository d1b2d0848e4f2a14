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

  @Test func anOpenFileIsReadInPartsInAnyOrder() throws {
    for files in try both() {
      try files.write(Array(0..<100), to: "a/b")
      let file = try files.open("a/b")
      #expect(file.size == 100)
      var bytes = [UInt8](repeating: 0, count: 10)
      #expect(try file.read(from: 95, into: &bytes, at: 2) == 5)
      #expect(bytes == [0, 0, 95, 96, 97, 98, 99, 0, 0, 0])
      #expect(try file.read(from: 20, into: &bytes, at: 0) == 10)
      #expect(bytes == Array(20..<30))
      #expect(try file.read(from: 100, into: &bytes, at: 0) == 0)
      #expect(try file.read(from: 0, into: &bytes, at: 10) == 0)
      try file.checkUnchanged()
      #expect(throws: FileError.self) { try files.open("a/c") }
      #expect(throws: FileError.self) { try files.open("../a") }
    }
  }

  @Test func anOpenFileThatIsWrittenToSaysSoAndEndsWhereItEnds() throws {
    for files in try both() {
      try files.write(Array(0..<100), to: "a")
      let file = try files.open("a")
      try files.write(Array(0..<50), to: "a")
      var bytes = [UInt8](repeating: 0, count: 100)
      #expect(try file.read(from: 0, into: &bytes, at: 0) == 50)
      #expect(try file.read(from: 80, into: &bytes, at: 0) == 0)
      #expect(throws: FileError(.unsettled, "read", "a")) { try file.checkUnchanged() }
    }
  }

  @Test func anOpenFileThatIsReplacedSaysSo() throws {
    for files in try both() {
      try files.write([1, 2, 3], to: "a")
      let file = try files.open("a")
      try files.replace("a", with: [1, 2, 4])
      #expect(throws: FileError(.unsettled, "read", "a")) { try file.checkUnchanged() }
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

  @Test func aFileIsLockedOnceAndUntilItsLockIsGone() throws {
    for files in try both() {
      var lock: FileLock? = try files.lock(".x/lock")
      #expect(throws: FileError(.inUse(by: files is DiskFiles ? getpid() : 0), "lock", ".x/lock")) {
        try files.lock(".x/lock")
      }
      #expect(lock != nil)
      lock = nil
      _ = try files.lock(".x/lock")
      #expect(try files.list(".x").isEmpty)
    }
  }

  @Test func aLockThatAKilledProcessLeftIsTaken() throws {
    let files = DiskFiles(root: folder.path + "/disk")
    try files.write(Array("1\n".utf8), to: "lock")
    _ = try files.lock("lock")
    #expect(try files.kind(of: "lock") == nil)
  }

  @Test func aLinkInThePlaceOfAFolderLeadsNowhere() throws {
    let outside = DiskFiles(root: folder.path + "/outside")
    try outside.write([9], to: "a.txt")
    let files = DiskFiles(root: folder.path + "/inside")
    try files.write([1], to: "real/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/inside/link", withDestinationPath: folder.path + "/outside")
    #expect(throws: FileError.self) { try files.read("link/a.txt") }
    #expect(throws: FileError.self) { try files.write([2], to: "link/a.txt") }
    #expect(throws: FileError.self) { try files.write([2], to: "link/deep/b.txt") }
    #expect(throws: FileError.self) { try files.move("real/a.txt", to: "link/a.txt") }
    #expect(throws: FileError.self) { try files.move("link/a.txt", to: "real/b.txt") }
    #expect(throws: FileError.self) { try files.lock("link/lock") }
    try files.remove("link/a.txt")
    try files.removeEmptyDirectory("link/deep")
    #expect(try files.kind(of: "link/a.txt") == nil)
    #expect(try outside.list("").map(\.path) == ["a.txt"])
    #expect(try outside.read("a.txt") == [9])
    #expect(try files.read("real/a.txt") == [1])
  }

  @Test(arguments: [true, false]) func aFolderSwappedForALinkMeanwhileLeadsNowhere(keepsFolders: Bool) throws {
    let outside = DiskFiles(root: folder.path + "/outside")
    try outside.write([9], to: "a.txt")
    let files = DiskFiles(root: folder.path + "/inside", keepsFolders: keepsFolders)
    try files.write([1], to: "x/a.txt")
    _ = try files.read("x/a.txt")
    let manager = FileManager.default
    try manager.moveItem(atPath: folder.path + "/inside/x", toPath: folder.path + "/inside/y")
    try manager.createSymbolicLink(
      atPath: folder.path + "/inside/x", withDestinationPath: folder.path + "/outside")
    _ = try? files.write([2], to: "x/a.txt")
    _ = try? files.write([2], to: "x/b.txt")
    _ = try? files.remove("x/a.txt")
    #expect((try? files.read("x/a.txt")) != [9])
    #expect(try outside.list("").map(\.path) == ["a.txt"])
    #expect(try outside.read("a.txt") == [9])
  }

  @Test func aFolderThatIsGoneAndMadeAnewIsFoundAgain() throws {
    let files = DiskFiles(root: folder.path + "/disk")
    try files.write([1], to: "x/a.txt")
    try FileManager.default.removeItem(atPath: folder.path + "/disk/x")
    #expect(try files.kind(of: "x/a.txt") == nil)
    try files.write([2], to: "x/a.txt")
    #expect(try files.read("x/a.txt") == [2])
    try FileManager.default.removeItem(atPath: folder.path + "/disk")
    try files.write([3], to: "x/a.txt")
    #expect(try DiskFiles(root: folder.path + "/disk").read("x/a.txt") == [3])
  }

  @Test(arguments: [
    "a b", "it's \"so\"", "100%", "#1", "😀", "\u{202E}abc", "e\u{301}", "\u{E9}", String(repeating: "n", count: 255),
    "new\nline", "-rf", "~",
  ])
  func anyNameThatTheDiskTakesWorks(name: String) throws {
    for files in try both() {
      try files.write([1], to: "in/\(name)")
      #expect(try files.list("in").map(\.path) == ["in/\(name)"])
      #expect(try files.read("in/\(name)") == [1])
      try files.move("in/\(name)", to: "out/\(name)")
      try files.remove("out/\(name)")
      try files.removeEmptyDirectory("out")
      #expect(try files.kind(of: "out") == nil)
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

  @Test func replacingIsDoneInOneStepAndKeepsThePermissions() throws {
    for files in try both() {
      try files.replace("a/b.csv", with: [1])
      if files is DiskFiles { #expect(chmod(folder.path + "/disk/a/b.csv", 0o600) == 0) }
      try files.replace("a/b.csv", with: [2])
      #expect(try files.read("a/b.csv") == [2])
    }
    var info = stat()
    #expect(stat(folder.path + "/disk/a/b.csv", &info) == 0)
    #expect(info.st_mode & 0o777 == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/disk/a") == ["b.csv"])
  }

  @Test func aLinkIsNotReplaced() throws {
    let files = DiskFiles(root: folder.path + "/disk")
    try files.write([1], to: "real")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/disk/link", withDestinationPath: "real")
    #expect(throws: FileError(.notAFile, "write", "link")) { try files.replace("link", with: [2]) }
    #expect(try files.read("real") == [1])
    #expect(try files.kind(of: "link") == .symbolicLink)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/disk").sorted() == ["link", "real"])
  }

  @Test func namesThatNoPathCanHoldAreListedAsSuch() throws {
    let files = DiskFiles(root: folder.path + "/disk")
    try files.write([1], to: "a.md")
    for name: [UInt8] in [[0xFF, 0x2E, 0x6D, 0x64], Array("x\\y.md".utf8)] {
      let path = Array((folder.path + "/disk/").utf8) + name + [0]
      let descriptor = path.withUnsafeBufferPointer {
        open(UnsafeRawPointer($0.baseAddress!).assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644)
      }
      // A disk that takes UTF-8 alone has no such files.
      if descriptor >= 0 { close(descriptor) }
    }
    for entry in try files.list("") where entry.path != "a.md" { #expect(entry.kind == .unnameable, "\(entry.path)") }
    #expect(try files.list("").contains { $0.path == "a.md" && $0.kind == .file })
  }

  @Test func aFileIsReadAsItWasAtOneMoment() throws {
    let files = DiskFiles(root: folder.path + "/disk")
    try files.write([UInt8](repeating: 0x61, count: 3_000_000), to: "a")
    let place = folder.path + "/disk/a"
    let writer = Thread {
      for round in 0..<400 {
        guard let file = fopen(place, "r+") else { return }
        let letters = [UInt8](repeating: round % 2 == 0 ? 0x62 : 0x61, count: 3_000_000)
        fwrite(letters, 1, letters.count, file)
        fclose(file)
      }
    }
    writer.start()
    for _ in 0..<100 where !writer.isFinished {
      do throws(FileError) {
        let bytes = try files.read("a")
        #expect(bytes.count == 3_000_000)
      } catch {
        #expect(error.kind == .unsettled)
      }
    }
    while !writer.isFinished { usleep(1000) }
    #expect(try files.read("a").count == 3_000_000)
  }

  @Test func messagesSayWhatToDoAndNothingThatActsOnATerminal() {
    #expect(FileError(.noSpace, "write", "a\u{1B}[2Jb").description.contains("make room"))
    #expect(!FileError(.noSpace, "write", "a\u{1B}[2Jb").description.contains("\u{1B}"))
    #expect(FileError(.permissionDenied, "write", "a", errno: EROFS).description.contains("read-only"))
    #expect(FileError(.other, "write", "a", errno: EIO).description.contains("error \(EIO)"))
  }
}
