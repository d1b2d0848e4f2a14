import Core
import Portfolio

extension FigureReader {
  func product(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    let licences = insight.accounts[account].licences
    guard let licence = licences.products.first(where: { portfolio.products[$0.product].sku == name.subject }) else {
      return nil
    }
    switch name.kind {
    case .migration:
      guard portfolio.products[licence.product].isLegacy else { return nil }
      return licences.migrations.map { migration(name, $0, licence) }
    case .rightSize: return licence.rightSize(in: portfolio).map { rightSize(name, licence, $0) }
    case .unusedValue: return licence.unusedValue.map { unusedValue(name, licence, $0) }
    default: return open(share(name, licence))
    }
  }

  private func draft(_ name: FigureName, _ licence: ProductLicence) -> ExplanationDraft {
    draft(name, subject: portfolio.products[licence.product].name)
  }

  private func text(_ quantity: Rational?) -> String {
    quantity.map { FigureFormat.trimmed($0, digits: 3) } ?? "not known"
  }

  /// Row of the latest month.
  private func row(_ licence: ProductLicence) -> SourceLocation? {
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

  private func counting(_ licence: ProductLicence) -> String {
    switch licence.count {
    case .latest: licence.month?.display ?? "latest month"
    case .peak: "peak of 12 months"
    case .average: "average of 12 months"
    }
  }

  private func addRate(_ lines: [Int], _ rate: Rational?, to draft: inout ExplanationDraft) {
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

  private func rightSize(_ name: FigureName, _ licence: ProductLicence, _ size: RightSize?) -> Figure {
    var draft = draft(name, licence)
    guard let size else { return draft.unknown("no usage in the last 12 months") }
    draft.input("Entitled", text(licence.entitled), at: row(licence))
    addRate(licence.lines, licence.rate, to: &draft)
    if let change = size.change {
      draft.substitution = "Changes the annual value by \(FigureFormat.exact(Money(rounding: change, rollUp.currency)))"
    }
    return draft.figure(FigureFormat.decimal(Rational(size.quantity), digits: 0), plain: "\(size.quantity)")
  }

  private func migration(_ name: FigureName, _ needs: [MigrationNeed], _ licence: ProductLicence) -> Figure {
    guard let need = needs.first(where: { $0.product == licence.product }) else {
      return draft(name, licence).unknown("no line of it is active")
    }
    let product = portfolio.products[need.product]
    var draft = draft(name, licence)
    draft.input("Licensed", text(need.quantity), at: licence.lines.first.map { portfolio.lines[$0].location })
    guard let map = product.migration, let quantity = need.newQuantity else {
      return draft.unknown("the catalogue maps it to nothing")
    }
    draft.input("Successor", map.successor, at: product.location)
    draft.input("Ratio", map.ratio.description, at: product.location)
    if let effect = need.priceEffect {
      draft.input("Price effect at flat spend", FigureFormat.exact(Money(rounding: effect, rollUp.currency)))
    }
    if let confidence = map.confidence { draft.input("Confidence", confidence.rawValue, at: product.location) }
    if let review = map.reviewDay { draft.input("Review by", review.display, at: product.location) }
    draft.substitution = "⌈\(text(need.quantity)) × \(map.ratio)⌉"
    return draft.figure(
      "\(FigureFormat.decimal(Rational(quantity), digits: 0)) \(map.successor)", plain: "\(quantity)")
  }

  func pool(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    let licences = insight.accounts[account].licences
    guard let pool = licences.pools.first(where: { $0.meter == name.subject }) else { return nil }
    var draft = draft(name, subject: pool.meter)
    for member in pool.members {
      let licence = licences.products[member]
      draft.input(
        "\(portfolio.products[licence.product].name), \(counting(licence))",
        "\(text(licence.measured)) of \(text(licence.entitled))", at: row(licence))
      addRate(licence.lines, nil, to: &draft)
    }
    if pool.members.count > 1 { draft.input("Pooled", "\(text(pool.measured)) of \(text(pool.entitled))") }
    if let rate = pool.rate { draft.input("Rate a year", FigureFormat.exact(Money(rounding: rate, rollUp.currency))) }
    draft.substitution = "max(0, \(text(pool.measured)) − \(text(pool.entitled))) × \(text(pool.rate))"
    if name.kind == .trueUpToTermEnd {
      draft.substitution = "\(draft.substitution ?? "") × \(pool.daysLeft) ÷ 365"
      draft.input("Term ends", pool.termEnd?.display ?? "not known")
    }
    let value = name.kind == .trueUp ? pool.exposure : pool.exposureToTermEnd
    return value.map { [draft] in draft.money($0, rollUp.currency, unknown: "no active line gives a price") }
  }
}
