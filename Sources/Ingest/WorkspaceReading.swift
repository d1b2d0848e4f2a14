import Core
import Files
import Portfolio

/// One reading of a workspace, stage after stage: settings, products, notes, rows.
struct WorkspaceReading {
  private let files: any FileSystem
  private var options: ReaderOptions
  private var sources: WorkspaceFiles
  private(set) var book: Book
  /// Files that are read by the block.
  private var large: [(entry: WorkspaceFiles.Entry, text: LargeText)] = []
  /// Rows of lines in all files.
  private var lineCount = 0

  init(files: any FileSystem, options: ReaderOptions) {
    self.files = files
    self.options = options
    var log = Diagnostics()
    do throws(FileError) {
      let entries = try files.list("content")
      sources = WorkspaceFiles(entries, into: &log)
    } catch {
      sources = WorkspaceFiles([], into: &log)
      log.append(Self.environment(error, "content"))
    }
    book = Book(settings: Settings(), imports: ImportSettings(), limits: options.limits)
    book.log = log
    checkPresence()
  }

  private mutating func checkPresence() {
    let content = SourceLocation(SourceFile("content"))
    let hasFolder = ((try? files.kind(of: "content")) ?? nil) == .directory
    if !hasFolder {
      book.log.append(
        .error(
          "workspace.no-content", "there is no folder content/ here", at: content,
          hint: "start one with `perennial init .`, or name the workspace with --workspace DIR"))
    } else if sources.isEmpty {
      book.log.append(
        .error(
          "workspace.empty", "the folder content/ is empty", at: content,
          hint: "start with `perennial init .`, or write a first note with `perennial new account NAME`"))
    } else if sources.accounts.isEmpty {
      book.log.append(
        .error(
          "workspace.no-accounts", "there are no account notes in content/accounts/", at: content,
          hint: "write a first note with `perennial new account NAME`"))
    }
  }

  private static func environment(_ error: FileError, _ path: String) -> Diagnostic {
    .error(
      "workspace.file", "\(error)", at: SourceLocation(SourceFile(path)), hint: "look at the file's permissions")
  }

  /// A file's bytes. One that is larger than `limit`, which the settings call `setting`, is told and not read.
  private func load(
    _ entry: WorkspaceFiles.Entry, limit: Int, _ setting: String, _ log: inout Diagnostics
  ) -> [UInt8]? {
    guard entry.fits(limit, setting, account: nil, into: &log) else { return nil }
    do throws(FileError) {
      return try files.read(entry.path)
    } catch {
      log.append(Self.environment(error, entry.path))
      return nil
    }
  }

  private func tree(_ entry: WorkspaceFiles.Entry, _ log: inout Diagnostics) -> DataTree? {
    load(entry, limit: options.limits.yamlBytes, "yaml_bytes", &log).flatMap { tree(entry, $0, &log) }
  }

  private func tree(_ entry: WorkspaceFiles.Entry, _ bytes: [UInt8], _ log: inout Diagnostics) -> DataTree? {
    let text = NoteText.decode(bytes, file: entry.file, limits: options.limits, account: nil, into: &log)
    return YAMLDocument.read(text, file: entry.file, limits: options.limits, into: &log)
  }

  /// Settings and products, which everything else depends on.
  mutating func readSettings() {
    var log = Diagnostics()
    let settings = sources.settings.flatMap { load($0, limit: options.limits.yamlBytes, "yaml_bytes", &log) }
    options.notes?.use(settings: ContentHash(settings ?? []))
    if let entry = sources.settings, let settings, let tree = tree(entry, settings, &log) {
      (book.settings, book.imports) = SettingsReader.read(tree, limits: options.limits, into: &log)
      options.limits = book.imports.limits
      book.limits = options.limits
    }
    if let entry = sources.products, let tree = tree(entry, &log) {
      book.products = ProductIndex(ProductReader(settings: book.settings).read(tree, into: &log))
    }
    if let entry = sources.paths, let tree = tree(entry, &log) { book.paths = PathReader.read(tree, into: &log) }
    book.log.append(contentsOf: log)
  }

  /// A job for each note, guide and play, in the order of their files.
  func noteJobs() -> [NoteJob] {
    let context = NoteJob.Context(
      files: files, settings: book.settings, limits: options.limits, cache: options.notes)
    var folders: [Slug: [WorkspaceFiles.Entry]] = [:]
    for note in sources.notes { folders[note.account, default: []].append(note.entry) }
    return sources.accounts.map {
      NoteJob(context: context, kind: .account($0.slug, further: folders[$0.slug] ?? []), entry: $0.entry)
    }
      + sources.guides.map { NoteJob(context: context, kind: .guide($0.slug), entry: $0.entry) }
      + sources.plays.map { NoteJob(context: context, kind: .play($0.slug), entry: $0.entry) }
  }

  /// What the jobs found, in their order.
  mutating func take(_ results: [NoteJob.Result]) {
    for result in results {
      switch result.found {
      case .account(let account): book.accounts.append(account)
      case .guide(let guide): book.guides.append(guide)
      case .play(let play): book.plays.append(play)
      case nil: break
      }
      book.log.append(contentsOf: result.log)
    }
    reportNotesWithoutAccount()
    book.indexAccounts()
  }

  private mutating func reportNotesWithoutAccount() {
    let known = Set(sources.accounts.map(\.slug))
    var told: Set<Slug> = []
    for note in sources.notes where !known.contains(note.account) && told.insert(note.account).inserted {
      book.log.append(
        .warning(
          "account.no-note", "notes in accounts/\(note.account)/ belong to no account",
          at: SourceLocation(note.entry.file),
          hint: "write content/accounts/\(note.account).md with the account's name and id"))
    }
  }

  /// Opens all files of rows.
  mutating func openTables() -> [OpenedTable] {
    var opened: [OpenedTable] = []
    for (kinds, entry) in sources.tables {
      var log = Diagnostics()
      var loader = TableLoader(settings: book.imports, limits: options.limits)
      if let tables = openLarge(entry, kinds, &loader) {
        opened += tables
      } else if let bytes = load(entry, limit: options.limits.tableBytes, "table_bytes", &log) {
        opened += loader.open(bytes, file: entry.file, kinds: kinds)
      }
      book.log.append(contentsOf: log)
      book.report(loader.log, of: entry.file)
    }
    return opened
  }

  /// Opens a large file to be read by the block; nil if it is none, or must be read whole.
  private mutating func openLarge(
    _ entry: WorkspaceFiles.Entry, _ kinds: [RowKind], _ loader: inout TableLoader
  ) -> [OpenedTable]? {
    let reading = options.blocks
    guard entry.size >= reading.threshold, large.count < reading.files, let file = try? files.open(entry.path) else {
      return nil
    }
    guard let (tables, text) = loader.open(file, file: entry.file, kinds: kinds, reading) else { return nil }
    large.append((entry, text))
    return tables
  }

  /// Says of files read by the block whether they changed while they were.
  private mutating func checkLarge() {
    for (entry, text) in large {
      if let problem = text.problem() { book.log.append(Self.environment(problem, entry.path)) }
    }
    large = []
  }

  /// A table whose survey has been walked.
  mutating func finish(_ opened: OpenedTable, _ parts: [SurveySlice]) -> LoadedTable {
    var loader = TableLoader(settings: book.imports, limits: options.limits)
    let loaded = loader.finish(opened, parts)
    book.report(loader.log, of: opened.table.file)
    if loaded.rows?.kind == .lines { lineCount += loaded.survey.rows.count }
    return loaded
  }

  /// Contract headers, those with rows of their own before those that stand on each line.
  mutating func readContracts(_ tables: [LoadedTable]) {
    for isCombined in [false, true] {
      for table in tables where (table.rows != nil) == isCombined {
        if let map = table.contracts { ContractRows.read(table, map, into: &book) }
      }
    }
    book.sortContracts()
  }

  /// What reads a file's lines; nil for a file of other rows.
  mutating func lineRows(_ table: LoadedTable) -> LineRows? {
    guard let map = table.rows, map.kind == .lines else { return nil }
    let order = book.order(table, map)
    // The first lines of all get room for those that follow, which then needn't be moved.
    return LineRows(table, map, book, order, capacity: book.lines.isEmpty ? lineCount : order.count)
  }

  /// What it found.
  mutating func take(_ result: consuming LineRows.Result, of table: LoadedTable) {
    book.report(result.log, of: table.table.file)
    if book.lines.isEmpty {
      swap(&book.lines, &result.lines)
    } else {
      book.lines.append(contentsOf: result.lines)
    }
  }

  /// Rows that refer to accounts and contracts but have none refer to them.
  mutating func readReadings(_ tables: [LoadedTable]) {
    for kind in [RowKind.usage, .health, .opportunities] {
      for table in tables {
        guard let map = table.rows, map.kind == kind else { continue }
        switch kind {
        case .usage: UsageRows.read(table, map, into: &book)
        case .health: HealthRows.read(table, map, into: &book)
        default: OpportunityRows.read(table, map, into: &book)
        }
      }
    }
  }

  /// Snapshots, and whether they follow each other.
  private mutating func readSnapshots() {
    guard !sources.snapshots.isEmpty else { return }
    var found: [SnapshotReader.Found] = []
    for entry in sources.snapshots {
      var log = Diagnostics()
      if let bytes = load(entry, limit: options.limits.tableBytes, "table_bytes", &log),
        let one = SnapshotReader.read(bytes, file: entry.file, into: &log)
      {
        found.append(one)
      }
      book.report(log, of: entry.file)
    }
    let chain = SnapshotChain(found, into: &book.log)
    chain.checkIDs(
      accounts: Set(book.slugs), deals: Set(book.opportunities.map(\.id) + book.contracts.map(\.id)), into: &book.log)
    book.snapshots = chain.found.map(\.snapshot)
  }

  /// The last checks, and the portfolio.
  mutating func finish(into log: inout Diagnostics) -> Portfolio {
    readSnapshots()
    checkLarge()
    book.checkWhole()
    return book.portfolio(quarantine: options.quarantine, into: &log)
  }
}
