import Templates

/// The licence position: charts over twelve months, and a table in units and money.
struct LicencesSection: TemplateModel {
  let note: String
  /// What the positions say, in sentences.
  let findings: [FindingView]
  let charts: [UsageChartView]
  /// Whether rates, unused value and true-up are part of the copy.
  let showsMoney: Bool
  let rateHeader: String
  let unusedHeader: String
  let trueUpHeader: String
  let rows: [LicenceRow]
  let migrations: TableView?
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("findings") { $0.findings },
    .list("charts") { $0.charts },
    .flag("shows_money") { $0.showsMoney },
    .text("rate_header") { $0.rateHeader },
    .text("unused_header") { $0.unusedHeader },
    .text("trueup_header") { $0.trueUpHeader },
    .list("rows") { $0.rows },
    .optionalRecord("migrations") { $0.migrations },
    .optionalRecord("source") { $0.source })
}

/// What a position says, in a sentence.
struct FindingView: TemplateModel {
  let tag: TagView
  let text: String

  static let shape = TemplateShape<Self>(
    .record("tag") { $0.tag },
    .text("text") { $0.text })
}

/// Entitled, assigned and active of one product by month.
struct UsageChartView: TemplateModel {
  let name: String
  let note: String
  let chart: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("note") { $0.note },
    .html("chart") { $0.chart })
}

/// One product's position.
struct LicenceRow: TemplateModel {
  let name: String
  let href: String?
  /// What is counted and how.
  let metric: String
  let detail: String?
  let entitled: String
  let assigned: String
  let active: String
  let peak: String?
  let share: String
  let isOver: Bool
  let rate: String
  let unused: String
  /// The quantity that would fit, and what it changes.
  let size: String?
  let trueUp: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("href") { $0.href },
    .text("metric") { $0.metric },
    .optionalText("detail") { $0.detail },
    .text("entitled") { $0.entitled },
    .text("assigned") { $0.assigned },
    .text("active") { $0.active },
    .optionalText("peak") { $0.peak },
    .text("share") { $0.share },
    .flag("is_over") { $0.isOver },
    .text("rate") { $0.rate },
    .text("unused") { $0.unused },
    .optionalText("size") { $0.size },
    .text("trueup") { $0.trueUp })
}
