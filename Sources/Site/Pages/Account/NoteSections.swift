import Templates

/// The touch log, newest first.
struct LogSection: TemplateModel {
  let note: String
  let entries: [LogEntry]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("entries") { $0.entries })
}

/// One touchpoint.
struct LogEntry: TemplateModel {
  let title: String
  let day: DayView
  let kind: String
  let body: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .record("day") { $0.day },
    .text("kind") { $0.kind },
    .html("body") { $0.body })
}

/// The notes, as far as this copy's readers may see them.
struct NotesSection: TemplateModel {
  let note: String
  let documents: [NoteView]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("documents") { $0.documents })
}

/// One note.
struct NoteView: TemplateModel {
  let title: String?
  let day: DayView?
  let body: [UInt8]

  static let shape = TemplateShape<Self>(
    .optionalText("title") { $0.title },
    .optionalRecord("day") { $0.day },
    .html("body") { $0.body })
}

/// Parent and child accounts.
struct FamilySection: TemplateModel {
  let note: String
  let arrHeader: String
  let rows: [FamilyRow]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .text("arr_header") { $0.arrHeader },
    .list("rows") { $0.rows })
}

/// A relative of the account.
struct FamilyRow: TemplateModel {
  let name: String
  let href: String
  let relation: String
  let band: BandView?
  let arr: String
  let renews: DayView?

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("href") { $0.href },
    .text("relation") { $0.relation },
    .optionalRecord("band") { $0.band },
    .text("arr") { $0.arr },
    .optionalRecord("renews") { $0.renews })
}

/// Front matter keys of the user's own.
struct ExtraSection: TemplateModel {
  let entries: [ExtraEntry]

  static let shape = TemplateShape<Self>(
    .list("entries") { $0.entries })
}

/// A key with its value.
struct ExtraEntry: TemplateModel {
  let key: String
  let value: String

  static let shape = TemplateShape<Self>(
    .text("key") { $0.key },
    .text("value") { $0.value })
}

/// The files the page was made from.
struct SourcesSection: TemplateModel {
  let note: String
  let files: [SourceFileView]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("files") { $0.files })
}

/// One file.
struct SourceFileView: TemplateModel {
  let path: String
  let detail: String

  static let shape = TemplateShape<Self>(
    .text("path") { $0.path },
    .text("detail") { $0.detail })
}
