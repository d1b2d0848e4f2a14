public import Core
public import Files
public import Insight
public import Portfolio
public import Templates

/// The pages of one audience's copy, and how each is made. Restricted values are resolved here and nowhere else.
public struct SitePlan: Sendable {
  private let context: SiteContext
  private let pages: [PageID]

  /// Plans the copy of `portfolio` for `audience`.
  public init(_ portfolio: Portfolio, _ insight: Insight, for audience: Audience, inputDigest: ContentHash) {
    let context = SiteContext(portfolio, insight, for: audience, inputDigest: inputDigest)
    self.context = context
    pages = Self.pages(context)
  }

  private static func pages(_ context: SiteContext) -> [PageID] {
    var pages = [PageID.portfolio]
    if context.audience >= .field {
      pages += (0..<AccountsPage.pageCount(context.portfolio.accounts.count)).map(PageID.accounts)
      pages += context.timeline.pages.indices.map(PageID.timeline)
    }
    pages += context.portfolio.accounts.map { .account($0.slug) }
    if !context.guides.isEmpty { pages.append(.guides) }
    return pages + context.guides.map { .guide($0.slug) }
  }

  /// Number of pages.
  public var pageCount: Int { pages.count }

  /// `40 accounts, 17 guides`.
  public var summary: String {
    let guides = context.guides.isEmpty ? "" : ", \(FigureFormat.counted(context.guides.count, "guide", "guides"))"
    return FigureFormat.counted(context.portfolio.accounts.count, "account", "accounts") + guides
  }

  /// Checks every template against the pages it is for: a name that a page doesn't know is an error with its place.
  public func check(_ templates: TemplateLibrary, into log: inout Diagnostics) {
    templates.check(page: "portfolio", shape: PortfolioPage.shape, into: &log)
    templates.check(page: "accounts", shape: AccountsPage.shape, into: &log)
    templates.check(page: "account", shape: AccountPage.shape, into: &log)
    templates.check(page: "timeline", shape: TimelinePage.shape, into: &log)
    templates.check(page: "guides", shape: GuidesPage.shape, into: &log)
    templates.check(page: "guide", shape: GuidePage.shape, into: &log)
  }

  /// Renders all pages, `jobs` slices side by side, and hands each to `commit` as soon as it is made. `progress` is told how many
  /// pages were made, from any task. Throws what the file system or a template throws; what was staged stays staged.
  public func render(
    with templates: TemplateLibrary, assets: [(path: String, bytes: [UInt8])], jobs: Int, into commit: OutputCommit,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    for asset in assets { try commit.stage(asset.bytes, at: asset.path) }
    // Slices a tenth of a job's share: every core is busy to the end, and a task an account would cost more than it saves.
    let size = pages.count / (max(1, jobs) * 10) + 1
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func addSlice() {
        guard next < pages.count else { return }
        let slice = pages[next..<min(next + size, pages.count)]
        next += size
        group.addTask { try render(slice, with: templates, into: commit, progress: progress) }
      }
      for _ in 0..<max(1, jobs) { addSlice() }
      while try await group.next() != nil { addSlice() }
    }
  }

  private func render(
    _ slice: ArraySlice<PageID>, with templates: TemplateLibrary, into commit: OutputCommit,
    progress: @Sendable (Int) -> Void
  ) throws {
    for page in slice {
      try commit.stage(try render(page, with: templates), at: page.path)
      progress(1)
    }
  }

  /// The bytes of one page.
  func render(_ page: PageID, with templates: TemplateLibrary) throws(TemplateError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 << 10)
    switch page {
    case .portfolio: try templates.render(page.template, PortfolioPageBuilder(context: context).build(), into: &bytes)
    case .accounts(let number): try templates.render(page.template, AccountsPage(context, number: number), into: &bytes)
    case .timeline(let number): try templates.render(page.template, TimelinePage(context, number: number), into: &bytes)
    case .account(let slug):
      guard let index = context.portfolio.account(slug) else { break }
      try templates.render(page.template, AccountPageBuilder(context, account: index).build(), into: &bytes)
    case .guides: try templates.render(page.template, GuidesPage(context), into: &bytes)
    case .guide(let slug):
      guard let guide = context.guides.first(where: { $0.slug == slug }) else { break }
      try templates.render(page.template, GuidePage(context, guide), into: &bytes)
    }
    return bytes
  }
}
