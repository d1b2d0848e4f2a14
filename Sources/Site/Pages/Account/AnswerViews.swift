import Templates

/// "Would they renew?": the manager's call in words, the amount against what is up for renewal.
struct WouldRenewView: TemplateModel {
  let call: CallView?
  let amount: String?
  let against: String
  let share: String?
  let category: CategoryView?
  /// Where the call and the computed category differ.
  let differs: String?
  let renewalNote: String?
  let source: SourceView?

  static let shape = TemplateShape<Self>(
    .optionalRecord("call") { $0.call },
    .optionalText("amount") { $0.amount },
    .text("against") { $0.against },
    .optionalText("share") { $0.share },
    .optionalRecord("category") { $0.category },
    .optionalText("differs") { $0.differs },
    .optionalText("renewal_note") { $0.renewalNote },
    .optionalRecord("source") { $0.source })
}

/// What the manager said, and when; without words the page says that there is no call yet.
struct CallView: TemplateModel {
  let quote: String?
  let by: String?

  static let shape = TemplateShape<Self>(
    .optionalText("quote") { $0.quote },
    .optionalText("by") { $0.by })
}

/// "Why?": band, what cost the most, what moved, what brings the next band, and the judgements beside the score.
struct WhyView: TemplateModel {
  let band: BandView?
  let noBand: String
  let trend: TrendView?
  let judgements: [JudgementView]
  let costs: [CostView]
  let nextBand: NextBandView?

  static let shape = TemplateShape<Self>(
    .optionalRecord("band") { $0.band },
    .text("no_band") { $0.noBand },
    .optionalRecord("trend") { $0.trend },
    .list("judgements") { $0.judgements },
    .list("costs") { $0.costs },
    .optionalRecord("next_band") { $0.nextBand })
}

/// An override or a sentiment, beside the computed band.
struct JudgementView: TemplateModel {
  let band: BandView?
  let text: String
  let detail: String

  static let shape = TemplateShape<Self>(
    .optionalRecord("band") { $0.band },
    .text("text") { $0.text },
    .text("detail") { $0.detail })
}

/// A measure that costs points.
struct CostView: TemplateModel {
  let points: String
  let text: String
  let detail: String?

  static let shape = TemplateShape<Self>(
    .text("points") { $0.points },
    .text("text") { $0.text },
    .optionalText("detail") { $0.detail })
}

/// What would bring the next band.
struct NextBandView: TemplateModel {
  let points: String
  let goal: String
  let text: String

  static let shape = TemplateShape<Self>(
    .text("points") { $0.points },
    .text("goal") { $0.goal },
    .text("text") { $0.text })
}

/// Something to do, by whom and when.
struct NextStepView: TemplateModel {
  let initials: String
  let what: String
  let detail: String?
  let due: DayView?
  /// `20 days late`, if it is.
  let late: String?

  static let shape = TemplateShape<Self>(
    .text("initials") { $0.initials },
    .text("what") { $0.what },
    .optionalText("detail") { $0.detail },
    .optionalRecord("due") { $0.due },
    .optionalText("late") { $0.late })
}
