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

  /// Prepares the search of a copy for `audience`. `values` are all values of the book, also those that anyone may see; `words` is what
  /// the program says on the pages of a book without any of them. `followsShown` asks which of the others each file holds.
  public init(
    _ values: [GuardedValue], for audience: Audience, words: [[UInt8]] = [], followsShown: Bool = false
  ) {
    self.audience = audience
    self.values = values
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
    let first = LeakTable(secret)
    let open = Self.seen(values.filter { $0.clearance <= audience }, by: first)
    let common = Self.said(words, by: first)
    var left = [Int32](repeating: 0, count: values.count)
    let kept = secret.filter { !open.contains($0.hash) && !common.contains($0.hash) }
    for entry in kept { left[Int(entry.value)] += 1 }
    for entry in secret where left[Int(entry.value)] == 0 {
      let isOpen = open.contains(entry.hash) || standings[Int(entry.value)] == .open
      standings[Int(entry.value)] = isOpen ? .open : .common
    }
    self.standings = standings
    table = LeakTable(kept + shown)
  }

  /// Digests of forms that visible values take.
  private static func seen(_ values: [GuardedValue], by table: LeakTable) -> Set<UInt64> {
    var seen: Set<UInt64> = []
    for value in values {
      // A form as such is equal or not; a text may also stand within another.
      for form in value.forms().forms { seen.insert(form.hash) }
      table.scan(Array(value.text.utf8), isText: true) { entry, _ in seen.insert(entry.hash) }
    }
    return seen
  }

  private static func said(_ words: [[UInt8]], by table: LeakTable) -> Set<UInt64> {
    var said: Set<UInt64> = []
    for text in words {
      for (view, isText, _) in views(of: text, at: "") {
        table.scan(view, isText: isText) { entry, _ in said.insert(entry.hash) }
      }
    }
    return said
  }

  /// What the file at `path` holds.
  public func findings(in bytes: [UInt8], at path: String) -> Finding {
    var finding = Finding()
    var seen: Set<Int32> = []
    func look(_ text: [UInt8], isText: Bool, _ form: String) {
      table.scan(text, isText: isText) { entry, end in
        guard seen.insert(entry.value).inserted else { return }
        let value = Int(entry.value)
        if standings[value] == nil {
          finding.shown.insert(value)
        } else {
          finding.leaks.append(Leak(value: value, path: path, form: form, excerpt: Self.excerpt(text, end)))
        }
      }
    }
    look(Array(path.utf8), isText: false, "in the file's name")
    for (view, isText, form) in Self.views(of: bytes, at: path) { look(view, isText: isText, form) }
    return finding
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
