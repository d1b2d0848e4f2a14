import Audit
import Core
import Files
import Insight
import Portfolio
import Proof
import Site
import Synchronization

/// Looks at every page of a copy as it is made, and keeps none.
struct ScanSink: PageSink {
  let look: @Sendable (_ bytes: [UInt8], _ path: String) -> Void

  func keep(_ path: String, fingerprint: ContentHash) -> Bool { false }
  func stage(_ bytes: [UInt8], at path: String, fingerprint: ContentHash?) { look(bytes, path) }
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
      var search = LeakSearch(values, for: audience, followsShown: !known.isEmpty)
      // What the program says without any guarded value is no leak.
      if audience < .team { search = search.disregarding(try await words(for: audience, search)) }
      let now = try await scan(maker, search)
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

  /// The copy and its exports, made and looked at.
  private func scan(_ maker: CopyMaker, _ search: LeakSearch) async throws -> CopyScan {
    let scan = CopyScan(search, withheld: maker.plan.withheldFiles)
    try await maker.plan.render(
      with: book.templates, assets: book.assets, jobs: jobs, into: ScanSink { scan.look(at: $0, $1) }
    ) {
      _ in
    }
    for (name, bytes) in Self.exports(book.insight, for: search.audience) { scan.look(at: bytes, name, isExport: true) }
    return scan
  }

  private static func exports(_ insight: Insight, for audience: Audience) -> [(name: String, bytes: [UInt8])] {
    [
      ("export json", FigureExport.json(insight, for: audience)),
      ("export csv", FigureTable(insight, for: audience).csv),
      ("export.ics", CalendarExport(insight, for: audience).bytes),
      ("digest", Array(Digest(insight, for: audience).markdown.utf8)),
    ]
  }

  /// Forms that stand in the copy and the exports of the book without anything that can be guarded: the program's own words, and
  /// what follows from contracts and usage.
  func words(for audience: Audience, _ search: LeakSearch) async throws -> Set<UInt64> {
    let open = book.portfolio.openOnly
    let insight = await Insight(of: open, asOf: book.insight.asOf, jobs: jobs)
    let plan = SitePlan(open, insight, for: audience, problems: [], inputDigest: ContentHash([]))
    let words = Mutex<Set<UInt64>>([])
    let sink = ScanSink { bytes, path in
      let found = search.forms(in: bytes, at: path)
      words.withLock { $0.formUnion(found) }
    }
    try await plan.render(with: book.templates, assets: book.assets, jobs: jobs, into: sink) { _ in }
    for (name, bytes) in Self.exports(insight, for: audience) {
      let found = search.forms(in: bytes, at: name)
      words.withLock { $0.formUnion(found) }
    }
    return words.withLock { $0 }
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
