import Templates

/// Contract lines in force, and earlier contracts behind a disclosure.
struct ContractsSection: TemplateModel {
  let note: String
  /// What is proposed for the renewal.
  let proposal: String?
  let showsDiscount: Bool
  let rows: [LineRow]
  let total: LabelledValue?
  let source: SourceView?
  let pastNote: String
  let past: [PastContractRow]

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .optionalText("proposal") { $0.proposal },
    .flag("shows_discount") { $0.showsDiscount },
    .list("rows") { $0.rows },
    .optionalRecord("total") { $0.total },
    .optionalRecord("source") { $0.source },
    .text("past_note") { $0.pastNote },
    .list("past") { $0.past })
}

/// One contract line.
struct LineRow: TemplateModel {
  let name: String
  let detail: String
  let term: String
  let quantity: String
  let unitPrice: String
  let discount: String
  let annual: String
  let isPast: Bool

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("detail") { $0.detail },
    .text("term") { $0.term },
    .text("quantity") { $0.quantity },
    .text("unit_price") { $0.unitPrice },
    .text("discount") { $0.discount },
    .text("annual") { $0.annual },
    .flag("is_past") { $0.isPast })
}

/// A contract that is over.
struct PastContractRow: TemplateModel {
  let name: String
  let detail: String
  let term: String
  let status: String
  let annual: String

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("detail") { $0.detail },
    .text("term") { $0.term },
    .text("status") { $0.status },
    .text("annual") { $0.annual })
}

/// A label with its value.
struct LabelledValue: TemplateModel {
  let label: String
  let value: String

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .text("value") { $0.value })
}
