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
  var stakeholders: [Stakeholder] = []
  var risks: [Risk] = []
  var healthOverride: HealthOverride?
  var sentiment: Sentiment?
  var call: ForecastCall?
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
      slug: slug, id: id, name: name, location: location, parent: parent, owner: owner ?? settings.defaultOwner ?? "",
      team: team, profile: Restricted(profile, for: clearance[.profile]),
      stakeholders: Restricted(stakeholders, for: clearance[.stakeholders]),
      risks: Restricted(risks, for: clearance[.risks]),
      healthOverride: Restricted(healthOverride, for: clearance[.health]),
      sentiment: Restricted(sentiment, for: clearance[.health]), call: Restricted(call, for: clearance[.forecast]),
      negotiation: Restricted(negotiation, for: clearance[.negotiation]),
      // The one part of a plan that customers may see, and only because the note says so of each scenario.
      proposal: Restricted(negotiation?.proposal, for: .customer), actions: notes.flatMap(\.actions),
      touches: Restricted(touches, for: clearance[.activity]), extra: Restricted(extra, for: clearance[.extra]),
      notes: notes.map(\.note))
  }

  /// Newest first; among those of one day, in the notes' order.
  private var touches: [Touch] {
    notes.flatMap(\.touches).enumerated().sorted { a, b in
      a.element.day == b.element.day ? a.offset < b.offset : a.element.day > b.element.day
    }.map(\.element)
  }
}
