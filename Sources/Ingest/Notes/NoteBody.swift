import Core
import Markdown
import Portfolio

/// A note's Markdown, with what it says about the work on the account.
struct NoteBody: Sendable {
  let note: Note
  /// The note's day, by which notes are put in order.
  let day: Day?
  /// Tasks, each guarded as the place where it stands.
  let actions: [Restricted<ActionItem>]
  /// Log entries, their titles guarded as the place where they stand.
  let touches: [Touch]

  /// Reads the Markdown below `head`.
  init(
    _ text: [UInt8], head: FrontMatter, file: SourceFile, day: Day?, title: String, settings: Settings,
    clearance: Audience, account: String?, into log: inout Diagnostics
  ) {
    let document = MarkdownBody.read(
      text, head: head, file: file, settings: settings, clearance: clearance, account: account, into: &log)
    self.day = day
    actions = document.tasks.map { $0.map(Self.action) }
    touches = document.touches.compactMap(Self.touch)
    note = Note(
      file: file, day: day, title: title, document: document,
      facts: Self.facts(Array(text.prefix(head.bodyStart)), actions, touches))
  }

  /// The digest shows nothing of what went into it, so it needs no clearance.
  private static func facts(_ head: [UInt8], _ actions: [Restricted<ActionItem>], _ touches: [Touch]) -> ContentHash {
    var hasher = ContentHasher()
    hasher.add(head)
    for action in actions {
      hasher.add(action.clearance.rawValue)
      guard let item = action.resolved(for: .team) else { continue }
      hasher.add(item.text)
      hasher.add(item.isDone ? 1 : 0)
      hasher.add(item.assignee ?? "")
      hasher.add(item.due?.description ?? "")
      hasher.add(item.priority?.rawValue ?? "")
      hasher.add(UInt64(item.location.line))
      hasher.add(UInt64(item.location.column))
    }
    for touch in touches {
      hasher.add(touch.title.clearance.rawValue)
      hasher.add(touch.title.resolved(for: .team) ?? "")
      hasher.add(touch.day.description)
      hasher.add(touch.kind.rawValue)
      hasher.add(UInt64(touch.location.line))
      hasher.add(UInt64(touch.location.column))
    }
    return hasher.digest
  }

  private static func action(_ task: MarkdownTask) -> ActionItem {
    let priority: Level? =
      switch task.priority {
      case .low: .low
      case .medium: .medium
      case .high: .high
      case nil: nil
      }
    return ActionItem(
      text: task.text, isDone: task.isDone, assignee: task.assignees.first, due: task.due, priority: priority,
      location: task.location)
  }

  /// That a touch happened, when, and of which kind is activity; its title stays behind its own clearance.
  private static func touch(_ touch: Restricted<MarkdownTouch>) -> Touch? {
    touch.resolved(for: .team).map { entry in
      Touch(day: entry.day, kind: kind(entry.kind), title: touch.map(\.title), location: entry.location)
    }
  }

  private static func kind(_ kind: MarkdownTouchKind) -> Touch.Kind {
    switch kind {
    case .call: .call
    case .meeting: .meeting
    case .email: .email
    case .qbr: .qbr
    case .ebr: .ebr
    case .onsite: .onsite
    case .other: .other
    }
  }
}

/// The Markdown of notes, guides and plays, read as the settings say.
enum MarkdownBody {
  /// The document below `head`. Its problems belong to `account`.
  static func read(
    _ text: [UInt8], head: FrontMatter, file: SourceFile, settings: Settings, clearance: Audience, account: String?,
    into log: inout Diagnostics
  ) -> MarkdownDocument {
    var options = MarkdownOptions(defaultClearance: clearance, html: settings.allowsHTML ? .allow : .text)
    options.smartPunctuation = settings.smartPunctuation
    // Ids of account notes have a prefix; guides and plays share their page's.
    if account == nil { options.reservedIDs = PageIDs.reserved }
    var problems = Diagnostics()
    let body = head.bodyStart == 0 ? text : Array(text[min(head.bodyStart, text.count)...])
    let document = MarkdownDocument(body, file: file, firstLine: head.bodyLine, options: options, into: &problems)
    for var problem in problems.all {
      problem.account = account
      log.append(problem)
    }
    return document
  }
}
