import Core

/// Finds the account of each row of a file, and says once of each text that joins nothing.
struct AccountJoin {
  private let column: Column
  private let index: AccountIndex
  private let slugs: [String]
  private let isError: Bool
  private let names: Column?
  private var last: (text: [UInt8], account: Int)?
  private var lastName: (text: [UInt8], account: Int)?
  /// The name that the file gives each account, and the account that it gives each name.
  private var nameOf: [Int: (key: String, text: String)] = [:]
  private var accountOf: [String: Int] = [:]
  private var told: Set<Int> = []
  /// Texts that join nothing, with where they were met first and how often.
  private var strangers: [(text: String, name: String?, location: SourceLocation, count: Int)] = []
  private var strangerNumbers = ByteIndex()

  /// Joins by the account's id; by its name if the file has no id. Rows of strangers are errors, or only warnings.
  init(_ map: ColumnMap, _ book: Book, isError: Bool) {
    column = map.has("account_id") ? map.column("account_id") : map.column("account_name")
    names = map.has("account_id") && map.has("account_name") ? map.column("account_name") : nil
    index = book.accountIndex
    slugs = book.slugs
    self.isError = isError
  }

  /// The account of the reader's row; nil if there is none, which is told at the end.
  mutating func account(_ reader: inout RowReader) -> Int? {
    if let last, !reader.isRagged, reader.with(column, { $0.equals(last.text.span) }) {
      reader.account = last.account
      checkName(last.account, &reader)
      return last.account
    }
    if reader.isRagged { return raggedAccount(&reader) }
    if reader.isEmpty(column) {
      reader.missing(column)
      return nil
    }
    switch reader.with(column, index.find) {
    case .account(let account):
      last = (reader.with(column) { text in text.withUnsafeBufferPointer { Array($0) } }, account)
      reader.account = account
      checkName(account, &reader)
      return account
    case .several(let accounts):
      reader.error(
        "ambiguous-account", "\(reader.quoted(column)) is the name of several accounts", column,
        "export the account's id: the name belongs to \(accounts.map { slugs[$0] }.joined(separator: " and "))")
    case .none: stranger(reader)
    }
    return nil
  }

  /// An id that a file gives several names, or a name that it gives several ids, is probably two accounts mixed up.
  private mutating func checkName(_ account: Int, _ reader: inout RowReader) {
    guard let names, !told.contains(account) else { return }
    // Exports are sorted more often than not: one name stands in many rows together.
    if let lastName, lastName.account == account, reader.with(names, { $0.equals(lastName.text.span) }) { return }
    guard let text = reader.text(names) else { return }
    lastName = (Array(text.utf8), account)
    let key = AccountIndex.core(text)
    if let known = nameOf[account], known.key != key {
      told.insert(account)
      reader.log.append(
        .warning(
          "join.several-names", "\"\(text.clipped)\" has the id of \"\(known.text.clipped)\"",
          at: reader.location(names),
          hint: "look up in the CRM which of the two the id belongs to", account: reader.slug))
    } else if let other = accountOf[key], other != account {
      told.insert(account)
      reader.log.append(
        .warning(
          "join.shared-name", "\"\(text.clipped)\" is the name of \(slugs[other]) and of \(slugs[account])",
          at: reader.location(names), hint: "look up in the CRM whether these are two accounts or one",
          account: reader.slug))
    }
    nameOf[account] = nameOf[account] ?? (key, text)
    accountOf[key] = accountOf[key] ?? account
  }

  /// A row with too many or too few cells makes nothing; it is told, of its account if that can still be found.
  private func raggedAccount(_ reader: inout RowReader) -> Int? {
    if case .account(let account) = reader.with(column, index.find) { reader.account = account }
    reader.reportRagged()
    return nil
  }

  private mutating func stranger(_ reader: RowReader) {
    let text = reader.with(column) { $0.trimmedText }
    if let number = strangerNumbers.insert(text, strangers.count) {
      strangers[number].count += 1
    } else {
      strangers.append((text, names.flatMap(reader.text), reader.location(column), 1))
    }
  }

  /// What to say of texts that joined nothing.
  func report(into reader: inout RowReader) {
    for stranger in strangers {
      let rows = stranger.count == 1 ? "" : ", in \(stranger.count) rows"
      let likely = index.likely(stranger.name ?? stranger.text)
      let name = reader.header(column)
      // A name may be declared; of an id there is one, which the note should have.
      let key = stranger.name == nil ? "aliases: [\"\(stranger.text.clipped)\"]" : "id: \"\(stranger.text.clipped)\""
      reader.log.append(
        Diagnostic(
          isError ? .error : .warning, "\(reader.subject).unknown-account",
          "\(name) \"\(stranger.text.clipped)\" belongs to no account note\(rows)", at: stranger.location,
          hint: likely.map { "if it is \(slugs[$0.account]), write into that note: \(key)" }
            ?? "write a note for it in content/accounts/ with this id, or leave its rows out of the export",
          account: isError ? Slug.ofStranger("unknown-account", stranger.text) : nil))
      guard let likely else { continue }
      let shown = "\"\(stranger.text.clipped)\"" + (stranger.name.map { ", called \"\($0.clipped)\"," } ?? "")
      reader.log.append(
        .warning(
          "join.likely-match",
          "\(shown) is probably \(slugs[likely.account]) (\"\(likely.name.clipped)\"), but names alone join nothing",
          at: stranger.location, hint: "write into that note's front matter: \(key)"))
    }
  }
}

extension Slug {
  /// Under what an account is put in quarantine that has no note, or one that can't be read: never the slug of a real one.
  static func ofStranger(_ what: String, _ text: String) -> String? {
    Slug(from: "\(what) \(text)").map(\.text)
  }
}
