public import Core

/// A search of the files of a copy for everything that its readers may not see, in every form in which it may be written.
///
/// A value is looked for in the bytes as they are, with escapes of scripts, percent-encoding and character references resolved, in the
/// text between tags, and in runs of Base64; money exactly, in minor units and rounded, with any thousands separator; days as they are
/// displayed and as ISO 8601 writes them; long texts piece by piece. A form that stands in what the readers may see anyway proves
/// nothing and isn't looked for; what is left with no form at all is counted, never passed over.
///
/// Phrases are compared by digests of 64 bits: what is there is always found; that a file of 1 GB gives a false alarm has odds of
/// about one in ten million.
/// - Complexity: linear in the bytes searched, whatever the number of values.
public struct LeakSearch: Sendable {
  /// What became of a value before the search.
  public enum Standing: Sendable, Hashable, CaseIterable {
    /// It is looked for.
    case searched
    /// Too short, or too few figures: it stands on many a page by chance.
    case short
    /// A word of a fixed vocabulary, such as `high`.
    case vocabulary
    /// Its readers may see the same elsewhere.
    case open
    /// The program itself says it, on the pages of any book.
    case common
  }

  /// A place where a copy holds what it may not.
  public struct Leak: Sendable, Hashable {
    /// Index in `LeakSearch.values`.
    public let value: Int
    /// The file.
    public let path: String
    /// How it stands there: `as it is`, `escaped`, `between tags`, `in Base64`, `in the file's name`.
    public let form: String
    /// What stands there, with a little around it.
    public let excerpt: String
  }

  /// What one file holds.
  public struct Finding: Sendable {
    /// What it may not hold; each value once.
    public internal(set) var leaks: [Leak] = []
    /// Days and rounded or round amounts that it may not hold, beside the name of what they are about. Others may give the same by
    /// chance, so they prove nothing; a person should look.
    public internal(set) var suspicions: [Leak] = []
    /// Indexes of the values that its readers may see; only if they are followed.
    public internal(set) var shown: Set<Int> = []
  }

  /// All values.
  public let values: [GuardedValue]
  /// What became of each that the audience may not see; nil for the others.
  public let standings: [Standing?]
  /// Who the copy is for.
  public let audience: Audience

  private let table: LeakTable
  /// Forms that are looked for because the audience may not see them.
  private let secret: [LeakTable.Entry]
  private let shown: [LeakTable.Entry]

  /// Prepares the search of a copy for `audience`. `values` are all values of the book, also those that anyone may see.
  /// `followsShown` asks which of the others each file holds.
  public init(_ values: [GuardedValue], for audience: Audience, followsShown: Bool = false) {
    var secret: [LeakTable.Entry] = []
    var shown: [LeakTable.Entry] = []
    var standings = [Standing?](repeating: nil, count: values.count)
    for (index, value) in values.enumerated() {
      let isSecret = value.clearance > audience
      guard isSecret || followsShown else { continue }
      let (forms, silence) = value.forms()
      let entries = forms.map { LeakTable.Entry($0, of: index) }
      if isSecret { secret += entries } else { shown += entries }
      if isSecret {
        standings[index] =
          switch silence {
          case nil: .searched
          case .short?: .short
          case .vocabulary?: .vocabulary
          }
      }
    }
    let open = Self.seen(values.filter { $0.clearance <= audience }, by: LeakTable(secret))
    self.init(values, audience, secret: secret, shown: shown, standings, without: open, as: .open)
  }

  /// The search without the forms in `gone`; values that have none left stand as `standing` says.
  private init(
    _ values: [GuardedValue], _ audience: Audience, secret: [LeakTable.Entry], shown: [LeakTable.Entry],
    _ standings: [Standing?], without gone: Set<UInt64>, as standing: Standing
  ) {
    var standings = standings
    var kept = secret.filter { !gone.contains($0.hash) }
    var left = Set<Int32>()
    for entry in kept where !entry.isEncoded { left.insert(entry.value) }
    kept.removeAll { !left.contains($0.value) }
    for entry in secret where !left.contains(entry.value) { standings[Int(entry.value)] = standing }
    self.values = values
    self.audience = audience
    self.standings = standings
    self.secret = kept
    self.shown = shown
    table = LeakTable(kept + shown)
  }

  /// Digests of the forms that stand in a file: of one that the program made without any of the values, they are its own words.
  public func forms(in bytes: [UInt8], at path: String) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for (view, isText, _) in Self.views(of: bytes, at: path) {
      table.scan(view, isText: isText) { entry, _ in found.insert(entry.hash) }
    }
    return found
  }

  /// The same search without those forms.
  public func disregarding(_ words: Set<UInt64>) -> LeakSearch {
    LeakSearch(values, audience, secret: secret, shown: shown, standings, without: words, as: .common)
  }

  /// Digests of forms that visible values take.
  private static func seen(_ values: [GuardedValue], by table: LeakTable) -> Set<UInt64> {
    var seen: Set<UInt64> = []
    for value in values {
      // A form as such is equal or not; a text may also stand within another.
      for form in value.formsWhereOpen() { seen.insert(form.hash) }
      table.scan(Array(value.text.utf8), isText: true) { entry, _ in seen.insert(entry.hash) }
    }
    return seen
  }

  /// What the file at `path` holds.
  public func findings(in bytes: [UInt8], at path: String) -> Finding {
    var finding = Finding()
    var seen: Set<Int32> = []
    var suspected: Set<Int32> = []
    func look(_ text: [UInt8], isText: Bool, _ form: String) {
      table.scan(text, isText: isText) { entry, end in
        let value = Int(entry.value)
        if standings[value] == nil {
          finding.shown.insert(value)
        } else if !entry.isWeak {
          guard seen.insert(entry.value).inserted else { return }
          finding.leaks.append(Leak(value: value, path: path, form: form, excerpt: Self.excerpt(text, end)))
        } else if !suspected.contains(entry.value), isAbout(values[value].subject, path, text, end) {
          suspected.insert(entry.value)
          finding.suspicions.append(Leak(value: value, path: path, form: form, excerpt: Self.excerpt(text, end)))
        }
      }
    }
    look(Array(path.utf8), isText: false, "in the file's name")
    for (view, isText, form) in Self.views(of: bytes, at: path) { look(view, isText: isText, form) }
    return finding
  }

  /// Whether a file's path, or what stands just before a place in it, names what a value is about: its slug, or its name if that is
  /// spelt alike.
  private func isAbout(_ subject: String, _ path: String, _ text: [UInt8], _ end: Int) -> Bool {
    let name = TokenReader.tokens(of: Array(subject.utf8)).map(\.hash)
    guard !name.isEmpty else { return false }
    return [Array(path.utf8), Array(text[max(0, end - 400)..<end])].contains { place in
      let words = TokenReader.tokens(of: place).map(\.hash)
      return words.indices.contains { words[$0...].starts(with: name) }
    }
  }

  private static func views(of bytes: [UInt8], at path: String) -> [(bytes: [UInt8], isText: Bool, form: String)] {
    var views: [(bytes: [UInt8], isText: Bool, form: String)] = [(bytes, false, "as it is")]
    let plain = ReadingView.unescaped(bytes, isCalendar: path.hasSuffix(".ics"))
    let resolved = ReadingView.dereferenced(plain ?? bytes) ?? plain
    if let resolved { views.append((resolved, false, "escaped")) }
    let text = ReadingView.text(of: plain ?? bytes) ?? plain ?? bytes
    views.append((ReadingView.dereferenced(text) ?? text, true, "between tags"))
    for run in ReadingView.decodedRuns(plain ?? bytes) { views.append((run, false, "in Base64")) }
    return views
  }

  private static func excerpt(_ text: [UInt8], _ end: Int) -> String {
    let window = text[max(0, end - 48)..<min(text.count, end + 16)].map { $0 < 0x20 ? 0x20 : $0 }
    // Not in the middle of a character.
    return String(decoding: window.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
  }
}
