import Core
import Insight
import Portfolio

/// Plays and guides of one copy, and which of them fit which account now.
struct Enablement: Sendable {
  /// Plays of this copy, by slug, as indexes in `Portfolio.plays`.
  let plays: [Int]
  /// Triggers of all plays.
  let playbook: Playbook
  /// Plays that apply, at the same indexes as `Portfolio.accounts`.
  let matches: [[PlayMatch]]
  /// The same by play, at the same indexes as `Portfolio.plays`; accounts in the order of urgency.
  let accounts: [[PlayMatch]]
  /// Stages that each account is in: `T-90`, `in notice`, `post-renewal`.
  let stages: [[String]]
  /// Indexes in `Portfolio.guides` of the guides of this copy that a play names, by play.
  let guidesOfPlay: [[Int]]
  /// What is filled in for an account.
  let fillable: FillableSections
  /// The guide of this copy that replaces a guide, by index in `Portfolio.guides`.
  let replacements: [Int?]

  init(_ portfolio: Portfolio, _ insight: Insight, for audience: Audience) {
    var log = Diagnostics()
    let playbook = Playbook(portfolio, into: &log)
    self.playbook = playbook
    // A customer's copy names no other account and runs no play, whatever the settings say.
    let isOpen = audience >= .field && playbook.isOpen(to: audience)
    plays = isOpen ? portfolio.plays.indices.filter { portfolio.plays[$0].clearance <= audience } : []
    let matches =
      isOpen && !plays.isEmpty
      ? insight.accounts.indices.map { playbook.matches(of: $0, in: insight, for: audience) }
      : [[PlayMatch]](repeating: [], count: insight.accounts.count)
    self.matches = matches
    stages = insight.accounts.map { Self.stages($0, portfolio, insight.asOf, audience) }
    guidesOfPlay = portfolio.plays.map { play in Self.guides(of: play, portfolio, audience) }
    accounts = Self.byPlay(matches, portfolio, insight)
    fillable = FillableSections(portfolio, for: audience)
    replacements = portfolio.guides.map { old in
      portfolio.guides.firstIndex { guide in
        guide.clearance <= audience && guide.slug != old.slug && guide.supersedes.contains { old.isNamed($0) }
      }
    }
  }

  /// Guides that the play names, and guides that name the play.
  private static func guides(of play: Play, _ portfolio: Portfolio, _ audience: Audience) -> [Int] {
    portfolio.guides.indices.filter { index in
      let guide = portfolio.guides[index]
      guard guide.clearance <= audience else { return false }
      // A guide and a play may share a name: a bare one means the guide.
      return play.related.contains { guide.isNamed($0) } || guide.related.contains("plays/\(play.slug)")
    }
  }

  /// ATR at stake × urgency, as attention counts it.
  private static func byPlay(_ matches: [[PlayMatch]], _ portfolio: Portfolio, _ insight: Insight) -> [[PlayMatch]] {
    var lists = [[PlayMatch]](repeating: [], count: portfolio.plays.count)
    for match in matches.joined() { lists[match.play].append(match) }
    let weights = insight.accounts.map { account in
      (account.atr?.amount ?? .zero) * Attention.urgency(days: account.daysLeft ?? 365)
    }
    return lists.map { list in
      list.sorted {
        weights[$0.account] == weights[$1.account] ? $0.account < $1.account : weights[$0.account] > weights[$1.account]
      }
    }
  }

  /// Where the account stands on its way: the next milestone mark ahead, the notice window, the first ninety days of a term.
  private static func stages(
    _ insight: AccountInsight, _ portfolio: Portfolio, _ asOf: Day, _ audience: Audience
  ) -> [String] {
    guard let next = insight.next, next.dates.daysLeft >= 0 else { return [] }
    var stages: [String] = []
    let renewals = insight.renewals.resolved(for: audience) ?? []
    let isDecided = renewals.first { $0.contract == next.contract }?.isDecided == true
    let anchor = next.dates.anchor >= asOf ? next.dates.anchor : portfolio.contracts[next.contract].renewalDate
    let marks = portfolio.settings.milestones.map(\.days).sorted()
    if !isDecided, let mark = marks.first(where: { anchor - asOf <= $0 }) { stages.append("T-\(mark)") }
    if !isDecided, next.dates.autoRenewal?.state == .inNoticeWindow { stages.append("in notice") }
    let isNew = insight.contracts.contains { figures in
      let contract = portfolio.contracts[figures.contract]
      return contract.renews != nil && (0...90).contains(asOf - contract.start)
    }
    if isNew { stages.append("post-renewal") }
    return stages
  }
}

/// Why a guide fits an account now.
enum GuideReason: Sendable {
  /// A play that applies names it.
  case play(PlayMatch)
  /// It is about a product of the account's, at a stage it is in.
  case product(String, stage: String)
  /// The account is at one of its stages.
  case stage(String)

  /// Plays first, then products, then stages.
  var rank: Int {
    switch self {
    case .play: 0
    case .product: 1
    case .stage: 2
    }
  }
}

extension SiteContext {
  /// Why a guide (index in `Portfolio.guides`) fits an account now, best reason first; nil if it doesn't. Both the account's page
  /// and the guide's ask here, so they never disagree.
  func reason(guide index: Int, account: Int) -> GuideReason? {
    guard audience >= .field, enablement.replacements[index] == nil else { return nil }
    let guide = portfolio.guides[index]
    if let match = enablement.matches[account].first(where: { enablement.guidesOfPlay[$0.play].contains(index) }) {
      return .play(match)
    }
    guard let stage = enablement.stages[account].first(where: guide.stages.contains) else { return nil }
    if guide.products.isEmpty { return .stage(stage) }
    let product = insight.accounts[account].licences.products.lazy.filter { !$0.lines.isEmpty }
      .map { portfolio.products[$0.product] }
      .first { guide.products.contains($0.name) || guide.products.contains($0.sku) }
    return product.map { .product($0.name, stage: stage) }
  }

  /// The guides that fit an account now, best reasons first.
  func guides(for account: Int) -> [(guide: Guide, reason: GuideReason)] {
    let found = portfolio.guides.indices.compactMap { index -> (guide: Guide, reason: GuideReason)? in
      let guide = portfolio.guides[index]
      guard guide.clearance <= audience else { return nil }
      return reason(guide: index, account: account).map { (guide, $0) }
    }
    return found.enumerated().sorted { ($0.element.reason.rank, $0.offset) < ($1.element.reason.rank, $1.offset) }
      .map(\.element)
  }

  /// The accounts that a guide fits now: those a play brings first, each part by days left.
  func accounts(for guide: Guide) -> [(account: Int, reason: GuideReason)] {
    guard let index = portfolio.guides.firstIndex(where: { $0.slug == guide.slug }) else { return [] }
    return insight.accounts.indices.compactMap { account in
      reason(guide: index, account: account).map { (account, $0) }
    }.sorted { a, b in
      let days = { (account: Int) in self.insight.accounts[account].daysLeft ?? .max }
      return (a.reason.rank, days(a.account), a.account) < (b.reason.rank, days(b.account), b.account)
    }
  }

  /// A reason in words: `Play: No champion, no champion named`.
  func words(_ reason: GuideReason) -> String {
    switch reason {
    case .play(let match): "\(portfolio.plays[match.play].title): \(match.text)"
    case .product(let product, let stage): "\(product), stage \(stage)"
    case .stage(let stage): "Stage \(stage)"
    }
  }

  /// The page of a guide or play that another names: `champion-left`, `guides/champion-left`, `plays/champion-left`; nil if this
  /// copy has no such page. A bare name means the guide where both have it.
  func enablementPage(named name: String) -> (page: PageID, title: String)? {
    let isPlay = name.hasPrefix("plays/")
    let bare = isPlay || name.hasPrefix("guides/") ? name.drop { $0 != "/" }.dropFirst() : Substring(name)
    if !isPlay, let guide = guides.first(where: { $0.slug.text == bare }) { return (.guide(guide.slug), guide.title) }
    guard !name.hasPrefix("guides/"),
      let play = enablement.plays.map({ portfolio.plays[$0] }).first(where: { $0.slug.text == bare })
    else { return nil }
    return (.play(play.slug), "Play: \(play.title)")
  }

  /// Links to what a guide or play names as related.
  func related(_ names: [String], from page: PageID) -> [LinkView] {
    names.compactMap { name in
      guard let (target, title) = enablementPage(named: name), target != page else { return nil }
      return LinkView(label: title, href: page.href(to: target))
    }
  }

  /// A table row's cells for an account that a play applies to.
  func playRow(_ match: PlayMatch, from page: PageID) -> RowView {
    let account = portfolio.accounts[match.account]
    let figures = insight.accounts[match.account]
    let contract = match.occurrences.first?.contract.map { portfolio.contracts[$0] }
    let health = visible(figures.health)
    let further = match.further == 0 ? "" : "; and \(match.further) more like it"
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug)), small: contract?.id),
      .full(match.text.capitalizedFirst + further),
      .band(BandView(health?.band, score: nil)),
      .day((contract ?? figures.next.map { portfolio.contracts[$0.contract] })?.renewalDate),
      .person(account.ownerName(for: audience)),
    ])
  }
}
