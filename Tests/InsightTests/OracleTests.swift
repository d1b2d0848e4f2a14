import Core
import Files
import Foundation
import Ingest
import Insight
import Testing

/// The engine against `Tests/Oracle`, an independent computation of the same figures, over random books.
/// `scripts/check-oracle` runs more of them.
@Suite("The oracle agrees")
struct OracleTests {
  private static let count = ProcessInfo.processInfo.environment["ORACLE_SEEDS"].flatMap { Int($0) } ?? 12
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test("to the cent and to the last shown digit, figure by figure", .enabled(if: python != nil))
  func figures() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.generate(into: folder)
    for seed in 0..<max(Self.count, 1) {
      let book = folder.appending(path: "\(seed)")
      let expected = try Self.expected(book)
      let found = try Self.found(book, seed)
      #expect(expected["book,arr"] != nil, "seed \(seed): the oracle computed no book")
      let differences = Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }
      for name in differences.prefix(20) {
        Issue.record("seed \(seed): \(name): \(found[name] ?? "none"), the oracle says \(expected[name] ?? "none")")
      }
      if differences.count > 20 { Issue.record("seed \(seed): \(differences.count - 20) more") }
    }
  }

  private static func generate(into folder: URL) throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [
      "-B", source.appending(path: "Oracle/batch.py").path, "--seeds", "0:\(count)", "--out", folder.path,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static func expected(_ book: URL) throws -> [String: String] {
    let text = try String(contentsOf: book.appending(path: "figures.csv"), encoding: .utf8)
    var rows: [String: String] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let comma = try #require(line.lastIndex(of: ","))
      rows[String(line[..<comma])] = String(line[line.index(after: comma)...])
    }
    return rows
  }

  private static func found(_ book: URL, _ seed: Int) throws -> [String: String] {
    let asOf = try #require(Day(iso: try String(contentsOf: book.appending(path: "as_of"), encoding: .utf8)))
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(DiskFiles(root: book.path), into: &log)
    for problem in log.sorted where problem.severity == .error { Issue.record("seed \(seed): \(problem)") }
    return OracleRows(Insight(of: portfolio, asOf: asOf)).values
  }
}
