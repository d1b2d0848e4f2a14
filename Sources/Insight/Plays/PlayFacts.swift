import Core
import Portfolio

/// What a trigger is asked of: a contract of the account, and a product on it.
struct PlaySubject: Sendable, Hashable {
  /// Place in `AccountInsight.contracts`.
  var contract: Int?
  /// Place in `LicenceInsight.products`.
  var product: Int?
}

/// The values of one account's names. Each is guarded as what it is made of is; a value that is not there is nil inside.
struct PlayFacts: Sendable {
  typealias Found = Restricted<PlayFact?>

  let portfolio: Portfolio
  let insight: AccountInsight
  let asOf: Day

  init(_ insight: Insight, account: Int) {
    portfolio = insight.portfolio
    self.insight = insight.accounts[account]
    asOf = insight.asOf
  }

  var account: Account { portfolio.accounts[insight.account] }

  func value(of name: PlayVariable, _ subject: PlaySubject) -> Found {
    switch name.scope {
    case .contract: subject.contract.map { contractValue(name, $0) } ?? open(nil)
    case .product: subject.product.map { productValue(name, $0) } ?? open(nil)
    case .account: accountValue(name)
    }
  }

  /// Terms of the contract and what they give are for every audience; the play itself may be for fewer.
  private func open(_ fact: PlayFact?) -> Found { Restricted(fact, for: .customer) }

  private func number(
    _ value: Rational?, _ text: @escaping @Sendable (String) -> String, in name: PlayVariable
  ) -> PlayFact? {
    value.map { value in PlayFact(value: .number(value), text: text(name.text(of: value))) }
  }

  private func flag(
    _ value: Bool?, _ yes: @autoclosure @escaping @Sendable () -> String,
    _ no: @autoclosure @escaping @Sendable () -> String
  ) -> PlayFact? {
    value.map { value in PlayFact(value: .flag(value), text: value ? yes() : no()) }
  }

  private func word(_ value: String?, _ text: @autoclosure @escaping @Sendable () -> String) -> PlayFact? {
    value.map { PlayFact(value: .words([PlayText.folded($0)]), text: text()) }
  }
}

extension PlayFacts {
  private func contractValue(_ name: PlayVariable, _ place: Int) -> Found {
    let figures = insight.contracts[place]
    let contract = portfolio.contracts[figures.contract]
    let renewal = insight.renewals.map { renewals in renewals.first { $0.contract == figures.contract } }
    switch name {
    case .daysLeft: return open(days(figures.dates.daysLeft, "left", "past the last day"))
    case .noticeDaysLeft:
      return open(
        figures.dates.notice.flatMap {
          days($0.day - asOf, "to the last day for notice", "past the last day for notice")
        })
    case .daysToClose:
      return renewal.map { renewal in
        renewal?.opportunity.flatMap { days($0.closeDate - asOf, "to the close date", "past the close date") }
      }
    case .termMonths:
      let months = Term(from: contract.start, through: contract.end).months
      return open(number(Rational(months), { "a term of \($0) months" }, in: name))
    case .autoRenew: return open(flag(contract.renewal.isAutomatic, "renews itself", "does not renew itself"))
    case .multiYear: return open(flag(contract.isMultiYear, "longer than a year", "a year or less"))
    case .uplift: return uplift(contract, place)
    case .cap: return open(number(contract.renewal.upliftCapPercent.map(Self.share), { "cap \($0)" }, in: name))
    case .atr: return open(PlayFact(value: .number(figures.atr.amount), text: "ATR \(figures.atr.short)"))
    case .category: return renewal.map { $0?.category.flatMap { word($0.rawValue, "category \($0.title)") } }
    case .openOpportunity:
      return renewal.map { flag($0?.hasOpenOpportunity ?? false, "an open opportunity", "no open opportunity") }
    default: return open(legacyLines(contract))
    }
  }

  private func days(_ count: Int, _ ahead: String, _ past: String) -> PlayFact? {
    PlayFact(
      value: .number(Rational(count)),
      text: count < 0 ? "\(FigureFormat.days(-count)) \(past)" : "\(FigureFormat.days(count)) \(ahead)")
  }

  private static func share(_ percent: Rational) -> Rational { percent * Rational(1, over: 100) }

  /// The quote, else the plan, of the next renewal; else what the contract says.
  private func uplift(_ contract: Contract, _ place: Int) -> Found {
    let isNext = place == insight.nextRenewal
    return account.negotiation.map { plan in
      let plan = isNext ? plan : nil
      let (percent, what) =
        plan?.quotedUplift.map { ($0, "quoted") } ?? plan?.targetUplift.map { ($0, "planned") }
        ?? (contract.renewal.upliftPercent, "agreed")
      return number(percent.map(Self.share), { "\($0) \(what)" }, in: .uplift)
    }
  }

  private func legacyLines(_ contract: Contract) -> PlayFact? {
    let lines = portfolio.lines(of: contract).filter {
      $0.isRecurring && $0.end >= asOf && portfolio.products[$0.product].isLegacy
    }
    let names = lines.prefix(2).map { portfolio.products[$0.product].name }.joined(separator: ", ")
    let text = FigureFormat.counted(lines.count, "legacy line", "legacy lines")
    return PlayFact(
      value: .number(Rational(lines.count)),
      text: lines.isEmpty ? text : "\(text): \(names)\(lines.count > 2 ? ", …" : "")")
  }
}

extension PlayFacts {
  private func productValue(_ name: PlayVariable, _ place: Int) -> Found {
    let licence = insight.licences.products[place]
    let product = portfolio.products[licence.product]
    switch name {
    case .utilization: return open(number(licence.utilization, { "\($0) of \(product.name) in use" }, in: name))
    case .deployed: return open(number(licence.deployed, { "\($0) of \(product.name) assigned" }, in: name))
    case .depth: return open(number(licence.depth, { "\($0) of assigned \(product.name) in use" }, in: name))
    case .overDeployed:
      let pool = insight.licences.pools.first { $0.members.contains(place) }
      return open(number(pool?.over, { "\($0) over on \(product.name)" }, in: name))
    case .unused: return open(number(licence.unused, { "\($0) of \(product.name) unused" }, in: name))
    case .unusedValue:
      return licence.unusedValue.map { value in
        number(
          value, { _ in "unused \(product.name) worth \(Total(value ?? .zero, insight.arr.currency).short) a year" },
          in: name)
      }
    default:
      return open(
        PlayFact(value: .words([product.name, product.sku].map(PlayText.folded)), text: product.name))
    }
  }
}

extension PlayFacts {
  private func accountValue(_ name: PlayVariable) -> Found {
    switch name {
    case .score:
      return insight.health.map { health in
        health.score.map { PlayFact(value: .number($0), text: "score \(FigureFormat.decimal($0, digits: 1))") }
      }
    case .trend:
      return insight.health.map { health in
        health.trend.map {
          PlayFact(value: .number($0), text: "\(FigureFormat.signed($0, digits: 1)) points in 30 days")
        }
      }
    case .band: return insight.health.map { $0.band.flatMap { word($0.rawValue, "band \($0.rawValue)") } }
    case .coverage: return insight.health.map { number($0.coverage, { "coverage \($0)" }, in: name) }
    case .sentiment:
      return account.sentiment.map { $0.flatMap { word($0.band.rawValue, "sentiment \($0.band.rawValue)") } }
    case .arr: return open(PlayFact(value: .number(insight.arr.amount), text: "ARR \(insight.arr.short)"))
    case .daysSinceTouch: return insight.touch.map(sinceTouch)
    case .quiet:
      return insight.touch.map {
        flag($0.isQuiet, "no touch within \(FigureFormat.days($0.cadence))", "touched within the cadence")
      }
    case .champion:
      return insight.people.map {
        flag(!$0.champions.isEmpty, "champion: \($0.champions.joined(separator: ", "))", "no champion named")
      }
    case .economicBuyer:
      return insight.people.map {
        flag(
          !$0.economicBuyers.isEmpty, "economic buyer: \($0.economicBuyers.joined(separator: ", "))",
          "no economic buyer named")
      }
    case .peopleLeft:
      return insight.people.map { people in
        number(
          Rational(people.departed.count),
          { "\($0) left\(people.departed.isEmpty ? "" : ": \(people.departed.joined(separator: ", "))")" }, in: name)
      }
    case .openRisks, .highRisks, .unmitigatedRisks: return risks(name)
    default: return profile(name)
    }
  }

  /// An account that was never touched counts from the first day of its first contract.
  private func sinceTouch(_ touch: TouchInsight) -> PlayFact? {
    if let days = touch.daysSince {
      return PlayFact(value: .number(Rational(days)), text: "last touch \(FigureFormat.days(days)) ago")
    }
    return portfolio.contracts(of: insight.account).map(\.start).min().map {
      PlayFact(value: .number(Rational(max(asOf - $0, 0))), text: "no touch on record")
    }
  }

  private func risks(_ name: PlayVariable) -> Found {
    account.risks.whole.map { risks in
      let open = risks.filter(\.status.isOpen)
      let (count, what): (Int, String) =
        switch name {
        case .highRisks: (open.count { $0.severity >= .high }, " of high severity")
        case .unmitigatedRisks: (open.count { ($0.mitigation ?? "").isEmpty }, " without mitigation")
        default: (open.count, "")
        }
      return PlayFact(
        value: .number(Rational(count)), text: FigureFormat.counted(count, "open risk", "open risks") + what)
    }
  }

  private func profile(_ name: PlayVariable) -> Found {
    switch name {
    case .segment: account.profile.segment.map { $0.flatMap { word($0, "segment \($0)") } }
    case .industry: account.profile.industry.map { $0.flatMap { word($0, "industry \($0)") } }
    case .region: account.profile.region.map { $0.flatMap { word($0, "region \($0)") } }
    default: account.owner.map { $0.isEmpty ? nil : word($0, "owner \($0)") }
    }
  }
}

extension PlayFacts {
  /// What a trigger of that scope is asked of: contracts that still run and are not decided as far as `audience` may know, in
  /// the order of their last days, and the products on them. Empty for an account without a running contract.
  func subjects(of scope: PlayVariable.Scope, for audience: Audience) -> [PlaySubject] {
    let running = runningContracts
    guard !running.isEmpty else { return [] }
    if scope == .account { return [PlaySubject()] }
    let renewals = insight.renewals.resolved(for: audience) ?? []
    let undecided = running.filter { place in
      renewals.first { $0.contract == insight.contracts[place].contract }?.isDecided != true
    }
    if scope == .contract { return undecided.map { PlaySubject(contract: $0) } }
    return insight.licences.products.enumerated().flatMap { place, licence in
      contracts(of: licence, among: undecided).map { PlaySubject(contract: $0, product: place) }
    }
  }

  /// Contracts that run on the as-of day or later, also in a term that they rolled over into, by last day.
  private var runningContracts: [Int] {
    insight.contracts.indices.filter { place in
      let contract = portfolio.contracts[insight.contracts[place].contract]
      guard contract.status != .draft, contract.status != .cancelled else { return false }
      let rolled = insight.contracts[place].dates.autoRenewal?.runningEnd
      return max(contract.end, rolled ?? contract.end) >= asOf
        && (place == insight.nextRenewal || !insight.contracts[place].atr.amount.isZero)
    }.sorted {
      (portfolio.contracts[insight.contracts[$0].contract].end, $0) < (
        portfolio.contracts[insight.contracts[$1].contract].end, $1
      )
    }
  }

  /// The contracts whose lines hold the product; one that only usage knows is asked of with the first to end.
  private func contracts(of licence: ProductLicence, among places: [Int]) -> [Int] {
    if licence.lines.isEmpty { return Array(places.prefix(1)) }
    let holders = Set(licence.lines.map { portfolio.lines[$0].contract })
    return places.filter { holders.contains(insight.contracts[$0].contract) }
  }
}
