import Core
import Portfolio

extension AccountCheck {
  /// D16: auto-renewal without a notice period, and the other way round; predecessors that the book lacks.
  mutating func contracts() {
    let ids = Set(portfolio.contracts(of: account).map(\.id))
    for contract in portfolio.contracts(of: account) where contract.status == .active && contract.end >= asOf {
      if contract.renewal.isAutomatic == true, contract.renewal.notice == nil {
        warning(
          "contract.no-notice", "\(contract.id.clipped) renews itself and has no notice period", at: contract.location,
          "look it up in the contract and fill notice_days or notice_months")
      }
      if contract.renewal.isAutomatic == false, contract.renewal.notice != nil {
        warning(
          "contract.idle-notice", "\(contract.id.clipped) has a notice period and does not renew itself",
          at: contract.location, "look up which of the two the contract says")
      }
      if let before = contract.renews, !ids.contains(before) {
        warning(
          "contract.unknown-predecessor",
          "\(contract.id.clipped) renews \"\(before.clipped)\", which this account doesn't have", at: contract.location,
          "export that contract too, or correct the id in the CRM")
      }
    }
  }

  /// D11 and D07: lines outside their contract's term, and values that are hardly meant.
  mutating func lines() {
    for contract in portfolio.contracts(of: account) {
      for line in portfolio.lines(of: contract) {
        if line.start < contract.start || line.end > contract.end {
          warning(
            "line.outside-term",
            "the line runs from \(line.start) to \(line.end), its contract from \(contract.start) to \(contract.end)",
            at: line.location, "correct the dates of one of the two in the CRM")
        }
        range(line)
      }
    }
  }

  private mutating func range(_ line: Line) {
    if line.quantity.thousandths < 0 {
      warning(
        "line.range", "the quantity is below zero", at: line.location, "a credit belongs into the line that it corrects"
      )
    }
    let discount = line.discountPercent.resolved(for: .team).flatMap(\.self)
    if let discount, discount < .zero || discount > 100 {
      warning(
        "line.range", "the discount is not between 0 and 100 per cent", at: line.location,
        "look whether the column holds amounts instead of per cent")
    }
  }
}
