import Core
import Files

/// The files of `content/`, sorted by what they are.
struct WorkspaceFiles: Sendable {
  struct Entry: Sendable {
    let path: String
    let size: Int
    var file: SourceFile { SourceFile(path) }

    /// Whether the file is no larger than `limit` bytes, which the settings call `setting`; if it is, that is told.
    func fits(_ limit: Int, _ setting: String, account: String?, into log: inout Diagnostics) -> Bool {
      if size <= limit { return true }
      let code = ["table_bytes": "csv.size", "note_bytes": "note.size"][setting] ?? "yaml.size"
      log.append(
        .error(
          code, "the file has \(size) bytes, more than the \(limit) that are read",
          at: SourceLocation(file),
          hint: "if it is meant to be that large, write `limits: {\(setting): \(size)}` into content/portfolio.yaml",
          account: account))
      return false
    }
  }

  var settings: Entry?
  var products: Entry?
  var accounts: [(slug: Slug, entry: Entry)] = []
  /// Further notes, by the slug of the account whose folder they stand in.
  var notes: [(account: Slug, entry: Entry)] = []
  var tables: [(kinds: [RowKind], entry: Entry)] = []
  var guides: [(slug: Slug, entry: Entry)] = []
  var plays: [(slug: Slug, entry: Entry)] = []
  var snapshots: [Entry] = []
  /// Learning paths.
  var paths: Entry?
  var isEmpty = true
  /// Path of the first file of a name, by what a disk takes for the same.
  private var names: [String: String] = [:]
  /// Path of the first file that makes a page, by the page's kind and slug.
  private var pages: [String: String] = [:]

  /// Looks through the files of a workspace.
  init(_ entries: [FileEntry], into log: inout Diagnostics) {
    for entry in entries {
      guard entry.kind == .file else {
        Self.reportUnread(entry, &log)
        continue
      }
      isEmpty = false
      let parts = entry.path.utf8.split(separator: 0x2F).map { String(Substring($0)) }
      add(Entry(path: entry.path, size: entry.size), Array(parts.dropFirst()), &log)
    }
  }

  private static func reportUnread(_ entry: FileEntry, _ log: inout Diagnostics) {
    let (code, message, hint) =
      switch entry.kind {
      case .symbolicLink: ("workspace.link", "the file is a symbolic link and is not read", "put the file itself here")
      case .unnameable:
        (
          "workspace.name", "the name is not UTF-8 or holds a backslash, and what has it is not read",
          "rename it; letters, digits, hyphens and points work everywhere"
        )
      default: ("workspace.special", "this is a pipe, socket or device and is not read", "put a plain file here")
      }
    log.append(.warning(code, message, at: SourceLocation(SourceFile(entry.path)), hint: hint))
  }

  private mutating func add(_ entry: Entry, _ parts: [String], _ log: inout Diagnostics) {
    switch parts.first {
    case "portfolio.yaml" where parts.count == 1, "portfolio.yml" where parts.count == 1: settings = settings ?? entry
    case "products.yaml" where parts.count == 1, "products.yml" where parts.count == 1: products = products ?? entry
    case "accounts": addAccount(entry, parts, &log)
    case "contracts": addTable(entry, [.contracts, .lines], &log)
    case "usage": addTable(entry, [.usage], &log)
    case "health": addTable(entry, [.health], &log)
    case "opportunities": addTable(entry, [.opportunities], &log)
    case "guides": addGuide(entry, parts, &log)
    case "plays": addPlay(entry, parts, &log)
    case "snapshots": addSnapshot(entry, &log)
    case "assets": break
    default: reportStranger(entry, parts, &log)
    }
  }

  private static let folders = [
    "accounts", "contracts", "usage", "health", "opportunities", "guides", "plays", "assets", "snapshots",
    "portfolio.yaml", "products.yaml",
  ]

  private func reportStranger(_ entry: Entry, _ parts: [String], _ log: inout Diagnostics) {
    guard let first = parts.first, let likely = NearestName.of(first, among: Self.folders) else { return }
    log.append(
      .warning(
        "workspace.unknown-file", "nothing is read from \"\(first.clipped)\"",
        at: SourceLocation(entry.file), hint: "is it meant to be \"\(likely)\"? Rename it"))
  }

  /// The slug of the account whose note stands at `path`, or in whose folder it is.
  static func account(at path: String) -> String? {
    let parts = path.utf8.split(separator: 0x2F).map { String(Substring($0)) }
    guard parts.count > 2, parts[0] == "content", parts[1] == "accounts" else { return nil }
    guard parts.count > 3 || isMarkdown(path) else { return nil }
    let stem = parts.count > 3 ? parts[2] : NoteReader.stem(path)
    return Slug(stem)?.text ?? Slug.ofStranger("unreadable-account", stem)
  }

  private static func isMarkdown(_ name: String) -> Bool { name.hasSuffix(".md") || name.hasSuffix(".markdown") }

  private mutating func addAccount(_ entry: Entry, _ parts: [String], _ log: inout Diagnostics) {
    guard Self.isMarkdown(entry.path), parts.count >= 2 else { return }
    let isNote = parts.count > 2
    let stem = isNote ? parts[1] : NoteReader.stem(entry.path)
    guard let slug = Slug(stem) else {
      let example =
        Slug(from: stem).map { "rename it to \($0)\(isNote ? "" : ".md")" } ?? "use lower-case letters and digits"
      log.append(
        .error(
          "account.slug",
          "\"\(stem.clipped)\" cannot be the name of a page: lower-case letters, digits and single hyphens only",
          at: SourceLocation(entry.file), hint: example, account: Slug.ofStranger("unreadable-account", stem)))
      return
    }
    if isNote {
      if isFirst(entry, account: slug.text, &log) { notes.append((slug, entry)) }
    } else if let first = pages["account/\(slug)"] {
      log.append(
        .error(
          "account.duplicate-slug", "there are two notes for \"\(slug)\"", at: SourceLocation(entry.file),
          hint: "keep one of the two", notes: [.init("the other is \(first)")], account: slug.text))
    } else {
      pages["account/\(slug)"] = entry.path
      accounts.append((slug, entry))
    }
  }

  /// Whether no file before had the same name for a disk that folds case or spells accents its own way; if one had, that is told.
  /// Files that make pages need no such look: their names have to be slugs.
  private mutating func isFirst(_ entry: Entry, account: String?, _ log: inout Diagnostics) -> Bool {
    // Equal strings are equal in every spelling of accents.
    guard let other = names.updateValue(entry.path, forKey: entry.path.lowercased()) else { return true }
    log.append(
      .error(
        "workspace.same-name", "on many disks this is the same name as \"\(other.clipped)\"",
        at: SourceLocation(entry.file),
        hint: "rename one of the two, or delete the older: case and the spelling of accents don't tell names apart",
        account: account))
    return false
  }

  private mutating func addTable(_ entry: Entry, _ kinds: [RowKind], _ log: inout Diagnostics) {
    let name = entry.path.lowercased()
    let known = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".tab"].contains { name.hasSuffix($0) }
    let foreign = [".xlsx", ".xls", ".xlsm", ".ods", ".zip", ".pdf"].contains { name.hasSuffix($0) }
    if known || foreign {
      if isFirst(entry, account: nil, &log) { tables.append((kinds, entry)) }
    } else if !Self.isMarkdown(name) {
      log.append(
        .warning(
          "workspace.unknown-file", "the file is neither CSV nor JSON by its name and is not read",
          at: SourceLocation(entry.file), hint: "give it the ending .csv or .json if it holds rows"))
    }
  }

  private mutating func addSnapshot(_ entry: Entry, _ log: inout Diagnostics) {
    if entry.path.lowercased().hasSuffix(".csv") {
      if isFirst(entry, account: nil, &log) { snapshots.append(entry) }
    } else if !Self.isMarkdown(entry.path) {
      log.append(
        .warning(
          "workspace.unknown-file", "the file is no snapshot by its name and is not read",
          at: SourceLocation(entry.file), hint: "snapshots are named like 2026-11-16.csv"))
    }
  }

  private mutating func addGuide(_ entry: Entry, _ parts: [String], _ log: inout Diagnostics) {
    if parts.count == 2, ["paths.yaml", "paths.yml"].contains(parts[1]) { paths = paths ?? entry }
    guard Self.isMarkdown(entry.path) else { return }
    let name = (parts.dropFirst().dropLast() + [NoteReader.stem(entry.path)]).joined(separator: "-")
    if let slug = slug(name, entry, "guide", &log) { guides.append((slug, entry)) }
  }

  private mutating func addPlay(_ entry: Entry, _ parts: [String], _ log: inout Diagnostics) {
    guard Self.isMarkdown(entry.path) else { return }
    let name = (parts.dropFirst().dropLast() + [NoteReader.stem(entry.path)]).joined(separator: "-")
    if let slug = slug(name, entry, "play", &log) { plays.append((slug, entry)) }
  }

  private mutating func slug(_ name: String, _ entry: Entry, _ kind: String, _ log: inout Diagnostics) -> Slug? {
    guard let slug = Slug(name) else {
      log.append(
        .error(
          "\(kind).slug",
          "\"\(name.clipped)\" cannot be the name of a page: lower-case letters, digits and single hyphens only",
          at: SourceLocation(entry.file), hint: Slug(from: name).map { "rename it to \($0).md" } ?? "rename it"))
      return nil
    }
    if let first = pages.updateValue(entry.path, forKey: "\(kind)/\(slug)") {
      log.append(
        .error(
          "\(kind).duplicate-slug", "two files make the page \"\(slug)\"", at: SourceLocation(entry.file),
          hint: "rename one of the two", notes: [.init("the other is \(first)")]))
      return nil
    }
    return slug
  }
}
