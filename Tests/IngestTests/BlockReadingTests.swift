import Core
import Portfolio
import Synchronization
import Testing

@testable import Files
@testable import Ingest

/// Files of rows that are read by the block. That each workspace of these tests reads the same so is looked at in `Workspace.diagnose`.
@Suite("Reading by the block")
struct BlockReadingTests {
  static let rows = (0..<3_000).map { number in
    "L-\(number),C-\(number % 2 == 0 ? 1 : 2),\(number % 5 == 0 ? "\"Serv\"\"ice\nof ü\"" : "Service"),\(number % 900 == 899 ? "x" : "5"),12.50\n"
  }
  static let lines = "line_id,contract_id,product,quantity,unit_price\n" + rows.joined()
  static let files = Workspace.files.merging([
    "content/contracts/contracts.csv":
      "contract_id,account_id,start_date,end_date,currency\nC-2,A1,2025-02-01,2026-01-31,USD\nC-1,A1,2026-02-01,2027-01-31,USD\n",
    "content/contracts/lines.csv": lines,
  ]) { $1 }

  private static func read(_ files: any FileSystem, _ options: ReaderOptions) async -> (Portfolio, Diagnostics) {
    var log = Diagnostics()
    let portfolio = await PortfolioReader(options).readConcurrently(files, into: &log)
    return (portfolio, log)
  }

  private static func text(_ portfolio: Portfolio) -> [String] {
    portfolio.lines.map { "\($0.location) \($0.id) \($0.contract) \($0.product) \($0.annual)" }
  }

  @Test("lines stand in the order of the book, problems too, whatever the size of a block and the number of jobs")
  func sameAsWhole() async {
    let (whole, problems) = await Self.read(MemoryFiles(Self.files), ReaderOptions())
    #expect(whole.lines.count == 2_997)
    #expect(problems.errorCount == 3)
    for size in [1, 100, 4096, 1 << 20] {
      for jobs in [1, 2, 3] {
        var options = ReaderOptions()
        (options.blocks.threshold, options.blocks.size, options.blocks.lookup) = (0, size, 16)
        options.jobs = jobs
        let (blocks, log) = await Self.read(MemoryFiles(Self.files), options)
        #expect(log.all == problems.all)
        #expect(Self.text(blocks) == Self.text(whole))
      }
    }
  }

  @Test("a file that another program writes to meanwhile is named, and whoever keeps watch is told", arguments: 3...12)
  func changes(_ reading: Int) async throws {
    let base = MemoryFiles(Self.files)
    let restless = RestlessParts(base) { (number) throws(FileError) in
      // Cut short, so that rows that were found are there no more.
      if number == reading { try? base.write(Array(Self.lines.utf8.prefix(200)), to: "content/contracts/lines.csv") }
    }
    let files = try RecordingFiles(restless, folders: ["content"])
    var options = ReaderOptions()
    (options.blocks.threshold, options.blocks.size) = (20_000, 20_000)
    let (_, log) = await Self.read(files, options)
    #expect(restless.count >= reading)
    #expect(files.isUnsettled)
    #expect(log.all.contains { $0.code == "workspace.file" && "\($0.message)".contains("changed") })
  }

  @Test("a file that can't be read any more is named")
  func fails() async throws {
    let failing = RestlessParts(MemoryFiles(Self.files)) { (number) throws(FileError) in
      if number > 6 { throw FileError(.other, "read", "content/contracts/lines.csv", errno: 5) }
    }
    var options = ReaderOptions()
    (options.blocks.threshold, options.blocks.size) = (20_000, 20_000)
    let (_, log) = await Self.read(failing, options)
    #expect(log.all.contains { $0.code == "workspace.file" && $0.location?.file.path == "content/contracts/lines.csv" })
  }

  @Test("a quote that is never closed takes the rest of a file, and is told where it was opened")
  func openQuote() async {
    var files = Self.files
    files["content/contracts/lines.csv"] = Self.lines + "L-X,C-1,\"Service,5,1\n" + Self.rows.joined()
    var options = ReaderOptions()
    let (whole, problems) = await Self.read(MemoryFiles(files), options)
    options.blocks = .smallest
    let (blocks, log) = await Self.read(MemoryFiles(files), options)
    #expect(log.all == problems.all)
    #expect(Self.text(blocks) == Self.text(whole))
  }

  @Test("letters that a block cuts off are letters, and what is not UTF-8 is read whole")
  func encodings() {
    let text = "account_id,product\n" + String(repeating: "A1,Prüfung – größer 😀\n", count: 9_000)
    let reading = BlockReading.smallest
    func probe(_ bytes: [UInt8]) -> TextProbe? { TextProbe.run(WholeFile(bytes: bytes), path: "u.csv", reading) }
    for shift in 0..<8 {
      let bytes = Array((String(repeating: "x", count: shift) + text).utf8)
      #expect(probe(bytes)?.text.count == bytes.count)
      #expect(probe([0xEF, 0xBB, 0xBF] + bytes)?.text.count == bytes.count)
      #expect(probe(bytes + [0xC3]) == nil)
      #expect(probe(bytes + [0xFC, 0x0A]) == nil)
      #expect(probe(bytes + [0x80, 0x80, 0x80, 0x80, 0x80]) == nil)
      #expect(probe(bytes + [0xEF, 0xBF, 0xBD]) == nil)
    }
    #expect(probe(Array("[{\"a\": 1}]".utf8))?.text.count != nil)
    #expect(probe(Array("{\"a\": 1}".utf8)) == nil)
    #expect(probe(Array(" \n \n".utf8)) == nil)
    #expect(probe([0xFF, 0xFE, 0x61, 0]) == nil)
    #expect(probe([]) == nil)
  }

  @Test("elements go to their places, and empty places close up, by one job or several", arguments: [1, 2, 5])
  func placedArray(_ jobs: Int) async {
    for empty in [[], [0], [4], [0, 1], [3, 1], [0, 1, 2, 3, 4]] {
      let placed = PlacedArray<String, Int>(count: 5, capacity: 9, pieces: 3) { piece, places in
        for place in [[3], [0, 4], [1, 2]][piece] {
          if empty.contains(place) { places.leaveEmpty(place) } else { places.put("line \(place)", at: place) }
        }
        return piece
      }
      let (elements, notes) = await placed.make(jobs: jobs)
      #expect(elements == (0..<5).filter { !empty.contains($0) }.map { "line \($0)" })
      #expect(elements.capacity >= 9)
      #expect(notes.sorted() == [0, 1, 2])
    }
  }
}

/// Files whose parts can't be read without something happening first.
private final class RestlessParts: FileSystem {
  private let base: MemoryFiles
  private let act: @Sendable (Int) throws(FileError) -> Void
  private let reads = Mutex(0)

  init(_ base: MemoryFiles, _ act: @escaping @Sendable (Int) throws(FileError) -> Void) {
    self.base = base
    self.act = act
  }

  /// How many parts were read.
  var count: Int { reads.withLock { $0 } }

  func open(_ path: String) throws(FileError) -> any OpenFile { Parts(files: self, base: try base.open(path)) }

  private struct Parts: OpenFile {
    let files: RestlessParts
    let base: any OpenFile
    var size: Int { base.size }

    func read(from offset: Int, into bytes: inout [UInt8], at index: Int) throws(FileError) -> Int {
      try files.act(
        files.reads.withLock {
          $0 += 1
          return $0
        })
      return try base.read(from: offset, into: &bytes, at: index)
    }

    func checkUnchanged() throws(FileError) { try base.checkUnchanged() }
  }

  func list(_ directory: String) throws(FileError) -> [FileEntry] { try base.list(directory) }
  func kind(of path: String) throws(FileError) -> FileEntry.Kind? { try base.kind(of: path) }
  func stamp(of path: String) throws(FileError) -> UInt64? { try base.stamp(of: path) }
  func read(_ path: String) throws(FileError) -> [UInt8] { try base.read(path) }
  func write(_ bytes: [UInt8], to path: String) throws(FileError) { try base.write(bytes, to: path) }
  func create(_ bytes: [UInt8], at path: String) throws(FileError) { try base.create(bytes, at: path) }
  func move(_ path: String, to newPath: String) throws(FileError) { try base.move(path, to: newPath) }
  func remove(_ path: String) throws(FileError) { try base.remove(path) }
  func removeEmptyDirectory(_ path: String) throws(FileError) { try base.removeEmptyDirectory(path) }
  func lock(_ path: String) throws(FileError) -> FileLock { try base.lock(path) }
  func synchronize(_ path: String) throws(FileError) { try base.synchronize(path) }
}
