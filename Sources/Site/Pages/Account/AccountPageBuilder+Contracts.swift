import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// Lines in force and to come; earlier contracts behind a disclosure.
  func contractsSection() -> ContractsSection? {
    let contracts = Array(portfolio.contracts(of: index))
    let current = contracts.filter { $0.end >= asOf && $0.status != .cancelled }
    let past = contracts.filter { $0.end < asOf || $0.status == .cancelled }.sorted {
      ($1.end, $0.id) < ($0.end, $1.id)
    }
    let rows = current.flatMap { contract in portfolio.lines(of: contract).map { row($0, of: contract) } }
    let showsDiscount = context.audience >= portfolio.settings.clearance[.listPrices]
    return ContractsSection(
      note:
        "\(FigureFormat.counted(current.count, "contract", "contracts")) running, \(FigureFormat.counted(rows.count, "line", "lines"))",
      proposal: context.proposes(index) ? page.href(to: .proposal(account.slug)) : nil,
      showsDiscount: showsDiscount, rows: rows,
      total: rows.isEmpty
        ? nil : LabelledValue(label: "Annual recurring value on \(asOf.display)", value: Self.whole(insight.arr)),
      source: source("arr"),
      pastNote: FigureFormat.counted(past.count, "earlier contract", "earlier contracts"),
      past: past.map(pastRow))
  }

  private func row(_ line: Line, of contract: Contract) -> LineRow {
    let product = portfolio.products[line.product]
    let money = { (value: Rational, digits: Int) in
      contract.currency.symbol + FigureFormat.decimal(value, digits: digits)
    }
    return LineRow(
      name: product.name, detail: detail(line, of: contract), term: Self.term(line.start, line.end),
      quantity: FigureFormat.trimmed(line.quantity.rational, digits: 3), unitPrice: money(line.unitPrice, 2),
      discount: context.visible(line.discountPercent).map { FigureFormat.trimmed($0, digits: 1) + "%" } ?? "",
      annual: money(line.annual, 0) + (line.isRecurring ? "" : " once"), isPast: !line.isActive(on: asOf))
  }

  private func detail(_ line: Line, of contract: Contract) -> String {
    var parts = [contract.id]
    if line.start > asOf { parts.append("starts \(line.start.display)") }
    if line.id == portfolio.lines(of: contract).first?.id { parts += terms(of: contract) }
    return parts.joined(separator: ", ")
  }

  /// A contract's renewal rules in words.
  private func terms(of contract: Contract) -> [String] {
    let renewal = contract.renewal
    var parts: [String] = []
    switch renewal.isAutomatic {
    case true?: parts.append("renews itself" + (renewal.termMonths.map { " for \($0) months" } ?? ""))
    case false?: parts.append("ends unless renewed")
    case nil: break
    }
    parts.append(renewal.notice.map { "notice \($0.text)" } ?? "no notice clause")
    if let cap = renewal.upliftCapPercent { parts.append("uplift cap \(FigureFormat.trimmed(cap, digits: 1))%") }
    if contract.needsPurchaseOrder { parts.append("PO required") }
    return parts
  }

  static func term(_ start: Day, _ end: Day) -> String { "\(start.display) to \(end.display)" }

  private func pastRow(_ contract: Contract) -> PastContractRow {
    let annual = portfolio.lines(of: contract).filter { $0.isRecurring && $0.end == contract.end }
      .reduce(Rational.zero) { $0 + $1.annual }
    return PastContractRow(
      name: contract.id,
      detail: [contract.renews.map { "renewed \($0)" }, contract.transferTo.map { "moved to \($0)" }].compactMap { $0 }
        .joined(separator: ", "),
      term: Self.term(contract.start, contract.end), status: contract.status.rawValue.capitalizedFirst,
      annual: contract.currency.symbol + FigureFormat.decimal(annual, digits: 0))
  }
}
