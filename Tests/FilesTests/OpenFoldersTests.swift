import Testing

@testable import Files

/// Folders that are kept open while others remove them.
@Suite final class OpenFoldersTests {
  private let temporary: TemporaryFolder

  init() throws { temporary = try TemporaryFolder() }
  deinit { temporary.remove() }

  @Test func eachOfSeveralThreadsThatUsedARemovedFolderMayTryAgain() throws {
    let folders = OpenFolders(root: temporary.path, limit: 8)
    let first = try #require(folders.folder("staging", makes: true))
    let second = try #require(folders.folder("staging", makes: true))
    #expect(!folders.forgetIfGone(first, at: "staging"))
    try temporary.files.removeEmptyDirectory("staging")
    #expect(folders.forgetIfGone(first, at: "staging"))
    // The first has made it anew before the second finds its own gone.
    let anew = try #require(folders.folder("staging", makes: true))
    #expect(folders.forgetIfGone(second, at: "staging"))
    #expect(!folders.forgetIfGone(anew, at: "staging"))
  }
}
