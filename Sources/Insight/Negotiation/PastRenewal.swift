public import Core
import Portfolio

/// A renewal that was made: what the price did then.
public struct PastRenewal: Sendable {
  /// Id of the contract that ended.
  public let before: String
  /// Id of the contract that renewed it.
  public let after: String
  /// First day of the new one.
  public let day: Day
  /// Its currency.
  public let currency: Currency
  /// What was up for renewal, a year.
  public let annualBefore: Rational
  /// Price a year on the new one's first day.
  public let annualAfter: Rational
  /// Change of the prices themselves: products of both contracts, at the new quantities; nil if they share none.
  public let uplift: Rational?
  /// Distance to the list price in the new one, of lines whose list price is known.
  public let listDiscount: Rational?

  /// Change of the price a year, as a share.
  public var change: Rational? { (annualAfter - annualBefore).divided(by: annualBefore) }
}

extension Insight {
  /// The renewals that an account has made, newest first; guarded as list prices are.
  public func pastRenewals(of account: Int) -> Restricted<[PastRenewal]> {
    let contracts = Array(portfolio.contracts(of: account))
    let pairs = contracts.compactMap { after -> (before: Contract, after: Contract)? in
      guard after.status != .draft, let id = after.renews else { return nil }
      return contracts.first { $0.id == id && $0.currency == after.currency }.map { ($0, after) }
    }.sorted { ($1.after.start, $0.after.id) < ($0.after.start, $1.after.id) }
    return Restricted.all(pairs.map { pastRenewal($0.before, $0.after) }, atLeast: .field)
  }

  private func pastRenewal(_ before: Contract, _ after: Contract) -> Restricted<PastRenewal> {
    let old = portfolio.lines(of: before).filter { $0.isRecurring && $0.end == before.end }
    let new = portfolio.lines(of: after).filter { $0.isRecurring && $0.isActive(on: after.start) }
    return Restricted.all(new.map(\.listPrice)).map { prices in
      var (list, listed) = (Rational.zero, Rational.zero)
      for (line, price) in zip(new, prices) {
        guard let price, price > .zero else { continue }
        list += line.quantity.rational * price
        listed += line.annual
      }
      return PastRenewal(
        before: before.id, after: after.id, day: after.start, currency: after.currency,
        annualBefore: ContractValue(before, in: portfolio).atr,
        annualAfter: new.reduce(.zero) { $0 + $1.annual }, uplift: Self.uplift(from: old, to: new),
        listDiscount: (list - listed).divided(by: list))
    }
  }

  /// `Σ(new quantity × new price) ÷ Σ(new quantity × old price) − 1` over the products of both.
  private static func uplift(from old: [Line], to new: [Line]) -> Rational? {
    var (before, after) = (Rational.zero, Rational.zero)
    for line in new {
      let same = old.filter { $0.product == line.product }
      let quantity = same.reduce(Rational.zero) { $0 + $1.quantity.rational }
      guard let price = same.reduce(Rational.zero, { $0 + $1.annual }).divided(by: quantity) else { continue }
      before += line.quantity.rational * price
      after += line.annual
    }
    return (after - before).divided(by: before)
  }
}
