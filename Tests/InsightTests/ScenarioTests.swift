import Core
import Insight
import Portfolio
import Testing

@Suite("Scenarios")
struct ScenarioTests {
  private static let place = SourceLocation(SourceFile("content/accounts/a.md"), line: 1)

  /// A contract of 100,000 a year with a cap of 5%, and offers on it.
  private func insight(
    _ offers: [OfferTerms], price: String = "100000", cap: Rational? = 5,
    _ change: (inout Negotiation) -> Void = { _ in },
    settings: (inout Settings) -> Void = { _ in }
  ) -> Insight {
    var plan = Negotiation(location: Self.place)
    plan.scenarios = offers.enumerated().map { index, terms in
      Scenario(name: "Offer \(index)", key: "offer-\(index)", terms: terms, location: Self.place)
    }
    change(&plan)
    var book = BookBuilder {
      $0.discountApprovals = [
        DiscountApproval(upTo: 5, approver: "Manager"), DiscountApproval(upTo: 15, approver: "VP"),
      ]
      settings(&$0)
    }
    let contract = book.contract(
      "C", of: book.account("acme", negotiation: plan), from: "2026-02-01", to: "2027-01-31",
      renewal: RenewalTerms(upliftCapPercent: cap))
    book.line(contract, price: price)
    return book.insight()
  }

  private func values(_ insight: Insight) throws -> [ScenarioValue] {
    try #require(insight.scenarios(of: 0).resolved(for: .team))
  }

  @Test("an offer's first year, total and approver")
  func totals() throws {
    let insight = insight(
      [
        OfferTerms(length: .months(36), upliftPercent: 5, annualCapPercent: 3, discountPercent: 4),
        OfferTerms(length: .months(18)), OfferTerms(discountPercent: 30),
      ]) { $0.quotedUplift = 4 }
    let values = try values(insight)
    #expect(insight.scenarios(of: 0).resolved(for: .field) == nil)
    #expect(values.map(\.value.arr) == [100_800, 100_000, 70_000])
    #expect(values[0].value.total == 100_800 + 103_824 + dec("106938.72"))
    #expect(values.map(\.value.total).dropFirst() == [150_000, 70_000])
    #expect(values.map(\.approver) == ["Manager", nil, nil])
    #expect(values.map { $0.flags.contains(.beyondApproval) } == [false, false, true])
    #expect(insight.figure(named: "cap_headroom", account: 0)?.resolved(for: .team)?.plain == "1000.00 USD")
  }

  @Test("figures.md Uplift: 100,000 at 5% each further year is 100,000 / 105,000 / 110,250, TCV 315,250")
  func yearly() throws {
    let offer = OfferTerms(length: .months(36), annualUpliftPercent: 5)
    let value = try #require(try values(insight([offer])).first).value
    #expect(value.years.map(\.amount) == [100_000, 105_000, 110_250])
    #expect(value.total == 315_250)
  }

  @Test(
    "figures.md Uplift: 10% on three years ends at 110, 130 or 133.1",
    arguments: zip(
      UpliftBasis.allCases, ["110", "130", "133.1"]))
  func bases(basis: UpliftBasis, last: String) throws {
    let offer = OfferTerms(length: .months(36), upliftPercent: 10, basis: basis)
    #expect(try #require(try values(insight([offer], price: "100")).first).value.exitARR == dec(last))
  }

  @Test("figures.md Cap headroom: P(1+cap) less what is offered; over the cap is flagged")
  func headroom() throws {
    let values = try values(insight([OfferTerms(upliftPercent: 4), OfferTerms(upliftPercent: 6)]))
    #expect(values.map(\.value.headroom) == [1000, -1000])
    #expect(values.map { $0.flags.contains(.overCap) } == [false, true])
    #expect(try #require(try self.values(insight([OfferTerms(upliftPercent: 6)], cap: nil)).first).flags.isEmpty)
  }

  @Test("margin to walk-away, by uplift or by amount")
  func margin() throws {
    let offers = [OfferTerms(upliftPercent: 3)]
    let byUplift = try #require(try values(insight(offers) { $0.walkAwayUplift = 2 }).first)
    #expect(byUplift.margin == 1000)
    let byAmount = try #require(
      try values(
        insight(offers) {
          $0.walkAwayUplift = 2
          $0.walkAwayAmount = 104_000
        }
      ).first)
    #expect(byAmount.margin == -1000)
    #expect(byAmount.flags == [.belowWalkAway])
  }

  @Test("policy: a floor under prices, a longest term")
  func policy() throws {
    let offers = [OfferTerms(length: .months(37), upliftPercent: -1), OfferTerms(length: .months(36))]
    let values = try values(
      insight(
        offers,
        settings: {
          $0.offerPolicy.longestTermMonths = 36
          $0.offerPolicy.leastUplift = 0
        }))
    #expect(values.map(\.flags) == [[.belowFloor, .longTerm], []])
  }

  @Test("what can't be taken as it is written is told, with its place, and the rest counts")
  func problems() throws {
    func edit(_ change: (inout LineEdit) -> Void) -> LineEdit {
      var edit = LineEdit(location: SourceLocation(SourceFile("content/accounts/a.md"), line: 7))
      change(&edit)
      return edit
    }
    let offers = [
      OfferTerms(lines: [edit { $0.sku = "NOPE" }]),
      OfferTerms(lines: [
        edit {
          $0.sku = "NOPE"
          $0.quantity = 5
        }
      ]),
      OfferTerms(length: .withContract("C-9")),
      OfferTerms(lines: [
        edit {
          $0.sku = "P"
          $0.successor = "Q"
        }
      ]),
    ]
    let insight = insight(offers)
    #expect(
      try values(insight).map { $0.problems.map(\.code) } == [
        ["scenario.unknown-line"], ["scenario.unknown-product", "scenario.price"], ["scenario.co-term"],
        ["scenario.ratio", "scenario.unknown-product"],
      ])
    #expect(try values(insight).map(\.value.arr) == [100_000, 100_000, 100_000, 100_000])
    var log = Diagnostics()
    insight.checkScenarios(into: &log)
    #expect(log.all.count == 6)
    #expect(log.all.allSatisfy { $0.hint != nil && $0.location != nil && $0.account == "acme" })
  }

  @Test("renewals of the past: change of the price a year, of the prices themselves, distance to list")
  func history() throws {
    var book = BookBuilder()
    let account = book.account("acme")
    let old = book.contract("C-1", of: account, from: "2024-02-01", to: "2025-01-31", status: .renewed)
    book.line(old, quantity: "100", price: "200")
    let new = book.contract("C-2", of: account, from: "2025-02-01", to: "2026-01-31", renews: "C-1")
    book.line(new, quantity: "120", price: "210")
    let past = try #require(book.insight().pastRenewals(of: 0).resolved(for: .team)?.first)
    #expect(past.annualBefore == 20_000)
    #expect(past.annualAfter == 25_200)
    #expect(past.uplift == Rational(5, over: 100))
    #expect(past.listDiscount == nil)
  }

  @Test("the comparison has a cell for every scenario, and no year that an offer doesn't have")
  func comparison() throws {
    let insight = insight([OfferTerms(length: .months(24)), OfferTerms()])
    let comparison = ScenarioComparison(try values(insight), currency: .usd)
    #expect(comparison.names == ["Offer 0", "Offer 1"])
    #expect(comparison.rows.allSatisfy { $0.shown.count == 2 && $0.plain.count == 2 })
    #expect(comparison.rows.first { $0.label == "Year 2" }?.plain == ["100000.00", ""])
    #expect(comparison.rows.first { $0.label == "Price per unit" }?.shown == ["$100,000.00", "$100,000.00"])
  }

  @Test("an account without a contract has offers that come to nothing, and doesn't trap")
  func nothing() throws {
    var plan = Negotiation(location: Self.place)
    plan.walkAwayUplift = 2
    plan.scenarios = [Scenario(name: "A", key: "a", terms: OfferTerms(length: .months(240)), location: Self.place)]
    var book = BookBuilder()
    book.account("acme", negotiation: plan)
    let value = try #require(try values(book.insight()).first)
    #expect(value.value.total == .zero)
    #expect(value.value.growth == nil)
    #expect(value.value.discount == nil)
  }
}
