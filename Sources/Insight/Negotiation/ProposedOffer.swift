public import Core
public import Portfolio

/// An option of a proposal with what it comes to: all of it may be shown to the customer.
public struct ProposedOffer: Sendable {
  /// What was written for the customer.
  public let choice: Proposal.Choice
  /// What it comes to. List prices are not in it.
  public let value: OfferValue
  /// Last day on which it can be accepted.
  public let validUntil: Day

  /// What it would cost in all without its discounts.
  public var undiscounted: Rational {
    var terms = value.terms
    terms.discountPercent = nil
    let lines = value.lines.map { line in
      var line = line
      line.discountPercent = nil
      return line
    }
    return OfferValue(value.base, terms, span: value.span, lines: lines).total
  }

  /// What its discounts save over the whole term; nothing if there are none.
  public var discountSaving: Rational { max(undiscounted - value.total, .zero) }

  /// What the lines that there are today would cost over the same days if they were renewed year by year at the contract's cap, at
  /// the offered quantities, less what they cost here; nil without a cap, for a year or less, or if nothing is saved.
  public var yearlyRenewalSaving: Rational? {
    guard let cap = value.base.capPercent, value.years.count > 1 else { return nil }
    var terms = value.terms
    (terms.upliftPercent, terms.basis, terms.annualCapPercent, terms.discountPercent) = (cap, .yearCompound, nil, nil)
    let here = value.lines.filter { $0.isRecurring && $0.today != nil }
    let then = here.map { line in
      var line = line
      (line.base, line.price, line.upliftPercent, line.discountPercent) = (line.today, nil, nil, nil)
      return line
    }
    let yearly = OfferValue(value.base, terms, span: value.span, lines: then).total
    let saving = yearly - OfferValue(value.base, value.terms, span: value.span, lines: here).total
    return saving > .zero ? saving : nil
  }
}

extension Insight {
  /// The options of an account's proposal that can be accepted on the as-of day and whose every price is written or known from the
  /// contract: no list price is asked for, since customers need not see it. Customers may see all of it.
  public func proposal(of account: Int) -> Restricted<[ProposedOffer]> {
    let base = offerBase(of: account)
    let days = portfolio.settings.offerPolicy.proposalDays
    return portfolio.accounts[account].proposal.map { proposal in
      (proposal?.options ?? []).compactMap { option in
        let last = option.choice.validUntil ?? asOf + days
        var resolver = OfferResolver(portfolio, account: account, base: base, prices: .none)
        let place = portfolio.accounts[account].location
        let (span, lines) = resolver.resolve(option.terms, at: place)
        guard last >= asOf, !lines.isEmpty, resolver.problems.isEmpty else { return nil }
        return ProposedOffer(
          choice: option.choice, value: OfferValue(base, option.terms, span: span, lines: lines), validUntil: last)
      }
    }
  }
}
