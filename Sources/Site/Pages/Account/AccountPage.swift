import Core
import Templates

/// `accounts/<slug>.html`: would they renew, why, and what next?
struct AccountPage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let subtitle: String
  let crmID: String?
  let tiles: [AccountTile]
  let team: [PersonView]
  /// The three answers are about the customer, not for them.
  let showsAnswers: Bool
  let would: WouldRenewView?
  let why: WhyView?
  let whyAbsent: String
  let next: [NextStepView]
  let nextEmpty: String
  let rail: [RailItem]
  let changes: ReportSection?
  let dates: DatesSection?
  let health: HealthSection?
  let steps: StepsSection?
  let risks: RisksSection?
  let licences: LicencesSection?
  let people: PeopleSection?
  let contracts: ContractsSection?
  let negotiation: NegotiationSection?
  let enablement: EnablementSection?
  let log: LogSection?
  let notes: NotesSection?
  let family: FamilySection?
  let extra: ExtraSection?
  let sources: SourcesSection?
  let previous: LinkView?
  let following: LinkView?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .text("subtitle") { $0.subtitle },
    .optionalText("crm_id") { $0.crmID },
    .list("tiles") { $0.tiles },
    .list("team") { $0.team },
    .flag("shows_answers") { $0.showsAnswers },
    .optionalRecord("would") { $0.would },
    .optionalRecord("why") { $0.why },
    .text("why_absent") { $0.whyAbsent },
    .list("next") { $0.next },
    .text("next_empty") { $0.nextEmpty },
    .list("rail") { $0.rail },
    .optionalRecord("changes") { $0.changes },
    .optionalRecord("dates") { $0.dates },
    .optionalRecord("health") { $0.health },
    .optionalRecord("steps") { $0.steps },
    .optionalRecord("risks") { $0.risks },
    .optionalRecord("licences") { $0.licences },
    .optionalRecord("people") { $0.people },
    .optionalRecord("contracts") { $0.contracts },
    .optionalRecord("negotiation") { $0.negotiation },
    .optionalRecord("enablement") { $0.enablement },
    .optionalRecord("log") { $0.log },
    .optionalRecord("notes") { $0.notes },
    .optionalRecord("family") { $0.family },
    .optionalRecord("extra") { $0.extra },
    .optionalRecord("sources") { $0.sources },
    .flag("has_neighbours") { $0.previous != nil || $0.following != nil },
    .optionalRecord("previous") { $0.previous },
    .optionalRecord("following") { $0.following })
}

/// A figure of the account's header strip.
struct AccountTile: TemplateModel {
  let label: String
  let value: String?
  var missing = "none"
  var unit: String?
  var note: String?
  var band: BandView?
  var trend: TrendView?
  var isBad = false

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .optionalText("value") { $0.value },
    .text("missing") { $0.missing },
    .optionalText("unit") { $0.unit },
    .optionalText("note") { $0.note },
    .optionalRecord("band") { $0.band },
    .optionalRecord("trend") { $0.trend },
    .flag("is_bad") { $0.isBad })
}

/// An entry of the page's own contents.
struct RailItem: TemplateModel {
  let id: String
  let label: String
  var count: Int?

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("label") { $0.label },
    .optionalText("count") { $0.count.map(String.init) })
}
