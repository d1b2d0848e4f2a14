import Core
import Portfolio

extension FigureReader {
  func licence(_ sku: String?, _ account: Int) -> ProductLicence? {
    insight.accounts[account].licences.products.first { portfolio.products[$0.product].sku == sku }
  }

  func product(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    guard let licence = licence(name.subject, account) else { return nil }
    switch name.kind {
    case .rightSize: return licence.rightSize.map { rightSize(name, licence, $0) }
    case .rightSizeChange: return licence.rightSize.map { rightSizeChange(name, licence, $0) }
    case .unusedValue: return licence.unusedValue.map { unusedValue(name, licence, $0) }
    case .peak: return open(peak(name, licence))
    default: return open(share(name, licence))
    }
  }

  func draft(_ name: FigureName, _ licence: ProductLicence) -> ExplanationDraft {
    draft(name, subject: portfolio.products[licence.product].name)
  }

  func text(_ quantity: Rational?) -> String {
    quantity.map { FigureFormat.trimmed($0, digits: 3) } ?? "not known"
  }

  /// Row of the latest month.
  func row(_ licence: ProductLicence) -> SourceLocation? {
    licence.usage.last.map { portfolio.usage[$0].location }
  }

  private func share(_ name: FigureName, _ licence: ProductLicence) -> Figure {
    var draft = draft(name, licence)
    let (part, whole, value): ((String, Rational?), (String, Rational?), Rational?) =
      switch name.kind {
      case .deployed: (("Assigned", licence.assigned), ("Entitled", licence.entitled), licence.deployed)
      case .depth: (("Active", licence.active), ("Assigned", licence.assigned), licence.depth)
      default: (("Active", licence.active), ("Entitled", licence.entitled), licence.utilization)
      }
    draft.input("\(part.0), \(counting(licence))", text(part.1), at: row(licence))
    draft.input(whole.0, text(whole.1), at: row(licence) ?? licence.lines.first.map { portfolio.lines[$0].location })
    draft.substitution = "\(text(part.1)) ÷ \(text(whole.1))"
    return draft.share(value, unknown: "\(part.0.lowercased()) or \(whole.0.lowercased()) is not known")
  }

  func counting(_ licence: ProductLicence) -> String {
    switch licence.count {
    case .latest: licence.month?.display ?? "latest month"
    case .peak: "peak of 12 months"
    case .average: "average of 12 months"
    }
  }

  func addRate(_ lines: [Int], _ rate: Rational?, to draft: inout ExplanationDraft) {
    for index in lines {
      let line = portfolio.lines[index]
      let contract = portfolio.contracts[line.contract]
      let quantity = FigureFormat.trimmed(line.quantity.rational, digits: 3)
      draft.input(
        lineName(line, contract), "\(quantity) for \(amount(line.annual, contract.currency)) a year", at: line.location)
    }
    if let rate { draft.input("Rate a year", FigureFormat.exact(Money(rounding: rate, rollUp.currency))) }
  }

  private func unusedValue(_ name: FigureName, _ licence: ProductLicence, _ value: Rational?) -> Figure {
    var draft = draft(name, licence)
    draft.input("Entitled", text(licence.entitled), at: row(licence))
    draft.input("Active, \(counting(licence))", text(licence.active), at: row(licence))
    addRate(licence.lines, licence.rate, to: &draft)
    draft.substitution = "\(text(licence.unused)) × \(text(licence.rate))"
    return draft.money(
      value, rollUp.currency, unknown: licence.rate == nil ? "no active line gives a price" : "no usage")
  }

  private func peak(_ name: FigureName, _ licence: ProductLicence) -> Figure {
    var draft = draft(name, licence)
    guard let peak = licence.peak else { return draft.unknown("no usage in the last 12 months") }
    let row = portfolio.usage[peak.row]
    if let assigned = row.assigned {
      draft.input("Assigned, \(peak.month.display)", text(assigned.rational), at: row.location)
    }
    if let active = row.active { draft.input("Active, \(peak.month.display)", text(active.rational), at: row.location) }
    draft.input("Months with a row", "\(licence.usage.count) of 12")
    draft.substitution = "\(text(peak.value)) in \(peak.month.display)"
    return draft.figure(text(peak.value), plain: peak.value.decimalText(digits: 3))
  }

  /// What a right size is made of.
  private func sized(_ name: FigureName, _ licence: ProductLicence, _ size: RightSize) -> ExplanationDraft {
    var draft = draft(name, licence)
    draft.input("Entitled", text(licence.entitled), at: row(licence))
    if size.isAverage {
      draft.input("Need: mean of 12 months, as the contract counts", text(size.need), at: row(licence))
    } else {
      draft.input(
        "Need: peak of 12 months", text(size.need), at: licence.peak.map { portfolio.usage[$0.row].location })
    }
    let own = portfolio.products[licence.product].headroomPercent != nil
    draft.input(
      "Headroom", "\(size.headroomPercent)%", at: own ? portfolio.products[licence.product].location : nil)
    return draft
  }

  private func rightSize(_ name: FigureName, _ licence: ProductLicence, _ size: RightSize?) -> Figure {
    guard let size else { return draft(name, licence).unknown("nothing is measured that could be exceeded") }
    var draft = sized(name, licence, size)
    draft.substitution = "⌈\(text(size.need)) × (1 + \(size.headroomPercent)%)⌉"
    return draft.figure(FigureFormat.decimal(Rational(size.quantity), digits: 0), plain: "\(size.quantity)")
  }

  private func rightSizeChange(_ name: FigureName, _ licence: ProductLicence, _ size: RightSize?) -> Figure {
    guard let size else { return draft(name, licence).unknown("nothing is measured that could be exceeded") }
    var draft = sized(name, licence, size)
    addRate(licence.lines, licence.rate, to: &draft)
    draft.substitution = "(\(size.quantity) − \(text(licence.entitled))) × \(text(licence.rate))"
    return draft.money(size.change, rollUp.currency, unknown: "no active line gives a price")
  }
}
