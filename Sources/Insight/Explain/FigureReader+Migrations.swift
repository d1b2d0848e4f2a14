import Core
import Portfolio

extension FigureReader {
  func migration(_ name: FigureName, _ account: Int) -> Restricted<Figure>? {
    guard let licence = licence(name.subject, account), portfolio.products[licence.product].isLegacy else { return nil }
    let needs = insight.accounts[account].licences.migrations.map { needs in
      needs.first { $0.product == licence.product }
    }
    guard name.kind == .migrationAtList else {
      return needs.map { need in
        guard let need else { return draft(name, licence).unknown("no line of it is active") }
        switch name.kind {
        case .migrationDeadline: return deadline(name, licence, need)
        case .migrationEffect: return effect(name, licence, need)
        default: return quantity(name, licence, need)
        }
      }
    }
    return needs.flatMap { need in
      guard let need else { return Restricted(draft(name, licence).unknown("no line of it is active"), for: .customer) }
      return need.listUnitPrice.map { atList(name, licence, need, price: $0) }
    }
  }

  /// What licences there are of, and what the map makes of them.
  private func mapped(_ name: FigureName, _ licence: ProductLicence, _ need: MigrationNeed) -> ExplanationDraft {
    var draft = draft(name, licence)
    draft.input("Licensed", text(need.quantity), at: licence.lines.first.map { portfolio.lines[$0].location })
    if let map = portfolio.products[need.product].migration {
      draft.input("Successor", map.successor, at: map.location)
      draft.input("Ratio", map.ratio.description, at: map.location)
    }
    return draft
  }

  private func quantity(_ name: FigureName, _ licence: ProductLicence, _ need: MigrationNeed) -> Figure {
    var draft = mapped(name, licence, need)
    guard let map = portfolio.products[need.product].migration, let quantity = need.newQuantity else {
      return draft.unknown("the catalogue maps it to nothing")
    }
    if let effect = need.priceEffect {
      draft.input("Price effect at flat spend", FigureFormat.exact(Money(rounding: effect, rollUp.currency)))
    }
    if let confidence = map.confidence { draft.input("Confidence", confidence.rawValue, at: map.location) }
    if let evidence = map.evidence { draft.input("Evidence", evidence, at: map.location) }
    if let review = map.reviewDay { draft.input("Review by", review.display, at: map.location) }
    draft.substitution = "⌈\(text(need.quantity)) × \(map.ratio)⌉"
    return draft.figure(
      "\(FigureFormat.decimal(Rational(quantity), digits: 0)) \(map.successor)", plain: "\(quantity)")
  }

  private func deadline(_ name: FigureName, _ licence: ProductLicence, _ need: MigrationNeed) -> Figure {
    var draft = draft(name, licence)
    let product = portfolio.products[need.product]
    if let line = licence.lines.first, let end = need.termEnd {
      draft.input("Contract ends", end.display, at: portfolio.contracts[portfolio.lines[line].contract].location)
    }
    if let sale = product.endOfSale { draft.input("End of sale", sale.display, at: product.location) }
    if let life = product.endOfLife { draft.input("End of life", life.display, at: product.location) }
    draft.substitution = need.deadline.map { "\($0.reason.rawValue), \($0.day.display)" }
    return draft.day(need.deadline?.day, unknown: "the catalogue gives neither an end of sale nor an end of life")
  }

  private func effect(_ name: FigureName, _ licence: ProductLicence, _ need: MigrationNeed) -> Figure {
    var draft = draft(name, licence)
    addRate(licence.lines, nil, to: &draft)
    guard let map = portfolio.products[need.product].migration, let percent = map.priceEffectPercent else {
      return draft.unknown("the catalogue gives no price effect")
    }
    draft.input("Price effect", "\(percent)%", at: map.location)
    let annual = FigureFormat.exact(Money(rounding: need.annual, rollUp.currency))
    draft.substitution = "\(annual) × (1 + \(percent)%)"
    return draft.money(need.annualWithEffect, rollUp.currency)
  }

  private func atList(
    _ name: FigureName, _ licence: ProductLicence, _ need: MigrationNeed, price: Rational?
  ) -> Figure {
    var draft = mapped(name, licence, need)
    guard let quantity = need.newQuantity, let successor = need.successor else {
      return draft.unknown("the catalogue maps it to nothing that it lists")
    }
    guard let price else { return draft.unknown("the successor has no list price, or its currency no rate") }
    let shown = FigureFormat.exact(Money(rounding: price, rollUp.currency))
    draft.input("List price a year", shown, at: portfolio.products[successor].location)
    draft.substitution = "\(FigureFormat.decimal(Rational(quantity), digits: 0)) × \(shown)"
    return draft.money(Rational(quantity) * price, rollUp.currency)
  }
}
