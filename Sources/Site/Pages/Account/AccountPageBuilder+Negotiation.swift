import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// The plan in short; the team's alone.
  func negotiationSection() -> NegotiationSection? {
    guard let plan = context.visible(account.negotiation) else { return nil }
    let currency = context.insight.offerBase(of: index).currency
    let scenarios = context.visible(context.insight.scenarios(of: index)) ?? []
    return NegotiationSection(
      workbench: page.href(to: .negotiation(account.slug)), facts: facts(plan, currency),
      yearHeader: "Year 1, \(currency.symbol)", tcvHeader: "TCV, \(currency.symbol)",
      scenarios: scenarios.map(scenario), source: nil)
  }

  private func facts(_ plan: Negotiation, _ currency: Currency) -> [LabelledValue] {
    let percent = { (value: Rational) in FigureFormat.trimmed(value, digits: 2) + "%" }
    let amount = { (value: Rational) in currency.symbol + FigureFormat.decimal(value, digits: 0) + " a year" }
    let open = plan.clauses.filter(\.isOpen)
    let facts: [(String, String?)] = [
      ("Strategy", plan.strategy), ("Target", plan.targetAmount.map(amount) ?? plan.targetUplift.map(percent)),
      ("Walk away", plan.walkAwayAmount.map(amount) ?? plan.walkAwayUplift.map(percent)),
      ("Quoted", plan.quotedUplift.map(percent)),
      ("Our alternative", plan.ours.alternative), ("Theirs", plan.theirs.alternative),
      ("Open clauses", open.isEmpty ? nil : open.map(\.clause).joined(separator: "; ")),
    ]
    return facts.compactMap { label, value in value.map { LabelledValue(label: label, value: $0) } }
  }

  private func scenario(_ scenario: ScenarioValue) -> ScenarioRow {
    let value = scenario.value
    let term = Term(from: value.span.lowerBound, through: value.span.upperBound)
    return ScenarioRow(
      name: scenario.scenario.name, detail: scenario.scenario.note,
      uplift: value.effectiveUplift.map { FigureFormat.signedPercent($0) } ?? "–",
      flags: scenario.flags.map(\.word), yearOne: FigureFormat.decimal(value.years[0].amount, digits: 0),
      term: term.text,
      tcv: FigureFormat.decimal(value.total, digits: 0),
      approval: scenario.approver ?? (scenario.flags.contains(.beyondApproval) ? "nobody may" : "nobody has to"))
  }
}
