import Core
import Insight
import Portfolio
import Testing

@Suite("What is proposed to a customer")
struct ProposalTests {
  private static let place = SourceLocation(SourceFile("content/accounts/a.md"), line: 1)

  /// 100 at 1,000 a year with a cap of 5%, and options on it.
  private func offers(_ options: [(Proposal.Choice, OfferTerms)], on asOf: String = "2026-11-23") throws
    -> [ProposedOffer]
  {
    var plan = Negotiation(location: Self.place)
    plan.scenarios = options.enumerated().map { index, option in
      Scenario(name: "S\(index)", key: "s-\(index)", terms: option.1, proposed: option.0, location: Self.place)
    }
    var book = BookBuilder()
    let contract = book.contract(
      "C", of: book.account("acme", negotiation: plan), from: "2026-02-01", to: "2027-01-31",
      renewal: RenewalTerms(upliftCapPercent: 5))
    book.line(contract, quantity: "100", price: "1000")
    let proposal = book.insight(on: asOf).proposal(of: 0)
    #expect(proposal.clearance == .customer)
    return try #require(proposal.resolved(for: .customer))
  }

  @Test("savings: of the discount, and against renewing year by year at the cap")
  func savings() throws {
    let terms = OfferTerms(length: .months(36), upliftPercent: 2, annualCapPercent: 0, discountPercent: 4)
    let offer = try #require(try offers([(Proposal.Choice(), terms)]).first)
    #expect(offer.value.years.map(\.amount) == [97_920, 97_920, 97_920])
    #expect(offer.discountSaving == 12_240)
    // 105,000 + 110,250 + 115,762.50 less 293,760.
    #expect(offer.yearlyRenewalSaving == dec("37252.50"))
    #expect(offer.validUntil == day("2026-12-23"))
  }

  @Test("a year saves nothing against a year; a dear offer saves nothing at all")
  func noSavings() throws {
    let dear = OfferTerms(length: .months(24), upliftPercent: 20)
    let found = try offers([(Proposal.Choice(), OfferTerms()), (Proposal.Choice(), dear)])
    #expect(found.map(\.yearlyRenewalSaving) == [nil, nil])
    #expect(found.map(\.discountSaving) == [0, 0])
  }

  @Test("an option is shown through its last day, and only if each of its prices is known without the list")
  func holds() throws {
    var added = LineEdit(location: Self.place)
    (added.sku, added.isAdded, added.quantity) = ("P", true, 5)
    var priced = added
    priced.price = 10
    let last = Proposal.Choice(validUntil: day("2026-11-23"))
    #expect(try offers([(last, OfferTerms())]).count == 1)
    #expect(try offers([(last, OfferTerms())], on: "2026-11-24").isEmpty)
    #expect(try offers([(Proposal.Choice(), OfferTerms(lines: [added]))]).isEmpty)
    #expect(try offers([(Proposal.Choice(), OfferTerms(lines: [priced]))]).count == 1)
  }
}
