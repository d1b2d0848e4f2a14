import Templates

/// Preparation for the negotiation: strategy, trades, scenarios side by side.
struct NegotiationSection: TemplateModel {
  /// The page with all of it.
  let workbench: String
  let facts: [LabelledValue]
  let yearHeader: String
  let tcvHeader: String
  let scenarios: [ScenarioRow]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("workbench") { $0.workbench },
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
  let flags: [String]
  let yearOne: String
  let term: String
  let tcv: String
  let approval: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("detail") { $0.detail },
    .text("uplift") { $0.uplift },
    .texts("flags") { $0.flags },
    .text("year_one") { $0.yearOne },
    .text("term") { $0.term },
    .text("tcv") { $0.tcv },
    .text("approval") { $0.approval })
}
