import Templates

/// The health scorecard: each measure with its points, costliest first.
struct HealthSection: TemplateModel {
  let note: String
  let scaleNote: String
  let rows: [MeasureRow]
  let total: HealthTotal
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .text("note") { $0.note },
    .text("scale_note") { $0.scaleNote },
    .list("rows") { $0.rows },
    .record("total") { $0.total },
    .optionalRecord("source") { $0.source })
}

/// One measure.
struct MeasureRow: TemplateModel {
  let title: String
  let sourceName: String?
  let value: String?
  let meter: [UInt8]
  let points: String
  let weight: String
  let costs: String
  let spark: [UInt8]
  let day: DayView?
  let tag: TagView?
  let why: String

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .optionalText("source_name") { $0.sourceName },
    .optionalText("value") { $0.value },
    .html("meter") { $0.meter },
    .text("points") { $0.points },
    .text("weight") { $0.weight },
    .text("costs") { $0.costs },
    .html("spark") { $0.spark },
    .optionalRecord("day") { $0.day },
    .optionalRecord("tag") { $0.tag },
    .text("why") { $0.why })
}

/// The score below the measures.
struct HealthTotal: TemplateModel {
  let band: BandView
  let rule: String
  let points: String
  let weight: String
  let costs: String
  let coverage: String

  static let shape = TemplateShape<Self>(
    .record("band") { $0.band },
    .text("rule") { $0.rule },
    .text("points") { $0.points },
    .text("weight") { $0.weight },
    .text("costs") { $0.costs },
    .text("coverage") { $0.coverage })
}
