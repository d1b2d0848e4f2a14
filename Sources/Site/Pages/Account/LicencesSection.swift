import Templates

/// The licence position: charts over twelve months, and a table in units and money.
struct LicencesSection: TemplateModel {
  let note: String
  let charts: [UsageChartView]
  let rateHeader: String
  let unusedHeader: String
  let trueUpHeader: String
  let rows: [LicenceRow]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("charts") { $0.charts },
    .text("rate_header") { $0.rateHeader },
    .text("unused_header") { $0.unusedHeader },
    .text("trueup_header") { $0.trueUpHeader },
    .list("rows") { $0.rows },
    .optionalRecord("source") { $0.source })
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
  let detail: String?
  let entitled: String
  let assigned: String
  let active: String
  let share: String
  let isOver: Bool
  let rate: String
  let unused: String
  let trueUp: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("detail") { $0.detail },
    .text("entitled") { $0.entitled },
    .text("assigned") { $0.assigned },
    .text("active") { $0.active },
    .text("share") { $0.share },
    .flag("is_over") { $0.isOver },
    .text("rate") { $0.rate },
    .text("unused") { $0.unused },
    .text("trueup") { $0.trueUp })
}
