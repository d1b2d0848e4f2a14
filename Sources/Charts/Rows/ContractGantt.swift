public import Core

/// The contracts of one account along the months: terms, notice deadlines, milestones, what rolls over, and today.
///
/// A term is a grey bar, hatched from its notice deadline on; a term that begins if no notice is given is dashed. Days of
/// `end` are last days of service: the bar reaches to their evening.
public struct ContractGantt: Chart {
  /// A milestone on the way to a renewal.
  public struct Milestone: Sendable, Hashable {
    /// Where it stands.
    public enum State: Sendable, Hashable {
      case done, late, toCome
    }

    /// What is to be done, in one or two words.
    public let name: String
    /// The day it is due.
    public let day: Day
    /// Whether it is done, late or to come.
    public let state: State
    /// What to say of the date: `4 Oct`, or `20 days late`.
    public let note: String

    /// A milestone due on `day`.
    public init(_ name: String, on day: Day, _ state: State, note: String) {
      self.name = name
      self.day = day
      self.state = state
      self.note = note
    }
  }

  /// The current term of a contract.
  public struct Term: Sendable, Hashable {
    /// What people call the contract: `C-2041`.
    public var name: String
    /// What it is worth, and since when, in a few words.
    public var detail: String
    /// First day of service.
    public var start: Day
    /// Last day of service.
    public var end: Day
    /// What to say at its end: `Renews 1 Feb 2027`.
    public var endLabel: String
    /// The last day on which a notice may arrive, if there is one.
    public var notice: Day?
    /// What to say of it: `Notice by 2 Dec`.
    public var noticeLabel: String
    /// The last day of the term that begins by itself if no notice is given.
    public var rollsThrough: Day?
    /// What to say of that: `rolls 12 months if no notice is given`.
    public var rollLabel: String
    /// Anniversaries within a term of several years.
    public var anniversaries: [Day]
    /// Milestones on the way to this contract's renewal, drawn above its bar.
    public var milestones: [Milestone]

    /// A term from `start` to the last day of service `end`.
    public init(
      _ name: String, detail: String = "", from start: Day, through end: Day, endLabel: String, notice: Day? = nil,
      noticeLabel: String = "", rollsThrough: Day? = nil, rollLabel: String = "", anniversaries: [Day] = [],
      milestones: [Milestone] = []
    ) {
      self.name = name
      self.detail = detail
      self.start = start
      self.end = end
      self.endLabel = endLabel
      self.notice = notice
      self.noticeLabel = noticeLabel
      self.rollsThrough = rollsThrough
      self.rollLabel = rollLabel
      self.anniversaries = anniversaries
      self.milestones = milestones
    }
  }

  let id: String
  let title: String
  let finding: String
  let terms: [Term]
  let scale: TimeScale
  let today: Day
  let todayLabel: String

  /// A drawing of `terms` over `scale`. `id` is unique in its page; `finding` says in words what the drawing shows.
  public init(
    id: String, title: String, finding: String, terms: [Term], over scale: TimeScale, today: Day, todayLabel: String
  ) {
    self.id = id
    self.title = title
    self.finding = finding
    self.terms = terms
    self.scale = scale
    self.today = today
    self.todayLabel = todayLabel
  }

  /// One drawing, as wide as its place.
  public var markup: [UInt8] {
    var svg = SVG()
    let layout = rows()
    svg.openFluid(height: layout.bottom + 26, id: id, title: title, finding: finding)
    appendMonths(to: &svg, bottom: layout.bottom)
    for row in layout.rows { append(row, to: &svg) }
    appendToday(to: &svg, bottom: layout.bottom)
    svg.raw("</svg>")
    return svg.bytes
  }

  /// A contract or milestone in each row.
  public var table: ChartTable {
    var rows: [[String]] = []
    for term in terms {
      rows.append([term.name, term.start.display, term.end.display, term.notice?.display ?? "", term.detail])
      for milestone in term.milestones {
        rows.append([milestone.name, "", milestone.day.display, "", milestone.state.word])
      }
    }
    return ChartTable(
      caption: title, columns: ["Contract or milestone", "From", "Until", "Notice by", "Note"], rows: rows)
  }
}

extension ContractGantt.Milestone.State {
  var word: String {
    switch self {
    case .done: "done"
    case .late: "late"
    case .toCome: "to come"
    }
  }
}
