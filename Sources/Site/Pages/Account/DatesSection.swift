import Templates

/// Contract dates: the chart, and each contract's deadline with its clause.
struct DatesSection: TemplateModel {
  let note: String
  let chart: [UInt8]
  let rows: [DatesRow]
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .html("chart") { $0.chart },
    .list("rows") { $0.rows },
    .optionalRecord("source") { $0.source })
}

/// The dates of one contract.
struct DatesRow: TemplateModel {
  let contract: String
  let clause: String?
  let ends: DayView
  let notice: DayView?
  let noticeNote: String?
  let otherwise: String
  let tag: TagView?

  static let shape = TemplateShape<Self>(
    .text("contract") { $0.contract },
    .optionalText("clause") { $0.clause },
    .record("ends") { $0.ends },
    .optionalRecord("notice") { $0.notice },
    .optionalText("notice_note") { $0.noticeNote },
    .text("otherwise") { $0.otherwise },
    .optionalRecord("tag") { $0.tag })
}
