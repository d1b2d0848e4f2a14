import Core
import Portfolio

/// An account's front matter on its way to an `Account`: its parent isn't checked yet, its other notes not added.
struct AccountNote: Sendable {
  var slug: Slug
  var id: String
  var idLocation: SourceLocation
  var name: String
  var aliases: [String] = []
  var location: SourceLocation
  var parent: String?
  var parentLocation: SourceLocation
  var owner: String?
  var team: [TeamMember] = []
  var profile = AccountProfile()
  var stakeholders: [Restricted<Stakeholder>] = []
  var risks: [Restricted<Risk>] = []
  var healthOverride: Restricted<HealthOverride>?
  var sentiment: Restricted<Sentiment>?
  var call: Restricted<ForecastCall>?
  var negotiation: Negotiation?
  var extra: [FrontMatterEntry] = []
  var notes: [NoteBody] = []

  /// Nothing known but the file.
  init(slug: Slug, file: SourceFile) {
    self.slug = slug
    id = slug.text
    name = slug.text
    location = SourceLocation(file, line: 1, column: 1)
    idLocation = location
    parentLocation = location
  }

  /// The account, its parent checked, everything guarded as `settings` say.
  func account(parent: Slug?, settings: Settings) -> Account {
    let clearance = settings.clearance
    return Account(
      slug: slug, id: id, name: name, location: location, parent: parent,
      owner: Restricted(owner ?? settings.defaultOwner ?? "", for: clearance[.contacts]),
      team: Restricted(team, for: clearance[.contacts]), profile: profile,
      stakeholders: RestrictedList(stakeholders, atLeast: clearance[.stakeholders]),
      risks: RestrictedList(risks, atLeast: clearance[.risks]),
      healthOverride: healthOverride?.map(Optional.some) ?? Restricted(nil, for: clearance[.health]),
      sentiment: sentiment?.map(Optional.some) ?? Restricted(nil, for: clearance[.health]),
      call: call?.map(Optional.some) ?? Restricted(nil, for: clearance[.forecast]),
      negotiation: Restricted(negotiation, for: clearance[.negotiation]),
      // The one part of a plan that customers may see, and only because the note says so of each scenario.
      proposal: Restricted(negotiation?.proposal, for: .customer), actions: notes.flatMap(\.actions),
      touches: Restricted(touches, for: clearance[.activity]), extra: extra(clearance),
      notes: notes.map(\.note))
  }

  /// Keys of the user's own are the team's, unless the settings clear all of them or one.
  private func extra(_ clearance: ClearancePolicy) -> RestrictedList<FrontMatterEntry> {
    RestrictedList(
      extra.map { Restricted($0, for: clearance.audience(of: $0.key, in: .extra)) }, atLeast: clearance[.extra])
  }

  /// Newest first; among those of one day, in the notes' order.
  private var touches: [Touch] {
    notes.flatMap(\.touches).enumerated().sorted { a, b in
      a.element.day == b.element.day ? a.offset < b.offset : a.element.day > b.element.day
    }.map(\.element)
  }
}
