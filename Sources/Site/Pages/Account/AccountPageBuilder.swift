import Core
import Insight
import Portfolio

/// Makes one account's page from the book, for one audience. Sections are in extensions, one file a group.
struct AccountPageBuilder {
  let context: SiteContext
  /// Index in `Portfolio.accounts`.
  let index: Int
  let account: Account
  let insight: AccountInsight
  let page: PageID

  init(_ context: SiteContext, account index: Int) {
    self.context = context
    self.index = index
    account = context.portfolio.accounts[index]
    insight = context.insight.accounts[index]
    page = .account(account.slug)
  }

  var portfolio: Portfolio { context.portfolio }
  var asOf: Day { context.asOf }

  func build() -> AccountPage {
    let health = context.visible(insight.health).flatMap { _ in context.visible(context.insight.health(of: index)) }
    let steps = openSteps()
    let changes = changesSection()
    let dates = datesSection()
    let scorecard = health.map { healthSection($0, source: source("health.score")) }
    let risks = risksSection()
    let licences = licencesSection()
    let people = peopleSection()
    let contracts = contractsSection()
    let negotiation = negotiationSection()
    let enablement = enablementSection()
    let log = logSection()
    let notes = notesSection()
    let family = familySection()
    let extra = extraSection()
    let stepsTable = stepsSection(steps)
    let sources = sourcesSection()
    let neighbours = neighbours()
    return AccountPage(
      frame: frame(), heading: account.name, subtitle: context.profile(of: account), crmID: crmID, tiles: tiles(health),
      team: team,
      showsAnswers: context.audience >= .field, would: wouldRenew(), why: health.map(why),
      whyAbsent: "Health is not part of this copy.",
      next: steps.prefix(5).map(\.view),
      nextEmpty: context.audience == .team
        ? "No open next step. Add one to the note: - [ ] Send quote @ana due 2026-12-01"
        : "No next step in this copy.",
      rail: rail(
        ("changes", "Changes", changes?.table?.rows.count, changes != nil),
        ("dates", "Dates", nil, dates != nil), ("health", "Health", nil, scorecard != nil),
        ("next", "Next steps", stepsTable?.rows.count, stepsTable != nil),
        ("risks", "Risks", risks?.rows.count, risks != nil),
        ("licences", "Licences", nil, licences != nil), ("people", "People", people?.rows.count, people != nil),
        ("contracts", "Contracts", nil, contracts != nil), ("negotiation", "Negotiation", nil, negotiation != nil),
        ("plays", "Plays", enablement?.plays.count, enablement != nil), ("log", "Log", log?.entries.count, log != nil),
        ("notes", "Notes", nil, notes != nil),
        ("family", "Family", family?.rows.count, family != nil), ("more", "More", nil, extra != nil),
        ("sources", "Sources", nil, sources != nil)),
      changes: changes, dates: dates, health: scorecard, steps: stepsTable, risks: risks, licences: licences,
      people: people,
      contracts: contracts, negotiation: negotiation, enablement: enablement, log: log, notes: notes, family: family,
      extra: extra,
      sources: sources, previous: neighbours.previous, following: neighbours.following)
  }

  private func rail(_ items: (id: String, label: String, count: Int?, isThere: Bool)...) -> [RailItem] {
    items.filter(\.isThere).map { RailItem(id: $0.id, label: $0.label, count: $0.count) }
  }

  private func frame() -> PageFrame {
    var crumbs = [LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio))]
    if context.audience >= .field { crumbs.append(LinkView(label: "Accounts", href: page.href(to: .accounts(0)))) }
    crumbs.append(LinkView(label: account.name, href: nil))
    return context.frame(
      for: page, title: account.name,
      description: context.audience >= .field
        ? "\(account.name) on \(asOf.display): would they renew, why, and what next."
        : "\(account.name) on \(asOf.display): contract terms, entitlements and usage.", crumbs: crumbs)
  }

  /// The CRM's id helps the team alone.
  private var crmID: String? { context.audience == .team && account.id != account.slug.text ? account.id : nil }

  private var team: [PersonView] {
    let owner = account.ownerName(for: context.audience).map { [PersonView($0, role: "renewals")] } ?? []
    return owner
      + (context.visible(account.team) ?? []).prefix(3).map {
        PersonView($0.name, role: $0.role.lowercased() == "csm" ? "success" : $0.role.lowercased())
      }
  }

  /// The accounts before and after, by name; a customer's copy knows of no other.
  private func neighbours() -> (previous: LinkView?, following: LinkView?) {
    guard context.audience >= .field else { return (nil, nil) }
    let accounts = portfolio.accounts
    func link(_ index: Int) -> LinkView? {
      guard accounts.indices.contains(index) else { return nil }
      return LinkView(label: accounts[index].name, href: page.href(to: .account(accounts[index].slug)))
    }
    return (link(index - 1), link(index + 1))
  }

  /// The disclosure under a figure; the team's copy alone says where figures come from.
  func source(_ names: String...) -> SourceView? { context.source(names, account: index) }
}
