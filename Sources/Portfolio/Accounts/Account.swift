public import Core
public import Markdown

/// One customer account, as its note's front matter and the exports describe it.
public struct Account: Sendable {
  /// File name and link.
  public let slug: Slug
  /// CRM id that joins the exports; the slug if none is given.
  public let id: String
  /// As readers know it.
  public let name: String
  /// The note's file; line of the front matter's first key.
  public let location: SourceLocation
  /// The parent account, already checked to exist and to be free of cycles.
  public let parent: Slug?
  /// E-mail of the renewals manager; empty if nobody is named.
  public let owner: Restricted<String>
  /// The vendor's people on the account.
  public let team: Restricted<[TeamMember]>
  /// How the vendor classes the account.
  public let profile: AccountProfile
  /// The customer's people.
  public let stakeholders: RestrictedList<Stakeholder>
  /// The risk register, in the note's order.
  public let risks: RestrictedList<Risk>
  /// A band set by hand, if any, expired or not.
  public let healthOverride: Restricted<HealthOverride?>
  /// What the people close to the account feel, apart from any score.
  public let sentiment: Restricted<Sentiment?>
  /// The manager's forecast call.
  public let call: Restricted<ForecastCall?>
  /// Preparation for the negotiation.
  public let negotiation: Restricted<Negotiation?>
  /// What was chosen for the customer from it.
  public let proposal: Restricted<Proposal?>
  /// Next steps from all notes, in order; each guarded as the place where it stands.
  public let actions: [Restricted<ActionItem>]
  /// Touchpoints from all notes, newest first.
  public let touches: Restricted<[Touch]>
  /// Front matter keys that Perennial doesn't know, in the note's order; team only unless the settings say otherwise.
  public let extra: RestrictedList<FrontMatterEntry>
  /// The account's own note first, then those in its folder, newest first.
  public internal(set) var notes: [Note]

  /// Set by `Portfolio`: its rows in `Portfolio.contracts`.
  public internal(set) var contracts = 0..<0
  /// Set by `Portfolio`: its rows in `Portfolio.usage`.
  public internal(set) var usage = 0..<0
  var readings = 0..<0
  var opportunities = 0..<0

  /// An account whose values were checked by the reader.
  public init(
    slug: Slug, id: String, name: String, location: SourceLocation, parent: Slug?,
    owner: Restricted<String>, team: Restricted<[TeamMember]>, profile: AccountProfile,
    stakeholders: RestrictedList<Stakeholder>, risks: RestrictedList<Risk>,
    healthOverride: Restricted<HealthOverride?>, sentiment: Restricted<Sentiment?>, call: Restricted<ForecastCall?>,
    negotiation: Restricted<Negotiation?>, proposal: Restricted<Proposal?> = Restricted(nil, for: .customer),
    actions: [Restricted<ActionItem>], touches: Restricted<[Touch]>, extra: RestrictedList<FrontMatterEntry>,
    notes: [Note]
  ) {
    self.slug = slug
    self.id = id
    self.name = name
    self.location = location
    self.parent = parent
    self.owner = owner
    self.team = team
    self.profile = profile
    self.stakeholders = stakeholders
    self.risks = risks
    self.healthOverride = healthOverride
    self.sentiment = sentiment
    self.call = call
    self.negotiation = negotiation
    self.proposal = proposal
    self.actions = actions
    self.touches = touches
    self.extra = extra
    self.notes = notes
  }
}

/// How the vendor classes an account.
public struct AccountProfile: Sendable {
  /// `Enterprise`, `Mid-market`, … as the vendor names them.
  public let segment: Restricted<String?>
  /// Industry, as the vendor names it.
  public let industry: Restricted<String?>
  /// Sales region, as the vendor names it.
  public let region: Restricted<String?>

  /// A classification; every part may be missing, and is guarded as `clearance` says.
  public init(
    segment: String? = nil, industry: String? = nil, region: String? = nil, by clearance: ClearancePolicy = .init()
  ) {
    self.segment = Restricted(segment, for: clearance.audience(of: "segment", in: .profile))
    self.industry = Restricted(industry, for: clearance.audience(of: "industry", in: .profile))
    self.region = Restricted(region, for: clearance.audience(of: "region", in: .profile))
  }
}

/// Someone of the vendor who works on the account.
public struct TeamMember: Sendable, Hashable {
  /// Full name.
  public let name: String
  /// `Account Executive`, `CSM`, …
  public let role: String
  /// E-mail address, if given.
  public let email: String?

  /// A member of the account team.
  public init(name: String, role: String, email: String? = nil) {
    self.name = name
    self.role = role
    self.email = email
  }
}

/// A Markdown note on an account.
public struct Note: Sendable {
  /// The file.
  public let file: SourceFile
  /// The day in the note's front matter or file name, if any; as guarded as what stands in no audience block.
  public let day: Restricted<Day?>
  /// Its title: front matter, else first heading, else file name; guarded like the day.
  public let title: Restricted<String>
  /// Parsed Markdown; every part of it is guarded.
  public let document: MarkdownDocument
  /// Digest of all that the note says but its prose: front matter, tasks and touches, with their places. Pages about several
  /// accounts show no prose, so the same facts make the same pages.
  public let facts: ContentHash

  /// A note.
  public init(file: SourceFile, day: Day?, title: String, document: MarkdownDocument, facts: ContentHash) {
    self.file = file
    self.day = Restricted(day, for: document.defaultClearance)
    self.title = Restricted(title, for: document.defaultClearance)
    self.document = document
    self.facts = facts
  }
}

/// A front matter value of a key that Perennial doesn't know.
public struct FrontMatterEntry: Sendable, Hashable {
  /// The key.
  public let key: String
  /// Scalars as text; lists and maps flattened to text by the reader.
  public let value: String
  /// Where the key stands.
  public let location: SourceLocation

  /// A key with its value.
  public init(key: String, value: String, location: SourceLocation) {
    self.key = key
    self.value = value
    self.location = location
  }
}

/// An account that was left out because its input has errors (`build --quarantine`).
public struct QuarantinedAccount: Sendable {
  /// Its slug.
  public let slug: Slug
  /// Its name if it could be read, else the slug.
  public let name: String
  /// What is wrong, in order.
  public let diagnostics: [Diagnostic]

  /// An account in quarantine.
  public init(slug: Slug, name: String, diagnostics: [Diagnostic]) {
    self.slug = slug
    self.name = name
    self.diagnostics = diagnostics
  }
}
