import Core
import Portfolio

extension FigureReader {
  func forecast(_ name: FigureName, _ account: Int) -> Restricted<Figure> {
    let next = insight.accounts[account].next.map { portfolio.contracts[$0.contract] }
    return insight.accounts[account].forecast.flatMap { renewal in
      var draft = draft(name, subject: next?.id)
      guard let renewal else {
        return Restricted(draft.unknown("there is nothing to renew"), for: .customer)
      }
      add(renewal, next, to: &draft)
      if name.kind == .forecastCategory { return Restricted(category(draft, renewal), for: .customer) }
      return renewal.amount.map { self.amount(draft, renewal, $0) }
    }
  }

  private func add(_ renewal: RenewalForecast, _ contract: Contract?, to draft: inout ExplanationDraft) {
    draft.input("ATR", renewal.atr.exact, at: contract?.location)
    if let opportunity = renewal.opportunity {
      draft.input(
        "Opportunity \(opportunity.id)",
        "\(opportunity.category?.title ?? opportunity.rawCategory ?? "no category"), closes \(opportunity.closeDate.display)",
        at: opportunity.location)
    }
    for won in renewal.alsoWon {
      draft.input("Opportunity \(won.id)", "won too, closes \(won.closeDate.display)", at: won.location)
    }
    for index in renewal.renewedBy {
      let contract = portfolio.contracts[index]
      draft.input("Renewed by \(contract.id)", "from \(contract.start.display)", at: contract.location)
    }
    if let call = renewal.call {
      let who = [call.category.title, call.author, call.day?.display].compactMap(\.self).joined(separator: ", ")
      draft.input("Call", who, at: call.location)
    }
    for id in renewal.ignored { draft.exclude("Opportunity \(id)", "another one for the same contract counts") }
    if let category = renewal.category {
      draft.weight(category.title, renewal.probability.description)
    }
  }

  private func category(_ draft: ExplanationDraft, _ renewal: RenewalForecast) -> Figure {
    guard let category = renewal.category else { return draft.unknown("no call yet") }
    return draft.figure(category.title, plain: category.rawValue)
  }

  private func amount(_ draft: ExplanationDraft, _ renewal: RenewalForecast, _ amount: Total?) -> Figure {
    var draft = draft
    guard let amount else { return draft.unknown("no amount was given") }
    let (own, probability) = (amount.exact, renewal.probability.description)
    switch draft.name.kind {
    case .forecastAmount: return draft.money(amount)
    case .forecastShare:
      draft.substitution = "\(own) ÷ \(renewal.atr.exact)"
      return draft.share(amount.share(of: renewal.atr), unknown: "there is nothing to renew")
    case .forecastWeighted:
      draft.substitution = "min(\(own), \(renewal.atr.exact)) × \(probability)"
      return draft.money(min(amount.amount, renewal.atr.amount) * renewal.probability, amount.currency)
    default:
      draft.substitution = "\(own) × \(probability)"
      return draft.money(amount.amount * renewal.probability, amount.currency)
    }
  }

  func touch(_ name: FigureName, _ account: Int) -> Restricted<Figure> {
    insight.accounts[account].touch.map { touch in
      var draft = draft(name)
      if let last = touch.last { draft.input("Last touch, \(last.kind.rawValue)", last.day.display, at: last.location) }
      draft.input("Cadence", FigureFormat.days(touch.cadence))
      if name.kind == .lastTouch { return draft.day(touch.last?.day, unknown: "no touch is on record") }
      if let last = touch.last { draft.substitution = "\(last.day.display) + \(FigureFormat.days(touch.cadence))" }
      return draft.day(touch.nextDue, unknown: "no touch is on record")
    }
  }

  func attention(_ name: FigureName, _ account: Int) -> Restricted<Figure> {
    insight.accounts[account].attention.all.raised(to: settings.clearance[.activity]).map { list in
      var draft = draft(name)
      guard let list, let first = list.reasons.first else { return draft.figure("none", plain: "") }
      draft.input("ATR at stake", list.atStake.exact)
      for reason in list.reasons {
        draft.input(reason.text, "urgency \(FigureFormat.trimmed(reason.urgency, digits: 2))", at: reason.location)
      }
      draft.substitution = "\(list.atStake.exact) × 90 ÷ max(7, \(first.days))"
      return draft.figure(
        FigureFormat.decimal(list.score, digits: 0), plain: list.score.decimalText(digits: 2))
    }
  }
}
