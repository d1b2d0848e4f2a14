import Core
import Insight
import Portfolio

/// Makes the negotiation page of an account from its plan, its contract and its people.
struct NegotiationPageBuilder {
  let context: SiteContext
  /// Index in `Portfolio.accounts`.
  let index: Int
  let plan: Negotiation
  let base: OfferBase
  let scenarios: [ScenarioValue]
  let page: PageID

  /// Nil if the account has no plan that this copy may know.
  init?(_ context: SiteContext, account slug: Slug) {
    guard let index = context.portfolio.account(slug),
      let plan = context.visible(context.portfolio.accounts[index].negotiation)
    else { return nil }
    self.context = context
    self.index = index
    self.plan = plan
    base = context.insight.offerBase(of: index)
    scenarios = context.visible(context.insight.scenarios(of: index)) ?? []
    page = .negotiation(slug)
  }

  var account: Account { context.portfolio.accounts[index] }
  var asOf: Day { context.asOf }

  func build() -> NegotiationPage {
    let heading = "\(account.name): negotiation"
    let report = ReportPage(
      frame: context.frame(
        for: page, title: heading, description: "The negotiation with \(account.name) on \(asOf.display).",
        crumbs: [
          LinkView(label: "Portfolio", href: page.href(to: .portfolio)),
          LinkView(label: "Accounts", href: page.href(to: .accounts(0))),
          LinkView(label: account.name, href: page.href(to: .account(account.slug))),
          LinkView(label: "Negotiation", href: nil),
        ]),
      heading: heading, subtitle: "For the team alone, amounts in \(base.currency.code)", lede: plan.strategy,
      tiles: tiles,
      sections: [comparison, chart, stand, trades, ladder, clauses, decision, paper, people, history, proposal]
        .compactMap(\.self))
    return NegotiationPage(report: report, calculator: calculator)
  }

  func money(_ amount: Rational) -> String { FigureFormat.bare(Money(rounding: amount, base.currency)) }
  func signed(_ amount: Rational) -> String { (amount > .zero ? "+" : "") + money(amount) }
  private func exact(_ amount: Rational) -> String { FigureFormat.exact(Money(rounding: amount, base.currency)) }
  private func percent(_ value: Rational) -> String { FigureFormat.trimmed(value, digits: 2) + "%" }

  private var tiles: [FigureTile] {
    [
      tile("Today, a year", base.annual, base.contract.map { "\($0.id), to \($0.end.display)" } ?? "no contract"),
      tile("Target", target, plan.targetUplift.map { "uplift of \(percent($0))" } ?? "price a year"),
      tile("Walk away", walkAway, plan.walkAwayUplift.map { "uplift of \(percent($0))" } ?? "price a year"),
      tile(
        "Cap", base.capPercent.map(raised),
        base.capPercent.map { "at most \(percent($0)) by contract" } ?? "no cap in the contract"),
      renewal,
    ].compactMap(\.self)
  }

  private func tile(_ label: String, _ amount: Rational?, _ note: String) -> FigureTile {
    FigureTile(
      label: label, value: amount.map { FigureFormat.short($0, base.currency) }, exact: amount.map(exact), note: note)
  }

  private var renewal: FigureTile? {
    base.contract.map { contract in
      let days = contract.end - asOf
      return FigureTile(
        label: "Renews", value: contract.renewalDate.display, note: FigureFormat.remaining(days), isBad: days < 0)
    }
  }

  private var target: Rational? { plan.targetAmount ?? plan.targetUplift.map(raised) }
  private var walkAway: Rational? { plan.walkAwayAmount ?? plan.walkAwayUplift.map(raised) }
  private func raised(_ percent: Rational) -> Rational { Uplift.price(base.annual, percent: percent, year: 2) }
}
