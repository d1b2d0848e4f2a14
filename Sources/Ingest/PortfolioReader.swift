public import Core
public import Files
public import Portfolio

/// Reads a workspace's `content/` into a portfolio, and everything wrong with it into diagnostics.
///
/// Never throws for content: a broken field, row or file is told and the next one is read, so that one run tells all. A portfolio
/// of what could be read is always given; whether it may be built is what the diagnostics say.
public struct PortfolioReader: Sendable {
  /// How it reads.
  public let options: ReaderOptions

  /// A reader.
  public init(_ options: ReaderOptions = ReaderOptions()) { self.options = options }

  /// The book of the workspace at the root of `files`. Problems of quarantined accounts are in `Portfolio.quarantined` only.
  public func read(_ files: any FileSystem, into log: inout Diagnostics) -> Portfolio {
    var reading = WorkspaceReading(files: files, options: options)
    reading.readSettings()
    reading.take(reading.noteJobs().map { $0.run() })
    let tables = reading.openTables().map { reading.finish($0, $0.survey(jobs: 1).map { $0.run() }) }
    reading.readContracts(tables)
    for table in tables {
      if let rows = reading.lineRows(table) { reading.take(rows.read(), of: table) }
    }
    reading.readReadings(tables)
    return reading.finish(into: &log)
  }

  /// The same with notes and rows read side by side, in slices, as many at once as `options.jobs` says. The result is the same.
  public func readConcurrently(_ files: any FileSystem, into log: inout Diagnostics) async -> Portfolio {
    let jobs = max(options.jobs, 1)
    var reading = WorkspaceReading(files: files, options: options)
    reading.readSettings()
    reading.take(await Slices.map(reading.noteJobs(), jobs: jobs) { $0.run() })
    var tables: [LoadedTable] = []
    for opened in reading.openTables() {
      tables.append(reading.finish(opened, await Slices.map(opened.survey(jobs: jobs), jobs: jobs) { $0.run() }))
    }
    reading.readContracts(tables)
    for table in tables {
      if let rows = reading.lineRows(table) { reading.take(await rows.read(jobs: jobs), of: table) }
    }
    reading.readReadings(tables)
    return reading.finish(into: &log)
  }
}

extension PortfolioReader {
  /// An account's own note with the new text `bytes`, if it says the same facts and has no error; nil otherwise.
  public func rereading(_ note: Note, of account: Slug, _ bytes: [UInt8], settings: Settings) -> Note? {
    guard bytes.count <= options.limits.noteBytes else { return nil }
    var log = Diagnostics()
    let read = AccountNoteReader(settings: settings, limits: options.limits)
      .read(bytes, slug: account, file: note.file, into: &log)
    guard log.errorCount == 0, let new = read.notes.first?.note, new.facts == note.facts else { return nil }
    return new
  }

  /// What to say of a file of `content/` that can't be read: it belongs to the account whose note it is or in whose folder it stands.
  public static func unreadable(_ error: FileError, at path: String) -> Diagnostic {
    .error(
      "workspace.file", "\(error)", at: SourceLocation(SourceFile(path)),
      account: WorkspaceFiles.account(at: path))
  }
}
