import Templates

/// Open next steps: tasks and milestones, by day.
struct StepsSection: TemplateModel {
  let note: String
  let rows: [StepRow]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("rows") { $0.rows })
}

/// One next step.
struct StepRow: TemplateModel {
  let due: DayView?
  let tag: TagView?
  let what: String
  let reason: String
  let person: PersonView?

  static let shape = TemplateShape<Self>(
    .optionalRecord("due") { $0.due },
    .optionalRecord("tag") { $0.tag },
    .text("what") { $0.what },
    .text("reason") { $0.reason },
    .optionalRecord("person") { $0.person })
}

/// The risk register.
struct RisksSection: TemplateModel {
  let note: String
  let rows: [RiskRow]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("rows") { $0.rows })
}

/// One risk.
struct RiskRow: TemplateModel {
  let title: String
  let detail: String
  let severity: BandView
  let mitigation: String?
  let isOpen: Bool
  let owner: PersonView?
  let due: DayView?
  let tag: TagView?

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .text("detail") { $0.detail },
    .record("severity") { $0.severity },
    .optionalText("mitigation") { $0.mitigation },
    .flag("is_open") { $0.isOpen },
    .optionalRecord("owner") { $0.owner },
    .optionalRecord("due") { $0.due },
    .optionalRecord("tag") { $0.tag })
}

/// The customer's people.
struct PeopleSection: TemplateModel {
  let note: String
  let rows: [StakeholderRow]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .list("rows") { $0.rows })
}

/// One stakeholder.
struct StakeholderRow: TemplateModel {
  let name: String
  let title: String?
  let role: String
  let stance: String
  let influence: String
  let last: DayView?
  let left: DayView?

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("title") { $0.title },
    .text("role") { $0.role },
    .text("stance") { $0.stance },
    .text("influence") { $0.influence },
    .optionalRecord("last") { $0.last },
    .optionalRecord("left") { $0.left })
}
