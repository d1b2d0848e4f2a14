public import Core
import Portfolio

/// Scenarios side by side as text: a row a figure, a cell a scenario. Pages, the terminal and exports show the same.
public struct ScenarioComparison: Sendable {
  /// One figure of every scenario.
  public struct Row: Sendable, Hashable {
    /// What it is.
    public let label: String
    /// For readers: `277,200`, `+5.0%`; empty where it can't be told.
    public let shown: [String]
    /// For programs: `277200.00`, `5.0`.
    public let plain: [String]
    /// The figure's kind, if it has an explanation of its own.
    public let kind: FigureKind?
  }

  /// Names of the scenarios.
  public let names: [String]
  /// Currency of all amounts.
  public let currency: Currency
  /// In the order in which they are talked about: term, prices by year, totals, change, limits.
  public let rows: [Row]

  /// The rows of `scenarios`, which are of one account.
  public init(_ scenarios: [ScenarioValue], currency: Currency) {
    names = scenarios.map(\.scenario.name)
    self.currency = currency
    rows = ScenarioRows(scenarios: scenarios, currency: currency).all
  }
}

/// Makes the rows.
private struct ScenarioRows {
  let scenarios: [ScenarioValue]
  let currency: Currency

  typealias Row = ScenarioComparison.Row

  var all: [Row] {
    let years = scenarios.map(\.value.years.count).max() ?? 0
    return [row("Term", nil) { same(Self.term($0.value)) }]
      + (0..<years).map { year in
        row("Year \(year + 1)", nil) {
          $0.value.years.indices.contains(year) ? money($0.value.years[year].amount) : none
        }
      } + totals + prices + limits
  }

  private var totals: [Row] {
    [
      row("ARR, first day", .scenarioARR) { money($0.value.arr) },
      row("ARR, last day", .scenarioExitARR) { money($0.value.exitARR) },
      row("Total, TCV", .scenarioTCV) { money($0.value.total) },
      row("Change against today", .scenarioChange) { signed($0.value.change) },
      row("Change against today, %", nil) { share($0.value.changeShare, signed: true) },
      row("Yearly growth, CAGR", .scenarioGrowth) { share($0.value.growth, digits: 2, signed: true) },
    ]
  }

  private var prices: [Row] {
    let metrics = scenarios.flatMap { $0.value.unitPrices.map(\.metric) }
    var order: [Product.Metric?] = []
    for metric in metrics where !order.contains(metric) { order.append(metric) }
    return [
      row("Effective uplift", .scenarioUplift) { share($0.value.effectiveUplift, signed: true) },
      row("Effective discount", .scenarioDiscount) { share($0.value.discount) },
      row("Distance to list", .scenarioListDiscount) { share($0.value.listDiscount) },
    ]
      + order.map { metric in
        row("Price per \(metric?.word ?? "unit")", .scenarioUnitPrice) { scenario in
          scenario.value.unitPrices.first { $0.metric == metric }.map { price($0.price) } ?? none
        }
      }
  }

  private var limits: [Row] {
    [
      row("Margin to walk-away", .scenarioMargin) { $0.margin.map(signed) ?? none },
      row("Cap headroom", .scenarioHeadroom) { $0.value.headroom.map(signed) ?? none },
      row("Approver", .scenarioApprover) { same(approver($0)) },
      row("Flags", nil) { same($0.flags.map(\.word).joined(separator: ", ")) },
    ]
  }

  private func row(
    _ label: String, _ kind: FigureKind?, _ cell: (ScenarioValue) -> (shown: String, plain: String)
  ) -> Row {
    let cells = scenarios.map(cell)
    return Row(label: label, shown: cells.map(\.shown), plain: cells.map(\.plain), kind: kind)
  }

  private var none: (shown: String, plain: String) { ("", "") }

  private func same(_ text: String) -> (shown: String, plain: String) { (text, text) }

  private func money(_ amount: Rational) -> (shown: String, plain: String) {
    let money = Money(rounding: amount, currency)
    return (FigureFormat.bare(money), money.amount.decimalText(digits: currency.fractionDigits))
  }

  /// With its sign, so that no one takes it for an amount.
  private func price(_ amount: Rational) -> (shown: String, plain: String) {
    (FigureFormat.exact(Money(rounding: amount, currency)), money(amount).plain)
  }

  private func signed(_ amount: Rational) -> (shown: String, plain: String) {
    let (shown, plain) = money(amount)
    return ((amount > .zero ? "+" : "") + shown, plain)
  }

  private func share(
    _ share: Rational?, digits: Int = 1, signed: Bool = false
  ) -> (shown: String, plain: String) {
    guard let share else { return none }
    let shown =
      signed ? FigureFormat.signedPercent(share, digits: digits) : FigureFormat.percent(share, digits: digits)
    return (shown, (share * 100).decimalText(digits: digits))
  }

  private func approver(_ scenario: ScenarioValue) -> String {
    if let approver = scenario.approver { return approver }
    return scenario.flags.contains(.beyondApproval) ? "nobody may" : "nobody has to"
  }

  /// `36 months from 1 Feb 2027`; with its last day where that isn't the end of whole months.
  private static func term(_ value: OfferValue) -> String {
    let term = Term(from: value.span.lowerBound, through: value.span.upperBound)
    return "\(term.text) from \(value.span.lowerBound.display)"
  }
}
