public import Core
public import Portfolio

extension FigureReader {
  /// A figure of the scenario that the name is about.
  func scenario(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    insight.scenarios(of: account).map { scenarios in
      guard let scenario = scenarios.first(where: { $0.scenario.key == name.subject }) else {
        return draft(name).unknown("the plan has no scenario of that name")
      }
      return ScenarioFigure(scenario, draft(name, subject: scenario.scenario.name)).figure
    }
  }
}

extension Insight {
  /// All figures of each scenario of an account, in the registry's order: one computation for all, where `figure(_:account:)` makes
  /// one for each.
  public func scenarioFigures(of account: Int) -> Restricted<[[Figure]]> {
    let reader = FigureReader(self)
    let kinds = FigureKind.allCases.filter { $0.subject == .scenario }
    return scenarios(of: account).map { scenarios in
      scenarios.map { scenario in
        kinds.map { kind in
          let name = FigureName(kind, scenario.scenario.key)
          return ScenarioFigure(scenario, reader.draft(name, subject: scenario.scenario.name)).figure
        }
      }
    }
  }

  /// Every figure that an account has and `audience` may see; those of scenarios at the end.
  public func figures(ofAccount account: Int, for audience: Audience) -> [Figure] {
    let names = figureNames(ofAccount: account, for: audience).filter { $0.kind.subject != .scenario }
    let figures = names.compactMap { figure($0, account: account)?.resolved(for: audience) }
    return figures + (scenarioFigures(of: account).resolved(for: audience) ?? []).joined()
  }
}

/// One figure of a scenario, explained.
private struct ScenarioFigure {
  let scenario: ScenarioValue
  var draft: ExplanationDraft

  init(_ scenario: ScenarioValue, _ draft: ExplanationDraft) {
    self.scenario = scenario
    self.draft = draft
  }

  private var value: OfferValue { scenario.value }
  private var terms: OfferTerms { value.terms }

  var figure: Figure {
    var copy = self
    return copy.make()
  }

  private mutating func make() -> Figure {
    let value = value
    switch draft.name.kind {
    case .scenarioARR:
      addLines { $0.span.contains(value.span.lowerBound) ? nil : "starts on \($0.span.lowerBound.display)" }
      return money(value.arr)
    case .scenarioExitARR:
      draft.substitution = value.years.map { "year \($0.year) \(text($0.annual))" }.joined(separator: ", ")
      addLines { $0.span.contains(value.span.upperBound) ? nil : "ends on \($0.span.upperBound.display)" }
      return money(value.exitARR)
    case .scenarioTCV:
      for year in value.years {
        draft.input("Year \(year.year), \(days(year.span))", text(year.amount), at: scenario.scenario.location)
      }
      return money(value.total)
    case .scenarioChange:
      draft.substitution = "\(text(value.arr)) − \(text(value.base.annual))"
      addToday()
      return money(value.change)
    case .scenarioMargin: return margin()
    case .scenarioHeadroom: return headroom()
    case .scenarioUnitPrice: return unitPrices()
    case .scenarioApprover: return approver()
    default: return share()
    }
  }

  private mutating func share() -> Figure {
    let value = value
    switch draft.name.kind {
    case .scenarioUplift:
      draft.substitution = "\(text(value.likeOffered)) ÷ \(text(value.likeToday)) − 1"
      addLines { $0.today == nil ? "new, so nothing is paid for it today" : nil }
      return draft.share(value.effectiveUplift, unknown: "no line of today is in it")
    case .scenarioDiscount:
      addDiscount()
      return draft.share(value.discount, unknown: "its lines come to nothing")
    case .scenarioListDiscount:
      addLines { ($0.list ?? .zero) > .zero ? nil : "no list price in \(value.base.currency) is known" }
      return draft.share(value.listDiscount, unknown: "no list price is known")
    default:
      draft.substitution =
        "(\(text(value.exitARR)) ÷ \(text(value.base.annual)))^(1 ÷ \(value.years.count)) − 1"
      addToday()
      guard let growth = value.growth else { return draft.unknown("one of the prices is nothing") }
      return draft.figure(FigureFormat.percent(growth, digits: 2), plain: (growth * 100).decimalText(digits: 2))
    }
  }

  private mutating func margin() -> Figure {
    guard let walkAway = scenario.walkAway else { return draft.unknown("the plan has no walk-away") }
    draft.substitution = "\(text(value.arr)) − \(text(walkAway))"
    addToday()
    return money(value.arr - walkAway)
  }

  private mutating func headroom() -> Figure {
    guard let cap = value.base.capPercent, let headroom = value.headroom else {
      return draft.unknown("the contract has no cap")
    }
    draft.substitution = "\(text(value.likeToday)) × (1 + \(percent(cap))) − \(text(value.likeOffered))"
    draft.input("Cap", percent(cap), at: value.base.contract?.location)
    addLines { $0.today == nil ? "new, so no cap binds it" : nil }
    return money(headroom)
  }

  private mutating func unitPrices() -> Figure {
    addLines { _ in nil }
    let prices = value.unitPrices
    guard !prices.isEmpty else { return draft.unknown("it has no recurring line") }
    let texts = prices.map { "\(text($0.price)) per \($0.metric?.word ?? "unit")" }
    return draft.figure(texts.joined(separator: ", "), plain: texts.joined(separator: ", "))
  }

  private mutating func approver() -> Figure {
    addDiscount()
    guard let discount = value.discount, discount > .zero else { return draft.figure("nobody", plain: "") }
    draft.substitution = "\(FigureFormat.percent(discount)) is given away"
    guard let approver = scenario.approver else {
      return draft.unknown(
        scenario.flags.contains(.beyondApproval) ? "no level reaches that far" : "no level is set")
    }
    return draft.figure(approver, plain: approver)
  }

  private mutating func addDiscount() {
    draft.substitution = "(\(text(value.reference)) − \(text(value.offered))) ÷ \(text(value.reference))"
    for line in value.lines where line.isRecurring {
      draft.input(
        line.name, "\(quantity(line)) at \(text(line.reference(terms))), offered at \(text(line.firstPrice(terms)))",
        at: line.location)
    }
  }

  private mutating func addToday() {
    draft.input("Price today", text(value.base.annual), at: value.base.contract?.location)
    draft.input("Scenario", scenario.scenario.name, at: scenario.scenario.location)
  }

  /// Every line with its prices; those for which there is a reason are left out.
  private mutating func addLines(leaving reason: (OfferLine) -> String?) {
    for line in value.lines {
      if !line.isRecurring {
        draft.exclude(line.name, "one-off", at: line.location)
      } else if let reason = reason(line) {
        draft.exclude(line.name, reason, at: line.location)
      } else {
        let today = line.today.map { ", today \(text($0))" } ?? ""
        let list = line.list.map { ", list \(text($0))" } ?? ""
        draft.input(
          line.name, "\(quantity(line)) at \(text(line.firstPrice(terms)))\(today)\(list)", at: line.location)
      }
    }
  }

  private func money(_ amount: Rational) -> Figure { draft.money(amount, value.base.currency) }
  private func text(_ amount: Rational) -> String { FigureFormat.exact(Money(rounding: amount, value.base.currency)) }
  private func percent(_ value: Rational) -> String { FigureFormat.trimmed(value, digits: 2) + "%" }
  private func quantity(_ line: OfferLine) -> String { FigureFormat.trimmed(line.quantity, digits: 3) }
  private func days(_ span: ClosedRange<Day>) -> String {
    "\(span.lowerBound.display) to \(span.upperBound.display)"
  }
}

extension Product.Metric {
  /// In words: `named user`.
  public var word: String {
    String(decoding: rawValue.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
