import Core
import Files
import Portfolio

/// The reading of one account with all its notes, of one guide, or of one play: independent of all others.
struct NoteJob: Sendable {
  struct Context: Sendable {
    let files: any FileSystem
    let settings: Settings
    let limits: WorkspaceLimits
    var cache: NoteCache?
  }

  enum Kind: Sendable {
    case account(Slug, further: [WorkspaceFiles.Entry])
    case guide(Slug)
    case play(Slug)
  }

  enum Found: Sendable {
    case account(AccountNote)
    case guide(Guide)
    case play(Play)
  }

  struct Result: Sendable {
    var found: Found?
    var log = Diagnostics()
  }

  let context: Context
  let kind: Kind
  let entry: WorkspaceFiles.Entry

  /// Reads the files, or takes what was made of the same bytes before.
  func run() -> Result {
    guard let cache = context.cache, let digest = digest() else { return read() }
    if let known = cache.result(of: entry.path, digest: digest) { return known }
    let result = read()
    // What could not be read says nothing of these bytes.
    if !result.log.all.contains(where: { $0.code == Self.unreadable }) {
      cache.keep(result, of: entry.path, digest: digest)
    }
    return result
  }

  /// Of all files that belong together; nil if one can't be read, which reading will tell.
  private func digest() -> ContentHash? {
    var entries = [entry]
    if case .account(_, let further) = kind { entries += further }
    var hasher = ContentHasher()
    for entry in entries {
      guard entry.size <= context.limits.noteBytes, let bytes = try? context.files.read(entry.path) else { return nil }
      hasher.add(entry.path)
      hasher.add(bytes)
    }
    return hasher.digest
  }

  private static let unreadable = "workspace.file"

  private func read() -> Result {
    var result = Result()
    switch kind {
    case .account(let slug, let further): result.found = .account(account(slug, further, &result.log))
    case .guide(let slug):
      guard let bytes = load(entry, nil, &result.log) else { break }
      result.found = reader.guide(bytes, slug: slug, file: entry.file, into: &result.log).map { .guide($0) }
    case .play(let slug):
      guard let bytes = load(entry, nil, &result.log) else { break }
      result.found = reader.play(bytes, slug: slug, file: entry.file, into: &result.log).map { .play($0) }
    }
    return result
  }

  private var reader: GuideReader { GuideReader(settings: context.settings, limits: context.limits) }

  private func load(_ entry: WorkspaceFiles.Entry, _ account: String?, _ log: inout Diagnostics) -> [UInt8]? {
    guard entry.fits(context.limits.noteBytes, "note_bytes", account: account, into: &log) else { return nil }
    do throws(FileError) {
      return try context.files.read(entry.path)
    } catch {
      log.append(
        .error(
          Self.unreadable, "\(error)", at: SourceLocation(entry.file), account: account))
      return nil
    }
  }

  private func account(
    _ slug: Slug, _ further: [WorkspaceFiles.Entry], _ log: inout Diagnostics
  ) -> AccountNote {
    var account = AccountNote(slug: slug, file: entry.file)
    if let bytes = load(entry, slug.text, &log) {
      account = AccountNoteReader(settings: context.settings, limits: context.limits)
        .read(bytes, slug: slug, file: entry.file, into: &log)
    }
    let notes = further.compactMap { entry in
      load(entry, slug.text, &log).map { bytes in
        NoteReader(settings: context.settings, limits: context.limits)
          .read(bytes, account: slug, file: entry.file, into: &log)
      }
    }
    account.notes += Self.newestFirst(notes)
    return account
  }

  private static func newestFirst(_ notes: [NoteBody]) -> [NoteBody] {
    notes.enumerated().sorted { a, b in
      let (first, second) = (a.element.day, b.element.day)
      if first != second { return second.map { day in first.map { $0 > day } ?? false } ?? true }
      return a.offset < b.offset
    }.map(\.element)
  }
}
