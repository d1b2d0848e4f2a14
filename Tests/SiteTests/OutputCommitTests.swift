import Core
import Files
import Testing

@testable import Site

@Suite struct OutputCommitTests {
  private func publish(_ pages: [String: String], to files: MemoryFiles, force: Bool = false) throws
    -> OutputCommit.Summary?
  {
    var log = Diagnostics()
    guard let commit = try OutputCommit(files, force: force, into: &log) else { return nil }
    for (path, text) in pages { try commit.stage(Array(text.utf8), at: path) }
    return try commit.finish()
  }

  /// What `keep` says of a page that was made from `fingerprint`.
  private func keeps(_ path: String, _ fingerprint: ContentHash, _ files: MemoryFiles) throws -> Bool {
    var log = Diagnostics()
    return try #require(try OutputCommit(files, force: false, into: &log)).keep(path, fingerprint: fingerprint)
  }

  @Test func aPageIsKeptWhileItIsMadeFromTheSameAndUntouched() throws {
    let files = MemoryFiles()
    var log = Diagnostics()
    let commit = try #require(try OutputCommit(files, force: false, into: &log))
    try commit.stage([1], at: "a.html", fingerprint: ContentHash([7]))
    try commit.stage([2], at: "b.html")
    _ = try commit.finish()
    #expect(try keeps("a.html", ContentHash([7]), files))
    #expect(try !keeps("a.html", ContentHash([8]), files))
    #expect(try !keeps("b.html", ContentHash([7]), files))
    try files.write([1], to: "a.html")
    #expect(try !keeps("a.html", ContentHash([7]), files))
  }

  @Test func filesThatWereMadeTogetherAreKeptTogether() throws {
    let files = MemoryFiles()
    var log = Diagnostics()
    let commit = try #require(try OutputCommit(files, force: false, into: &log))
    for path in ["r.html", "r--all.html", "tables/r.js"] {
      try commit.stage([1], at: path, fingerprint: ContentHash([7]))
    }
    _ = try commit.finish()
    let next = try #require(try OutputCommit(files, force: false, into: &log))
    #expect(try next.keep("r.html", fingerprint: ContentHash([7])))
    #expect(try next.finish() == .init(unchanged: 3))
    try files.write([2], to: "tables/r.js")
    #expect(try !keeps("r.html", ContentHash([7]), files))
  }

  @Test func pagesOfAnOlderManifestAreStillOurs() throws {
    let older = "perennial manifest 1\n\(ContentHash([0x31]).hex) a.html\n"
    let files = MemoryFiles(["a.html": "1", ".perennial/manifest": older])
    #expect(try publish(["a.html": "1", "b.html": "2"], to: files) == .init(written: 1, unchanged: 1, removed: 0))
  }

  @Test func theVerifierTellsWhatDiffersIsMissingOrShouldNotBe() throws {
    let files = MemoryFiles()
    _ = try publish(["a.html": "1", "b.html": "2", "c.html": "3"], to: files)
    let verifier = try OutputVerifier(files)
    try verifier.stage([0x31], at: "a.html", fingerprint: nil)
    try verifier.stage([0x39], at: "b.html", fingerprint: nil)
    try verifier.stage([0x34], at: "d.html", fingerprint: nil)
    #expect(verifier.wrong == ["b.html", "c.html", "d.html"])
  }

  @Test func theRecordReadsBackWhatItWrites() throws {
    let problem = Diagnostic.warning(
      "a.b", "tab\there\nand \\ there", at: SourceLocation(SourceFile("content/x.md"), line: 3, column: 4), hint: "",
      notes: [.init("elsewhere", at: SourceLocation(SourceFile("content/y.md"))), .init("nowhere")], account: "acme")
    let record = BuildRecord(
      key: ContentHash([1]), manifest: ContentHash([5]), summary: "2 accounts", warningCount: 3,
      problems: [problem, .error("c", "d", at: nil)],
      inputs: [.init(path: "content/a\tb.md", stamp: .max, digest: ContentHash([2]))])
    #expect(BuildRecord(record.bytes) == record)
    #expect(BuildRecord(Array(record.bytes.dropLast(9))) != record)
  }

  private func pages(_ files: MemoryFiles) -> [String: String] {
    files.contents.filter { !$0.key.hasPrefix(".perennial") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test func writesOnlyWhatChangedAndRemovesWhatLeft() throws {
    let files = MemoryFiles()
    #expect(try publish(["a.html": "1", "x/b.html": "2"], to: files) == .init(written: 2, unchanged: 0, removed: 0))
    #expect(try publish(["a.html": "1", "c.html": "3"], to: files) == .init(written: 1, unchanged: 1, removed: 1))
    #expect(pages(files) == ["a.html": "1", "c.html": "3"])
    #expect(try publish(["a.html": "1", "c.html": "3"], to: files) == .init(written: 0, unchanged: 2, removed: 0))
  }

  @Test func noStagingIsLeftBehind() throws {
    let files = MemoryFiles()
    _ = try publish(["a.html": "1"], to: files)
    #expect(files.contents.keys.sorted() == [".perennial/manifest", "a.html"])
  }

  @Test func aFolderOfOthersIsRefusedAndUntouched() throws {
    let files = MemoryFiles(["thesis.doc": "mine"])
    #expect(try publish(["index.html": "1"], to: files) == nil)
    #expect(files.contents.keys.sorted() == ["thesis.doc"])
  }

  @Test func forceAddsBesideButNeverOverwrites() throws {
    let files = MemoryFiles(["thesis.doc": "mine"])
    _ = try publish(["index.html": "1"], to: files, force: true)
    #expect(pages(files) == ["thesis.doc": "mine", "index.html": "1"])
    #expect(throws: FileError.self) { _ = try publish(["thesis.doc": "theirs"], to: files, force: true) }
    #expect(pages(files) == ["thesis.doc": "mine", "index.html": "1"])
  }

  @Test func aReadmeMayIntroduceTheFolder() throws {
    let files = MemoryFiles(["README.md": "hello"])
    #expect(try publish(["index.html": "1"], to: files) != nil)
    #expect(pages(files)["README.md"] == "hello")
  }

  @Test func aFileThatSomeoneEditedIsWrittenAgain() throws {
    let files = MemoryFiles()
    _ = try publish(["a.html": "1"], to: files)
    try files.write(Array("edited".utf8), to: "a.html")
    #expect(try publish(["a.html": "1"], to: files)?.written == 1)
    #expect(pages(files) == ["a.html": "1"])
  }

  @Test func pagesOfABuildThatWasCutOffAreStillKnown() throws {
    let files = MemoryFiles()
    var log = Diagnostics()
    try OutputCommit(files, force: false, into: &log)?.stage([1], at: "a.html")
    // Cut off after the intent was written and one page moved: no manifest yet.
    var intent = Manifest()
    intent.pages["a.html"] = .init(digest: ContentHash([1]))
    try files.write(intent.bytes, to: Manifest.intentPath)
    try files.move(".perennial/staging/a.html", to: "a.html")
    #expect(try publish(["b.html": "2"], to: files) == .init(written: 1, unchanged: 0, removed: 1))
    #expect(pages(files) == ["b.html": "2"])
  }

  @Test func cleanRemovesWhatBuildsWroteAndNothingElse() throws {
    let files = MemoryFiles(["README.md": "hello"])
    _ = try publish(["a.html": "1", "x/b.html": "2"], to: files)
    try files.write([7], to: "mine.txt")
    var log = Diagnostics()
    #expect(try OutputCommit.clean(files, into: &log) == 2)
    #expect(files.contents.keys.sorted() == ["README.md", "mine.txt"])
  }

  @Test func cleaningNeverForgetsWhatItCannotRead() throws {
    let files = MemoryFiles([".perennial/manifest": "perennial manifest 9\n", "a.html": "1"])
    var log = Diagnostics()
    #expect(try OutputCommit.clean(files, into: &log) == 0)
    #expect(log.all.map(\.code) == ["output.manifest"])
    #expect(files.contents.keys.sorted() == [".perennial/manifest", "a.html"])
  }

  @Test func aBuildWithNothingToWriteTidiesUpTheLockThatAKilledOneLeft() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    func publish() throws -> OutputCommit.Summary? {
      var log = Diagnostics()
      let commit = try OutputCommit(folder.files, force: false, into: &log)
      try commit?.stage([1], at: "a.html")
      return try commit?.finish()
    }
    #expect(try publish()?.written == 1)
    #expect(try folder.files.kind(of: ".perennial/lock") == nil)
    try folder.files.write([0x31], to: ".perennial/lock")
    #expect(try publish()?.unchanged == 1)
    #expect(try folder.files.kind(of: ".perennial/lock") == nil)
  }

  @Test func whatAKilledBuildStagedIsCleanedToo() throws {
    let files = MemoryFiles()
    _ = try publish(["a.html": "1"], to: files)
    try files.write([1], to: ".perennial/staging/x/b.html")
    var log = Diagnostics()
    #expect(try OutputCommit.clean(files, into: &log) == 1)
    #expect(files.contents.isEmpty)
  }

  @Test(arguments: ["../mine.txt", "/etc/passwd", "a/../../b", "a//b", "."])
  func aManifestThatNamesWhatIsOutsideOwnsNothing(path: String) throws {
    let line = "\(ContentHash([1]).hex) \(ContentHash([2]).hex) 0000000000000001 \(path)\n"
    #expect(Manifest(Array("perennial manifest 2\n\(line)".utf8)) == nil)
    let files = MemoryFiles([".perennial/manifest": "perennial manifest 2\n" + line])
    #expect(try publish(["a.html": "1"], to: files) != nil)
    #expect(files.contents.keys.sorted() == [".perennial/manifest", "a.html"])
  }

  @Test(arguments: ["", "perennial manifest 9\n", "perennial manifest 2\nnothex a.html\n", "\u{0}\u{1}"])
  func anUnreadableManifestOwnsNothing(text: String) {
    #expect(Manifest(Array(text.utf8)) == nil)
  }

  @Test func theManifestReadsBackWhatItWrites() {
    var manifest = Manifest()
    manifest.pages = [
      "a b.html": .init(digest: ContentHash([1]), fingerprint: ContentHash([3]), stamp: 7),
      "accounts/é.html": .init(digest: ContentHash([2])),
    ]
    #expect(Manifest(manifest.bytes) == manifest)
  }
}
