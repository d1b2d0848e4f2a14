import Core

/// A day of a calendar.
struct CalendarEvent {
  /// What it is; leads its identifier.
  enum Kind: String {
    case renewal, notice, milestone, touch, task

    /// Days before, at nine in the morning, that the calendar reminds.
    var reminder: Int {
      switch self {
      case .notice: 14
      case .renewal: 30
      case .milestone, .touch, .task: 2
      }
    }
  }

  let kind: Kind
  let identifier: String
  let day: Day
  let title: String
  let detail: String

  /// 16 digits of what an event is of: stable, and of one form whatever the name holds.
  static func key(_ text: String) -> String { String(ContentHash(Array(text.utf8)).hex.prefix(16)) }

  /// Events with identifiers of their own: tasks of one wording are told apart by number.
  static func distinct(_ events: [CalendarEvent]) -> [CalendarEvent] {
    var seen: [String: Int] = [:]
    return events.map { event in
      let count = seen[event.identifier, default: 0] + 1
      seen[event.identifier] = count
      guard count > 1 else { return event }
      return CalendarEvent(
        kind: event.kind, identifier: "\(event.identifier)-\(count)", day: event.day, title: event.title,
        detail: event.detail)
    }
  }

  func write(to lines: inout CalendarLines, asOf: Day) {
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", "\(identifier)@perennial.invalid")
    lines.add("DTSTAMP", Self.compact(asOf) + "T000000Z")
    lines.add("SEQUENCE", "\(max(0, asOf.number))")
    lines.add("DTSTART;VALUE=DATE", Self.compact(day))
    lines.add("DTEND;VALUE=DATE", Self.compact(day + 1))
    lines.addText("SUMMARY", title)
    if !detail.isEmpty { lines.addText("DESCRIPTION", detail) }
    lines.addText("CATEGORIES", kind.rawValue.uppercased())
    lines.add("TRANSP", "TRANSPARENT")
    lines.add("BEGIN", "VALARM")
    lines.add("ACTION", "DISPLAY")
    lines.addText("DESCRIPTION", title)
    // Nine in the morning of the day so many days before.
    lines.add("TRIGGER", "-PT\(kind.reminder * 24 - 9)H")
    lines.add("END", "VALARM")
    lines.add("END", "VEVENT")
  }

  private static func compact(_ day: Day) -> String { String(decoding: day.iso.filter { $0 != 0x2D }, as: UTF8.self) }
}

/// Content lines of a calendar: escaped, folded at 75 octets, ended with CRLF (RFC 5545, sections 3.1 and 3.3.11).
struct CalendarLines {
  private(set) var bytes: [UInt8] = []

  /// A line whose value is written as it is.
  mutating func add(_ name: String, _ value: String) { add(Array(name.utf8) + [0x3A] + Array(value.utf8)) }

  /// A line whose value is text.
  mutating func addText(_ name: String, _ text: String) {
    var value = Array(name.utf8) + [0x3A]
    value.appendCalendarText(text)
    add(value)
  }

  /// Folds between characters, never within one.
  private mutating func add(_ line: [UInt8]) {
    var rest = line[...]
    var room = 75
    while rest.count > room {
      var end = rest.startIndex + room
      while end > rest.startIndex + 1, rest[end] & 0xC0 == 0x80 { end -= 1 }
      bytes += rest[..<end] + [0x0D, 0x0A, 0x20]
      rest = rest[end...]
      room = 74
    }
    bytes += rest + [0x0D, 0x0A]
  }
}
