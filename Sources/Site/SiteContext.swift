import Charts
import Core
import Insight
import Portfolio

/// What every page of one copy is made from, and the only place in which an audience is named: `visible` resolves.
struct SiteContext: Sendable {
  private(set) var portfolio: Portfolio
  let insight: Insight
  let audience: Audience
  let asOf: Day
  /// Digest of everything read; shown on the front page of the team's copy.
  let inputDigest: String?
  /// Whether the copy holds enablement content alone.
  let isGuidesOnly: Bool
  /// Guides of this copy, by slug.
  let guides: [Guide]
  /// Plays, and what fits which account.
  let enablement: Enablement
  /// Links to the terms of the glossary.
  let glossary: GlossaryLinks
  /// What notes point to.
  let links: NoteLinks
  /// People with a page of their own.
  let territories: [Territory]
  /// What is wrong in the input, sorted; the team's copy alone shows it.
  let problems: [Diagnostic]
  /// Entries of the navigation, in order.
  private(set) var navigation: [NavigationEntry] = []
  /// Accounts that need attention, for reasons that this audience may know.
  let attention: [(account: Int, list: AttentionList)]
  /// Everything dated that is still open, by day.
  let agenda: [AgendaItem]
  /// Contracts over the quarters to come.
  let timeline: TimelineBook
  /// Which of `attention` are about which account.
  let attentionPlaces: AccountPlaces
  /// The same of `agenda`.
  let agendaPlaces: AccountPlaces
  /// The same of the timeline's entries.
  let timelinePlaces: AccountPlaces
  /// Licence positions by product, and what moves.
  let licences: LicenceBook
  /// Quarters, snapshots and what changed since.
  let forecast: ForecastBook
  /// Risks that someone above the team knows of.
  let escalations: [Escalation]
  /// Marks and hatches of the charts.
  private let marks = ChartDefinitions.markup
  /// Shared by the frames of all pages.
  private let money: String
  private let territory: String

  /// An entry of the navigation before it is seen from a page.
  struct NavigationEntry: Sendable {
    let label: String
    let page: PageID
    let count: Int?
  }

  init(
    _ portfolio: Portfolio, _ insight: Insight, for audience: Audience, problems: [Diagnostic],
    inputDigest: ContentHash, links: NoteLinks? = nil, guidesOnly: Bool = false
  ) {
    self.links = links ?? NoteLinks(portfolio)
    isGuidesOnly = guidesOnly
    self.portfolio = portfolio
    self.insight = insight
    self.audience = audience
    asOf = insight.asOf
    self.inputDigest = audience == .team ? Self.grouped(inputDigest.hex) : nil
    guides = portfolio.guides.filter { $0.clearance <= audience }
    enablement = Enablement(portfolio, insight, for: audience)
    glossary = GlossaryLinks(guides, for: audience)
    let settings = portfolio.settings
    territory = [settings.title, settings.organization].compactMap { $0 }.joined(separator: ", ")
    money = Self.money(settings)
    licences = LicenceBook(portfolio, insight, for: guidesOnly ? .customer : audience)
    timeline = TimelineBook(portfolio, insight)
    agenda = audience >= .field ? AgendaItem.all(portfolio, insight, for: audience) : []
    forecast = ForecastBook(insight, for: guidesOnly ? .customer : audience)
    escalations = audience >= .field && !guidesOnly ? insight.escalations(for: audience) : []
    attention = audience >= .field ? insight.attention(for: audience) : []
    territories = audience >= .field ? Territory.all(portfolio, for: audience) : []
    let count = portfolio.accounts.count
    attentionPlaces = AccountPlaces(attention.map(\.account), of: count)
    agendaPlaces = AccountPlaces(agenda.map(\.account), of: count)
    timelinePlaces = AccountPlaces(timeline.entries.map(\.account), of: count)
    self.problems = audience == .team ? problems : []
    navigation = makeNavigation()
  }

  /// The same with another text of an account's note, which says the same facts.
  func replacing(_ note: Note, of account: Int) -> SiteContext {
    var context = self
    context.portfolio = portfolio.replacing(note, of: account)
    return context
  }

  private static func grouped(_ hex: String) -> String {
    let digits = Array(hex.utf8.prefix(12))
    return stride(from: 0, to: digits.count, by: 4).map { String(decoding: digits[$0..<($0 + 4)], as: UTF8.self) }
      .joined(separator: " ")
  }

  private static func money(_ settings: Settings) -> String {
    let rates = settings.rates.all.map { "\($0.currency.code) \($0.rate)" }.joined(separator: ", ")
    return "Money in \(settings.currency.code)" + (rates.isEmpty ? "." : "; rates \(rates).")
  }

  /// A page with nothing to show is left out. A customer's copy names no other account, so it has no page about several.
  private func makeNavigation() -> [NavigationEntry] {
    let start = NavigationEntry(label: audience == .customer ? "Start" : "Portfolio", page: .portfolio, count: nil)
    let guidance =
      guides.isEmpty && enablement.plays.isEmpty
      ? [] : [NavigationEntry(label: "Guides", page: .guides, count: guides.count)]
    if isGuidesOnly { return guidance }
    guard audience >= .field else { return [start] + guidance }
    let late = agenda.count { $0.day - asOf <= WeekPage.daysAhead }
    let risks = RisksPage.entries(self).count
    let hasRetention = visible(insight.book)?.all.retention.contains { $0.logosAtStart > 0 } ?? false
    let entries: [NavigationEntry?] = [
      start, NavigationEntry(label: "This week", page: .report(.week), count: late),
      NavigationEntry(label: "Accounts", page: .accounts(0), count: portfolio.accounts.count),
      timeline.within > 0 ? NavigationEntry(label: "Timeline", page: .timeline(0), count: nil) : nil,
      forecast.current == nil ? nil : NavigationEntry(label: "Forecast", page: .forecast, count: nil),
      risks > 0 ? NavigationEntry(label: "Risks", page: .report(.risks), count: risks) : nil,
      hasLicences ? NavigationEntry(label: "Licences", page: .report(.licenses), count: nil) : nil,
      licences.needs.isEmpty && licences.moves.isEmpty
        ? nil : NavigationEntry(label: "Migrations", page: .report(.migrations), count: licences.needs.count),
      MultiYearPage.entries(self).isEmpty
        ? nil : NavigationEntry(label: "Multi-year", page: .report(.multiYear), count: nil),
      hasRetention ? NavigationEntry(label: "Retention", page: .report(.retention), count: nil) : nil,
    ]
    let quality =
      audience == .team
      ? [
        NavigationEntry(
          label: "Data quality", page: .report(.dataQuality), count: problems.isEmpty ? nil : problems.count)
      ] : []
    let glossary = NavigationEntry(label: "Glossary", page: .report(.glossary), count: nil)
    return entries.compactMap { $0 } + guidance + quality + [glossary]
  }

  /// The frame of `page`.
  func frame(for page: PageID, title: String, description: String, crumbs: [LinkView] = []) -> PageFrame {
    PageFrame(
      title: title == portfolio.settings.title ? title : "\(title) · \(portfolio.settings.title)",
      description: description, root: page.root, audience: audience, territory: territory, asOf: asOf,
      navigation: navigation.map { entry in
        NavigationItem(
          label: entry.label, href: page.href(to: entry.page), count: entry.count,
          isCurrent: entry.page.template == page.section.template)
      },
      // On the front page alone: on every page it would make each edit rewrite the whole site.
      crumbs: crumbs, money: money, digest: page == .portfolio ? inputDigest : nil, marks: marks)
  }

  /// The frame of a report page.
  func reportFrame(_ report: PageID.Report, _ title: String, _ description: String) -> PageFrame {
    let page = PageID.report(report)
    return frame(
      for: page, title: title, description: description,
      crumbs: [LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: title, href: nil)])
  }

  /// The value, if this copy's readers may see it.
  func visible<Value>(_ value: Restricted<Value>) -> Value? { value.resolved(for: audience) }

  /// The value where "absent" and "nothing there" look the same to readers.
  func visible<Value>(_ value: Restricted<Value?>) -> Value? { value.resolved(for: audience) ?? nil }

  /// The entries of a list that this copy's readers may see; nil if the list is not for them.
  func visible<Element>(_ list: RestrictedList<Element>) -> [Element]? { list.resolved(for: audience) }

  /// How the vendor classes an account, as far as this copy's readers may know: `Enterprise, Manufacturing, West`.
  func profile(of account: Account) -> String {
    let profile = account.profile
    return [profile.segment, profile.industry, profile.region].compactMap { visible($0) }.joined(separator: ", ")
  }

  /// Short money of a page's own words.
  func money(_ total: Total) -> String { total.short }

  /// Who answers for a guide, play or path, where readers may know who of us does what.
  func ownerName(_ address: String?) -> String? {
    audience >= portfolio.settings.clearance[.contacts] ? address.map(PersonView.name(fromAddress:)) : nil
  }

  /// Whether this copy says what we make of counts: money, right sizes, trends.
  var showsActivity: Bool { audience >= portfolio.settings.clearance[.activity] }

  /// Whether this copy says where figures come from.
  var showsProvenance: Bool { audience >= portfolio.settings.clearance[.provenance] }

  /// Where figures come from: the rule in words and numbers, inputs with file and line, what was left out. Names are those of
  /// `FigureName`; the team's copy alone says it.
  func source(_ names: [String], account: Int?) -> SourceView? {
    guard showsProvenance else { return nil }
    let figures = names.compactMap { figure($0, account: account) }
    return figures.isEmpty ? nil : SourceView(figures.map(\.explanation), for: audience)
  }

  /// The same for figures of several accounts that stand in one table.
  func source(_ figures: [(name: String, account: Int)]) -> SourceView? {
    guard showsProvenance else { return nil }
    let found = figures.compactMap { figure($0.name, account: $0.account) }
    return found.isEmpty ? nil : SourceView(found.map(\.explanation), for: audience)
  }

  /// A figure of an account, or of the book; nil if there is none, or readers may not see it.
  func figure(_ name: String, account: Int?) -> Figure? {
    guard let name = FigureName(name) else { return nil }
    if name.kind.isOfBook { return insight.bookFigure(name.kind).flatMap { visible($0) } }
    return account.flatMap { insight.figure(name, account: $0) }.flatMap { visible($0) }
  }
}
