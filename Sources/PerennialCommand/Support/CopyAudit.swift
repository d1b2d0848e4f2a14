import Audit
import BuiltIn
import Core
import Files
import Ingest
import Insight
import Portfolio
import Proof
import Site

/// Looks at every page of a copy as it is made, and keeps none.
struct ScanSink: PageSink {
  let scan: CopyScan

  func keep(_ path: String, fingerprint: ContentHash) -> Bool { false }
  func stage(_ bytes: [UInt8], at path: String, fingerprint: ContentHash?) { scan.look(at: bytes, path) }
}

/// The audit of a workspace: its copies made anew and looked at, and those that were published.
struct CopyAudit {
  /// A copy on the disk.
  struct Published {
    let folder: String
    let files: any FileSystem
    let audience: Audience
  }

  let book: CopySource
  let values: [GuardedValue]
  let jobs: Int

  init(_ book: CopySource, jobs: Int) async {
    self.book = book
    self.jobs = jobs
    values = await BookValues(book.insight, jobs: jobs).values
  }

  /// Looks at the copies for `audiences` and at those of `published` that are for one of them.
  func report(for audiences: [Audience], against published: [Published]) async throws -> AuditReport {
    var proofs: [CopyProof] = []
    var comparisons: [AuditReport.Comparison] = []
    for audience in audiences {
      let known = published.filter { $0.audience == audience }
      // The team's copy may hold everything: it is made only to compare.
      if audience == .team, known.isEmpty { continue }
      let maker = CopyMaker(book, for: audience)
      let search = LeakSearch(
        values, for: audience, words: audience == .team ? [] : try await Self.words(for: audience, book),
        followsShown: !known.isEmpty)
      let now = CopyScan(search, withheld: maker.plan.withheldFiles)
      try await maker.plan.render(with: book.templates, assets: book.assets, jobs: jobs, into: ScanSink(scan: now)) {
        _ in
      }
      lookAtExports(for: audience, now)
      if audience != .team { proofs.append(CopyProof(now, of: "made now")) }
      for copy in known {
        let then = CopyScan(search, withheld: maker.plan.withheldFiles)
        try await look(at: copy.files, then)
        if audience != .team { proofs.append(CopyProof(then, of: "in \(copy.folder)")) }
        comparisons.append((audience, copy.folder, CopyDifference(now, against: then)))
      }
    }
    return AuditReport(fields: FieldTable(values), pages: pages, proofs: proofs, comparisons: comparisons)
  }

  /// All pages, with the audiences whose copies have them.
  private var pages: [AuditReport.Page] {
    var audiences: [String: [Audience]] = [:]
    for audience in Audience.allCases {
      for path in CopyMaker(book, for: audience).plan.paths { audiences[path, default: []].append(audience) }
    }
    return audiences.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
  }

  private func lookAtExports(for audience: Audience, _ scan: CopyScan) {
    scan.look(at: FigureExport.json(book.insight, for: audience), "export json", isExport: true)
    scan.look(at: FigureTable(book.insight, for: audience).csv, "export csv", isExport: true)
    scan.look(at: CalendarExport(book.insight, for: audience).bytes, "export.ics", isExport: true)
    scan.look(at: Array(Digest(book.insight, for: audience).markdown.utf8), "digest", isExport: true)
  }

  private func look(at files: any FileSystem, _ scan: CopyScan) async throws {
    let paths = try files.list("").filter { $0.kind == .file && !$0.path.hasPrefix(".perennial") }.map(\.path)
    let size = max(1, paths.count / (jobs * 4))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: paths.count, by: size) {
        group.addTask {
          for path in paths[start..<min(start + size, paths.count)] { scan.look(at: try files.read(path), path) }
        }
      }
      try await group.waitForAll()
    }
  }

  /// What the program and the workspace's templates say by themselves: the copy of the starter workspace, whose own guarded
  /// values are as little in it.
  static func words(for audience: Audience, _ book: CopySource) async throws -> [[UInt8]] {
    var log = Diagnostics()
    let files = Dictionary(uniqueKeysWithValues: BuiltInFile.all(in: "starter").map { ($0.path, $0.text) })
    let portfolio = PortfolioReader().read(MemoryFiles(files), into: &log)
    let insight = Insight(of: portfolio, asOf: book.insight.asOf)
    let plan = SitePlan(portfolio, insight, for: audience, problems: [], inputDigest: ContentHash([]))
    let disk = MemoryFiles()
    guard let commit = try OutputCommit(disk, force: true, into: &log) else { return [] }
    try await plan.render(with: book.templates, assets: book.assets, jobs: 1, into: commit) { _ in }
    _ = try commit.finish()
    return disk.contents.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension CopyAudit.Published {
  /// Copies in `folder`: built, published, or one for each audience.
  static func all(in folder: String) throws(FileError) -> [CopyAudit.Published] {
    var found: [CopyAudit.Published] = []
    for place in [folder, folder + "/site"] + Audience.allCases.map({ "\(folder)/\($0.rawValue)" }) {
      let files = DiskFiles(root: place)
      guard try files.kind(of: "index.html") == .file,
        let audience = Audience(ofCopyWith: try files.read("index.html"))
      else { continue }
      found.append(CopyAudit.Published(folder: place, files: files, audience: audience))
    }
    return found
  }
}
