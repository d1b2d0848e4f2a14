import Foundation
import Testing

@testable import Files

@Suite final class FolderWatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }
  deinit { folder.remove() }

  /// Each edit in turn must be told before the next is made.
  @Test(.timeLimit(.minutes(1))) func everyKindOfEditIsTold() async throws {
    let files = folder.files
    try files.write([1], to: "content/a.md")
    let manager = FileManager.default
    let place = { [folder] in folder.path + "/" + $0 }
    let edits: [(String, () throws -> Void)] = [
      ("write", { try files.write([2], to: "content/a.md") }),
      ("new file", { try files.write([2], to: "content/b.md") }),
      ("rename over", { try files.move("content/b.md", to: "content/a.md") }),
      ("new folder", { try manager.createDirectory(atPath: place("content/x"), withIntermediateDirectories: false) }),
      ("in the new folder", { try files.write([2], to: "content/x/c.md") }),
      ("folders at once", { try files.write([2], to: "content/y/z/d.md") }),
      ("deep in it", { try files.write([3], to: "content/y/z/d.md") }),
      ("a link", { try manager.createSymbolicLink(atPath: place("content/l"), withDestinationPath: "a.md") }),
      ("remove", { try files.remove("content/a.md") }),
      ("rename a folder", { try files.move("content/x", to: "content/w") }),
      ("in the renamed folder", { try files.write([4], to: "content/w/c.md") }),
      ("a folder that was not there", { try files.write([2], to: "templates/t.mustache") }),
      ("in it", { try files.write([3], to: "templates/t.mustache") }),
    ]
    var changes = try FolderWatch.changes(below: folder.path, in: ["content", "templates"]).makeAsyncIterator()
    for (name, edit) in edits {
      try edit()
      #expect(await changes.next() != nil, "\(name) is not told")
    }
  }

  @Test(.timeLimit(.minutes(1))) func whatEditorsKeepBesideAndWhatIsElsewhereIsNotTold() async throws {
    let files = folder.files
    try files.write([1], to: "content/a.md")
    let changes = try FolderWatch.changes(below: folder.path, in: ["content"])
    let counted = Task { await changes.reduce(into: 0) { count, _ in count += 1 } }
    for path in ["content/.a.md.swp", "content/a.md~", "output/index.html", "notes.txt"] {
      try files.write([1], to: path)
    }
    try await Task.sleep(for: .milliseconds(300))
    counted.cancel()
    #expect(await counted.value == 0)
  }

  @Test func aFolderThatIsNotThereCannotBeWatched() {
    #expect(throws: FileError.self) { try FolderWatch.changes(below: folder.path + "/none", in: ["content"]) }
  }
}
