public import Core
import Files
public import Insight
public import Portfolio
import Search
public import Templates

/// The pages of one audience's copy, and how each is made. Restricted values are resolved here and nowhere else.
public struct SitePlan: Sendable {
  private(set) var context: SiteContext
  private(set) var pages: [PageID]
  private let listing: SearchListing
  private let entries: [SearchEntry]

  /// Plans the copy of `portfolio` for `audience`. Notes show only those images and files that `links` knows.
  public init(
    _ portfolio: Portfolio, _ insight: Insight, for audience: Audience, problems: [Diagnostic],
    inputDigest: ContentHash, links: NoteLinks? = nil
  ) {
    self.init(
      SiteContext(portfolio, insight, for: audience, problems: problems, inputDigest: inputDigest, links: links))
  }

  /// Plans a copy of the guides, plays and learning paths of `portfolio` alone.
  public init(
    guidesOf portfolio: Portfolio, asOf: Day, for audience: Audience, inputDigest: ContentHash,
    links: NoteLinks? = nil
  ) {
    let portfolio = portfolio.enablementOnly
    self.init(
      SiteContext(
        portfolio, Insight(of: portfolio, asOf: asOf), for: audience, problems: [], inputDigest: inputDigest,
        links: links, guidesOnly: true))
  }

  private init(_ context: SiteContext) {
    self.context = context
    entries = context.searchEntries
    listing = SearchListing(entries)
    pages = Self.pages(context, listing)
  }

  private static func pages(_ context: SiteContext, _ listing: SearchListing) -> [PageID] {
    var pages: [PageID] = context.isGuidesOnly ? [.portfolio] : []
    for entry in context.navigation {
      switch entry.page {
      case .accounts:
        let count = AccountsPage.pageCount(context.portfolio.accounts.count)
        pages += (0..<count).map(PageID.accounts) + (count > 1 ? (0..<count).map(PageID.accountRows) : [])
      case .timeline: pages += context.timeline.pages.indices.map(PageID.timeline)
      default: pages.append(entry.page)
      }
    }
    pages += context.portfolio.accounts.map { .account($0.slug) }
    pages += context.portfolio.accounts.indices.filter(context.hasWords).map {
      .words(context.portfolio.accounts[$0].slug)
    }
    pages += context.negotiationPages + context.proposalPages
    pages += context.territories.map { $0.isSeller ? .seller($0.slug) : .owner($0.slug) }
    pages += context.forecast.pages + context.escalationPages
    if context.hasLicences, !context.isGuidesOnly { pages.append(.metrics) }
    pages += context.licences.slugs.compactMap(\.self).map(PageID.product)
    pages += listing.pages.indices.map(PageID.search)
    pages += context.enablement.plays.map { .play(context.portfolio.plays[$0].slug) }
    pages += context.paths.map { .path($0.slug) }
    return pages + context.guides.map { .guide($0.slug) }
  }

  /// Adds the page that shows every component in every state.
  public mutating func addStyleBook() { pages.append(.styleBook) }

  /// The account whose own note is the file at `path`, by its index, and that note as it was read.
  public func note(at path: String) -> (account: Int, slug: Slug, note: Note)? {
    let accounts = context.portfolio.accounts
    guard let index = accounts.firstIndex(where: { $0.notes.first?.file.path == path }) else { return nil }
    return accounts[index].notes.first.map { (index, accounts[index].slug, $0) }
  }

  /// The page of the account at index `account`, with another text of its own note that says the same facts.
  public func page(
    of account: Int, with note: Note, by templates: TemplateLibrary
  ) throws(TemplateError) -> (path: String, bytes: [UInt8]) {
    var plan = self
    plan.context = context.replacing(note, of: account)
    let page = PageID.account(context.portfolio.accounts[account].slug)
    return (page.path, try plan.render(page, with: templates))
  }

  /// Number of pages.
  public var pageCount: Int { pages.count }

  /// The pages, in the plan's order.
  var pageIDs: [PageID] { pages }

  /// `40 accounts, 17 guides`.
  public var summary: String {
    if context.isGuidesOnly {
      return FigureFormat.counted(context.guides.count, "guide", "guides") + ", "
        + FigureFormat.counted(context.enablement.plays.count, "play", "plays")
    }
    let guides = context.guides.isEmpty ? "" : ", \(FigureFormat.counted(context.guides.count, "guide", "guides"))"
    return FigureFormat.counted(context.portfolio.accounts.count, "account", "accounts") + guides
  }

  /// Checks every template against the pages it is for: a name that a page doesn't know is an error with its place.
  public func check(_ templates: TemplateLibrary, into log: inout Diagnostics) {
    templates.check(page: "portfolio", shape: PortfolioPage.shape, into: &log)
    templates.check(page: "accounts", shape: AccountsPage.shape, into: &log)
    templates.check(page: "account-rows", shape: AccountsPage.shape, into: &log)
    templates.check(page: "account", shape: AccountPage.shape, into: &log)
    templates.check(page: "words", shape: WordsPage.shape, into: &log)
    templates.check(page: "negotiation", shape: NegotiationPage.shape, into: &log)
    templates.check(page: "proposal", shape: ReportPage.shape, into: &log)
    templates.check(page: "timeline", shape: TimelinePage.shape, into: &log)
    for report in PageID.Report.allCases { templates.check(page: report.rawValue, shape: ReportPage.shape, into: &log) }
    templates.check(page: "product", shape: ReportPage.shape, into: &log)
    templates.check(page: "metrics", shape: MetricsPage.shape, into: &log)
    templates.check(page: "list", shape: ReportPage.shape, into: &log)
    templates.check(page: "table-rows", shape: TableView.shape, into: &log)
    templates.check(page: "owner", shape: ReportPage.shape, into: &log)
    templates.check(page: "style-book", shape: StyleBookPage.shape, into: &log)
    templates.check(page: "forecast", shape: ReportPage.shape, into: &log)
    templates.check(page: "escalation", shape: ReportPage.shape, into: &log)
    templates.check(page: "pack", shape: ReportPage.shape, into: &log)
    templates.check(page: "search", shape: SearchPage.shape, into: &log)
    templates.check(page: "guides", shape: GuidesPage.shape, into: &log)
    templates.check(page: "guide", shape: GuidePage.shape, into: &log)
    templates.check(page: "play", shape: PlayPage.shape, into: &log)
    templates.check(page: "path", shape: PathPage.shape, into: &log)
  }

  /// Renders all pages, `jobs` slices side by side, and hands each to `sink` as soon as it is made; pages that `basis` proves to be
  /// in place already aren't made. `progress` is told how many pages were done, from any task. Throws what the file system or a
  /// template throws; what was staged stays staged.
  public func render(
    with templates: TemplateLibrary, assets: [(path: String, bytes: [UInt8])], jobs: Int, into sink: any PageSink,
    since basis: RenderBasis? = nil, times: TemplateTimes? = nil, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    for asset in assets { try sink.stage(asset.bytes, at: asset.path) }
    for file in context.links.attachments(in: context) { try sink.stage(file.bytes, at: file.outputPath) }
    if let feed = GuideFeed.bytes(context) { try sink.stage(feed, at: GuideFeed.path) }
    let job = RenderJob(
      plan: self, templates: templates, sink: sink, progress: progress, times: times,
      fingerprints: basis.map {
        AccountFingerprints(context, inputs: $0.inputs, build: $0.build, templates: templates)
      })
    // Slices a tenth of a job's share: every core is busy to the end, and a task an account would cost more than it saves.
    let size = pages.count / (max(1, jobs) * 10) + 1
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func addSlice() {
        guard next < pages.count else { return }
        let slice = pages[next..<min(next + size, pages.count)]
        next += size
        group.addTask { try job.run(slice) }
      }
      // The search index is one piece of work as long as many pages: it runs beside them.
      group.addTask { [entries] in
        for file in SearchIndex(entries).files { try sink.stage(file.bytes, at: file.path) }
      }
      for _ in 1..<max(2, jobs) { addSlice() }
      while try await group.next() != nil { addSlice() }
    }
  }

  /// What `page` is made from; nil for one that is always made, for it costs less than to know.
  func fingerprint(of page: PageID, by fingerprints: AccountFingerprints?) -> ContentHash? {
    switch page {
    case .account(let slug): context.portfolio.account(slug).flatMap { fingerprints?.fingerprint(of: $0) }
    case .accounts, .accountRows, .timeline, .report, .owner, .seller, .forecast, .quarter, .movement, .escalation,
      .negotiation, .proposal, .product, .metrics:
      fingerprints?.fingerprint(ofFacts: page)
    case .portfolio, .words, .guides, .guide, .play, .path, .search, .styleBook, .pack: nil
    }
  }

  /// What a page becomes, one file after the other: itself first, and more if a table of it is too long for one.
  func make(
    _ page: PageID, with templates: TemplateLibrary, _ take: (_ path: String, _ bytes: [UInt8]) throws -> Void
  ) throws {
    guard let report = report(page) else { return try take(page.path, try render(page, with: templates)) }
    let sheets = ReportSheets(report, at: page, in: context)
    try take(page.path, try render(sheets.report, as: page.template, with: templates))
    for part in sheets.parts {
      let rows = try render(part.rows, as: "table-rows", with: templates)
      try take(part.shardPath, RowShards.script(rows))
      try take(part.path, try render(sheets.list(part, made: rows), as: "list", with: templates))
    }
  }

  private func render(_ model: some TemplateModel, as template: String, with templates: TemplateLibrary)
    throws(TemplateError) -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 << 10)
    try templates.render(template, model, into: &bytes)
    return bytes
  }

  private func report(_ page: PageID) -> ReportPage? {
    switch page {
    case .report(let report): build(report)
    case .owner(let slug), .seller(let slug):
      context.territories.first { $0.slug == slug && $0.isSeller == (page == .seller(slug)) }
        .map { OwnerPage(context, owner: $0).build() }
    case .forecast, .quarter, .movement: ForecastPages(context).build(page)
    case .product(let slug): ProductPage(context, slug)?.build()
    case .proposal(let slug): context.portfolio.account(slug).flatMap { ProposalPage(context, account: $0)?.build() }
    default: nil
    }
  }

  /// The bytes of one page.
  func render(_ page: PageID, with templates: TemplateLibrary) throws(TemplateError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 << 10)
    switch page {
    case .portfolio where context.isGuidesOnly:
      try templates.render(PageID.guides.template, GuidesPage(context, page: page), into: &bytes)
    case .portfolio: try templates.render(page.template, PortfolioPageBuilder(context: context).build(), into: &bytes)
    case .accounts(let number): try templates.render(page.template, AccountsPage(context, number: number), into: &bytes)
    case .accountRows(let number):
      try templates.render(page.template, AccountsPage(context, number: number), into: &bytes)
      bytes = RowShards.script(bytes)
    case .timeline(let number): try templates.render(page.template, TimelinePage(context, number: number), into: &bytes)
    case .account(let slug):
      guard let index = context.portfolio.account(slug) else { break }
      try templates.render(page.template, AccountPageBuilder(context, account: index).build(), into: &bytes)
    case .words(let slug):
      guard let index = context.portfolio.account(slug) else { break }
      try templates.render(page.template, WordsPage(context, account: index), into: &bytes)
    case .negotiation(let slug):
      guard let builder = NegotiationPageBuilder(context, account: slug) else { break }
      try templates.render(page.template, builder.build(), into: &bytes)
    case .report, .owner, .seller, .forecast, .quarter, .movement, .product, .proposal:
      guard let report = report(page) else { break }
      return try render(ReportSheets(report, at: page, in: context).report, as: page.template, with: templates)
    case .search(let number):
      try templates.render(page.template, SearchPage(context, listing, number: number), into: &bytes)
    case .styleBook: try templates.render(page.template, StyleBookPage(context), into: &bytes)
    case .escalation(let slug):
      guard let brief = EscalationPage(context, account: slug) else { break }
      try templates.render(page.template, brief.build(), into: &bytes)
    case .guides: try templates.render(page.template, GuidesPage(context), into: &bytes)
    case .guide(let slug):
      guard let guide = context.guides.first(where: { $0.slug == slug }) else { break }
      try templates.render(page.template, GuidePage(context, guide), into: &bytes)
    case .play(let slug):
      guard let play = context.enablement.plays.first(where: { context.portfolio.plays[$0].slug == slug }) else {
        break
      }
      try templates.render(page.template, PlayPage(context, play), into: &bytes)
    case .path(let slug):
      guard let path = context.paths.first(where: { $0.slug == slug }) else { break }
      try templates.render(page.template, PathPage(context, path), into: &bytes)
    case .metrics: try templates.render(page.template, MetricsPage(context), into: &bytes)
    case .pack: break  // Made by `pack`, which knows the agenda.
    }
    return bytes
  }

  private func build(_ report: PageID.Report) -> ReportPage {
    switch report {
    case .week: WeekPage(context: context).build()
    case .risks: RisksPage(context: context).build()
    case .licenses: LicensesPage(context: context).build()
    case .migrations: MigrationsPage(context: context).build()
    case .multiYear: MultiYearPage(context: context).build()
    case .retention: RetentionPage(context: context).build()
    case .dataQuality: DataQualityPage(context: context).build()
    case .glossary: GlossaryPage(context: context).build()
    }
  }
}
