import Core
import Markdown
import Portfolio

/// Reads guides and plays.
struct GuideReader: Sendable {
  let settings: Settings
  let limits: WorkspaceLimits

  /// A guide; nil if it can't be read at all, which is told.
  func guide(_ bytes: [UInt8], slug: Slug, file: SourceFile, into log: inout Diagnostics) -> Guide? {
    let (text, head) = open(bytes, file, &log)
    guard var reader = reader(head, "guide") else { return nil }
    let title = reader.text("title") ?? NoteReader.words(slug.text)
    let summary = reader.text("summary")
    let kind = reader.word("kind", of: EnablementWords.kinds) ?? reader.word("type", of: EnablementWords.kinds)
    let (roles, stages) = (roles(&reader), stages(&reader))
    let level = reader.word("level", of: EnablementWords.levels)
    let (products, owner) = (reader.texts("products"), reader.owner())
    let (reviewed, every) = review(&reader)
    let (related, supersedes) = (reader.texts("related"), reader.texts("supersedes"))
    let versions = reader.maps("versions", Self.version).sorted { $0.day > $1.day }
    let clearance = reader.clearance() ?? .field
    reader.reportMisspelt()
    log.append(contentsOf: reader.log)
    return Guide(
      slug: slug, clearance: clearance, title: title, summary: summary, kind: kind, roles: roles, level: level,
      stages: stages, products: products, owner: owner, reviewed: reviewed, reviewEvery: every, related: related,
      supersedes: supersedes, versions: versions, document: document(text, head, file, clearance, &log),
      location: SourceLocation(file, line: 1, column: 1), places: reader.places)
  }

  /// A play; nil if it can't be read at all, which is told.
  func play(_ bytes: [UInt8], slug: Slug, file: SourceFile, into log: inout Diagnostics) -> Play? {
    let (text, head) = open(bytes, file, &log)
    guard var reader = reader(head, "play") else { return nil }
    let title = reader.text("title") ?? NoteReader.words(slug.text)
    let (summary, trigger) = (reader.text("summary"), reader.value("trigger"))
    let (owner, roles) = (reader.owner(), roles(&reader))
    let (stages, related) = (stages(&reader), reader.texts("related"))
    let clearance = reader.clearance() ?? .field
    reader.reportMisspelt()
    log.append(contentsOf: reader.log)
    return Play(
      slug: slug, clearance: clearance, title: title, summary: summary,
      trigger: trigger.map { $0.flattened() }.flatMap { $0.isEmpty ? nil : $0 },
      triggerLocation: trigger.map { Self.place(of: $0, in: text) } ?? reader.node.location, owner: owner, roles: roles,
      stages: stages, related: related,
      document: document(text, head, file, clearance, &log), location: SourceLocation(file, line: 1, column: 1),
      places: reader.places)
  }

  private func roles(_ reader: inout MapReader) -> [String] {
    reader.words(["roles"], of: EnablementWords.roles, isOpen: true)
  }

  private func stages(_ reader: inout MapReader) -> [String] {
    reader.words(["stages", "stage"], of: EnablementWords.stages(settings))
  }

  /// The day of the last review, and how long it holds. One without the other says nothing about freshness.
  private func review(_ reader: inout MapReader) -> (Day?, Int?) {
    let before = reader.log.all.count
    let reviewed = reader.day("reviewed")
    let every = reader.parsed(
      "review_every", "duration", "a length of time", "write it like `90 days`, `6 months` or `1 year`", Duration.days)
    guard (reviewed == nil) != (every == nil), reader.log.all.count == before else { return (reviewed, every) }
    let (there, absent) = reviewed == nil ? ("review_every", "reviewed") : ("reviewed", "review_every")
    reader.warning(
      "review", "\(there) stands without \(absent), so nobody is told when the next review is due",
      at: reader.location(of: there), reviewed == nil ? "add `reviewed: 2026-10-12`" : "add `review_every: 6 months`")
    return (reviewed, every)
  }

  private static func version(_ reader: inout MapReader) -> GuideVersion? {
    let (day, note) = (reader.day("date"), reader.text("note"))
    guard let day else {
      if reader.log.all.isEmpty { reader.missing("date", "write {date: 2026-10-12, note: What changed}") }
      return nil
    }
    if note == nil {
      reader.warning(
        "versions", "the version does not say what changed", at: reader.node.location, "add note: What changed")
    }
    return GuideVersion(day: day, note: note ?? "")
  }

  /// The first byte of a value that stands on one line as it is, past its quote; else the line without a column.
  private static func place(of value: DataNode, in text: [UInt8]) -> SourceLocation {
    let start = value.location
    let lines = text.split(maxSplits: Int(start.line), omittingEmptySubsequences: false) { $0 == 0x0A }
    guard start.line > 0, lines.count >= start.line else { return start }
    let line = lines[Int(start.line) - 1]
    for column in [Int(start.column), Int(start.column) + 1] {
      if line.dropFirst(column - 1).starts(with: value.bytes) {
        return SourceLocation(start.file, line: Int(start.line), column: column)
      }
    }
    return SourceLocation(start.file, line: Int(start.line))
  }

  private func open(
    _ bytes: [UInt8], _ file: SourceFile, _ log: inout Diagnostics
  ) -> (text: [UInt8], head: FrontMatter) {
    let text = NoteText.decode(bytes, file: file, limits: limits, account: nil, into: &log)
    return (text, FrontMatter.read(text, file: file, limits: limits, into: &log))
  }

  /// Reads an empty map where there is no front matter; nil where it is broken.
  private func reader(_ head: FrontMatter, _ subject: String) -> MapReader? {
    if let root = head.tree?.root { return MapReader(root, subject) }
    if head.isPresent, head.tree == nil { return nil }
    var builder = DataTreeBuilder(file: SourceFile(""))
    builder.begin(.map, line: 0, column: 0)
    builder.end()
    return builder.tree.root.map { MapReader($0, subject) }
  }

  private func document(
    _ text: [UInt8], _ head: FrontMatter, _ file: SourceFile, _ clearance: Audience, _ log: inout Diagnostics
  ) -> MarkdownDocument {
    MarkdownBody.read(
      text, head: head, file: file, settings: settings, clearance: clearance, account: nil, into: &log)
  }
}
