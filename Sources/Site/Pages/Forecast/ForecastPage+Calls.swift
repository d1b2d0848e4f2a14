import Core
import Insight
import Portfolio

extension ForecastPage {
  /// The manager's call beside what the CRM and its weight come to; those that disagree first.
  func callsSection() -> ReportSection? {
    guard amounts != nil else { return nil }
    let compared = renewals.compactMap { account, renewal in
      renewal.category?.isClosed == true ? nil : comparison(account, renewal)
    }
    guard !compared.isEmpty else { return nil }
    let sorted = compared.enumerated().sorted {
      $0.element.isApart == $1.element.isApart ? $0.offset < $1.offset : $0.element.isApart
    }.map(\.element)
    let apart = compared.count { $0.isApart }
    let (called, computed) = (sum(compared.map(\.called)), sum(compared.map(\.computed)))
    return ReportSection(
      id: "calls", heading: "The call beside the computed figure",
      note: apart == 0
        ? "All \(compared.count) agree with the CRM"
        : "\(apart) of \(compared.count) disagree with the CRM's category or amount",
      table: TableView(
        "Calls with their reasons",
        columns: [
          .text("Account"), .text("Call"), .number("Called, \(symbol)"), .text("Why"), .text("CRM"),
          .number("CRM × weight, \(symbol)"), .number("Call less computed, \(symbol)"), .text("Disagreement"),
        ],
        rows: sorted.prefix(Self.rowLimit).map(row),
        footer: RowView([
          .text("All open calls"), .none, .text(called.bare), .none, .none, .text(computed.bare),
          .text(Total(called.amount - computed.amount, called.currency).signed), .none,
        ])))
  }

  /// A call beside what is computed without it.
  private struct Comparison {
    let account: Int
    let call: ForecastCall
    let called: Total
    let crm: String
    let computed: Total
    let disagreement: String?
    var isApart: Bool { disagreement != nil }
  }

  private func sum(_ totals: [Total]) -> Total {
    totals.reduce(into: Total(.zero, forecast.atr.currency)) { $0 += $1 }
  }

  private func comparison(_ account: Int, _ renewal: RenewalForecast) -> Comparison? {
    guard let call = renewal.call else { return nil }
    let called = context.visible(renewal.amount) ?? Total(.zero, forecast.atr.currency)
    let crm = renewal.opportunity.flatMap { context.visible($0.amount) }
    let category = renewal.opportunity?.category
    let weight = category.map { portfolio.settings.forecastWeights[$0] } ?? .zero
    let rate = crm.flatMap { $0.currency == called.currency ? .one : portfolio.settings.rates[$0.currency] }
    let rolled = rate.flatMap { rate in crm.map { $0.amount * rate } } ?? .zero
    let computed = Total(min(rolled, renewal.atr.amount) * weight, called.currency)
    let words = crm.map { "\(category?.word ?? renewal.opportunity?.rawCategory ?? "No category"), \(short($0))" }
    return Comparison(
      account: account, call: call, called: called, crm: words ?? "No opportunity", computed: computed,
      disagreement: disagreement(account, call, category, called, crm == nil ? nil : rolled))
  }

  private func short(_ money: Money) -> String { money.currency.symbol + FigureFormat.bare(money) }

  private func disagreement(
    _ account: Int, _ call: ForecastCall, _ category: ForecastCategory?, _ called: Total, _ crm: Rational?
  ) -> String? {
    var parts: [String] = []
    guard let crm else { return "the CRM has no opportunity" }
    if let category, category != call.category {
      parts.append("CRM says \(category.word.lowercased()), the call \(call.category.word.lowercased())")
    }
    let apart = Total(called.amount - crm, called.currency)
    if apart.money.minor != 0 {
      let size = FigureFormat.short(apart.amount.magnitude, apart.currency)
      parts.append("called \(size) \(apart.amount < 0 ? "lower" : "higher")")
    }
    let band = context.visible(context.insight.accounts[account].health)?.band
    if call.category == .commit, band == .red { parts.append("commit on a red account") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func row(_ item: Comparison) -> RowView {
    let by = [item.call.author.map(PersonView.name(fromAddress:)), item.call.day?.display].compactMap(\.self)
    var why = CellView.full(context.visible(item.call.reason) ?? "No reason given")
    why.small = by.isEmpty ? nil : by.joined(separator: ", ")
    return RowView([
      accountCell(item.account), .category(CategoryView(category: item.call.category)), .text(item.called.bare), why,
      .text(item.crm), .text(item.computed.bare),
      .text(Total(item.called.amount - item.computed.amount, item.called.currency).signed),
      CellView(text: item.disagreement ?? "agrees", isFull: true, isBad: item.isApart),
    ])
  }

  /// The quarter by owner, segment and region.
  func slices() -> [ReportSection?] {
    guard let book = context.visible(context.insight.book) else { return [] }
    return [
      slice(
        "owner", "By manager", "Manager", book.owners.map { ($0.key.map(PersonView.name(fromAddress:)), $0.figures) }),
      context.visible(book.segments).flatMap {
        slice("segment", "By segment", "Segment", $0.map { ($0.key, $0.figures) })
      },
      context.visible(book.regions).flatMap { slice("region", "By region", "Region", $0.map { ($0.key, $0.figures) }) },
    ]
  }

  private func slice(
    _ id: String, _ heading: String, _ column: String, _ slices: [(name: String?, figures: BookFigures)]
  ) -> ReportSection? {
    let rows = slices.compactMap { slice -> RowView? in
      let quarters = context.visible(slice.figures.quarters) ?? []
      guard let mine = quarters.first(where: { $0.quarter == forecast.quarter }), !mine.atr.amount.isZero else {
        return nil
      }
      return sliceRow(slice.name.flatMap { $0.isEmpty ? nil : $0 } ?? "None given", mine)
    }
    guard rows.count > 1 else { return nil }
    let money = amounts == nil ? [] : ["Won", "Commit", "Best case", "Pipeline", "Call", "Target", "Gap"]
    return ReportSection(
      id: id, heading: heading, note: "\(forecast.quarter.display), by the accounts' own \(id)",
      table: TableView(
        heading,
        columns: [.text(column), .number("Renewals"), .number("ATR, \(symbol)")]
          + money.map { .number("\($0), \(symbol)") } + (amounts == nil ? [] : [.number("Call of ATR")]),
        rows: rows))
  }

  private func sliceRow(_ name: String, _ quarter: QuarterForecast) -> RowView {
    var cells: [CellView] = [.header(name), .text(String(quarter.renewals.count)), .text(quarter.atr.bare)]
    if let amounts = context.visible(quarter.amounts) {
      cells += [
        .text(amounts[.closedWon].bare), .text(amounts[.commit].bare), .text(amounts[.bestCase].bare),
        .text(amounts[.pipeline].bare), .text(amounts.called.bare), .text(amounts.target?.bare ?? "–"),
        .text(amounts.gap?.signed ?? "–", isBad: amounts.gap.map { $0.amount < 0 } ?? false),
        .text(amounts.mostLikely.map { FigureFormat.percent($0) } ?? "–"),
      ]
    }
    return RowView(cells)
  }
}
