import Templates

/// Preparation for the negotiation: strategy, trades, scenarios side by side.
struct NegotiationSection: TemplateModel {
  let facts: [LabelledValue]
  let yearHeader: String
  let tcvHeader: String
  let scenarios: [ScenarioRow]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .list("facts") { $0.facts },
    .text("year_header") { $0.yearHeader },
    .text("tcv_header") { $0.tcvHeader },
    .list("scenarios") { $0.scenarios },
    .optionalRecord("source") { $0.source })
}

/// One scenario.
struct ScenarioRow: TemplateModel {
  let name: String
  let detail: String?
  let uplift: String
  let isOverCap: Bool
  let yearOne: String
  let months: String
  let tcv: String
  let approval: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("detail") { $0.detail },
    .text("uplift") { $0.uplift },
    .flag("over_cap") { $0.isOverCap },
    .text("year_one") { $0.yearOne },
    .text("months") { $0.months },
    .text("tcv") { $0.tcv },
    .text("approval") { $0.approval })
}
