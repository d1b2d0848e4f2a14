import Core
import Portfolio

extension FigureReader {
  func arr(_ name: FigureName, _ account: Int) -> Figure {
    var draft = draft(name)
    for insight in insight.accounts[account].contracts { add(insight, to: &draft) }
    return draft.money(insight.accounts[account].arr)
  }

  /// The active lines of a contract as inputs of ARR, and why its other lines don't count.
  private func add(_ insight: ContractInsight, to draft: inout ExplanationDraft) {
    let contract = portfolio.contracts[insight.contract]
    guard contract.status != .draft else {
      return draft.exclude(contract.id, "a draft", at: contract.location)
    }
    let value = ContractValue(contract, in: portfolio)
    for line in portfolio.lines(of: contract) where line.isActive(on: asOf) {
      let name = lineName(line, contract)
      if !line.isRecurring {
        draft.exclude(name, "one-off", at: line.location)
      } else if rollUp.rate(of: contract.currency) == nil {
        draft.exclude(name, "no rate for \(contract.currency)", at: line.location)
      } else {
        draft.input(name, amount(value.annual(of: line), contract.currency), at: line.location)
      }
    }
    if contract.end < asOf, let term = insight.dates.autoRenewal, term.state == .rolledOver, term.runningEnd != nil {
      draft.exclude(
        contract.id, "rolled over on \(term.nextStart.display), but its lines have ended", at: contract.location)
    }
  }

  func lineName(_ line: Line, _ contract: Contract) -> String {
    "\(contract.id) \(portfolio.products[line.product].name)"
  }

  /// An amount in its own currency, and in the roll-up currency where that is another.
  func amount(_ value: Rational, _ currency: Currency) -> String {
    let own = FigureFormat.exact(Money(rounding: value, currency))
    guard currency != rollUp.currency, let rate = rollUp.rate(of: currency) else { return own }
    return "\(own) × \(rate) = \(FigureFormat.exact(Money(rounding: value * rate, rollUp.currency)))"
  }

  func acv(_ name: FigureName, _ insight: ContractInsight) -> Figure {
    let contract = portfolio.contracts[insight.contract]
    let value = ContractValue(contract, in: portfolio)
    var draft = draft(name, subject: contract.id)
    let year = min(max(Term(from: contract.start, through: asOf).months / 12 + 1, 1), value.years)
    for index in 1...value.years {
      let span = value.span(ofYear: index)
      draft.input(
        "Year \(index), \(span.lowerBound.display) to \(span.upperBound.display)",
        FigureFormat.exact(Money(rounding: value.acv(year: index), contract.currency)), at: contract.location)
    }
    draft.substitution = "Year \(year) of \(value.years)"
    return draft.money(value.acv(year: year), contract.currency)
  }

  func tcv(_ name: FigureName, _ insight: ContractInsight) -> Figure {
    let contract = portfolio.contracts[insight.contract]
    var draft = draft(name, subject: contract.id)
    for line in portfolio.lines(of: contract) {
      let term = Term(from: line.start, through: line.end)
      let worth = line.isRecurring ? term.value(ofAnnual: line.annual) : line.annual
      let text = FigureFormat.exact(Money(rounding: worth, contract.currency))
      let annual = FigureFormat.exact(Money(rounding: line.annual, contract.currency))
      draft.input(
        lineName(line, contract), line.isRecurring ? "\(annual) a year, \(term.text): \(text)" : "\(text) once",
        at: line.location)
    }
    return draft.money(ContractValue(contract, in: portfolio).tcv, contract.currency)
  }

  func atr(_ name: FigureName, _ insight: ContractInsight) -> Figure {
    let contract = portfolio.contracts[insight.contract]
    let value = ContractValue(contract, in: portfolio)
    var draft = draft(name, subject: contract.id)
    for line in portfolio.lines(of: contract) {
      let name = lineName(line, contract)
      if !line.isRecurring {
        draft.exclude(name, "one-off", at: line.location)
      } else if value.isContinued(line) {
        draft.exclude(name, "the next segment follows on \((line.end + 1).display)", at: line.location)
      } else if line.end != contract.end {
        draft.exclude(name, "ends apart from the contract, on \(line.end.display)", at: line.location)
      } else {
        draft.input("\(name), ends \(line.end.display)", amount(line.annual, contract.currency), at: line.location)
      }
    }
    return draft.money(insight.atr)
  }

  func blendedPrice(_ name: FigureName, _ insight: ContractInsight) -> Figure {
    let contract = portfolio.contracts[insight.contract]
    var draft = draft(name, subject: contract.id)
    let uplift = contract.renewal.upliftPercent ?? .zero
    let lines = portfolio.lines(of: contract).filter { $0.isRecurring && $0.end == contract.end }
    for line in lines {
      let price = FigureFormat.exact(Money(rounding: line.unitPrice, contract.currency))
      let quantity = FigureFormat.trimmed(line.quantity.rational, digits: 3)
      draft.input(lineName(line, contract), "\(quantity) at \(price)", at: line.location)
    }
    let parts = lines.map {
      BlendedPrice.Part(quantity: $0.quantity.rational, price: $0.unitPrice, upliftPercent: uplift)
    }
    guard let blend = BlendedPrice(parts) else { return draft.unknown("no recurring line has a quantity") }
    let raised = FigureFormat.exact(Money(rounding: blend.uplifted, contract.currency))
    draft.substitution = "With the contract's uplift of \(FigureFormat.trimmed(uplift, digits: 2))%: \(raised)"
    return draft.money(blend.base, contract.currency)
  }

  func capHeadroom(_ name: FigureName, _ account: Int, _ insight: ContractInsight) -> Restricted<Figure> {
    let contract = portfolio.contracts[insight.contract]
    let base = ContractValue(contract, in: portfolio).atr
    return portfolio.accounts[account].negotiation.map { plan in
      var draft = draft(name, subject: contract.id)
      guard let cap = contract.renewal.upliftCapPercent else { return draft.unknown("the contract has no cap") }
      guard let plan, let quoted = plan.quotedUplift else { return draft.unknown("no quote is out") }
      let quote = Uplift.price(base, percent: quoted, year: 2)
      draft.input("Price today", FigureFormat.exact(Money(rounding: base, contract.currency)), at: contract.location)
      draft.input("Cap", "\(FigureFormat.trimmed(cap, digits: 2))%", at: contract.location)
      draft.input(
        "Quoted, \(FigureFormat.signed(quoted, digits: 1))%",
        FigureFormat.exact(Money(rounding: quote, contract.currency)), at: plan.location)
      let headroom = Uplift.headroom(base, capPercent: cap, quoted: quote)
      draft.substitution = headroom < .zero ? "The quote is over the cap" : nil
      return draft.money(headroom, contract.currency)
    }
  }
}
