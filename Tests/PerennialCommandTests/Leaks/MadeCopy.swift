import Audit
import Core
import Files
import Ingest
import Insight
import Portfolio
import Proof
import Sharing
import Site
import Templates

@testable import PerennialCommand

/// Everything that can be made of a workspace for one audience, as files by name.
struct MadeCopy {
  let book: CopySource
  private(set) var files: [String: [UInt8]] = [:]

  static let asOf = Day(iso: "2026-11-23") ?? Day(number: 0)
  /// Compiled once for all workspaces.
  static let templates: (library: TemplateLibrary, assets: [(path: String, bytes: [UInt8])])? = {
    var log = Diagnostics()
    guard let library = try? WorkspaceTemplates.load(from: MemoryFiles(), into: &log),
      let assets = try? WorkspaceTemplates.assets(from: MemoryFiles())
    else { return nil }
    return (library, assets)
  }()

  /// A workspace read; `edit` may weaken what was read.
  static func book(of workspace: RandomWorkspace, snapshot hasSnapshot: Bool) throws -> (
    book: CopySource, log: Diagnostics
  ) {
    guard let templates else { throw Missing.templates }
    var log = Diagnostics()
    let files = MemoryFiles()
    for (path, bytes) in workspace.files { try files.write(bytes, to: path) }
    if hasSnapshot {
      let day = Day(iso: "2026-11-16") ?? asOf
      var early = Diagnostics()
      let before = Insight(of: PortfolioReader().read(files, into: &early), asOf: day)
      if let snapshot = before.snapshot(note: workspace.snapshotNote.word).resolved(for: .team) {
        try files.write(SnapshotFile.bytes(snapshot, after: nil), to: SnapshotFile.path(of: day))
      }
    }
    let portfolio = PortfolioReader().read(files, into: &log)
    let links = try WorkspaceLinks.load(from: files, portfolio, assets: templates.assets.map(\.path), into: &log)
    return (
      CopySource(
        portfolio: portfolio, insight: Insight(of: portfolio, asOf: asOf), templates: templates.library,
        assets: templates.assets, links: links), log
    )
  }

  enum Missing: Error { case templates }

  /// The site, exports, packs and shared files for `audience`.
  init(_ book: CopySource, for audience: Audience, withShares: Bool) async throws {
    self.book = book
    let maker = CopyMaker(book, for: audience)
    for page in try await maker.site(jobs: 2) { files[page.path] = page.bytes }
    files["export.json"] = FigureExport.json(book.insight, for: audience)
    files["export.csv"] = FigureTable(book.insight, for: audience).csv
    files["export.ics"] = CalendarExport(book.insight, for: audience).bytes
    files["digest.md"] = Array(Digest(book.insight, for: audience).markdown.utf8)
    for page in try maker.pages(at: maker.plan.paths) {
      if let table = TableText.csv(page.bytes) { files["tables/\(page.path).csv"] = table }
    }
    guard withShares else { return }
    addPacks(maker)
    try addShares(maker, audience)
  }

  private mutating func addPacks(_ maker: CopyMaker) {
    for ritual in PackRitual.allCases {
      let name: String? =
        switch ritual.subject {
        case .none: nil
        case .seller: "Otto Open"
        case .account: "open-account-0"
        }
      // A copy that has nothing for a ritual has no pack.
      guard let pages = try? maker.pages(of: ritual, name) else { continue }
      for page in pages { files["packs/\(ritual.rawValue)/\(page.path)"] = page.bytes }
    }
  }

  private mutating func addShares(_ maker: CopyMaker, _ audience: Audience) throws {
    let pages = try maker.pages(at: maker.plan.paths)
    for form in [ShareForm.mail, .drive] {
      let stamp = CopyStamp(
        pages, audience: audience, asOf: Self.asOf, validUntil: Self.asOf + 30, form: form,
        version: ProgramVersion.current)
      files["share-\(form.rawValue).html"] = SharedFile(pages, assets: maker.assets, stamp: stamp).bytes
    }
  }
}

extension MadeCopy {
  /// What `search` finds in the files.
  func leaks(_ search: LeakSearch) -> [LeakSearch.Leak] {
    files.sorted { $0.key < $1.key }.flatMap { search.findings(in: $0.value, at: $0.key).leaks }
  }
}
