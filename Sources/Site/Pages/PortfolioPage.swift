import Templates

/// `index.html`: what needs me, and where does the number stand?
struct PortfolioPage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let subtitle: String
  let quarterNote: String?
  let tiles: [FigureTile]
  let sources: [SourceView]
  let attention: AttentionView?
  let since: ReportSection?
  let months: [UInt8]
  let timeline: ChartSection?
  let forecast: ChartSection?
  let territory: ChartSection?
  let owners: OwnersView?
  let next: UpcomingView?
  let quarantine: QuarantineView?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .text("subtitle") { $0.subtitle },
    .optionalText("quarter_note") { $0.quarterNote },
    .list("tiles") { $0.tiles },
    .list("sources") { $0.sources },
    .optionalRecord("attention") { $0.attention },
    .optionalRecord("since") { $0.since },
    .html("months") { $0.months },
    .optionalRecord("timeline") { $0.timeline },
    .optionalRecord("forecast") { $0.forecast },
    .optionalRecord("territory") { $0.territory },
    .optionalRecord("owners") { $0.owners },
    .optionalRecord("next") { $0.next },
    .optionalRecord("quarantine") { $0.quarantine })
}

/// A section that holds one chart.
struct ChartSection: TemplateModel {
  let note: String
  let chart: [UInt8]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .html("chart") { $0.chart },
    .optionalRecord("source") { $0.source })
}

/// Accounts that need attention, with the reason for each.
struct AttentionView: TemplateModel {
  let countNote: String
  let atrHeader: String
  let more: String
  let moreHref: String?
  let rows: [AttentionRow]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("count_note") { $0.countNote },
    .text("atr_header") { $0.atrHeader },
    .text("more") { $0.more },
    .optionalText("more_href") { $0.moreHref },
    .list("rows") { $0.rows },
    .optionalRecord("source") { $0.source })
}

/// One account that needs attention.
struct AttentionRow: TemplateModel {
  let href: String
  let name: String
  let band: BandView?
  let why: String
  let atr: String
  let daysLeft: String?
  let isSoon: Bool

  static let shape = TemplateShape<Self>(
    .text("href") { $0.href },
    .text("name") { $0.name },
    .optionalRecord("band") { $0.band },
    .text("why") { $0.why },
    .text("atr") { $0.atr },
    .optionalText("days_left") { $0.daysLeft },
    .flag("soon") { $0.isSoon })
}

/// The book by renewals manager.
struct OwnersView: TemplateModel {
  let valueHeader: String
  let dueHeader: String
  let riskHeader: String
  /// What of the managers stands here, where not all do.
  let note: String
  let rows: [OwnerRow]
  /// Managers folded away.
  let more: [OwnerRow]
  let moreNote: String
  let total: OwnerRow

  static let shape = TemplateShape<Self>(
    .text("value_header") { $0.valueHeader },
    .text("due_header") { $0.dueHeader },
    .text("risk_header") { $0.riskHeader },
    .text("note") { $0.note },
    .list("rows") { $0.rows },
    .list("more") { $0.more },
    .text("more_note") { $0.moreNote },
    .record("total") { $0.total })
}

/// One manager's book in figures.
struct OwnerRow: TemplateModel {
  let name: String
  let href: String?
  let accounts: String
  let value: String
  let due: String
  let risk: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("href") { $0.href },
    .text("accounts") { $0.accounts },
    .text("value") { $0.value },
    .text("due") { $0.due },
    .text("risk") { $0.risk })
}

/// What falls due in the next days.
struct UpcomingView: TemplateModel {
  let rows: [UpcomingRow]

  static let shape = TemplateShape<Self>(
    .list("rows") { $0.rows })
}

/// One thing that falls due.
struct UpcomingRow: TemplateModel {
  let name: String
  let href: String?
  let what: String
  let who: String?
  let day: DayView
  let isSoon: Bool

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("href") { $0.href },
    .text("what") { $0.what },
    .optionalText("who") { $0.who },
    .record("day") { $0.day },
    .flag("soon") { $0.isSoon })
}

/// Accounts that were left out because of errors in their input.
struct QuarantineView: TemplateModel {
  let cards: [QuarantineCard]

  static let shape = TemplateShape<Self>(
    .list("cards") { $0.cards })
}

/// One account in quarantine, with what is wrong.
struct QuarantineCard: TemplateModel {
  let name: String
  let problems: [ProblemView]

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .list("problems") { $0.problems })
}

/// A problem with its place.
struct ProblemView: TemplateModel {
  let place: String
  let message: String

  static let shape = TemplateShape<Self>(
    .text("place") { $0.place },
    .text("message") { $0.message })
}
