public import Core
public import Insight
import Portfolio

/// Dates of the book as a calendar by RFC 5545: notice deadlines, renewals, milestones, touchpoints due and tasks with a day.
///
/// Every event lasts one whole day. Identifiers stay the same from export to export, so a calendar that takes the file again moves
/// events instead of doubling them; the sequence is the as-of day's number.
public struct CalendarExport: Sendable {
  /// What is exported.
  public struct Selection: Sendable {
    /// Only accounts of this renewals manager, by address or by name; nil for all.
    public var owner: String?
    /// Only this account, by slug; nil for all.
    public var account: Slug?

    /// Those of an owner, of an account, or all.
    public init(owner: String? = nil, account: Slug? = nil) {
      self.owner = owner
      self.account = account
    }
  }

  private let insight: Insight
  private let audience: Audience
  private let selection: Selection

  /// The dates that `audience` may know.
  public init(_ insight: Insight, for audience: Audience, _ selection: Selection = Selection()) {
    self.insight = insight
    self.audience = audience
    self.selection = selection
  }

  /// The calendar file: CRLF line ends, lines of at most 75 octets, events by day.
  public var bytes: [UInt8] {
    var lines = CalendarLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Perennial//Perennial \(ProgramVersion.current)//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("METHOD", "PUBLISH")
    lines.addText("X-WR-CALNAME", insight.portfolio.settings.title + ", \(audience.copyName.lowercased())")
    for event in events { event.write(to: &lines, asOf: insight.asOf) }
    lines.add("END", "VCALENDAR")
    return lines.bytes
  }

  /// How many events the calendar holds.
  public var count: Int { events.count }

  private var events: [CalendarEvent] {
    insight.accounts.filter(isSelected).flatMap(events).sorted { ($0.day, $0.identifier) < ($1.day, $1.identifier) }
  }

  private func isSelected(_ account: AccountInsight) -> Bool {
    let note = insight.portfolio.accounts[account.account]
    if let slug = selection.account, slug != note.slug { return false }
    guard let owner = selection.owner?.lowercased() else { return true }
    // Whoever exports names the owner, and knows whose accounts they are.
    let known = note.owner.resolved(for: .team) ?? ""
    return [known, PersonView.name(fromAddress: known)].contains { $0.lowercased() == owner }
  }

  private func events(_ account: AccountInsight) -> [CalendarEvent] {
    let note = insight.portfolio.accounts[account.account]
    func event(_ kind: CalendarEvent.Kind, _ key: String, _ day: Day, _ what: String, _ detail: String = "")
      -> CalendarEvent
    {
      CalendarEvent(
        kind: kind, identifier: "\(kind.rawValue)-\(CalendarEvent.key(note.slug.text + "/" + key))", day: day,
        title: "\(note.name): \(what)", detail: detail)
    }
    var events: [CalendarEvent] = []
    for contract in account.contracts {
      let header = insight.portfolio.contracts[contract.contract]
      guard header.end >= insight.asOf, header.status != .draft, header.status != .cancelled else { continue }
      events.append(
        event(
          .renewal, header.id, header.end, "\(header.id) ends",
          "Last day of service. Renewal date \(header.renewalDate.display)."))
      if let notice = contract.dates.notice, notice.day >= insight.asOf,
        contract.dates.autoRenewal?.state != .noticeGiven
      {
        events.append(
          event(
            .notice, header.id, notice.day, "notice deadline of \(header.id)",
            "Notice period \(notice.period.text). Act by this day."))
      }
      for milestone in contract.dates.milestones.compactMap({ $0.resolved(for: audience) })
      where milestone.progress != .done {
        events.append(
          event(
            .milestone, "\(header.id)/\(milestone.milestone.key)", milestone.day,
            "\(milestone.milestone.title) (\(milestone.mark))", "Milestone of \(header.id)."))
      }
    }
    if let touch = account.touch.resolved(for: audience), let due = touch.nextDue {
      events.append(
        event(
          .touch, "touch", due, "touchpoint due",
          "No more than \(FigureFormat.days(touch.cadence)) between touchpoints."))
    }
    for task in note.actions.compactMap({ $0.resolved(for: audience) }) where !task.isDone {
      guard let due = task.due else { continue }
      events.append(
        event(.task, task.text, due, task.text, task.assignee.map { "For \(note.person($0, for: audience))." } ?? ""))
    }
    return CalendarEvent.distinct(events)
  }
}
