import Core
import Insight
import Markdown
import Portfolio

extension AccountPageBuilder {
  /// The touch log over all notes, newest first.
  func logSection() -> LogSection? {
    let audience = context.audience
    let entries = account.notes.enumerated().flatMap { number, note in
      note.document.touches.compactMap { $0.resolved(for: audience) }.map { touch in
        (
          touch: touch,
          body: note.document.html(
            of: touch, for: audience, resolver: resolver, rendering: rendering(of: number))
        )
      }
    }.sorted { ($1.touch.day, $0.touch.location) < ($0.touch.day, $1.touch.location) }
    let touch = context.visible(insight.touch)
    guard !entries.isEmpty || (touch != nil && audience == .team) else { return nil }
    let last =
      touch?.daysSince.map { "Last touch \($0 == 0 ? "today" : "\(FigureFormat.days($0)) ago")" } ?? "No touch yet"
    return LogSection(
      note: touch.map { "\(last); cadence \(FigureFormat.days($0.cadence))" }
        ?? FigureFormat.counted(entries.count, "entry", "entries"),
      entries: entries.map { entry in
        LogEntry(
          title: entry.touch.title, day: DayView(day: entry.touch.day), kind: entry.touch.kind.rawValue,
          body: entry.body)
      })
  }

  /// The notes but for what stands elsewhere on the page: next steps and log.
  func notesSection() -> NotesSection? {
    let documents = account.notes.enumerated().compactMap { number, note in noteView(note, number) }
    guard !documents.isEmpty else { return nil }
    return NotesSection(note: FigureFormat.counted(documents.count, "note", "notes"), documents: documents)
  }

  private func noteView(_ note: Note, _ number: Int) -> NoteView? {
    let sections = note.document.sections(for: context.audience).filter { $0.role != .log && $0.role != .nextSteps }
    var body: [UInt8] = []
    for section in sections {
      body += note.document.html(
        of: section, for: context.audience, resolver: resolver, rendering: rendering(of: number), includingHeading: true
      )
    }
    guard body.contains(where: { $0 > 0x20 }) else { return nil }
    return NoteView(
      title: number == 0 ? nil : context.visible(note.title), day: context.visible(note.day).map(DayView.init(day:)),
      body: context.glossary.linked(body, on: page))
  }

  private var resolver: NoteResolver { NoteResolver(context, page: page, account: index) }

  private func rendering(of number: Int) -> MarkdownRendering {
    NotePlacement.rendering(ofNote: number, of: account, for: context.audience)
  }
}
