import Core
import Insight
import Portfolio

/// The day written `YYYY-MM-DD`; a typo gives 1970-01-01, which no test expects.
func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

/// The decimal written in text.
func dec(_ text: String) -> Rational { Rational(decimal: text) ?? Rational(-999_999) }

/// Dollars.
func usd(_ text: String) -> Money { Money(rounding: dec(text), .usd) }

/// Builds small books for tests.
struct BookBuilder {
  var draft: PortfolioDraft
  private var row = 1

  init(_ change: (inout Settings) -> Void = { _ in }) {
    var settings = Settings()
    change(&settings)
    draft = PortfolioDraft(settings: settings)
  }

  mutating func place(_ file: String = "content/contracts/2026.csv") -> SourceLocation {
    row += 1
    return SourceLocation(SourceFile(file), line: row)
  }

  @discardableResult
  mutating func account(
    _ slug: String, owner: String = "ana@example.com", segment: String? = nil, region: String? = nil,
    parent: String? = nil, stakeholders: [Stakeholder] = [], risks: [Risk] = [], override: HealthOverride? = nil,
    sentiment: Sentiment? = nil, call: ForecastCall? = nil, negotiation: Negotiation? = nil,
    actions: [Restricted<ActionItem>] = [], touches: [Touch] = []
  ) -> Int {
    guard let slug = Slug(slug) else { return -1 }
    draft.accounts.append(
      Account(
        slug: slug, id: slug.text, name: slug.text.uppercased(), location: place("content/accounts/\(slug).md"),
        parent: parent.flatMap { Slug($0) }, owner: Restricted(owner, for: .field), team: Restricted([], for: .field),
        profile: AccountProfile(segment: segment, region: region),
        stakeholders: RestrictedList(stakeholders, for: .field), risks: RestrictedList(risks, for: .field),
        healthOverride: Restricted(override, for: .field), sentiment: Restricted(sentiment, for: .field),
        call: Restricted(call, for: .field), negotiation: Restricted(negotiation, for: .team),
        proposal: Restricted(negotiation?.proposal, for: .customer), actions: actions,
        touches: Restricted(touches, for: .field), extra: RestrictedList([], for: .team), notes: []))
    return draft.accounts.count - 1
  }

  @discardableResult
  mutating func contract(
    _ id: String, of account: Int, from start: String, to end: String, status: Contract.Status = .active,
    currency: Currency = .usd, renewal: RenewalTerms = RenewalTerms(), renews: String? = nil, transferTo: String? = nil,
    signed: String? = nil
  ) -> Int {
    draft.contracts.append(
      Contract(
        id: id, account: account, start: day(start), end: day(end), status: status, currency: currency,
        renewal: renewal, signed: signed.map(day), renews: renews, transferTo: transferTo, location: place()))
    return draft.contracts.count - 1
  }

  @discardableResult
  mutating func product(
    _ sku: String, meter: String? = nil, metric: Product.Metric? = nil, count: Product.Count? = nil,
    listPrice: String? = nil, currency: Currency? = nil, isLegacy: Bool = false, endOfSale: String? = nil,
    endOfLife: String? = nil, migration: Product.Migration? = nil
  ) -> Int {
    if let known = draft.products.firstIndex(where: { $0.sku == sku }) { return known }
    draft.products.append(
      Product(
        sku: sku, name: sku, metric: metric, meter: meter, listPrice: Restricted(listPrice.map(dec), for: .field),
        currency: currency, count: count, isLegacy: isLegacy, endOfSale: endOfSale.map(day),
        endOfLife: endOfLife.map(day), migration: migration, isCatalogued: true,
        location: place("content/products.yaml")))
    return draft.products.count - 1
  }

  /// A line over its contract's term unless it says otherwise; `quantity` of `product` at `price` a year.
  mutating func line(
    _ contract: Int, _ product: String = "P", quantity: String = "1", price: String, from start: String? = nil,
    to end: String? = nil, isRecurring: Bool = true
  ) {
    let product = self.product(product)
    let owner = draft.contracts[contract]
    draft.lines.append(
      Line(
        id: "L\(draft.lines.count)", contract: contract, product: product, quantity: Quantity(dec(quantity)),
        unitPrice: dec(price), listPrice: Restricted(nil, for: .field), discountPercent: Restricted(nil, for: .field),
        start: start.map(day) ?? owner.start, end: end.map(day) ?? owner.end, annual: dec(quantity) * dec(price),
        isRecurring: isRecurring, location: place()))
  }

  mutating func usage(
    _ account: Int, _ product: String = "P", _ month: String, entitled: Int? = nil, assigned: Int? = nil,
    active: Int? = nil
  ) {
    draft.usage.append(
      UsageRow(
        account: account, product: self.product(product), month: Month(of: day(month + "-01")),
        entitled: entitled.map { Quantity($0) }, assigned: assigned.map { Quantity($0) },
        active: active.map { Quantity($0) }, location: place("content/usage/2026.csv")))
  }

  mutating func reading(_ account: Int, _ measure: String, _ on: String, _ value: String) {
    draft.readings.append(
      HealthReading(
        account: account, measure: measure, day: day(on), value: dec(value), note: nil,
        location: place("content/health/2026.csv")))
  }

  mutating func opportunity(
    _ id: String, of account: Int, contract: String? = nil, close: String, amount: String,
    category: ForecastCategory? = nil, outcome: Opportunity.Outcome = .open, closedOn: String? = nil,
    nextStepDay: String? = nil
  ) {
    draft.opportunities.append(
      Opportunity(
        id: id, account: account, contract: contract, closeDate: day(close),
        amount: Restricted(usd(amount), for: .team), category: category, rawCategory: category?.rawValue, stage: nil,
        outcome: outcome, closedOn: closedOn.map(day), nextStepDay: nextStepDay.map(day),
        location: place("content/opportunities/2026.csv")))
  }

  var portfolio: Portfolio { Portfolio(draft) }

  func insight(on asOf: String = "2026-11-23") -> Insight { Insight(of: portfolio, asOf: day(asOf)) }
}

/// A task of a note.
func task(
  _ text: String, done: Bool = false, due: String? = nil, for audience: Audience = .field
) -> Restricted<ActionItem> {
  Restricted(
    ActionItem(
      text: text, isDone: done, assignee: nil, due: due.map(day), priority: nil,
      location: SourceLocation(SourceFile("content/accounts/a.md"), line: 20)), for: audience)
}

/// A log entry.
func touch(_ on: String, _ title: String = "Call", for audience: Audience = .field) -> Touch {
  Touch(
    day: day(on), kind: .call, title: Restricted(title, for: audience),
    location: SourceLocation(SourceFile("content/accounts/a.md"), line: 30))
}

/// A stakeholder with a role.
func person(_ name: String, _ role: String, stance: String? = nil, last: String? = nil) -> Stakeholder {
  Stakeholder(
    name: name, role: role, stance: stance, lastContact: last.map(day),
    location: SourceLocation(SourceFile("content/accounts/a.md"), line: 10))
}

/// A forecast call.
func call(
  _ category: ForecastCategory, _ amount: String?, swing: String? = nil
) -> ForecastCall {
  ForecastCall(
    category: category, amount: Restricted(amount.map(usd), for: .team), reason: Restricted("Verbal", for: .team),
    author: "ana@example.com", day: day("2026-11-16"), swing: Restricted(swing.map(usd), for: .team),
    intervention: Restricted(nil, for: .team),
    location: SourceLocation(SourceFile("content/accounts/a.md"), line: 12))
}
