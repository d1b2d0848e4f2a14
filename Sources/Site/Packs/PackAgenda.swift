import Core
import Insight
import Portfolio

/// The points of a ritual, in the order of its agenda, each answered by a page that the copy has.
struct PackAgenda {
  let ritual: PackRitual
  let context: SiteContext
  /// Who or what it is about.
  private(set) var subject: (name: String, slug: Slug)?
  private(set) var points: [PackPoint] = []

  /// Accounts that a pack goes into one by one, at most: a meeting has an hour.
  private static let most = 12
  /// Days ahead that a one-to-one looks: the first milestone of a renewal.
  private static let reach = 180

  init(_ ritual: PackRitual, of name: String?, in context: SiteContext) throws(PackProblem) {
    self.ritual = ritual
    self.context = context
    switch ritual {
    case .forecast: addForecast()
    case .seller: try addSeller(name ?? "")
    case .atRisk: addRisks()
    case .escalation: try addEscalation(name ?? "")
    case .qbr: addReview()
    case .week: addWeek()
    }
  }

  private var portfolio: Portfolio { context.portfolio }

  /// Leaves out points whose page the copy hasn't.
  mutating func keep(_ pages: Set<PageID>) { points.removeAll { !pages.contains($0.page) } }

  private mutating func add(_ title: String, _ note: String, _ page: PageID) {
    guard !points.contains(where: { $0.page == page }) else { return }
    points.append(PackPoint(title: title, note: note, page: page))
  }

  // What changed, what closed, key open deals, at risk and early warning, help needed.
  private mutating func addForecast() {
    let book = context.forecast
    if let last = book.last {
      add("Has the forecast changed?", "Every deal that moved since \(last.day.display), by cause", .movement(last.day))
    }
    if let current = book.current {
      add(
        "What is called, and what could still be saved?",
        "\(current.quarter.display): call, range, late renewals, hygiene", .forecast)
    }
    for forecast in book.quarters where forecast.quarter > (book.current?.quarter ?? forecast.quarter) {
      add("What comes after?", "\(forecast.quarter.display): renewals, categories, target", .quarter(forecast.quarter))
    }
    if !points.isEmpty { add("What is at risk?", "Open risks by value and days left", .report(.risks)) }
    addBriefs(title: { "Help needed: \($0)" })
  }

  private mutating func addSeller(_ name: String) throws(PackProblem) {
    let sellers = context.territories.filter(\.isSeller)
    let slug = Slug(from: name)
    guard let person = sellers.first(where: { $0.name == name || $0.slug == slug }) else {
      throw .unknown(name, nearest: NearestName.of(name, among: sellers.map(\.name)))
    }
    subject = (person.name, person.slug)
    add(
      "What renews when, and whose is the next step?", "\(person.name)'s accounts, eight quarters, what is due",
      .seller(person.slug))
    let due = person.accounts.compactMap { account -> (account: Int, days: Int)? in
      guard let days = context.insight.accounts[account].next?.dates.daysLeft, days <= Self.reach else { return nil }
      return (account, days)
    }
    for item in due.sorted(by: { ($0.days, $0.account) < ($1.days, $1.account) }).prefix(Self.most) {
      add(portfolio.accounts[item.account].name, renewal(item.account), .account(portfolio.accounts[item.account].slug))
    }
  }

  private mutating func addRisks() {
    guard !context.escalations.isEmpty || !atRisk.isEmpty else { return }
    add("What is at risk, and for how much?", "Open risks by value and days left", .report(.risks))
    addBriefs(title: { "Save plan: \($0)" })
    let briefed = Set(context.escalations.map(\.account))
    for account in atRisk.filter({ !briefed.contains($0) }).prefix(Self.most) {
      add(portfolio.accounts[account].name, renewal(account), .account(portfolio.accounts[account].slug))
    }
  }

  private mutating func addEscalation(_ name: String) throws(PackProblem) {
    let slug = Slug(from: name)
    guard let index = portfolio.accounts.firstIndex(where: { $0.name == name || $0.slug == slug }) else {
      throw .unknown(name, nearest: NearestName.of(name, among: portfolio.accounts.map(\.name)))
    }
    let account = portfolio.accounts[index]
    subject = (account.name, account.slug)
    guard context.escalations.contains(where: { $0.account == index }) else {
      throw .empty("nothing of \(account.name) is escalated: an open risk with escalated_to is")
    }
    add(
      "What is needed, from whom, until when?", "The brief: what is at stake, the ask, exit criteria",
      .escalation(account.slug))
    add("What stands behind it?", "The account: contract, health, people, licences, risks, log", .account(account.slug))
    if context.hasWords(index) {
      add("What is said and sent?", "Talk tracks and e-mails, filled in", .words(account.slug))
    }
  }

  private mutating func addReview() {
    add(
      "What was kept?", "GRR, NRR, logo and on-time renewal, by quarter, segment and manager; reasons of loss",
      .report(.retention))
    let book = context.forecast
    if let current = book.current, let past = book.quarters.last(where: { $0.quarter < current.quarter }) {
      add(
        "How did the last quarter go?", "\(past.quarter.display): what became of the forecast, deal by deal",
        .quarter(past.quarter))
    }
    if book.current != nil {
      add("Can the next number be trusted?", "The call, and how good past calls were", .forecast)
    }
    add("Where does value run long?", "Multi-year terms, anniversaries, uplift to come", .report(.multiYear))
    add("Where is licence risk and unused value?", "Positions, true-ups, migrations due", .report(.licenses))
    add("What is at risk?", "Open risks by value and days left", .report(.risks))
  }

  private mutating func addWeek() {
    add(
      "What changed, and what needs me?", "The portfolio: attention list, changes since the last snapshot", .portfolio)
    add("What is due?", "Deadlines, promises and plays of the week", .report(.week))
    if context.forecast.current != nil {
      add("Is the forecast in order?", "Hygiene before the call: next steps, dates, late renewals", .forecast)
    }
    add("Is the data?", "What to mend, with file and line", .report(.dataQuality))
  }

  /// Briefs by severity, overdue updates first.
  private mutating func addBriefs(title: (String) -> String) {
    let ordered = context.escalations.filter(\.isOverdue) + context.escalations.filter { !$0.isOverdue }
    let levels = Level.allCases.sorted(by: >)
    for escalation in levels.flatMap({ level in ordered.filter { $0.risk.severity == level } }).prefix(Self.most) {
      let account = portfolio.accounts[escalation.account]
      let overdue = escalation.isOverdue ? ", update overdue" : ""
      add(
        title(account.name), "\(escalation.risk.title), \(escalation.risk.severity.word.lowercased())\(overdue)",
        .escalation(account.slug))
    }
  }

  /// Red accounts and yellow ones that fall, by value.
  private var atRisk: [Int] {
    context.insight.accounts.filter { context.visible($0.health)?.isAtRisk ?? false }
      .sorted { $0.arr.amount == $1.arr.amount ? $0.account < $1.account : $0.arr.amount > $1.arr.amount }
      .map(\.account)
  }

  private func renewal(_ account: Int) -> String {
    let insight = context.insight.accounts[account]
    var parts: [String] = []
    if let next = insight.next {
      parts.append(
        "renews \(portfolio.contracts[next.contract].renewalDate.display), \(FigureFormat.remaining(next.dates.daysLeft))"
      )
    }
    if let atr = insight.atr { parts.append("\(atr.short) up for renewal") }
    if let band = context.visible(insight.health)?.band { parts.append(band.word.lowercased()) }
    return parts.joined(separator: ", ")
  }
}
