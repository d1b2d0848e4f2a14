public import Core
public import Portfolio

/// What an offer starts from: the recurring lines that end with the contract of the next renewal.
public struct OfferBase: Sendable {
  /// The contract; nil for an account without one.
  public let contract: Contract?
  /// Of the contract, else the roll-up currency.
  public let currency: Currency
  /// The day on which an offer starts if it says nothing else.
  public let renewalDate: Day
  /// What is paid a year today: the contract's amount available to renew.
  public let annual: Rational
  /// Lines that are up for renewal, by first day and id.
  let lines: [Line]

  /// Highest increase that the contract allows, per cent.
  public var capPercent: Rational? { contract?.renewal.upliftCapPercent }
}

extension Insight {
  /// What offers for the next renewal of an account start from.
  public func offerBase(of account: Int) -> OfferBase {
    guard let next = accounts[account].next else {
      return OfferBase(
        contract: nil, currency: portfolio.settings.currency, renewalDate: asOf, annual: .zero, lines: [])
    }
    let contract = portfolio.contracts[next.contract]
    return OfferBase(
      contract: contract, currency: contract.currency, renewalDate: contract.renewalDate,
      annual: value(ofContract: next.contract).atr,
      lines: portfolio.lines(of: contract).filter { $0.isRecurring && $0.end == contract.end })
  }
}

/// List prices for a year, as far as who asks may know them: of the base's lines by place, of products by place.
struct ListPrices: Sendable {
  var lines: [Rational?] = []
  var products: [Rational?] = []

  /// None known.
  static let none = ListPrices()

  /// The prices of what an offer can hold, behind the clearance of list prices.
  static func all(_ base: OfferBase, _ portfolio: Portfolio) -> Restricted<ListPrices> {
    let lines = Restricted.all(base.lines.map(\.listPrice))
    let products = Restricted.all(portfolio.products.map(\.listPrice))
    return lines.zip(products).map { lines, products in
      ListPrices(
        lines: lines,
        products: zip(products, portfolio.products).map { price, product in
          // A price in another currency is no price here.
          (product.currency ?? base.currency) == base.currency ? price : nil
        })
    }
  }
}
