import Core

/// Reads a map of YAML or JSON key by key into typed values. Each problem is noted with its place, and reading goes on.
struct MapReader {
  let node: DataNode
  /// First part of the codes: `account` gives `account.date`.
  let subject: String
  /// The account whose note it is.
  let account: String?
  /// Problems found, in order.
  var log = Diagnostics()
  /// Keys asked for, in order.
  private var known: [String] = []
  private let entries: [(key: DataNode, value: DataNode)]

  /// Reads `node`; anything but a map has no keys, and is told.
  init(_ node: DataNode, _ subject: String, account: String? = nil) {
    self.node = node
    self.subject = subject
    self.account = account
    entries = node.entries
    if node.kind != .map, !node.isNull {
      error(
        "shape", "expected keys with values here", at: node.location, "write `key: value` lines, or {key: value, …}")
    }
    reportDuplicates()
  }

  private mutating func reportDuplicates() {
    var seen: [String: SourceLocation] = [:]
    for entry in entries {
      let key = entry.key.text
      if let first = seen[key] {
        log.append(
          .error(
            "\(subject).duplicate-key", "the key \"\(key)\" is there twice", at: entry.key.location,
            hint: "keep one of the two", notes: [.init("first written here", at: first)], account: account))
      }
      seen[key] = seen[key] ?? entry.key.location
    }
  }

  mutating func error(_ topic: String, _ message: String, at place: SourceLocation, _ hint: String) {
    log.append(.error("\(subject).\(topic)", message, at: place, hint: hint, account: account))
  }

  mutating func warning(_ topic: String, _ message: String, at place: SourceLocation, _ hint: String) {
    log.append(.warning("\(subject).\(topic)", message, at: place, hint: hint, account: account))
  }

  /// The value of `key`, nil if it is missing or null. The key counts as known from then on.
  mutating func value(_ key: String) -> DataNode? {
    known.append(key)
    guard let entry = entries.first(where: { $0.key.isText(key) }), !entry.value.isNull else {
      return nil
    }
    return entry.value
  }

  /// Where `key` stands, or the map if it doesn't.
  func location(of key: String) -> SourceLocation {
    entries.first { $0.key.isText(key) }?.key.location ?? node.location
  }

  /// Where each value stands, by key.
  var places: [String: SourceLocation] {
    Dictionary(entries.map { ($0.key.text, $0.value.location) }) { first, _ in first }
  }

  /// Says that a required key is missing.
  mutating func missing(_ key: String, _ hint: String) {
    error("missing", "\(key) is missing", at: node.location, hint)
  }

  /// A scalar, trimmed and not empty.
  mutating func scalar(_ key: String) -> DataNode? {
    guard let value = value(key) else { return nil }
    guard value.kind == .scalar else {
      error(
        "shape", "\(key) is a \(value.kind == .list ? "list" : "map"), not one value", at: value.location,
        "write one value after `\(key):`")
      return nil
    }
    return Array(value.bytes).span.isBlank ? nil : value
  }

  /// Text without white space at both ends.
  mutating func text(_ key: String) -> String? { scalar(key).map { Array($0.bytes).span.trimmedText } }

  /// A value of `scalar`, or a problem.
  mutating func parsed<T>(
    _ key: String, _ topic: String, _ what: String, _ hint: String, _ parse: (String) -> T?
  ) -> T? {
    guard let node = scalar(key) else { return nil }
    let text = Array(node.bytes).span.trimmedText
    if let value = parse(text) { return value }
    error(topic, "\(key) \"\(text.clipped)\" is not \(what)", at: node.location, hint)
    return nil
  }

  /// A day written `YYYY-MM-DD`.
  mutating func day(_ key: String) -> Day? {
    parsed(key, "date", "a date", "write dates as 2027-03-31, and look whether the month has that day") { Day(iso: $0) }
  }

  /// An exact decimal.
  mutating func number(_ key: String) -> Rational? {
    parsed(key, "number", "a number", "write numbers like 1234.50, without currency, spaces or thousands marks") {
      Rational(decimal: $0)
    }
  }

  /// A percentage: `5` or `5%`.
  mutating func percent(_ key: String) -> Rational? {
    parsed(key, "number", "a percentage", "write 5 or \"5%\" for five per cent") {
      Rational(decimal: $0.utf8.last == 0x25 ? String($0.dropLast()) : $0)
    }
  }

  /// A whole number within `range`.
  mutating func whole(_ key: String, in range: ClosedRange<Int>) -> Int? {
    parsed(
      key, "number", "a whole number from \(range.lowerBound) to \(range.upperBound)",
      "write a number from \(range.lowerBound) to \(range.upperBound)"
    ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// Yes or no.
  mutating func flag(_ key: String) -> Bool? {
    parsed(key, "choice", "yes or no", "write true or false") { Flag.parse(Array($0.utf8).span) }
  }

  /// A currency code.
  mutating func currency(_ key: String) -> Currency? {
    parsed(key, "currency", "a currency code", "write the three letters, like USD or EUR") { Currency($0) }
  }

  /// One of a fixed set of words; spaces, hyphens and case don't matter.
  mutating func choice<T: RawRepresentable & CaseIterable>(_ key: String, of type: T.Type) -> T?
  where T.RawValue == String {
    guard let node = scalar(key) else { return nil }
    let text = Array(node.bytes).span.trimmedText
    if let value = Choice.parse(text, of: type) { return value }
    let names = type.allCases.map(\.rawValue)
    let nearest = NearestName.of(text, among: names).map { "did you mean \($0)? " } ?? ""
    error(
      "choice", "\(key) \"\(text.clipped)\" is none of the words for it", at: node.location,
      "\(nearest)write one of: \(names.joined(separator: ", "))")
    return nil
  }

  /// Whom the entry is for: `clearance:`, or `audience:`, which people write as well. Of two the higher counts, and a slip in
  /// the key is an error: a warning would let out what was meant to be guarded.
  mutating func clearance() -> Audience? {
    let found = ["clearance", "audience"].compactMap { choice($0, of: Audience.self) }.max()
    for entry in entries where !entry.key.isText("clearance") && !entry.key.isText("audience") {
      // Nearly every key begins with another letter.
      guard let first = entry.key.bytes.first, [0x41, 0x43, 0x61, 0x63].contains(first) else { continue }
      let key = entry.key.text.lowercased()
      guard let nearest = NearestName.of(key, among: ["clearance", "audience"]), nearest.first == key.first else {
        continue
      }
      error(
        "clearance", "the key \"\(entry.key.text.clipped)\" is not known", at: entry.key.location,
        "did you mean `\(nearest)`? Nothing is guarded by a key that isn't known")
    }
    return found
  }

  /// A list of texts; one text counts as a list of one.
  mutating func texts(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    if value.kind == .scalar {
      let text = Array(value.bytes).span.trimmedText
      return text.isEmpty ? [] : [text]
    }
    guard value.kind == .list else {
      error(
        "shape", "\(key) is a map, not a list", at: value.location, "write [one, two] or one entry a line after `- `")
      return []
    }
    return value.children.compactMap { item in
      guard item.kind == .scalar else {
        error("shape", "an entry of \(key) is not plain text", at: item.location, "write each entry as one text")
        return nil
      }
      return item.isNull ? nil : Array(item.bytes).span.trimmedText
    }
  }

  /// The maps of a list, each read by `body`; unknown keys inside are looked at too.
  mutating func maps<T>(_ key: String, _ body: (inout MapReader) -> T?) -> [T] {
    guard let value = value(key) else { return [] }
    guard value.kind == .list else {
      error("shape", "\(key) is not a list", at: value.location, "start each entry with `- ` on a line of its own")
      return []
    }
    return value.children.compactMap { read($0, body) }
  }

  /// The map behind a key, read by `body`.
  mutating func map<T>(_ key: String, _ body: (inout MapReader) -> T?) -> T? {
    value(key).flatMap { read($0, body) }
  }

  /// The map behind a key, looked into by `body`; whether it is there.
  @discardableResult
  mutating func inside(_ key: String, _ body: (inout MapReader) -> Void) -> Bool {
    map(key) { reader -> Bool? in
      body(&reader)
      return true
    } ?? false
  }

  private mutating func read<T>(_ node: DataNode, _ body: (inout MapReader) -> T?) -> T? {
    var reader = MapReader(node, subject, account: account)
    let isMap = node.kind == .map
    let result = isMap ? body(&reader) : nil
    if isMap { reader.reportUnknown() }
    log.append(contentsOf: reader.log)
    return result
  }
}

extension MapReader {
  /// Entries whose keys nobody asked for, in the file's order.
  var unknown: [(key: DataNode, value: DataNode)] {
    entries.filter { entry in !known.contains { entry.key.isText($0) } }
  }

  /// Warns of unknown keys that are one slip away from a known one; for the top of a note, where keys of the user's own are kept.
  mutating func reportMisspelt() {
    for entry in unknown {
      let key = entry.key.text
      guard let nearest = NearestName.of(key, among: known) else { continue }
      warning(
        "unknown-key", "the key \"\(key.clipped)\" is not known", at: entry.key.location,
        "did you mean `\(nearest)`? Otherwise leave it: it is kept and not used")
    }
  }

  /// Refuses unknown keys where one that is overlooked would show what was meant to be guarded.
  mutating func refuseUnknown(_ what: String) {
    for entry in unknown {
      let key = entry.key.text
      let nearest = NearestName.of(key, among: known).map { "did you mean `\($0)`? " } ?? ""
      error(
        "clearance", "\"\(key.clipped)\" \(what)", at: entry.key.location,
        "\(nearest)write one of: \(knownOnce.joined(separator: ", "))")
      known.append(key)
    }
  }

  /// Warns of every unknown key: nothing is made of it.
  mutating func reportUnknown() {
    for entry in unknown {
      let key = entry.key.text
      let nearest = NearestName.of(key, among: known).map { "did you mean `\($0)`?" }
      warning(
        "unknown-key", "the key \"\(key.clipped)\" is not known", at: entry.key.location,
        nearest ?? "nothing is made of it; the keys here are: \(knownOnce.joined(separator: ", "))")
    }
  }

  private var knownOnce: [String] {
    var seen: Set<String> = []
    return known.filter { seen.insert($0).inserted }
  }

  /// All entries of the map, which has keys of the user's own; none counts as unknown.
  mutating func all() -> [(key: DataNode, value: DataNode)] {
    known.append(contentsOf: entries.map(\.key.text))
    return entries
  }
}

extension String {
  /// Short enough to stand in a message, on one line.
  var clipped: String {
    let line = utf8.prefix(80).map { $0 < 0x20 ? 0x20 : $0 }
    return utf8.count > 80 ? String(decoding: line, as: UTF8.self) + "…" : String(decoding: line, as: UTF8.self)
  }
}
